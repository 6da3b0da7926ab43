import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffTrees } from "./diff.ts";
import { directory, file, fromPaths, symlink } from "./build.ts";
import { FsError, type FsErrorCode } from "./errors.ts";
import type { DirectoryNode } from "./node.ts";
import { walk } from "./walk.ts";
import { WorkingTree } from "./working-tree.ts";

function code(action: () => unknown): FsErrorCode | "none" {
  try {
    action();
    return "none";
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
}

/** A tree as text, to compare: path, kind, mode and what is in it. */
function listing(root: DirectoryNode): string[] {
  return [...walk(root)].map(({ path, node }) => {
    const what = node.kind === "file" ? new TextDecoder().decode(node.content.bytes) : node.kind === "symlink" ? `-> ${node.target}` : "/";
    return `${path} ${node.mode.toString(8)} ${what}`;
  });
}

describe("WorkingTree", () => {
  it("never changes a root that was taken", () => {
    const tree = new WorkingTree(fromPaths({ "a/b": "1", "a/c": "2" }));
    const before = tree.root;
    const seen = listing(before);
    tree.writeFile("/a/b", "changed");
    tree.mkdir("/a/d/e", { recursive: true });
    tree.remove("/a/c");
    tree.chmod("/a", 0o700);
    expect(listing(before)).toEqual(seen);
    expect(tree.root).not.toBe(before);
    expect(tree.root).toBe(tree.root);
  });

  it("never changes a directory that stat handed out", () => {
    const tree = new WorkingTree();
    tree.mkdir("/d");
    tree.writeFile("/d/one", "1");
    const seen = tree.stat("/d") as DirectoryNode;
    tree.writeFile("/d/two", "2");
    expect([...seen.entries.keys()]).toEqual(["one"]);
    expect(tree.readdir("/d")).toEqual(["one", "two"]);
  });

  it("shares what a write did not touch", () => {
    const tree = new WorkingTree(fromPaths({ "a/x": "1", "b/y": "2" }));
    const before = tree.root;
    tree.writeFile("/a/x", "3");
    expect(tree.root.entries.get("b")).toBe(before.entries.get("b"));
  });

  it("follows links inside the tree, on the way and at the end", () => {
    const tree = new WorkingTree(
      directory({ lib: symlink("usr/lib"), up: symlink("../../../usr"), usr: directory({ lib: directory({ x: file("x") }) }) }),
    );
    expect(tree.readText("/lib/x")).toBe("x");
    expect(tree.realpath("/up/lib/../lib/x")).toBe("/usr/lib/x");
    expect(tree.readlink("/lib")).toBe("usr/lib");
    tree.writeFile("/lib/new", "n");
    expect(tree.readText("/usr/lib/new")).toBe("n");
    expect(tree.stat("/lib", { follow: false }).kind).toBe("symlink");
    expect(tree.stat("/lib/", { follow: false }).kind).toBe("directory");
  });

  it("writes through a dangling link", () => {
    const tree = new WorkingTree();
    tree.symlink("target", "/link");
    tree.writeFile("/link", "x");
    expect(tree.readText("/target")).toBe("x");
    expect(tree.readlink("/link")).toBe("target");
  });

  it("stops at forty links", () => {
    const tree = new WorkingTree();
    tree.writeFile("/l0", "end");
    for (let index = 1; index <= 41; index++) tree.symlink(`l${index - 1}`, `/l${index}`);
    expect(tree.readText("/l40")).toBe("end");
    expect(code(() => tree.readText("/l41"))).toBe("ELOOP");
    tree.symlink("self", "/self");
    expect(code(() => tree.stat("/self/x"))).toBe("ELOOP");
    expect(tree.lookup("/self")).toBeUndefined();
  });

  it("answers with the codes of a real kernel", () => {
    const tree = new WorkingTree(fromPaths({ f: "x", "d/x": "y", "e/": "" }));
    expect(code(() => tree.stat("/nope"))).toBe("ENOENT");
    expect(code(() => tree.stat("/f/x"))).toBe("ENOTDIR");
    expect(code(() => tree.stat("/f/"))).toBe("ENOTDIR");
    expect(code(() => tree.readFile("/d"))).toBe("EISDIR");
    expect(code(() => tree.writeFile("/d", ""))).toBe("EISDIR");
    expect(code(() => tree.writeFile("/new/", ""))).toBe("EISDIR");
    expect(code(() => tree.writeFile("/no/x", ""))).toBe("ENOENT");
    expect(code(() => tree.mkdir("/d"))).toBe("EEXIST");
    expect(code(() => tree.mkdir("/f", { recursive: true }))).toBe("EEXIST");
    expect(code(() => tree.mkdir("/f/g", { recursive: true }))).toBe("ENOTDIR");
    expect(code(() => tree.mkdir("/d", { recursive: true }))).toBe("none");
    expect(code(() => tree.readdir("/f"))).toBe("ENOTDIR");
    expect(code(() => tree.remove("/d"))).toBe("ENOTEMPTY");
    expect(code(() => tree.remove("/nope"))).toBe("ENOENT");
    expect(code(() => tree.remove("/nope", { force: true }))).toBe("none");
    expect(code(() => tree.remove("/"))).toBe("EPERM");
    expect(code(() => tree.readlink("/f"))).toBe("EINVAL");
    expect(code(() => tree.symlink("x", "/f"))).toBe("EEXIST");
    expect(code(() => tree.rename("/d", "/d/z"))).toBe("EINVAL");
    expect(code(() => tree.rename("/f", "/e"))).toBe("EISDIR");
    expect(code(() => tree.rename("/e", "/f"))).toBe("ENOTDIR");
    expect(code(() => tree.rename("/e", "/d"))).toBe("ENOTEMPTY");
    expect(code(() => tree.link("/d", "/z"))).toBe("EPERM");
    expect(code(() => tree.writeFile(`/${"x".repeat(256)}`, ""))).toBe("ENAMETOOLONG");
    expect(code(() => tree.stat("/a\0b"))).toBe("EINVAL");
    expect(code(() => tree.stat(""))).toBe("ENOENT");
  });

  it("gives new files the umask, the owner and the time, and keeps the mode of old ones", () => {
    let time = 1000;
    const tree = new WorkingTree(directory(), { now: () => time, uid: 1000, gid: 100, umask: 0o027 });
    tree.writeFile("/f", "x");
    expect(tree.attributes("/f")).toEqual({ kind: "file", mode: 0o640, uid: 1000, gid: 100, mtime: 1000, size: 1 });
    tree.mkdir("/d");
    expect(tree.stat("/d").mode).toBe(0o750);
    tree.chmod("/f", 0o4755);
    time = 2000;
    tree.writeFile("/f", "yy");
    expect(tree.attributes("/f")).toMatchObject({ mode: 0o4755, mtime: 2000, size: 2 });
    expect(tree.attributes("/").mtime).toBe(1000);
    tree.remove("/f");
    expect(tree.attributes("/").mtime).toBe(2000);
  });

  it("reads holes as zeros, also after an append", () => {
    const tree = new WorkingTree();
    tree.writeFile("/sparse", { bytes: Uint8Array.of(1), size: 4 });
    expect([...tree.readFile("/sparse")]).toEqual([1, 0, 0, 0]);
    tree.appendFile("/sparse", "A");
    expect([...tree.readFile("/sparse")]).toEqual([1, 0, 0, 0, 65]);
  });

  it("changes owners of a whole tree without following its links", () => {
    const tree = new WorkingTree(directory({ d: directory({ f: file("x"), l: symlink("../other") }), other: file("y") }));
    tree.chown("/d", 7, 8, { recursive: true });
    expect(tree.attributes("/d/f")).toMatchObject({ uid: 7, gid: 8 });
    expect(tree.attributes("/d/l", { follow: false })).toMatchObject({ uid: 7, gid: 8 });
    expect(tree.attributes("/other")).toMatchObject({ uid: 0, gid: 0 });
  });

  it("keeps all names of a file one file: content, mode, owner and time", () => {
    const tree = new WorkingTree(fromPaths({ "a/x": "1" }), { now: () => 5 });
    tree.mkdir("/b");
    tree.link("/a/x", "/b/y");
    tree.link("/b/y", "/z");
    tree.appendFile("/b/y", "2");
    expect(["/a/x", "/b/y", "/z"].map((path) => tree.readText(path))).toEqual(["12", "12", "12"]);
    tree.chmod("/z", 0o600);
    tree.chown("/a/x", 7, 8);
    tree.utimes("/b/y", 9);
    expect(tree.stat("/a/x")).toMatchObject({ mode: 0o600, uid: 7, gid: 8, mtime: 9 });
    expect(tree.stat("/a/x")).toBe(tree.stat("/b/y"));
    expect(tree.stat("/a/x")).toBe(tree.stat("/z"));
    expect(tree.hardLinks("/z")).toEqual(["/a/x", "/b/y", "/z"]);
    tree.rename("/b", "/c");
    tree.writeFile("/c/y", "3");
    expect(tree.readText("/a/x")).toBe("3");
    tree.chown("/c", 1, 1, { recursive: true });
    expect(tree.stat("/z")).toBe(tree.stat("/c/y"));
    expect(tree.stat("/z")).toMatchObject({ uid: 1 });
    tree.remove("/c", { recursive: true });
    tree.writeFile("/z", "4");
    expect(tree.readText("/a/x")).toBe("4");
    tree.remove("/z");
    tree.writeFile("/z", "new");
    expect(tree.readText("/a/x")).toBe("4");
    expect(tree.hardLinks("/a/x")).toEqual(["/a/x"]);
  });

  it("copies up what it links, as an overlay does, and lets go of a name that something else is put at", () => {
    const lower = fromPaths({ a: "1" });
    const tree = new WorkingTree(lower);
    tree.link("/a", "/b");
    expect(diffTrees(lower, tree.root).map(({ path, kind, size }) => [path, kind, size])).toEqual([
      ["a", "modified", 1],
      ["b", "added", 0],
    ]);
    tree.put("/b", file("2"));
    tree.writeFile("/a", "3");
    expect(tree.readText("/b")).toBe("2");
  });

  it("takes setuid from files that change owner, setgid where their group may execute, and neither from directories", () => {
    const given = (mode: number): number => {
      const tree = new WorkingTree(directory({ f: file("x", { mode }) }));
      tree.chown("/f", 1, 1);
      const each = new WorkingTree(directory({ d: directory({ f: file("x", { mode }) }) }));
      each.chown("/d", 1, 1, { recursive: true });
      expect(each.stat("/d/f").mode).toBe(tree.stat("/f").mode);
      return tree.stat("/f").mode;
    };
    expect([0o4755, 0o6755, 0o6744, 0o1777].map(given)).toEqual([0o755, 0o755, 0o2744, 0o1777]);
    const tree = new WorkingTree(directory({ d: directory({}, { mode: 0o6755 }) }));
    tree.chown("/d", 1, 1);
    expect(tree.stat("/d").mode).toBe(0o6755);
  });

  it("makes directories on the way that can be entered whatever the umask", () => {
    const tree = new WorkingTree(undefined, { umask: 0o377 });
    tree.mkdir("/m/n/o", { recursive: true });
    expect(["/m", "/m/n", "/m/n/o"].map((path) => tree.stat(path).mode)).toEqual([0o700, 0o700, 0o400]);
  });

  it("puts whole nodes, with parents when asked", () => {
    const tree = new WorkingTree();
    const node = fromPaths({ x: "1" });
    expect(code(() => tree.put("/a/b", node))).toBe("ENOENT");
    tree.put("/a/b", node, { parents: true });
    expect(tree.lookup("/a/b")).toBe(node);
    tree.writeFile("/a/b/y", "2");
    expect([...node.entries.keys()]).toEqual(["x"]);
  });

  it("keeps odd names apart", () => {
    const tree = new WorkingTree();
    const names = ['"', "<script>", "🐳", "a\nb", " ", "__proto__", "constructor", "-rf", "a\\b"];
    for (const name of names) tree.writeFile(`/${name}`, name);
    for (const name of names) expect(tree.readText(`/${name}`)).toBe(name);
    expect(tree.readdir("/")).toEqual([...names].sort());
  });

  it("writes ten thousand files into one directory in linear time", () => {
    const tree = new WorkingTree();
    tree.mkdir("/d");
    const start = performance.now();
    for (let index = 0; index < 10_000; index++) {
      tree.writeFile(`/d/${index}`, "x");
      tree.attributes("/d");
    }
    // Copying the directory each time would be fifty million entries.
    expect(performance.now() - start).toBeLessThan(1500);
    expect(tree.readdir("/d")).toHaveLength(10_000);
  });
});

describe("WorkingTree against a model", () => {
  const name = fc.constantFrom("a", "b", "c");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
  const action = fc.oneof(
    fc.record({ do: fc.constant("write" as const), path, text: fc.string({ maxLength: 3 }) }),
    fc.record({ do: fc.constant("mkdir" as const), path }),
    fc.record({ do: fc.constant("mkdirs" as const), path }),
    fc.record({ do: fc.constant("remove" as const), path, recursive: fc.boolean() }),
    fc.record({ do: fc.constant("rename" as const), path, to: path }),
    fc.record({ do: fc.constant("link" as const), path, to: path }),
    fc.record({ do: fc.constant("take" as const) }),
    fc.record({ do: fc.constant("peek" as const), path }),
  );

  it("agrees with a flat map of paths, and roots taken on the way stay as they were", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const tree = new WorkingTree();
        const model = new Model();
        const taken: [DirectoryNode, string[]][] = [];
        for (const step of actions) {
          if (step.do === "take") {
            taken.push([tree.root, model.listing()]);
            continue;
          }
          if (step.do === "peek") {
            const node = tree.lookup(step.path);
            if (node?.kind === "directory") taken.push([node, listing(node).map(bare)]);
            continue;
          }
          const got = code(() => {
            if (step.do === "write") tree.writeFile(step.path, step.text);
            else if (step.do === "remove") tree.remove(step.path, { recursive: step.recursive });
            else if (step.do === "rename") tree.rename(step.path, step.to);
            else if (step.do === "link") tree.link(step.path, step.to);
            else tree.mkdir(step.path, { recursive: step.do === "mkdirs" });
          });
          const worked =
            step.do === "write"
              ? model.write(step.path, step.text)
              : step.do === "remove"
                ? model.remove(step.path, step.recursive)
                : step.do === "rename"
                  ? model.rename(step.path, step.to)
                  : step.do === "link"
                    ? model.link(step.path, step.to)
                    : model.mkdir(step.path, step.do === "mkdirs");
          expect(got === "none").toBe(worked);
        }
        expect(listing(tree.root).map(bare)).toEqual(model.listing());
        for (const [root, lines] of taken) expect(listing(root).map(bare)).toEqual(lines);
      }),
    );
  });
});

/** `path mode text` without the mode. */
function bare(line: string): string {
  return line.replace(/^(\S+) \d+ /, "$1 ");
}

/** The simplest file system there is: path to a file, which may have several, or `null` for a directory. */
class Model {
  readonly #nodes = new Map<string, { text: string } | null>([["", null]]);

  listing(): string[] {
    const paths = [...this.#nodes.keys()].filter((path) => path !== "");
    paths.sort((a, b) => (a.replaceAll("/", "\0") < b.replaceAll("/", "\0") ? -1 : 1));
    return paths.map((path) => `${path.slice(1)} ${this.#nodes.get(path)?.text ?? "/"}`);
  }

  #below(path: string): string[] {
    return [...this.#nodes.keys()].filter((other) => other.startsWith(`${path}/`));
  }

  #parentIsDirectory(path: string): boolean {
    return this.#nodes.get(path.slice(0, path.lastIndexOf("/"))) === null;
  }

  write(path: string, text: string): boolean {
    if (!this.#parentIsDirectory(path) || this.#nodes.get(path) === null) return false;
    const there = this.#nodes.get(path);
    if (there) there.text = text;
    else this.#nodes.set(path, { text });
    return true;
  }

  link(from: string, to: string): boolean {
    const file = this.#nodes.get(from);
    if (!file || this.#nodes.has(to) || !this.#parentIsDirectory(to)) return false;
    this.#nodes.set(to, file);
    return true;
  }

  mkdir(path: string, recursive: boolean): boolean {
    if (recursive) {
      const parts = path.slice(1).split("/");
      const all = parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
      for (const each of all) {
        if (this.#nodes.get(each)) return false;
        this.#nodes.set(each, null);
      }
      return true;
    }
    if (!this.#parentIsDirectory(path) || this.#nodes.has(path)) return false;
    this.#nodes.set(path, null);
    return true;
  }

  remove(path: string, recursive: boolean): boolean {
    if (!this.#nodes.has(path)) return false;
    const below = this.#below(path);
    if (below.length > 0 && !recursive) return false;
    for (const each of [path, ...below]) this.#nodes.delete(each);
    return true;
  }

  rename(from: string, to: string): boolean {
    const source = this.#nodes.get(from);
    if (source === undefined || !this.#parentIsDirectory(to)) return false;
    if (from === to) return true;
    if (to.startsWith(`${from}/`)) return false;
    const target = this.#nodes.get(to);
    if (target !== undefined) {
      if ((target === null) !== (source === null)) return false;
      if (target !== null && target === source) return true;
      if (this.#below(to).length > 0) return false;
    }
    for (const each of [from, ...this.#below(from)]) {
      const value = this.#nodes.get(each) as { text: string } | null;
      this.#nodes.delete(each);
      this.#nodes.set(to + each.slice(from.length), value);
    }
    return true;
  }
}

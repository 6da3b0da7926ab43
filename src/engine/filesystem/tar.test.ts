import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directory, file, fromPaths, symlink } from "./build.ts";
import { diffTrees } from "./diff.ts";
import type { DirectoryNode, Node } from "./node.ts";
import { tarDigest, writeTar } from "./tar.ts";
import { ArchiveError, compressionOf, decompress, isTar, readTar, tarTree, unpack } from "./untar.ts";
import { walk } from "./walk.ts";
import { WorkingTree } from "./working-tree.ts";

const whole = (root: DirectoryNode) => writeTar(diffTrees(undefined, root));
const text = (node: Node | undefined) => (node?.kind === "file" ? new TextDecoder().decode(node.content.bytes) : undefined);
const deep = `${"d".repeat(60)}/${"e".repeat(60)}/${"f".repeat(90)}`;
const odd = {
  'quo"te': "q",
  "<script>": "s",
  "🐳 whale": "w",
  "new\nline": "n",
  [deep]: "deep",
  ["long".repeat(40)]: "long",
  [`${"ü".repeat(70)}/x`]: "umlaut",
};

function gnuTar(): boolean {
  try {
    return execFileSync("tar", ["--version"], { encoding: "utf8" }).includes("GNU tar");
  } catch {
    return false;
  }
}

describe("writeTar", () => {
  it("is deterministic: order of entries and parts of a second do not matter", () => {
    const one = directory({ a: file("1", { mtime: 1500 }), b: file("2") });
    const two = directory(new Map([...directory({ a: file("1", { mtime: 1999 }), b: file("2") }).entries].reverse()));
    expect(tarDigest(diffTrees(undefined, one))).toBe(tarDigest(diffTrees(undefined, two)));
    // Saved work refers to layers by this: a change here is a change of every id.
    expect(tarDigest(diffTrees(undefined, one))).toBe("sha256:fb391ce1898826a98354b2eefd64a44bb9d6bee1f7f59ca9cf81f4ee6736f059");
  });

  it.skipIf(!gnuTar())("is unpacked by GNU tar: names, modes, links, holes", () => {
    const root = new WorkingTree(fromPaths(odd));
    root.put("/hole", file({ bytes: new TextEncoder().encode("head"), size: 30_000_000 }, { mode: 0o755, mtime: 1_700_000_000_900 }));
    root.put("/all-hole", file({ bytes: new Uint8Array(), size: 5000 }));
    root.put("/small-hole", file({ bytes: Uint8Array.of(65), size: 100 }));
    root.put(`/${"deep/".repeat(60)}bin`, file({ bytes: Uint8Array.of(66), size: 8192 }), { parents: true });
    root.put("/setuid", file("s", { mode: 0o4755 }));
    root.put("/link", symlink(`far/${"t".repeat(120)}`));
    root.put("/shut", directory({}, { mode: 0o700 }));
    const at = mkdtempSync(join(tmpdir(), "drydock-tar-"));
    try {
      const bytes = whole(root.root);
      expect(bytes.length).toBeLessThan(100_000);
      writeFileSync(join(at, "x.tar"), bytes);
      execFileSync("tar", ["-xpSf", "x.tar"], { cwd: at });
      for (const [path, content] of Object.entries(odd)) expect(readFileSync(join(at, path), "utf8")).toBe(content);
      const hole = statSync(join(at, "hole"));
      expect([hole.size, hole.mode & 0o7777, hole.mtimeMs]).toEqual([30_000_000, 0o755, 1_700_000_000_000]);
      expect(readFileSync(join(at, "hole")).subarray(0, 6)).toEqual(Buffer.from("head\0\0"));
      expect(statSync(join(at, "all-hole")).size).toBe(5000);
      expect(statSync(join(at, "small-hole")).size).toBe(100);
      expect(statSync(join(at, "deep/".repeat(60), "bin")).size).toBe(8192);
      expect(statSync(join(at, "setuid")).mode & 0o7777).toBe(0o4755);
      expect(lstatSync(join(at, "shut")).mode & 0o777).toBe(0o700);
      expect(readlinkSync(join(at, "link"))).toBe(`far/${"t".repeat(120)}`);
    } finally {
      rmSync(at, { recursive: true });
    }
  });

  it("writes whiteouts for what is gone", () => {
    const lower = fromPaths({ "d/a": "1", "d/b": "2", top: "3" });
    const tree = new WorkingTree(lower);
    tree.remove("/d/a");
    tree.remove("/top");
    const names = readTar(writeTar(diffTrees(lower, tree.root))).map(({ path }) => path);
    expect(names).toEqual(["d", "d/.wh.a", ".wh.top"]);
  });
});

describe("readTar", () => {
  it("reads back what writeTar wrote", () => {
    const name = fc
      .oneof(fc.constantFrom("a", "b", "ä", "x".repeat(120)), fc.stringMatching(/^[^/\0]{1,120}$/))
      .filter((n) => n !== "." && n !== ".." && !n.startsWith(".wh."));
    const node = fc.oneof(
      fc
        .tuple(fc.uint8Array({ maxLength: 700 }), fc.nat(2000), fc.nat(0o7777))
        .map(([bytes, hole, mode]): Node => file({ bytes, size: bytes.length + hole }, { mode })),
      fc
        .string({ minLength: 1, maxLength: 150 })
        .filter((t) => !t.includes("\0"))
        .map((target): Node => symlink(target)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), node), { maxLength: 6 }), (entries) => {
        const tree = new WorkingTree(directory(), { now: () => 5000 });
        for (const [path, each] of entries) {
          try {
            tree.put(`/${path.join("/")}`, { ...each, uid: 3_000_000, gid: 7, mtime: 3000 }, { parents: true });
          } catch {
            // A file in the way of a directory: leave it out.
          }
        }
        const back = tarTree(whole(tree.root));
        expect(described(back)).toEqual(described(tree.root));
      }),
    );
  });

  it("lays a layer over the tree below, whiteouts obeyed", () => {
    const lower = fromPaths({ "d/a": "1", "d/b": "2", "e/x": "3" });
    const changed = new WorkingTree(lower);
    changed.remove("/d/a");
    changed.remove("/e", { recursive: true });
    changed.writeFile("/d/c", "new");
    const layer = readTar(writeTar(diffTrees(lower, changed.root)));
    const tree = new WorkingTree(lower);
    unpack(tree, "/", layer, { whiteouts: true });
    expect(described(tree.root)).toEqual(described(changed.root));
    const opaque = new WorkingTree(lower);
    unpack(opaque, "/", [{ path: "d/.wh..wh..opq", node: file("") }], { whiteouts: true });
    expect(opaque.readdir("/d")).toEqual([]);
  });

  it.each(["../x", "a/../../x", "/../x"])("refuses %s", (name) => {
    const bytes = whole(fromPaths({ [`${"#".repeat(name.length)}`]: "evil" }));
    for (let index = 0; index < name.length; index++) bytes[index] = name.charCodeAt(index);
    const sum = bytes.subarray(0, 512).reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    new TextEncoder().encodeInto(`${sum.toString(8).padStart(6, "0")}\0 `, bytes.subarray(148, 156));
    expect(() => readTar(bytes)).toThrow(ArchiveError);
  });

  it("keeps links from leading a later entry out of the tree", () => {
    const tree = new WorkingTree(directory({ in: directory() }));
    unpack(tree, "/in", [
      { path: "out", node: symlink("../../../../etc") },
      { path: "out/passwd", node: file("evil") },
    ]);
    expect(tree.realpath("/in/out/passwd")).toBe("/etc/passwd");
  });

  it("throws ArchiveError, and nothing else, for broken bytes", () => {
    const good = whole(fromPaths(odd));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? good.slice(0, at) : good.slice();
        if (!cut) bytes[at] = byte;
        try {
          readTar(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError);
        }
      }),
    );
    expect(() => readTar(new Uint8Array(512).fill(1))).toThrow(ArchiveError);
  });

  it.skipIf(!gnuTar())("reads what GNU tar wrote, gzipped or not, hard links and long names too", () => {
    const at = mkdtempSync(join(tmpdir(), "drydock-tar-"));
    try {
      execFileSync(
        "sh",
        [
          "-c",
          `mkdir -p src/${"n".repeat(120)} && echo hi > src/a && ln src/a src/b && ln -s a src/l && chmod 600 src/a && echo long > src/${"n".repeat(120)}/f`,
        ],
        { cwd: at },
      );
      for (const format of ["gnu", "pax"]) {
        execFileSync("tar", [`--format=${format}`, "-cf", "x.tar", "src"], { cwd: at });
        const bytes = new Uint8Array(readFileSync(join(at, "x.tar")));
        expect(isTar(bytes)).toBe(true);
        const root = tarTree(bytes);
        const tree = new WorkingTree(root);
        expect(text(tree.lookup("/src/l"))).toBe("hi\n");
        expect(text(tree.lookup("/src/b"))).toBe("hi\n");
        expect(tree.stat("/src/b").mode).toBe(0o600);
        expect(tree.readText(`/src/${"n".repeat(120)}/f`)).toBe("long\n");
        const zipped = new Uint8Array(gzipSync(bytes));
        expect(compressionOf(zipped)).toBe("gzip");
        expect(described(tarTree(zipped))).toEqual(described(root));
      }
    } finally {
      rmSync(at, { recursive: true });
    }
  });

  it("says what it does not unpack, and stops at its limit", () => {
    expect(() => decompress(Uint8Array.of(0x42, 0x5a, 0x68, 0x39))).toThrow(/bzip2/);
    expect(() => decompress(Uint8Array.of(0x1f, 0x8b, 0x08, 1, 2, 3))).toThrow(ArchiveError);
    expect(() => decompress(new Uint8Array(gzipSync(Buffer.alloc(5000))), 1000)).toThrow(/too big/);
  });
});

/** Everything a tar keeps of a tree, with holes filled and times in seconds. */
function described(root: DirectoryNode): string[] {
  return [...walk(root)].map(({ path, node }) => {
    const meta = `${path} ${node.kind} ${node.mode} ${node.uid}:${node.gid}`;
    if (node.kind === "symlink") return `${meta} ${node.target}`;
    if (node.kind === "directory") return meta;
    const { bytes, size } = node.content;
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end--;
    return `${meta} ${Math.floor(node.mtime / 1000)} ${size} ${bytes.subarray(0, end).join(",")}`;
  });
}

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directory, file, fromPaths, symlink } from "./build.ts";
import { contentDigest, digestOf, entriesChecksum, Hasher, treeChecksum } from "./digest.ts";
import { WorkingTree } from "./working-tree.ts";

describe("digests", () => {
  it("are SHA-256, as another implementation has it", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const expected = createHash("sha256").update(a).update(b).digest("hex");
        expect(new Hasher().update(a).update(b).digest()).toBe(`sha256:${expected}`);
        expect(digestOf(a)).toBe(`sha256:${createHash("sha256").update(a).digest("hex")}`);
        expect(contentDigest(file(a).content)).toBe(createHash("sha256").update(a).digest("hex"));
      }),
    );
  });

  it("tell a hole from its length", () => {
    const bytes = Uint8Array.of(1, 2);
    const all = [2, 3, 4].map((size) => contentDigest({ bytes, size }));
    expect(new Set(all).size).toBe(3);
  });
});

describe("treeChecksum", () => {
  const base = () => directory({ "a.txt": file("x"), d: directory({ l: symlink("../a.txt"), e: directory() }) });
  const sum = treeChecksum(base());

  it("is the same for equal trees, whatever their order and times", () => {
    const other = new Map([...base().entries].reverse());
    expect(treeChecksum(directory(other, { mtime: 99 }))).toBe(sum);
    const touched = new WorkingTree(base(), { now: () => 1234 });
    touched.utimes("/a.txt", 5);
    expect(treeChecksum(touched.root)).toBe(sum);
  });

  it.each<[string, (tree: WorkingTree) => void]>([
    ["bytes", (tree) => tree.writeFile("/a.txt", "y")],
    ["length", (tree) => tree.appendFile("/a.txt", "x")],
    ["mode", (tree) => tree.chmod("/a.txt", 0o755)],
    ["setuid", (tree) => tree.chmod("/a.txt", 0o4644)],
    ["mode of a directory", (tree) => tree.chmod("/d/e", 0o700)],
    ["owner", (tree) => tree.chown("/a.txt", 1, 0)],
    ["group", (tree) => tree.chown("/d", 0, 1)],
    ["name", (tree) => tree.rename("/a.txt", "/b.txt")],
    ["an empty directory", (tree) => tree.mkdir("/d/e/f")],
    ["a removal", (tree) => tree.remove("/d/e")],
    [
      "link target",
      (tree) => {
        tree.remove("/d/l");
        tree.symlink("../b", "/d/l");
      },
    ],
    [
      "type",
      (tree) => {
        tree.remove("/d/e");
        tree.writeFile("/d/e", "");
      },
    ],
    ["a hole", (tree) => tree.writeFile("/a.txt", { bytes: new TextEncoder().encode("x"), size: 2 })],
  ])("changes with %s", (_, change) => {
    const tree = new WorkingTree(base());
    change(tree);
    expect(treeChecksum(tree.root)).not.toBe(sum);
  });

  it("sees no owner in a build context", () => {
    const tree = new WorkingTree(base());
    tree.chown("/", 1000, 1000, { recursive: true });
    expect(treeChecksum(tree.root, "context")).toBe(treeChecksum(base(), "context"));
    tree.chmod("/a.txt", 0o600);
    expect(treeChecksum(tree.root, "context")).not.toBe(treeChecksum(base(), "context"));
  });

  it("keeps the entries apart from the directory's own mode", () => {
    const tree = new WorkingTree(base());
    tree.chmod("/", 0o700);
    expect(entriesChecksum(tree.root)).toBe(entriesChecksum(base()));
    expect(treeChecksum(tree.root)).not.toBe(sum);
  });

  it.each([
    [1_000, 16],
    [10_000, 50],
  ])("after an edit in %i files takes less than %i ms", (count, limit) => {
    const paths: Record<string, string> = {};
    for (let index = 0; index < count; index++) paths[`src/dir${index % 40}/file${index}.ts`] = `export const x = ${index};\n`.repeat(20);
    const tree = new WorkingTree(fromPaths(paths));
    const before = treeChecksum(tree.root, "context");
    tree.writeFile("/src/dir7/file7.ts", "changed");
    const root = tree.root;
    const start = performance.now();
    expect(treeChecksum(root, "context")).not.toBe(before);
    expect(performance.now() - start).toBeLessThan(limit);
  });
});

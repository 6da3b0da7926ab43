import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directory, file, fromPaths, symlink } from "./build.ts";
import { applyDiff, diffTrees, layerChanges, layerSize, layerSummary } from "./diff.ts";
import { treeChecksum } from "./digest.ts";
import type { DirectoryNode, Node } from "./node.ts";
import { sizeOf, walk } from "./walk.ts";
import { WorkingTree } from "./working-tree.ts";

const short = (lower: DirectoryNode, upper: DirectoryNode) =>
  diffTrees(lower, upper).map(({ path, kind, size, hidden }) => `${kind} ${path} ${size} ${hidden}`);

describe("diffTrees", () => {
  const lower = fromPaths({ "etc/passwd": "root", "app/a": "aaaa", "app/lib/b": "bb", "app/lib/c": "ccc" });

  it("is empty for the same tree", () => {
    expect(diffTrees(lower, lower)).toEqual([]);
    expect(short(lower, new WorkingTree(lower).root)).toEqual([]);
  });

  it("lists what was added, changed and hidden, and the directories on the way", () => {
    const tree = new WorkingTree(lower);
    tree.writeFile("/app/a", "longer");
    tree.writeFile("/app/new", "n");
    tree.remove("/app/lib", { recursive: true });
    expect(short(lower, tree.root)).toEqual(["carried app 0 0", "modified app/a 6 4", "deleted app/lib 0 5", "added app/new 1 0"]);
    expect(layerSize(diffTrees(lower, tree.root))).toBe(7);
    expect(layerSummary(diffTrees(lower, tree.root))).toEqual({ added: 1, modified: 1, deleted: 1 });
    expect(layerChanges(diffTrees(lower, tree.root)).map(({ path, type }) => `${path} ${type}`)).toEqual([
      "/app/a file",
      "/app/lib directory",
      "/app/new file",
    ]);
  });

  it("counts a file written again with equal bytes, as an overlay copies it up", () => {
    const tree = new WorkingTree(lower);
    tree.writeFile("/etc/passwd", "root");
    expect(short(lower, tree.root)).toEqual(["carried etc 0 0", "modified etc/passwd 4 4"]);
    const moded = new WorkingTree(lower);
    moded.chmod("/app/lib", 0o700);
    expect(short(lower, moded.root)).toEqual(["carried app 0 0", "modified app/lib 0 0"]);
  });

  it("weighs a hard link once", () => {
    const tree = new WorkingTree(lower);
    tree.writeFile("/one", "12345");
    tree.link("/one", "/two");
    expect(short(lower, tree.root)).toEqual(["added one 5 0", "added two 0 0"]);
  });

  it("tells when the type changes", () => {
    const tree = new WorkingTree(lower);
    tree.remove("/app/lib", { recursive: true });
    tree.symlink("a", "/app/lib");
    tree.remove("/etc/passwd");
    tree.mkdir("/etc/passwd");
    expect(short(lower, tree.root)).toEqual(["carried app 0 0", "modified app/lib 0 5", "carried etc 0 0", "modified etc/passwd 0 4"]);
  });
});

const leaf = fc.oneof(
  fc.string({ maxLength: 3 }).map((text): Node => file(text)),
  fc.constantFrom("x", "../y").map((target): Node => symlink(target)),
);
const tree = fc.letrec<{ node: Node; directory: DirectoryNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, tie("directory")),
  directory: fc
    .tuple(fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("node"), { maxKeys: 3 }), fc.constantFrom(0o755, 0o700), fc.nat(3))
    .map(([entries, mode, mtime]) => directory(entries, { mode, mtime: mtime * 1000 })),
})).directory;

/** Everything in a tree but the top's own meta, times included. */
function everything(root: DirectoryNode): string[] {
  return [...walk(root)].map(({ path, node }) => {
    const what = node.kind === "file" ? new TextDecoder().decode(node.content.bytes) : node.kind === "symlink" ? node.target : "";
    return `${path} ${node.kind} ${node.mode} ${node.mtime} ${what}`;
  });
}

describe("applyDiff", () => {
  it("is the inverse of diffTrees", () => {
    fc.assert(
      fc.property(tree, tree, (lower, upper) => {
        const result = applyDiff(lower, diffTrees(lower, upper));
        expect(everything(result)).toEqual(everything(upper));
        expect(treeChecksum({ ...result, mode: 0 })).toBe(treeChecksum({ ...upper, mode: 0 }));
      }),
    );
  });

  it("accounts for every byte: new size = old size − hidden + added", () => {
    fc.assert(
      fc.property(tree, tree, (lower, upper) => {
        const changes = diffTrees(lower, upper);
        const hidden = changes.reduce((sum, change) => sum + change.hidden, 0);
        expect(sizeOf(upper)).toBe(sizeOf(lower) - hidden + layerSize(changes));
      }),
    );
  });
});

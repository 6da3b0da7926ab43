import { describe, expect, it } from "vitest";
import { fromPaths } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { hiddenFiles, type StackedLayer } from "./hidden.ts";

/** Layers made one over the other. */
function stack(base: DirectoryNode, ...edits: ((tree: WorkingTree) => void)[]): StackedLayer<string>[] {
  const tree = new WorkingTree(base);
  return edits.map((edit, index) => {
    const below = tree.root;
    edit(tree);
    return { id: `layer ${index + 1}`, below, root: tree.root };
  });
}

describe("what layers hide of those below", () => {
  it("is nothing where every file is written once", () => {
    const layers = stack(
      fromPaths({ "etc/os": "x" }),
      (tree) => tree.writeFile("/a", "aa"),
      (tree) => tree.writeFile("/b", "bb"),
    );
    expect(hiddenFiles("base", layers)).toEqual(new Map());
  });

  it("belongs to whoever wrote the file last", () => {
    const layers = stack(
      fromPaths({ "etc/os": "12345" }),
      (tree) => tree.writeFile("/etc/os", "123"),
      (tree) => tree.writeFile("/etc/os", "1"),
    );
    expect(hiddenFiles("base", layers)).toEqual(
      new Map([
        ["base", [{ by: "layer 1", bytes: 5, files: 1, largest: "/etc/os" }]],
        ["layer 1", [{ by: "layer 2", bytes: 3, files: 1, largest: "/etc/os" }]],
      ]),
    );
  });

  it("counts every file of a directory that is removed, by who wrote it, and names the largest", () => {
    const layers = stack(
      fromPaths({ "cache/old": "1" }),
      (tree) => {
        tree.writeFile("/cache/big", "1".repeat(90));
        tree.writeFile("/cache/small", "1".repeat(9));
      },
      (tree) => tree.remove("/cache", { recursive: true }),
      (tree) => {
        tree.mkdir("/cache");
        tree.writeFile("/cache/big", "again");
      },
    );
    expect(hiddenFiles("base", layers)).toEqual(
      new Map([
        ["layer 1", [{ by: "layer 2", bytes: 99, files: 2, largest: "/cache/big" }]],
        ["base", [{ by: "layer 2", bytes: 1, files: 1, largest: "/cache/old" }]],
      ]),
    );
  });
});

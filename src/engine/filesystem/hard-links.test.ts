import { expect, test } from "vitest";
import { WorkingTree } from "./working-tree.ts";

test("a directory goes with every name of a file in it, and what has a name outside keeps that one", () => {
  const tree = new WorkingTree();
  tree.mkdir("/w");
  tree.writeFile("/w/a", "text");
  tree.link("/w/a", "/w/b");
  tree.writeFile("/w/c", "text");
  tree.link("/w/c", "/w/d");
  tree.link("/w/c", "/outside");
  tree.remove("/w", { recursive: true });
  expect(tree.readdir("/")).toEqual(["outside"]);
  expect(tree.hardLinks("/outside")).toEqual(["/outside"]);
});

test("a file that came with several names has them until something is done to it", () => {
  const source = new WorkingTree();
  source.mkdir("/d");
  source.writeFile("/a", "text");
  source.link("/a", "/d/b");
  const tree = new WorkingTree(source.root);
  expect(tree.hardLinks("/a")).toEqual(["/a", "/d/b"]);
  tree.remove("/a");
  // Of a layer below the number stays.
  expect([tree.links("/d/b"), tree.hardLinks("/d/b")]).toEqual([2, ["/d/b"]]);
  tree.chmod("/d/b", 0o600);
  expect(tree.links("/d/b")).toBe(1);
  tree.put("/mnt", source.root);
  expect(tree.hardLinks("/mnt/a")).toEqual(["/mnt/a", "/mnt/d/b"]);
});

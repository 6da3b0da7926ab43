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

import { describe, expect, it } from "vitest";
import { StepTree } from "./step-tree.ts";

function treeWithMount(): StepTree {
  const tree = new StepTree();
  tree.mkdir("/d/cache/inner", { recursive: true });
  tree.writeFile("/d/cache/inner/a", "a");
  tree.writeFile("/d/b", "b");
  tree.symlink("d", "/way");
  tree.mountPoints.add("/d/cache");
  return tree;
}

describe("a mount point of a step", () => {
  it("is emptied and stays", () => {
    const tree = treeWithMount();
    expect(() => tree.remove("/way/cache", { recursive: true })).toThrow("EBUSY");
    expect(tree.readdir("/d/cache")).toEqual([]);
    expect(tree.readdir("/d")).toContain("b");
  });

  it("keeps what it stands in", () => {
    const tree = treeWithMount();
    expect(() => tree.remove("/d", { recursive: true })).toThrow("EBUSY");
    expect(tree.readdir("/d")).toEqual(["cache"]);
    expect(() => tree.remove("/d")).toThrow("ENOTEMPTY");
  });

  it("has no other name", () => {
    const tree = treeWithMount();
    expect(() => tree.rename("/d/cache", "/other")).toThrow("EBUSY");
    tree.rename("/d/b", "/b");
    tree.remove("/way");
    expect(tree.readdir("/")).toEqual(expect.arrayContaining(["b", "d"]));
    expect(tree.exists("/way")).toBe(false);
  });

  it("has files of its own: none is renamed or linked across", () => {
    const tree = treeWithMount();
    expect(() => tree.rename("/d/b", "/way/cache/b")).toThrow("EXDEV");
    expect(() => tree.link("/d/cache/inner/a", "/d/a")).toThrow("EXDEV");
    tree.rename("/d/cache/inner/a", "/way/cache/a");
    expect(tree.readText("/d/cache/a")).toBe("a");
  });

  it("takes no more than its size, in pages", () => {
    const tree = treeWithMount();
    tree.sizes.set("/d/cache", 8000);
    expect(() => tree.writeFile("/way/cache/b", "x".repeat(5000))).toThrow("ENOSPC");
    expect(tree.attributes("/d/cache/b").size).toBe(4096);
    expect(() => tree.appendFile("/d/cache/inner/a", "x".repeat(5000))).toThrow("ENOSPC");
    expect(tree.attributes("/d/cache/inner/a").size).toBe(4096);
    tree.writeFile("/d/c", "x".repeat(5000));
    tree.remove("/d/cache/b");
    tree.writeFile("/d/cache/c", "fits again");
  });
});

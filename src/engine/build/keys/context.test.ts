import { expect, test } from "vitest";
import { directory } from "../../filesystem/build.ts";
import type { FileNode } from "../../filesystem/node.ts";
import { ownedByRoot } from "./context.ts";

const mine = { mode: 0o644, uid: 1000, gid: 1000, mtime: 0 };

test("all of a directory is root's, and one file of two names stays one", () => {
  const file: FileNode = { ...mine, kind: "file", content: { bytes: new Uint8Array([1]), size: 1 } };
  const tree = directory({ a: file, deep: directory({ b: file }, mine) }, mine);
  const owned = ownedByRoot(tree);
  const deep = owned.entries.get("deep");
  const a = owned.entries.get("a");
  expect([owned, deep, a].map((node) => [node?.uid, node?.gid])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(deep?.kind === "directory" && deep.entries.get("b")).toBe(a);
  expect(ownedByRoot(tree)).toBe(owned);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { walk } from "../../engine/filesystem/walk.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { FileEntry } from "../backend.ts";
import { workspacePath as sessionPath } from "../../shell/session.ts";
import { applyEdits, diffTrees, entryOf, pathOfNode, treeOf, workspacePath } from "./files.ts";

it("knows where the session keeps the workspace", () => {
  expect(workspacePath).toBe(sessionPath);
});

const text = (content: string): FileEntry => ({ kind: "file", text: content, mode: 0o644 });
const now = () => 0;
const list = (root: DirectoryNode) => [...walk(root)].map(({ path, node }) => [path, entryOf(node)]);
const odd = ["a", "b", "dir/a", "dir/b", "dir/sub/c", `"quoted" 'name'`, "<script>alert(1)</script>", "new\nline", "🚢.txt", " blank "];

it("carries any workspace to a tree and back, by differences alone", () => {
  const files = fc.dictionary(fc.constantFrom(...odd), fc.string());
  fc.assert(
    fc.property(files, files, (before, after) => {
      const tree = (all: Record<string, string>) =>
        treeOf(
          Object.entries(all).map(([path, content]) => [path, text(content)] as const),
          now,
        );
      const disk = new WorkingTree(tree(before), { now });
      const wanted = tree(after);
      applyEdits(disk, "", diffTrees(disk.root, wanted));
      expect(list(disk.root)).toEqual(list(wanted));
    }),
  );
});

it("keeps modes, links, bytes that are not text, and empty folders", () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0]);
  const entries: [string, FileEntry][] = [
    ["run.sh", { kind: "file", text: "#!/bin/sh", mode: 0o755 }],
    ["logo", { kind: "binary", bytes, size: 10, mode: 0o644 }],
    ["empty", { kind: "directory", mode: 0o700 }],
    ["link", { kind: "symlink", target: "run.sh" }],
  ];
  const root = treeOf(entries, now);
  for (const [path, entry] of entries) expect(entryOf(root.entries.get(path) as never)).toEqual(entry);
});

it("replaces a folder by a file and a file by a folder", () => {
  const disk = new WorkingTree(
    treeOf(
      [
        ["a/b", text("1")],
        ["c", text("2")],
      ],
      now,
    ),
  );
  applyEdits(disk, "", [
    { path: "a", entry: text("file now") },
    { path: "c/d", entry: null },
    { path: "c", entry: { kind: "directory", mode: 0o755 } },
  ]);
  expect(disk.readText("/a")).toBe("file now");
  expect(disk.stat("/c").kind).toBe("directory");
});

it("finds a folder again by what it is", () => {
  const root = treeOf([["api/src/main.go", text("")]], now);
  const api = root.entries.get("api");
  expect(api?.kind === "directory" && pathOfNode(root, api)).toBe("api");
});

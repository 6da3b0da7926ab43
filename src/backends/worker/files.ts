import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { sortedNames, walk } from "../../engine/filesystem/walk.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { FileEdit, FileEntry } from "../backend.ts";

/** The learner on the host: `dev`. */
export const learner = { uid: 1000, gid: 1000 };

/** The session's own `workspacePath`, without the shell that would come along with it: previews need none. */
export const workspacePath = "/home/dev/workspace";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A node as the page sees it. A file that is not UTF-8, or has a hole, is `binary`. */
export function entryOf(node: Node): FileEntry {
  if (node.kind === "directory") return { kind: "directory", mode: node.mode };
  if (node.kind === "symlink") return { kind: "symlink", target: node.target };
  const { bytes, size } = node.content;
  if (size === bytes.length) {
    try {
      return { kind: "file", text: decoder.decode(bytes), mode: node.mode };
    } catch {
      // Not text: falls through.
    }
  }
  return { kind: "binary", bytes, size, mode: node.mode };
}

/** The workspace tree of a list of entries; folders that are only implied by paths are made. */
export function treeOf(entries: readonly (readonly [string, FileEntry])[], now: () => number): DirectoryNode {
  const tree = new WorkingTree({ kind: "directory", mode: 0o755, ...learner, mtime: now(), entries: new Map() }, { now, ...learner });
  applyEdits(
    tree,
    "",
    entries.map(([path, entry]) => ({ path, entry })),
  );
  return tree.root;
}

/** Writes the page's edits below `base` (`""` or an absolute path without a slash at its end). Throws `FsError`. */
export function applyEdits(disk: WorkingTree, base: string, edits: readonly FileEdit[]): void {
  for (const { path, entry } of edits) {
    const full = `${base}/${path}`;
    const there = disk.lookup(full, { follow: false });
    if (there && (!entry || there.kind !== (entry.kind === "binary" ? "file" : entry.kind)))
      disk.remove(full, { recursive: true, force: true });
    if (!entry) continue;
    const parent = full.slice(0, full.lastIndexOf("/"));
    if (parent) disk.mkdir(parent, { recursive: true });
    switch (entry.kind) {
      case "directory":
        disk.mkdir(full, { recursive: true });
        disk.chmod(full, entry.mode);
        break;
      case "symlink":
        if (disk.lookup(full, { follow: false })) disk.remove(full);
        disk.symlink(entry.target, full);
        break;
      case "file":
        disk.writeFile(full, entry.text, { mode: entry.mode });
        break;
      case "binary":
        disk.writeFile(full, { bytes: entry.bytes, size: entry.size }, { mode: entry.mode });
    }
  }
}

/** What must be done to `before` to make it `after`. Costs what differs: trees share what they have in common. */
export function diffTrees(before: DirectoryNode, after: DirectoryNode, prefix = ""): FileEdit[] {
  const edits: FileEdit[] = [];
  for (const name of sortedNames(before)) if (!after.entries.has(name)) edits.push({ path: prefix + name, entry: null });
  for (const name of sortedNames(after)) {
    const [old, now] = [before.entries.get(name), after.entries.get(name) as Node];
    const path = prefix + name;
    if (old === now) continue;
    if (old?.kind === "directory" && now.kind === "directory") {
      if (old.mode !== now.mode) edits.push({ path, entry: entryOf(now) });
      edits.push(...diffTrees(old, now, `${path}/`));
      continue;
    }
    if (old && old.kind !== now.kind) edits.push({ path, entry: null });
    edits.push({ path, entry: entryOf(now) });
    if (now.kind === "directory") for (const below of walk(now, path)) edits.push({ path: below.path, entry: entryOf(below.node) });
  }
  return edits;
}

/** Where `wanted` itself (the same object) is in `root`: `""` for the root, `undefined` when it is not there. */
export function pathOfNode(root: DirectoryNode, wanted: DirectoryNode): string | undefined {
  if (root === wanted) return "";
  for (const { path, node } of walk(root)) if (node === wanted) return path;
  return undefined;
}

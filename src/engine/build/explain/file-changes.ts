/** What differs between two trees, file by file, in the terms of the cache checksum (spec §4): times never show. */
import type { FileChange } from "../../api.ts";
import { contentDigest, type Ownership } from "../../filesystem/digest.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { compareNames } from "../../filesystem/walk.ts";

/** Sorted by path. At most `limit`; equal sub-trees (`===`) are not looked into. */
export function fileChanges(
  before: Node | undefined,
  after: Node | undefined,
  path: string,
  ownership: Ownership,
  limit = 200,
): FileChange[] {
  const changes: FileChange[] = [];
  compare(before, after, path, ownership, changes, limit);
  return changes;
}

/** Says of a new file which one, gone at the same time, held the same: renamed rather than new. Small and empty ones too. */
export function withRenames(changes: readonly FileChange[]): FileChange[] {
  const gone = new Map<string, string[]>();
  for (const { how, path, before } of changes)
    if (how === "removed" && before !== undefined) gone.set(before, [...(gone.get(before) ?? []), path]);
  return changes.map((change) => {
    const from = change.how === "added" && change.after !== undefined ? gone.get(change.after)?.shift() : undefined;
    return from === undefined ? change : { ...change, renamedFrom: from };
  });
}

function compare(
  before: Node | undefined,
  after: Node | undefined,
  path: string,
  ownership: Ownership,
  changes: FileChange[],
  limit: number,
): void {
  if (before === after || changes.length >= limit) return;
  if (before?.kind === "directory" && after?.kind === "directory") {
    if (path !== "") compareMeta(before, after, path, ownership, changes);
    compareEntries(before, after, path, ownership, changes, limit);
    return;
  }
  if (!before || !after) {
    if (after) oneSided(after, path, "added", changes, limit);
    if (before) oneSided(before, path, "removed", changes, limit);
    return;
  }
  if (before.kind !== after.kind) {
    changes.push({ path, how: "type", before: before.kind, after: after.kind });
    return;
  }
  const [old, now] = [short(before), short(after)];
  if (old !== now) changes.push({ path, how: "content", before: old, after: now });
  compareMeta(before, after, path, ownership, changes);
}

function compareMeta(before: Node, after: Node, path: string, ownership: Ownership, changes: FileChange[]): void {
  if (before.mode !== after.mode && before.kind !== "symlink") {
    changes.push({ path, how: "mode", before: octal(before.mode), after: octal(after.mode) });
  }
  if (ownership === "image" && (before.uid !== after.uid || before.gid !== after.gid)) {
    changes.push({ path, how: "owner", before: `${before.uid}:${before.gid}`, after: `${after.uid}:${after.gid}` });
  }
}

function compareEntries(
  before: DirectoryNode,
  after: DirectoryNode,
  path: string,
  ownership: Ownership,
  changes: FileChange[],
  limit: number,
): void {
  for (const name of differingNames(before, after)) {
    compare(before.entries.get(name), after.entries.get(name), path === "" ? name : `${path}/${name}`, ownership, changes, limit);
  }
}

const known = new WeakMap<DirectoryNode, { readonly before: DirectoryNode; readonly names: readonly string[] }>();

/**
 * Names whose entries are not the same object in two directories, sorted. From keystroke to keystroke almost all
 * directories are compared with the same ones again, so the last comparison of each is remembered.
 */
export function differingNames(before: DirectoryNode, after: DirectoryNode): readonly string[] {
  const last = known.get(after);
  if (last?.before === before) return last.names;
  const names: string[] = [];
  for (const [name, node] of after.entries) if (before.entries.get(name) !== node) names.push(name);
  for (const name of before.entries.keys()) if (!after.entries.has(name)) names.push(name);
  names.sort(compareNames);
  known.set(after, { before, names });
  return names;
}

/** A new or gone directory is told by its files; an empty one by itself. */
function oneSided(node: Node, path: string, how: "added" | "removed", changes: FileChange[], limit: number): void {
  if (changes.length >= limit) return;
  if (node.kind === "directory" && node.entries.size > 0) {
    for (const name of [...node.entries.keys()].sort(compareNames))
      oneSided(node.entries.get(name) as Node, path === "" ? name : `${path}/${name}`, how, changes, limit);
  } else {
    const digest = node.kind === "file" ? { [how === "added" ? "after" : "before"]: short(node) } : {};
    changes.push({ path: node.kind === "directory" ? `${path}/` : path, how, ...digest });
  }
}

/** Beginning of a file's digest; of a link, where it points. */
function short(node: Node): string {
  if (node.kind === "file") return contentDigest(node.content).slice(0, 12);
  return node.kind === "symlink" ? node.target : "";
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

import type { LayerChange, LayerSummary } from "../api.ts";
import type { DirectoryNode, Node } from "./node.ts";
import { compareNames, sizeOf } from "./walk.ts";

/**
 * One thing a layer holds.
 * - `added`: nothing was there. `modified`: written again, changed or not, as an overlay file system copies it up.
 * - `deleted`: a whiteout; what was there is hidden with all below it.
 * - `carried`: a directory that differs in its time only, or not at all, and is in the layer for what is in it.
 */
export interface Change {
  /** Relative, without a leading slash: `app/main.py`. */
  readonly path: string;
  readonly kind: "added" | "modified" | "deleted" | "carried";
  /** What is there now; absent when deleted. */
  readonly node?: Node;
  /** What was there; absent when added. */
  readonly before?: Node;
  /** Bytes the layer holds for it: a file's size, 0 for anything else. */
  readonly size: number;
  /** Bytes of the layers below that can no longer be seen because of it. */
  readonly hidden: number;
}

/**
 * What has to be laid over `lower` to get `upper`, sorted, directories before what is in them. Trees that are `===`
 * are not looked into. A node that is another object counts as written, even when it is equal: a second `COPY` of
 * the same file weighs as much as the first. One node under two names is a hard link, and weighs once.
 */
export function diffTrees(lower: DirectoryNode | undefined, upper: DirectoryNode): Change[] {
  const changes: Change[] = [];
  if (lower !== upper) diffDirectories(lower?.entries, upper, "", changes, new Set());
  return changes;
}

function diffDirectories(
  lower: ReadonlyMap<string, Node> | undefined,
  upper: DirectoryNode,
  prefix: string,
  changes: Change[],
  weighed: Set<Node>,
): void {
  const names: string[] = [];
  for (const [name, node] of upper.entries) if (lower?.get(name) !== node) names.push(name);
  if (lower) for (const name of lower.keys()) if (!upper.entries.has(name)) names.push(name);
  for (const name of names.sort(compareNames)) {
    const before = lower?.get(name);
    const node = upper.entries.get(name);
    const path = prefix + name;
    if (!node) {
      changes.push({ path, kind: "deleted", size: 0, hidden: before ? sizeOf(before) : 0, ...(before && { before }) });
    } else if (node.kind === "directory") {
      const same = before?.kind === "directory" ? before : undefined;
      changes.push({
        path,
        kind: kindOf(before, node),
        node,
        size: 0,
        hidden: before && !same ? sizeOf(before) : 0,
        ...(before && { before }),
      });
      diffDirectories(same?.entries, node, `${path}/`, changes, weighed);
    } else {
      const size = node.kind === "file" && !weighed.has(node) ? node.content.size : 0;
      weighed.add(node);
      changes.push({
        path,
        kind: before ? "modified" : "added",
        node,
        size,
        hidden: before ? sizeOf(before) : 0,
        ...(before && { before }),
      });
    }
  }
}

function kindOf(before: Node | undefined, node: DirectoryNode): Change["kind"] {
  if (!before) return "added";
  const same = before.kind === "directory" && before.mode === node.mode && before.uid === node.uid && before.gid === node.gid;
  return same ? "carried" : "modified";
}

/**
 * Lays changes over a tree: the inverse of `diffTrees`, but for the mode, owner and time of the very top, which no layer
 * holds. Of a directory's node only its own mode, owner and time are taken: what is in it is listed by itself.
 * Throws when a change lies in a directory that is not there.
 */
export function applyDiff(lower: DirectoryNode, changes: readonly Change[]): DirectoryNode {
  const top = { ...lower, entries: new Map(lower.entries) };
  /** Directories copied already, by path. */
  const open = new Map<string, Map<string, Node>>([["", top.entries]]);
  for (const { path, kind, node } of changes) {
    const cut = path.lastIndexOf("/");
    const entries = opened(open, cut < 0 ? "" : path.slice(0, cut));
    const name = path.slice(cut + 1);
    if (kind === "deleted" || !node) entries.delete(name);
    else if (node.kind === "directory") {
      const before = entries.get(name);
      const copy = new Map(before?.kind === "directory" ? before.entries : undefined);
      entries.set(name, { ...node, entries: copy });
      open.set(path, copy);
    } else entries.set(name, node);
  }
  return top;
}

function opened(open: Map<string, Map<string, Node>>, path: string): Map<string, Node> {
  const known = open.get(path);
  if (known) return known;
  const cut = path.lastIndexOf("/");
  const parent = opened(open, cut < 0 ? "" : path.slice(0, cut));
  const name = path.slice(cut + 1);
  const node = parent.get(name);
  if (node?.kind !== "directory") throw new Error(`${path} is not a directory of the tree below`);
  const copy = new Map(node.entries);
  parent.set(name, { ...node, entries: copy });
  open.set(path, copy);
  return copy;
}

/** Bytes a layer weighs: the sizes of the files it holds, as `docker history` counts. */
export function layerSize(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => sum + change.size, 0);
}

/** The changes as the Engine interface tells them: absolute paths, without directories that are only carried along. */
export function layerChanges(changes: readonly Change[]): LayerChange[] {
  const told: LayerChange[] = [];
  for (const { path, kind, node, before, size, hidden } of changes) {
    const type = (node ?? before)?.kind;
    if (kind === "carried" || !type) continue;
    told.push({ path: `/${path}`, kind, type, size, hidden });
  }
  return told;
}

/** How many files and links a layer added, changed and hid; directories are not counted. */
export function layerSummary(changes: readonly Change[]): LayerSummary {
  const count = { added: 0, modified: 0, deleted: 0 };
  for (const { kind, node } of changes) if (kind !== "carried" && node?.kind !== "directory") count[kind]++;
  return count;
}

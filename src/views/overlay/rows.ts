/** The tree of an overlay row by row: what differs is open, what does not is folded and counted. */
import type { OverlayEntry } from "../../engine/api.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import type { OverlayAsk } from "../overlay.ts";
import { type Lower, nodeAt } from "./lower.ts";

/** A name in three columns, or a number of names that are folded. */
export type OverlayRow = NameRow | FoldRow;

export interface NameRow {
  readonly row: "name";
  /** Without a leading slash. */
  readonly path: string;
  readonly depth: number;
  readonly kind: Node["kind"];
  /** What the layers below have under this name, and which of them, by its index. */
  readonly lower?: { readonly kind: Node["kind"]; readonly size: number; readonly layer: number };
  /** A directory above it hides whatever the layers below have here. */
  readonly covered?: true;
  /** What the container's own layer has. */
  readonly upper?: Pick<OverlayEntry, "kind" | "size" | "opaque">;
  /** What is seen. */
  readonly merged?: { readonly from: "lower" | "upper" | "both"; readonly size: number };
  /** Of a directory: whether its names are shown, and how many it has; with how many differences in it. */
  readonly directory?: { readonly open: boolean; readonly names: number; readonly differ: number };
  /** What is mounted on it, so that none of this is seen there. */
  readonly mount?: string;
}

/** Names of a directory that do not differ. */
export interface FoldRow {
  readonly row: "fold";
  /** The directory. */
  readonly path: string;
  readonly depth: number;
  readonly count: number;
}

/** An overlay to be read. Paths have no leading slash. */
export interface OverlayTree {
  readonly lower: Lower;
  readonly upper: ReadonlyMap<string, OverlayEntry>;
  readonly merged: DirectoryNode;
  /** By mount point, what is mounted there. */
  readonly mounts: ReadonlyMap<string, string>;
}

/** More rows than this nobody reads. */
const mostRows = 120;
/** Of one directory. */
const mostNames = 60;

export function rowsOf(tree: OverlayTree, ask: OverlayAsk): readonly OverlayRow[] {
  const rows: OverlayRow[] = [];
  listDirectory(tree, ask, "", 0, false, countDifferences(tree.upper), rows);
  return rows.slice(0, mostRows);
}

function listDirectory(
  tree: OverlayTree,
  ask: OverlayAsk,
  directory: string,
  depth: number,
  covered: boolean,
  differ: ReadonlyMap<string, number>,
  rows: OverlayRow[],
): void {
  const prefix = directory === "" ? "" : `${directory}/`;
  const names = [...new Set([...tree.lower.names(directory), ...namesAbove(tree, directory)])].sort();
  const differing = names.filter((name) => differ.has(prefix + name) || ask.path === prefix + name || isOnWay(ask.path, prefix + name));
  const some = (differ.has(directory) || directory === "") && !ask.whole.includes(directory) && !covered;
  const shown = (some ? differing : names).slice(0, mostNames);
  for (const name of shown) {
    if (rows.length >= mostRows) return;
    const row = nameRow(tree, ask, prefix + name, depth, covered, differ);
    rows.push(row);
    const hides = covered || row.upper?.opaque === true || row.upper?.kind === "whiteout";
    if (row.directory?.open) listDirectory(tree, ask, row.path, depth + 1, hides, differ, rows);
  }
  if (names.length > shown.length) rows.push({ row: "fold", path: directory, depth, count: names.length - shown.length });
}

function namesAbove({ merged }: OverlayTree, directory: string): readonly string[] {
  const node = nodeAt(merged, directory);
  return node?.kind === "directory" ? [...node.entries.keys()] : [];
}

const isOnWay = (picked: string | undefined, path: string): boolean => picked?.startsWith(`${path}/`) === true;

/** @param covered a directory above it hides what the layers below have */
function nameRow(
  tree: OverlayTree,
  ask: OverlayAsk,
  path: string,
  depth: number,
  covered: boolean,
  differ: ReadonlyMap<string, number>,
): NameRow {
  const below = tree.lower.find(path);
  const own = tree.upper.get(path);
  const seen = nodeAt(tree.merged, path);
  const kind = seen?.kind ?? below?.kind ?? "file";
  const from =
    own && own.kind !== "whiteout"
      ? below?.kind === "directory" && own.kind === "directory" && !own.opaque && !covered
        ? "both"
        : "upper"
      : "lower";
  const mount = tree.mounts.get(path);
  const differences = differ.get(path) ?? 0;
  const byItself = (differences > (own ? 1 : 0) && own?.kind !== "whiteout") || isOnWay(ask.path, path);
  const names = seen?.kind === "directory" ? seen.entries.size : below?.kind === "directory" ? tree.lower.names(path).length : 0;
  return {
    row: "name",
    path,
    depth,
    kind,
    ...(below && { lower: { ...below, layer: tree.lower.story(path)[0]?.layer ?? 0 } }),
    ...(covered && { covered }),
    ...(own && { upper: { kind: own.kind, size: own.size, ...(own.opaque && { opaque: own.opaque }) } }),
    ...(seen && { merged: { from, size: seen.kind === "file" ? seen.content.size : 0 } }),
    ...((kind === "directory" || below?.kind === "directory") && {
      directory: { open: byItself !== ask.toggled.includes(path), names, differ: differences - (own ? 1 : 0) },
    }),
    ...(mount !== undefined && { mount }),
  };
}

/** By path, how many entries of the container's own layer are at it or below. */
function countDifferences(upper: ReadonlyMap<string, OverlayEntry>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of upper.keys()) {
    for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

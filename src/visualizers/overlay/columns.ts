/** What stands in each of the three columns of a name, as a word, a mark and a look. */
import type { NameRow } from "../../views/overlay.ts";

export interface Cell {
  readonly word: string;
  readonly look: "image" | "hidden" | "new" | "copied" | "whiteout" | "opaque" | "seen" | "both" | "gone" | "plain";
}

export interface Columns {
  readonly lower: Cell | undefined;
  readonly upper: Cell | undefined;
  readonly merged: Cell;
}

export function columnsOf(row: NameRow): Columns {
  return { lower: lowerCell(row), upper: upperCell(row), merged: mergedCell(row) };
}

function lowerCell({ lower, upper, merged }: NameRow): Cell | undefined {
  if (!lower) return undefined;
  const isSeen = merged && merged.from !== "upper";
  const covered = !isSeen || upper?.kind === "whiteout";
  if (covered) return { word: "hidden", look: "hidden" };
  return { word: lower.kind === "directory" ? "there" : `layer ${lower.layer + 1}`, look: "image" };
}

function upperCell({ lower, upper, covered }: NameRow): Cell | undefined {
  if (!upper) return undefined;
  if (upper.kind === "whiteout") return { word: "whiteout", look: "whiteout" };
  if (upper.opaque) return { word: "opaque", look: "opaque" };
  if (!lower || covered) return { word: "new", look: "new" };
  if (lower.kind !== upper.kind) return { word: "in its place", look: "new" };
  return upper.kind === "directory" ? { word: "on the way", look: "plain" } : { word: "copied up", look: "copied" };
}

function mergedCell({ merged }: NameRow): Cell {
  if (!merged) return { word: "gone", look: "gone" };
  return {
    word: { lower: "image’s", upper: "own", both: "both" }[merged.from],
    look: ({ lower: "image", upper: "seen", both: "both" } as const)[merged.from],
  };
}

/** Views of builds long gone: they stay in the list, with their verdicts, and lose what only a fresh one is asked for. */
import type { BuildView } from "../api.ts";

/** How many of the newest builds keep everything. */
export const freshViews = 100;
/** How much of a list of an old one stays: changed files, read files, what did not matter. */
const kept = 10;

/** The view with its long lists cut. */
export function oldView(view: BuildView): BuildView {
  return shortened(view) as BuildView;
}

function shortened(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(shortened);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, lists.has(key) && Array.isArray(item) ? item.slice(0, kept) : shortened(item)]),
  );
}

const lists = new Set(["changes", "despite", "reads", "also"]);

import type { FileEntry, Files } from "../../backends/backend.ts";
import { baseName } from "../state/names.ts";

export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly entry: FileEntry;
  /** 1 for the workspace's own entries. */
  readonly level: number;
  readonly expanded?: boolean;
}

/** The rows a tree shows: folders first, then names in the order a person expects; what is in a closed folder is left out. */
export function treeRows(files: Files, collapsed: ReadonlySet<string>): TreeRow[] {
  const children = new Map<string, string[]>();
  for (const path of files.keys()) {
    const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const list = children.get(parent);
    if (list) list.push(path);
    else children.set(parent, [path]);
  }
  const rows: TreeRow[] = [];
  const visit = (parent: string, level: number) => {
    const sorted = (children.get(parent) ?? []).map((path) => ({ path, entry: files.get(path) as FileEntry }));
    sorted.sort(
      (a, b) =>
        Number(b.entry.kind === "directory") - Number(a.entry.kind === "directory") ||
        a.path.localeCompare(b.path, "en", { numeric: true }),
    );
    for (const { path, entry } of sorted) {
      const folder = entry.kind === "directory";
      const expanded = folder && !collapsed.has(path);
      rows.push({ path, name: baseName(path), entry, level, ...(folder ? { expanded } : {}) });
      if (expanded) visit(path, level + 1);
    }
  };
  visit("", 1);
  return rows;
}

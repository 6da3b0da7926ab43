/**
 * Columns as Go's `text/tabwriter` aligns them with Docker's settings: cells end at tabs, a column is as wide as its
 * widest cell plus three blanks, ten at least; text after a line's last tab is not padded.
 */
const usualMinimum = 10;
const padding = 3;

/** Columns as wide as their widest cell and `gap` blanks, however narrow; the last is not padded. */
export function alignCells(rows: readonly (readonly string[])[], gap: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => visibleLength(row[column] ?? ""))) + gap);
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0))).join("");
  return rows.map((row) => `${line(row)}\n`).join("");
}

/**
 * Aligns lines of tab-separated cells. Each line comes back with its newline.
 * @param minimum characters the narrowest column takes
 */
export function alignColumns(lines: readonly string[], minimum = usualMinimum): string {
  const rows = lines.map((line) => line.split("\t"));
  const widths = rows.map((row) => row.map(() => 0));
  layOut(rows, widths, 0, rows.length, 0, minimum);
  return rows
    .map((row, i) => `${row.map((cell, j) => (j === row.length - 1 ? cell : pad(cell, widths[i]?.[j] ?? 0))).join("")}\n`)
    .join("");
}

/** A column is a run of neighbouring lines that all have a tab-ended cell there; each run has its own width. */
function layOut(rows: readonly (readonly string[])[], widths: number[][], from: number, to: number, column: number, minimum: number): void {
  for (let start = from; start < to; ) {
    if (!hasCell(rows[start], column)) {
      start++;
      continue;
    }
    let end = start;
    let width = 0;
    for (; end < to && hasCell(rows[end], column); end++) width = Math.max(width, visibleLength(rows[end]?.[column] ?? ""));
    for (let i = start; i < end; i++) (widths[i] as number[])[column] = Math.max(minimum, width + padding);
    layOut(rows, widths, start, end, column + 1, minimum);
    start = end;
  }
}

function hasCell(row: readonly string[] | undefined, column: number): boolean {
  return row !== undefined && column < row.length - 1;
}

function visibleLength(text: string): number {
  return [...text].length;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - visibleLength(text)));
}

/** Columns as Go's tabwriter sets them: each as wide as its widest cell, and never narrower than `width`. */
export function tabulate(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, padding }: { readonly width: number; readonly padding: number },
): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(width, ...all.map((row) => (row[column] ?? "").length + padding)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] as number))).join("");
  return all.map((row) => `${line(row)}\n`).join("");
}

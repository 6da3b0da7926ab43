/** The few rows of a step's output that a terminal build shows: a very small terminal of its own. */

/** Rows shown of one step. */
export const screenRows = 6;

/** Control sequences of a terminal, which are not shown. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what they look like
const sequences = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;

/**
 * Plays `text` on a screen `columns` wide and returns its last rows that hold anything.
 * Long lines wrap, `\r` and `\b` move back, colours and tabs are dropped.
 */
export function lastRows(text: string, columns: number): string[] {
  let rows: string[][] = [[]];
  let column = 0;
  for (const c of text.replace(sequences, "")) {
    const row = rows.at(-1) as string[];
    if (c === "\n") {
      rows.push([]);
      column = 0;
    } else if (c === "\r") column = 0;
    else if (c === "\b") column = Math.max(0, column - 1);
    else if (c >= " " && c !== "\x7f") {
      if (column < columns) row[column++] = c;
      else {
        rows.push([c]);
        column = 1;
      }
    }
    if (rows.length > 4 * screenRows) rows = rows.slice(-2 * screenRows);
  }
  return rows
    .map((row) => Array.from(row, (c) => c ?? " ").join(""))
    .filter((row, i, all) => row.trim() !== "" || i < all.length - 1)
    .slice(-screenRows)
    .filter((row) => row.trim() !== "");
}

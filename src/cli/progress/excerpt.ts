/** The lines of the Dockerfile around a mistake (spec §10). */
import type { SourceRange } from "../../engine/api.ts";

const rule = "--------------------";

/**
 * The frame that buildx prints under a failed build.
 * @param name the Dockerfile's name
 * @param range its lines get `>>>`; one line has two around it, several have one
 */
export function excerpt(name: string, text: string, range: SourceRange): string {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const first = Math.min(range.startLine, lines.length);
  const last = Math.min(range.endLine, lines.length);
  const { from, to } = widen(first, last, lines.length);
  const shown = lines.slice(from - 1, to).map((line, i) => {
    const number = from + i;
    const mark = number >= first && number <= last ? ">>>" : "   ";
    return ` ${String(number).padStart(3)} | ${mark} ${line}\n`;
  });
  return `${name}:${first}\n${rule}\n${shown.join("")}${rule}\n`;
}

/** Adds lines below and above by turns; the count of turns is fixed, so that at the file's edge there are fewer lines. */
function widen(first: number, last: number, count: number): { from: number; to: number } {
  let from = first;
  let to = last;
  const pad = first === last ? 2 : 1;
  for (let turns = 0; turns < pad; turns++) {
    if (from > 1) from--;
    if (to < count) to++;
  }
  return { from, to };
}

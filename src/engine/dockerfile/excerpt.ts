/** The lines of a Dockerfile that an error or warning shows, the guilty ones marked (spec §10). */
import type { SourceRange } from "../api.ts";

const rule = "--------------------";

/**
 * `Dockerfile:3`, a rule, the numbered lines with `>>>` at those of the range, a rule: two lines of context on each
 * side of a single line, one on each side of several. Empty when the range begins outside the text.
 * @param more further ranges to mark in the same excerpt
 */
export function excerpt(text: string, name: string, range: SourceRange, more: readonly SourceRange[] = []): string[] {
  const lines = text.split("\n");
  const ranges = [range, ...more];
  const startLine = Math.min(...ranges.map((one) => one.startLine));
  if (startLine < 1 || startLine > lines.length) return [];
  const endLine = Math.min(Math.max(...ranges.map((one) => one.endLine), startLine), lines.length);
  const context = startLine === endLine ? 2 : 1;
  const first = Math.max(1, startLine - context);
  const last = Math.min(lines.length, endLine + context);
  const body = lines.slice(first - 1, last).map((line, i) => {
    const number = first + i;
    const isMarked = ranges.some((one) => number >= one.startLine && number <= Math.max(one.startLine, one.endLine));
    const mark = isMarked ? ">>>" : "   ";
    return ` ${String(number).padStart(3)} | ${mark} ${line}`;
  });
  return [`${name}:${startLine}`, rule, ...body, rule];
}

// biome-ignore-all lint/suspicious/noControlCharactersInRegex: a terminal speaks in control characters.
import { textWidth } from "./width.ts";

/** What all of them begin with. */
export function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? "";
  for (const text of texts) {
    while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return /[\ud800-\udbff]$/.test(prefix) ? prefix.slice(0, -1) : prefix;
}

/** Candidates to choose from, in columns as `ls` has them, or one a line with their help. Ends with a line end. */
export function columnsOf(candidates: readonly { readonly text: string; readonly help?: string }[], columns: number): string {
  const texts = candidates.map(({ text }) => text.replace(/[\x00-\x1f\x7f]/g, "?"));
  const widest = Math.max(...texts.map(textWidth));
  const pad = (text: string, width: number) => text + " ".repeat(Math.max(0, width - textWidth(text)));
  if (candidates.some(({ help }) => help) && candidates.length <= 40) {
    return candidates
      .map(({ help }, index) => {
        const line = `${pad(texts[index] ?? "", widest)}  ${help ?? ""}`;
        return `${line.length > columns ? `${line.slice(0, columns - 1)}…` : line}\r\n`;
      })
      .join("");
  }
  const across = Math.max(1, Math.floor((columns + 2) / (widest + 2)));
  const down = Math.ceil(texts.length / across);
  const lines: string[] = [];
  for (let row = 0; row < down; row++) {
    const cells: string[] = [];
    for (let column = 0; column < across; column++) {
      const text = texts[column * down + row];
      if (text !== undefined) cells.push(pad(text, widest));
    }
    lines.push(`${cells.join("  ").trimEnd()}\r\n`);
  }
  return lines.join("");
}

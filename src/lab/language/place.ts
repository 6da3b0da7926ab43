/** Where in a Dockerfile the caret stands: in which instruction, at which word. */
import { firstLine, highlightLine } from "./highlight.ts";

export interface Place {
  /** In upper case; empty at the beginning of an instruction. */
  readonly instruction: string;
  /** The instruction's text from its keyword to the caret, lines joined. */
  readonly before: string;
  /** Words behind the keyword and complete before the caret, flags included. */
  readonly words: readonly string[];
  /** The beginning of a word that ends at the caret. */
  readonly word: string;
  /** Within a comment or the body of a here-document: nothing to complete. */
  readonly inText: boolean;
}

/** `line` counts from 0, `column` in characters of that line. */
export function placeAt(lines: readonly string[], line: number, column: number): Place {
  let state = firstLine;
  let before = "";
  for (let i = 0; i < line; i++) {
    const text = lines[i] ?? "";
    const started = state.instruction !== "";
    state = highlightLine(text, state).next;
    if (/^\s*#/.test(text)) continue;
    before = state.instruction === "" ? "" : (started ? before : "") + text.replace(/[\\`]\s*$/, "");
  }
  const text = (lines[line] ?? "").slice(0, column);
  const inText = state.heredocs.length > 0 || /^\s*#/.test(text);
  const whole = (before + text).trimStart();
  const [keyword = "", ...rest] = whole.split(/\s+/);
  const trigger = keyword.toUpperCase() === "ONBUILD" ? rest.shift() : undefined;
  const word = rest.pop();
  // Without a blank behind it the keyword itself is still being written.
  if (word === undefined) return { instruction: "", before: whole, words: [], word: trigger ?? keyword, inText };
  return { instruction: (trigger ?? keyword).toUpperCase(), before: whole, words: rest, word, inText };
}

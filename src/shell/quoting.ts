/** Words for a line that a shell is to read. */

import { singleQuoted } from "../engine/programs/shell/quoting.ts";

/** A word as the shell reads it back unchanged. */
export function quote(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : singleQuoted(word);
}

/** Words as one line, each of which the shell reads back unchanged. */
export function quoted(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

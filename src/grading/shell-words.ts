/** A word as the shell reads it back unchanged. */
export function quote(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export function quoted(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

/** Quotes a word so that a shell reads it back; plain words stay as they are. What `set -x` of bash and busybox print. */
export function quoteForShell(word: string): string {
  if (word === "") return "''";
  if (/^[\w@%+=:,./^-]+$/.test(word) && !word.startsWith("=")) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Backslashes, as `printf %q` of bash. */
export function quoteWithBackslashes(word: string): string {
  if (word === "") return "''";
  if (/\p{Cc}/u.test(word)) {
    return `$'${word.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r")}'`;
  }
  return word.replace(/[^\w@%+=:,./-]/gu, (character) => (character.charCodeAt(0) > 127 ? character : `\\${character}`));
}

/** Quotes a word so that a shell reads it back; plain words stay as they are. What `set -x` of bash and busybox print. */
export function quoteForShell(word: string): string {
  if (word === "") return "''";
  if (/^[\w@%+=:,./^-]+$/.test(word) && !word.startsWith("=")) return word;
  return singleQuoted(word);
}

/** A word between single quotes, its own quotes outside of them behind a backslash. */
export function singleQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

const ashKeywords = /^(!|\[\[|case|do|done|elif|else|esac|fi|for|function|if|in|then|until|while|\{|\})$/;

/** As busybox ash shows a word under `set -x`: keywords and all but the plainest characters in single quotes. */
export function quoteForAsh(word: string): string {
  if (/^[-+,./0-9:@A-Z\]^_a-z]*$/.test(word) && !ashKeywords.test(word)) return word;
  return `'${word.replaceAll(/'+/g, (quotes) => `'"${quotes}"'`)}'`;
}

/** Backslashes, as `printf %q` of bash. */
export function quoteWithBackslashes(word: string): string {
  if (word === "") return "''";
  if (/\p{Cc}/u.test(word)) {
    return `$'${word.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r")}'`;
  }
  return word.replace(/[^\w@%+=:,./-]/gu, (character) => (character.charCodeAt(0) > 127 ? character : `\\${character}`));
}

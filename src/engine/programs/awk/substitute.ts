/** `sub`, `gsub` and gawk's `gensub`. */
/** What stands in place of a match. */
export type Replace = (match: readonly (string | undefined)[]) => string;

/**
 * Replaces matches.
 * @param wanted which one, from 1; every one when it is absent
 */
export function substitute(
  text: string,
  pattern: RegExp,
  replace: Replace,
  wanted?: number,
): { readonly text: string; readonly count: number } {
  let result = "";
  let from = 0;
  let count = 0;
  let seen = 0;
  let lastEnd = -1;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    // Behind a match there is no empty one.
    if (match[0] === "" && match.index === lastEnd) continue;
    lastEnd = end;
    seen++;
    if (wanted !== undefined && seen !== wanted) continue;
    result += text.slice(from, match.index) + replace(match);
    from = end;
    count++;
    if (wanted !== undefined) break;
  }
  return { text: result + text.slice(from), count };
}

/** Of `sub`: `&` is the match, `\&` an ampersand. */
export function ampersands(replacement: string): Replace {
  if (!/[&\\]/.test(replacement)) return () => replacement;
  return ([matched = ""]) =>
    replacement.replace(/\\\\&|\\&|&/g, (written) => (written === "&" ? matched : written === "\\&" ? "&" : `\\${matched}`));
}

/** Of `gensub`: `\0` and `&` are the match, `\1` to `\9` its groups. */
export function groups(replacement: string): Replace {
  return (match) =>
    replacement.replace(/\\([^])|&/g, (_, escaped?: string) =>
      escaped === undefined ? (match[0] ?? "") : /\d/.test(escaped) ? (match[Number(escaped)] ?? "") : escaped,
    );
}

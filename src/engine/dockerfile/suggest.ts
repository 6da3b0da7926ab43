/** "Did you mean …?": the nearest word at fewer than three edits (spec §10). */

/**
 * The option nearest to `word`, or undefined when none is near or one is equal. Of equally near ones the first wins.
 * Without `caseSensitive` the answer takes the case of `word`.
 */
export function nearest(word: string, options: Iterable<string>, caseSensitive = true): string | undefined {
  const wanted = caseSensitive ? word : word.toLowerCase();
  let best: string | undefined;
  let least = 3;
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase();
    if (candidate === wanted) return undefined;
    const distance = editDistance(wanted, candidate, least);
    if (distance < least) {
      least = distance;
      best = caseSensitive ? option : inCaseOf(word, candidate, option);
    }
  }
  return best || undefined;
}

/** `message` with ` (did you mean X?)` where something is near. */
export function withSuggestion(message: string, word: string, options: Iterable<string>, caseSensitive = true): string {
  const match = nearest(word, options, caseSensitive);
  return match === undefined ? message : `${message} (did you mean ${match}?)`;
}

function inCaseOf(word: string, lower: string, option: string): string {
  if (word === word.toLowerCase()) return lower;
  return word === word.toUpperCase() ? option.toUpperCase() : lower;
}

/** Levenshtein distance; gives up with `limit` as soon as it cannot be less. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substitute, (row[j] as number) + 1, (next[j - 1] as number) + 1);
      next.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest >= limit) return limit;
    row = next;
  }
  return row[b.length] as number;
}

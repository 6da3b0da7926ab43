/**
 * Tries to take each of a directory's names away, whatever becomes of the others, as `rm -r` does.
 * @returns the first thing that went wrong, if anything did
 */
export function emptyOut(names: Iterable<string>, remove: (name: string) => void): unknown {
  let first: unknown;
  for (const name of names) {
    try {
      remove(name);
    } catch (error) {
      first ??= error;
    }
  }
  return first;
}

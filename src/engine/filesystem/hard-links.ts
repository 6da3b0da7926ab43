/**
 * Which names are one file. Nodes never change, so what is written through one name has to be put under the others too.
 *
 * Only links made in this working tree are known: over the layers below, an overlay file system copies a file up by the one
 * name that is written to, and its links come apart there.
 */
export class HardLinks {
  /** Every name of a file with several, by each of them. Paths have no leading slash. */
  readonly #files = new Map<string, Set<string>>();

  /** All names of the file at `path`, in no order; only `path` when it has no other. */
  of(path: string): Iterable<string> {
    return this.#files.get(path) ?? [path];
  }

  /** Whether two paths are one file. */
  same(a: string, b: string): boolean {
    return a === b || this.#files.get(a)?.has(b) === true;
  }

  add(existing: string, path: string): void {
    const names = this.#files.get(existing) ?? new Set([existing]);
    names.add(path);
    for (const name of names) this.#files.set(name, names);
  }

  /** What was at `path` is no longer, nor anything below it. */
  removed(path: string): void {
    for (const name of this.#atAndBelow(path)) {
      // The last name that a file kept below `path` has gone with the one before it.
      const names = this.#files.get(name);
      if (!names) continue;
      names.delete(name);
      this.#files.delete(name);
      if (names.size === 1) for (const last of names) this.#files.delete(last);
    }
  }

  /** What was at `from`, with everything below it, is now at `to`, where nothing was. */
  moved(from: string, to: string): void {
    for (const name of this.#atAndBelow(from)) {
      const names = this.#files.get(name) as Set<string>;
      const next = to + name.slice(from.length);
      names.delete(name);
      names.add(next);
      this.#files.delete(name);
      this.#files.set(next, names);
    }
  }

  /** A name of every file that has one at or below `path`. */
  onePerFile(path: string): string[] {
    const files = new Set(this.#atAndBelow(path).map((name) => this.#files.get(name)));
    return [...files].flatMap((names) => [...(names ?? [])].slice(0, 1));
  }

  clear(): void {
    this.#files.clear();
  }

  #atAndBelow(path: string): string[] {
    // A file has nothing below it: the others need not be looked at.
    if (this.#files.has(path)) return [path];
    const prefix = path === "" ? "" : `${path}/`;
    return [...this.#files.keys()].filter((name) => name.startsWith(prefix));
  }
}

import type { DirectoryNode, FileNode, Node } from "./node.ts";

const shared = new WeakMap<DirectoryNode, ReadonlyMap<FileNode, readonly string[]>>();

/** The files of a tree that have several names there, each with all of them: one node under them all. */
function sharedFiles(root: DirectoryNode): ReadonlyMap<FileNode, readonly string[]> {
  let files = shared.get(root);
  if (!files) {
    files = new Map([...filesOf(root)].filter(([, names]) => names.length > 1));
    shared.set(root, files);
  }
  return files;
}

function filesOf(root: DirectoryNode): Map<FileNode, string[]> {
  const files = new Map<FileNode, string[]>();
  // A directory has one name: what is shared here is shared for speed.
  const seen = new Set<DirectoryNode>([root]);
  const open: [string, DirectoryNode][] = [["", root]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [prefix, { entries }] = next;
    for (const [name, node] of entries) {
      const path = prefix + name;
      if (node.kind === "file") {
        const names = files.get(node);
        if (names) names.push(path);
        else files.set(node, [path]);
      } else if (node.kind === "directory" && !seen.has(node)) {
        seen.add(node);
        open.push([`${path}/`, node]);
      }
    }
  }
  return files;
}

/**
 * Which names are one file. Nodes never change, so what is written through one name has to be put under the others too.
 *
 * That is so of links made in this working tree. Of what came from elsewhere an overlay file system copies a file up by the one
 * name that is written to, and its links come apart there: they only count as long as nothing is done to it.
 */
export class HardLinks {
  /** Trees that came, and where: what a working tree began with, what was mounted or put into it. */
  #came: readonly { readonly at: string; readonly tree: DirectoryNode }[] = [];
  /** Every name of a file with several, by each of them. Paths have no leading slash. */
  readonly #files = new Map<string, Set<string>>();

  /** All names of the file at `path`, in no order; only `path` when it has no other. */
  of(path: string): Iterable<string> {
    return this.#files.get(path) ?? [path];
  }

  came(at: string, tree: DirectoryNode): void {
    this.#came = [...this.#came, { at: at === "" ? "" : `${at}/`, tree }];
  }

  /** The names with which the file at `path` came, which is still what it was; none when it came with one. */
  namesOf(path: string, node: Node): string[] {
    if (node.kind !== "file") return [];
    for (const { at, tree } of this.#came.toReversed()) {
      const names = path.startsWith(at) ? sharedFiles(tree).get(node) : undefined;
      if (names?.includes(path.slice(at.length))) return names.map((name) => at + name);
    }
    return [];
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
    this.#came = this.#came.filter(({ at }) => !at.startsWith(`${path}/`));
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
    this.#came = [];
  }

  #atAndBelow(path: string): string[] {
    // A file has nothing below it: the others need not be looked at.
    if (this.#files.has(path)) return [path];
    const prefix = path === "" ? "" : `${path}/`;
    return [...this.#files.keys()].filter((name) => name.startsWith(prefix));
  }
}

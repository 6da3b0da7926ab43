import { FsError } from "./errors.ts";
import type { DirectoryNode, Meta, Node } from "./node.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type OwnedDirectory = Omit<Writable<DirectoryNode>, "entries"> & { entries: Map<string, Node> };

/**
 * A tree that copies what it writes to. Directories it has copied since `root` was last given away belong to it alone and are
 * written in place, so that unpacking ten thousand files into one directory copies that directory once.
 *
 * Places are lists of names from the root; links are not followed.
 */
export class CopyOnWriteTree {
  #root: DirectoryNode;
  /** Directories nobody else has seen. If a directory is in here, so are all directories above it. */
  readonly #owned = new Set<DirectoryNode>();

  constructor(root: DirectoryNode) {
    this.#root = root;
  }

  /** The tree as it stands; it will not change any more. */
  get root(): DirectoryNode {
    this.#owned.clear();
    return this.#root;
  }

  /** The tree as it stands, not to be kept: later writes show in it. */
  peek(): DirectoryNode {
    return this.#root;
  }

  reset(root: DirectoryNode): void {
    this.#owned.clear();
    this.#root = root;
  }

  /** A directory that leaves the tree must not change any more. */
  handOut<T extends Node>(node: T): T {
    if (node.kind === "directory" && this.#owned.has(node)) this.#owned.clear();
    return node;
  }

  /** A directory that is in no place yet. */
  emptyDirectory(meta: Meta): DirectoryNode {
    const made: OwnedDirectory = { kind: "directory", ...meta, entries: new Map() };
    this.#owned.add(made);
    return made;
  }

  /** The directory at `names`, which must exist, made writable. */
  own(names: readonly string[]): OwnedDirectory {
    let directory = this.#root as OwnedDirectory;
    if (!this.#owned.has(directory)) {
      directory = { ...directory, entries: new Map(directory.entries) };
      this.#owned.add(directory);
      this.#root = directory;
    }
    for (const name of names) {
      let child = directory.entries.get(name) as OwnedDirectory;
      if (!this.#owned.has(child)) {
        child = { ...child, entries: new Map(child.entries) };
        this.#owned.add(child);
        directory.entries.set(name, child);
      }
      directory = child;
    }
    return directory;
  }

  /** Puts a node at a place, whose parent must exist. Gives the parent; `undefined` for the root. Throws EISDIR for a root that is none. */
  set(names: readonly string[], node: Node): OwnedDirectory | undefined {
    const name = names.at(-1);
    if (name === undefined) {
      if (node.kind !== "directory") throw new FsError("EISDIR", "/");
      this.#root = node;
      return undefined;
    }
    const parent = this.own(names.slice(0, -1));
    parent.entries.set(name, node);
    return parent;
  }

  /** Removes what is at a place other than the root. Gives the parent. */
  delete(names: readonly string[]): OwnedDirectory {
    const parent = this.own(names.slice(0, -1));
    parent.entries.delete(names.at(-1) as string);
    return parent;
  }
}

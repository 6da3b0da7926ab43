/** Nodes that are made at the moment someone looks: what /proc and /sys/fs/cgroup consist of. */
import type { Content, DirectoryNode, FileNode, Meta, Node, SymlinkNode } from "../../filesystem/node.ts";
import type { Task } from "../task.ts";

/**
 * Who looks. File operations never wait, so that a process that begins one is the one that looks until it is done, as the
 * kernel's `current`.
 */
export const current: { task: Task | undefined } = { task: undefined };

const encoder = new TextEncoder();

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
}

function metaOf(owner: Owner, mode: number): Meta {
  return { mode: owner.mode ?? mode, uid: owner.uid ?? 0, gid: owner.gid ?? 0, mtime: current.task?.clock.now() ?? 0 };
}

export function liveFile(read: () => string, owner: Owner = {}): FileNode {
  return {
    kind: "file",
    ...metaOf(owner, 0o444),
    get content(): Content {
      const bytes = encoder.encode(read());
      return { bytes, size: bytes.length };
    },
  };
}

/** A file that takes what is written to it. */
export interface WritableFile extends FileNode {
  /** Throws `FsError` for what it does not take. */
  write(text: string): void;
}

export function isWritable(node: Node): node is WritableFile {
  return "write" in node;
}

/** A file that can be set: `0644` unless told otherwise. */
export function writableFile(read: () => string, write: (text: string) => void, owner: Owner = {}): WritableFile {
  return Object.assign(liveFile(read, { mode: 0o644, ...owner }), { write });
}

/** A link of /proc says what size it has, whatever it leads to. */
export interface LiveLink extends SymlinkNode {
  readonly size: number;
}

export function liveLink(target: () => string, owner: Owner = {}, size = 0): LiveLink {
  return {
    kind: "symlink",
    size,
    ...metaOf(owner, 0o777),
    get target(): string {
      return target();
    },
  };
}

export interface LiveEntries {
  names(): Iterable<string>;
  get(name: string): Node | undefined;
}

export function liveDirectory(entries: LiveEntries, owner: Owner = {}): DirectoryNode {
  return {
    kind: "directory",
    ...metaOf(owner, 0o555),
    get mtime() {
      return current.task?.clock.now() ?? 0;
    },
    entries: new LiveMap(entries),
  };
}

/** A directory whose names are known, each made when it is looked at. */
export function directoryOf(makers: Readonly<Record<string, () => Node>>, owner: Owner = {}): DirectoryNode {
  return liveDirectory(
    { names: () => Object.keys(makers), get: (name) => (Object.hasOwn(makers, name) ? makers[name]?.() : undefined) },
    owner,
  );
}

class LiveMap implements ReadonlyMap<string, Node> {
  readonly #entries: LiveEntries;
  constructor(entries: LiveEntries) {
    this.#entries = entries;
  }
  get size(): number {
    return [...this.#entries.names()].length;
  }
  get(name: string): Node | undefined {
    return this.#entries.get(name);
  }
  has(name: string): boolean {
    return this.#entries.get(name) !== undefined;
  }
  *entries(): MapIterator<[string, Node]> {
    for (const name of this.#entries.names()) {
      const node = this.#entries.get(name);
      if (node) yield [name, node];
    }
  }
  *keys(): MapIterator<string> {
    yield* this.#entries.names();
  }
  *values(): MapIterator<Node> {
    for (const [, node] of this.entries()) yield node;
  }
  [Symbol.iterator](): MapIterator<[string, Node]> {
    return this.entries();
  }
  forEach(callback: (value: Node, key: string, map: ReadonlyMap<string, Node>) => void): void {
    for (const [name, node] of this.entries()) callback(node, name, this);
  }
}

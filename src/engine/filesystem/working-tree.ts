import type { Content, DirectoryNode, Meta, Node } from "./node.ts";

/**
 * A file system that can be written to, over an immutable tree. Taking `root` is cheap and gives the tree as it stands;
 * later writes never show in it. All paths are absolute; `.`, `..` and symlinks resolve inside the tree.
 * Throws `FsError`. (Being built: this declaration is the contract.)
 */
export declare class WorkingTree {
  constructor(root?: DirectoryNode, options?: { now?: () => number; uid?: number; gid?: number; umask?: number });
  /** The tree as it stands now. */
  get root(): DirectoryNode;
  /** Replaces everything at once (undo, mounts). */
  reset(root: DirectoryNode): void;
  /** Follows symlinks unless `follow` is false. `undefined` when nothing is there. */
  lookup(path: string, options?: { follow?: boolean }): Node | undefined;
  /** As lookup, but throws ENOENT / ENOTDIR / ELOOP. */
  stat(path: string, options?: { follow?: boolean }): Node;
  exists(path: string): boolean;
  realpath(path: string): string;
  /** All bytes, holes filled with zeros. */
  readFile(path: string): Uint8Array;
  readText(path: string): string;
  readlink(path: string): string;
  /** Sorted names. */
  readdir(path: string): string[];
  /** Creates or replaces; keeps the mode of an existing file. The parent must exist unless `parents`. */
  writeFile(path: string, content: Uint8Array | string | Content, options?: Partial<Meta> & { parents?: boolean }): void;
  appendFile(path: string, content: Uint8Array | string): void;
  mkdir(path: string, options?: Partial<Meta> & { recursive?: boolean }): void;
  symlink(target: string, path: string): void;
  /** A hard link: here, the same content under a second name. */
  link(existing: string, path: string): void;
  rename(from: string, to: string): void;
  remove(path: string, options?: { recursive?: boolean; force?: boolean }): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number, options?: { follow?: boolean; recursive?: boolean }): void;
  utimes(path: string, mtime: number): void;
  /** Puts a whole node at a path (mounts, COPY); the parent must exist unless `parents`. */
  put(path: string, node: Node, options?: { parents?: boolean }): void;
}

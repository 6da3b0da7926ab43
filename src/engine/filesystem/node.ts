/**
 * The immutable file tree everything else stands on: build contexts, layers, image roots and the learner's own disk
 * are all `DirectoryNode`s. A node never changes once made; an edit makes new nodes along one path and shares the rest,
 * so comparing two trees costs what differs, and `===` means "the same to the last byte".
 */

/** What `stat` tells about any node. Times are part of a layer's tar, never of a cache checksum (spec §4). */
export interface Meta {
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Modification time in milliseconds since the epoch. */
  readonly mtime: number;
}

/**
 * A file's bytes. `bytes` holds the beginning; from `bytes.length` to `size` the file is a hole that reads as zeros.
 * That is how a simulated 30 MB binary can weigh 30 MB in `ls` and `docker history` and next to nothing in memory;
 * tar knows the same thing as a sparse file.
 */
export interface Content {
  readonly bytes: Uint8Array;
  /** Apparent length in bytes, at least `bytes.length`. */
  readonly size: number;
}

/** What a special file leads to: a device of the kernel, by its numbers, or a named pipe, which has none. */
export interface DeviceNumber {
  readonly type: "character" | "block" | "fifo";
  readonly major: number;
  readonly minor: number;
}

export interface FileNode extends Meta {
  readonly kind: "file";
  readonly content: Content;
  /** Of a special file; its content is empty. */
  readonly device?: DeviceNumber;
}

export interface DirectoryNode extends Meta {
  readonly kind: "directory";
  /** By name. Order is not significant; whoever prints sorts. */
  readonly entries: ReadonlyMap<string, Node>;
}

export interface SymlinkNode extends Meta {
  readonly kind: "symlink";
  readonly target: string;
}

export type Node = FileNode | DirectoryNode | SymlinkNode;

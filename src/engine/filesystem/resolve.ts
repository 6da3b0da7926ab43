import { FsError } from "./errors.ts";
import type { DirectoryNode, Node } from "./node.ts";

/** Linux gives up after this many symlinks in one look-up. */
const maxLinks = 40;
/** PATH_MAX, with its final NUL. */
const maxPath = 4096;

export interface Resolved {
  /** The path without links, `.` and `..`; the root has none. */
  readonly names: string[];
  /** Absent when the last name is free; everything above it exists. */
  readonly node: Node | undefined;
}

/**
 * Walks `path` from `root` as the kernel does: links are followed on the way, `..` is taken after them, and neither
 * leaves the tree. `follow` says whether a link at the very end is followed too (a trailing slash always does).
 * Throws ENOENT when a directory on the way is missing, ENOTDIR, ELOOP,
 * ENAMETOOLONG, and EINVAL for a NUL byte.
 */
export function resolvePath(root: DirectoryNode, path: string, follow: boolean): Resolved {
  if (path === "") throw new FsError("ENOENT", path);
  if (path.includes("\0")) throw new FsError("EINVAL", path);
  if (path.length >= maxPath) throw new FsError("ENAMETOOLONG", path);
  const names: string[] = [];
  const above: DirectoryNode[] = [root];
  /** Parts still to walk, the next one last. */
  const pending = path.split("/").reverse();
  let links = 0;
  let node: Node | undefined = root;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === "" || part === ".") {
      if (node && node.kind !== "directory") throw new FsError("ENOTDIR", path);
      continue;
    }
    if (node === undefined) throw new FsError("ENOENT", path);
    if (node.kind !== "directory") throw new FsError("ENOTDIR", path);
    if (part === "..") {
      if (names.length > 0) {
        names.pop();
        above.pop();
      }
      node = above.at(-1);
      continue;
    }
    const child: Node | undefined = node.entries.get(part);
    if (child?.kind === "symlink" && (follow || pending.length > 0)) {
      if (++links > maxLinks) throw new FsError("ELOOP", path);
      const target = child.target.split("/");
      if (child.target.startsWith("/")) {
        names.length = 0;
        above.length = 1;
        node = root;
      }
      for (let index = target.length - 1; index >= 0; index--) pending.push(target[index] as string);
      continue;
    }
    names.push(part);
    if (child?.kind === "directory") above.push(child);
    node = child;
  }
  return { names, node };
}

/** The path of the directory that an absolute path's last name stands in. */
export function parentOf(path: string): string {
  return path.replace(/\/+[^/]*\/*$/, "") || "/";
}

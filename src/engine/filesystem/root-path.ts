import { FsError } from "./errors.ts";
import type { DirectoryNode, Node } from "./node.ts";

/** The engine's file operations give up after this many symlinks, later than the kernel does. */
const maxLinks = 255;

/**
 * Where a path leads within `root`, links followed and `..` taken: also when nothing is there, in which case what is left
 * of the path is taken by its letters. Throws `FsError` ELOOP.
 */
export function rootPath(root: DirectoryNode, path: string): string {
  const names: string[] = [];
  const above: (Node | undefined)[] = [root];
  const pending = path.split("/").reverse();
  let links = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (names.pop() !== undefined) above.pop();
      continue;
    }
    const parent = above.at(-1);
    const child = parent?.kind === "directory" ? parent.entries.get(part) : undefined;
    if (child?.kind !== "symlink") {
      names.push(part);
      above.push(child);
      continue;
    }
    if (++links > maxLinks) throw new FsError("ELOOP", path);
    if (child.target.startsWith("/")) {
      names.length = 0;
      above.length = 1;
    }
    pending.push(...child.target.split("/").reverse());
  }
  return `/${names.join("/")}`;
}

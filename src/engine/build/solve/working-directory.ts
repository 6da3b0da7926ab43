/** The directory that a RUN step starts in: the executor makes it in the layer when an earlier step has taken it away. */
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { rootPath } from "../../filesystem/root-path.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { executorRoot } from "./host-paths.ts";
import type { User } from "./owner.ts";

/**
 * `root` with the directory that `cwd` leads to. What has to be made belongs to the step's user; `now` (milliseconds) is its time.
 * A string says, in BuildKit's words, why `cwd` leads nowhere. What stands there already may be a file: runc refuses that later.
 */
export function withWorkingDirectory(root: DirectoryNode, cwd: string, { uid, gid }: User, now: number): DirectoryNode | string {
  const fs = new WorkingTree(root, { now: () => now });
  const refuse = (why: string) => `working dir  points to invalid target: ${why}`;
  let path: string;
  try {
    path = rootPath(root, cwd);
  } catch (error) {
    if (error instanceof FsError) return refuse("too many links");
    throw error;
  }
  const under = path.split("/").findIndex((_, index, names) => isFile(fs, names.slice(0, index).join("/")));
  if (under >= 0) {
    const place = path
      .split("/")
      .slice(0, under + 1)
      .join("/");
    return refuse(`lstat ${executorRoot(`directory ${cwd}`)}${place}: not a directory`);
  }
  if (fs.exists(path)) return root;
  fs.mkdir(path, { recursive: true, mode: 0o755, uid, gid });
  return fs.root;
}

function isFile(fs: WorkingTree, path: string): boolean {
  const node = path === "" ? undefined : fs.lookup(path);
  return node !== undefined && node.kind !== "directory";
}

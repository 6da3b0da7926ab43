import type { FileNode } from "../filesystem/node.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";

export type Found =
  | { readonly kind: "found" /** Absolute, links not resolved. */; readonly path: string; readonly file: FileNode }
  | { readonly kind: "not-found" | "permission-denied" | "is-directory" | "no-such-file"; readonly path?: string };

/**
 * Finds a program as `execvp` does: a name with a slash is a path, any other is looked up in the directories of `path`.
 * A file without an x bit hides nothing, but is remembered for the error.
 */
export function findExecutable(fs: WorkingTree, name: string, path: string | undefined, cwd: string): Found {
  if (name === "") return { kind: "not-found" };
  if (name.includes("/")) return examine(fs, name.startsWith("/") ? name : `${cwd === "/" ? "" : cwd}/${name}`);
  let denied: Found | undefined;
  for (const directory of (path ?? defaultPath).split(":")) {
    const base = directory === "" ? cwd : directory.startsWith("/") ? directory : `${cwd}/${directory}`;
    const found = examine(fs, `${base === "/" ? "" : base.replace(/\/$/, "")}/${name}`);
    if (found.kind === "found") return found;
    if (found.kind === "permission-denied") denied ??= found;
  }
  return denied ?? { kind: "not-found" };
}

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function examine(fs: WorkingTree, path: string): Found {
  const node = fs.lookup(path);
  if (!node) return { kind: "no-such-file", path };
  if (node.kind !== "file") return { kind: "is-directory", path };
  return (node.mode & 0o111) === 0 || fs.attributes(path).noExec
    ? { kind: "permission-denied", path }
    : { kind: "found", path, file: node };
}

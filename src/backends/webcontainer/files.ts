/** A container's files on their way into a box and back. */
import type { FileSystemTree } from "@webcontainer/api";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { WorkingTree } from "../../engine/filesystem/working-tree.ts";

/** Files and links by path, relative to the folder they were taken from. */
export type Snapshot = ReadonlyMap<string, Uint8Array | { readonly symlink: string }>;

/** More than this is not an app's folder, and would take minutes to hand over. */
const mostFiles = 5000;

/**
 * Everything below a folder but `node_modules`: what stands there in the lab are stand-ins, and a box installs its own; and the
 * lock beside it, whose checksums are the stand-ins'. Gives `undefined` where it is too much.
 */
export function treeOf(fs: WorkingTree, folder: string): FileSystemTree | undefined {
  let count = 0;
  const below = (path: string): FileSystemTree => {
    const tree: FileSystemTree = {};
    for (const name of fs.readdir(path)) {
      if (name === "node_modules" || name === "package-lock.json" || ++count > mostFiles) continue;
      const node = fs.lookup(`${path}/${name}`, { follow: false });
      if (node?.kind === "directory") tree[name] = { directory: below(`${path}/${name}`) };
      else if (node?.kind === "symlink") tree[name] = { file: { symlink: node.target } };
      else if (node?.kind === "file") tree[name] = { file: { contents: fs.readFile(`${path}/${name}`) } };
    }
    return tree;
  };
  const tree = below(folder);
  return count > mostFiles ? undefined : tree;
}

/** The same tree at a path of its own: `/srv/app` makes `{ srv: { directory: { app: … } } }`. */
export function placed(tree: FileSystemTree, path: string): FileSystemTree {
  return path
    .split("/")
    .filter(Boolean)
    .reduceRight<FileSystemTree>((inner, name) => ({ [name]: { directory: inner } }), tree);
}

export function snapshotOf(tree: FileSystemTree): Snapshot {
  const all = new Map<string, Uint8Array | { readonly symlink: string }>();
  const walk = (folder: FileSystemTree, above: string): void => {
    for (const [name, node] of Object.entries(folder)) {
      const path = above + name;
      if ("directory" in node) {
        if (name !== "node_modules") walk(node.directory, `${path}/`);
      } else if ("symlink" in node.file) all.set(path, node.file);
      else all.set(path, typeof node.file.contents === "string" ? new TextEncoder().encode(node.file.contents) : node.file.contents);
    }
  };
  walk(tree, "");
  return all;
}

/**
 * Does to a folder of the lab what was done to its copy in the box.
 * @returns what could not be done: paths, with the reason as an error's code
 */
export function takeOver(fs: WorkingTree, folder: string, before: Snapshot, now: Snapshot): readonly string[] {
  const refused: string[] = [];
  const attempt = (path: string, change: (full: string) => void): void => {
    try {
      change(`${folder}/${path}`);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      refused.push(`${folder}/${path} (${error.code})`);
    }
  };
  for (const [path, content] of now) {
    if (same(before.get(path), content) || path === "package-lock.json") continue;
    attempt(path, (full) => {
      if (content instanceof Uint8Array) fs.writeFile(full, content, { parents: true });
      else fs.symlink(content.symlink, full);
    });
  }
  for (const path of before.keys()) if (!now.has(path)) attempt(path, (full) => fs.remove(full, { force: true }));
  return refused;
}

function same(one: Uint8Array | { readonly symlink: string } | undefined, other: Uint8Array | { readonly symlink: string }): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array)
    return one.length === other.length && one.every((byte, index) => byte === other[index]);
  return one !== undefined && "symlink" in one && "symlink" in other && one.symlink === other.symlink;
}

/** Folders of the machine as workspaces of the lab. */
import { readdirSync, readFileSync, readlinkSync, statSync, lstatSync, type Stats } from "node:fs";
import { directory, file, symlink } from "../engine/filesystem/build.ts";
import type { DirectoryNode, Meta, Node } from "../engine/filesystem/node.ts";
import { UsageError } from "./arguments.ts";

/** The learner `dev`, whose files they become. */
const owner = { uid: 1000, gid: 1000 };

/**
 * A folder as a tree. Modes and links are kept, whatever the names; owners become the learner's, and times `mtime`
 * (milliseconds), so that the same files give the same ids each run. Sockets, pipes and devices are left out and told
 * to `skipped`. Throws `UsageError` when there is no such folder.
 */
export function readWorkspace(path: string, mtime: number, skipped: (path: string) => void = () => {}): DirectoryNode {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw new UsageError(`cannot read the folder ${path}: ${(error as Error).message}`);
  }
  if (!stats.isDirectory()) throw new UsageError(`${path} is not a folder`);
  return readDirectory(Buffer.from(path), stats, mtime, skipped);
}

function readDirectory(path: Buffer, stats: Stats, mtime: number, skipped: (path: string) => void): DirectoryNode {
  const entries = new Map<string, Node>();
  // Names are bytes: a name that is not UTF-8 must still be opened as it is.
  for (const name of readdirSync(path, { encoding: "buffer" })) {
    const child = Buffer.concat([path, Buffer.from("/"), name]);
    const node = readNode(child, mtime, skipped);
    if (node) entries.set(name.toString("utf8"), node);
    else skipped(child.toString("utf8"));
  }
  return directory(entries, metaOf(stats, mtime));
}

function readNode(path: Buffer, mtime: number, skipped: (path: string) => void): Node | undefined {
  const stats = lstatSync(path);
  if (stats.isDirectory()) return readDirectory(path, stats, mtime, skipped);
  if (stats.isFile()) return file(new Uint8Array(readFileSync(path)), metaOf(stats, mtime));
  if (stats.isSymbolicLink()) return symlink(readlinkSync(path, { encoding: "buffer" }).toString("utf8"), { ...owner, mtime });
  return undefined;
}

function metaOf(stats: Stats, mtime: number): Meta {
  return { mode: stats.mode & 0o7777, ...owner, mtime };
}

/** The learner's files from paths and texts; `mtime` in milliseconds. */
export function ownedBy(mtime: number): Partial<Meta> {
  return { ...owner, mtime };
}

/** `over` laid over `base`: directories are joined, anything else is replaced. */
export function overlay(base: DirectoryNode, over: DirectoryNode): DirectoryNode {
  const entries = new Map(base.entries);
  for (const [name, node] of over.entries) {
    const below = entries.get(name);
    entries.set(name, below?.kind === "directory" && node.kind === "directory" ? overlay(below, node) : node);
  }
  return { ...over, entries };
}

/** A tree without some of its top names. */
export function without(tree: DirectoryNode, ...names: readonly string[]): DirectoryNode {
  return { ...tree, entries: new Map([...tree.entries].filter(([name]) => !names.includes(name))) };
}

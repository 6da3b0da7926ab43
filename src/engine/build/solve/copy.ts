/** Carries COPY, ADD and WORKDIR out on trees (spec §4, "Copy semantics"). */
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode, FileNode, Node } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { rootPath } from "../../filesystem/root-path.ts";
import { sortedNames } from "../../filesystem/walk.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { type ChangeMode, parseChmod } from "../plan/chmod.ts";
import type { CopyItem, CopyOperation, WorkdirOperation } from "../plan/operation.ts";
import { inLayer } from "./host-paths.ts";
import { findOwner, hasName, type Owner } from "./owner.ts";
import { baseName, cleanPath, fixedPart, parentPath } from "../plan/paths.ts";
import { MissingSource, type Pick, pickPaths } from "../keys/select.ts";

/** A step that failed, in BuildKit's words. */
export class StepError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StepError";
  }
}

export interface CopyInput {
  readonly tree: DirectoryNode;
  /** The client sends the context as if all of it were root's (spec §4). */
  readonly context: boolean;
}

/** Unpacks an archive into a directory of the tree, as `owner`'s if there is one; false when the bytes are none. */
export type Unpacker = (tree: WorkingTree, at: string, file: FileNode, owner?: Owner) => boolean;

/**
 * The tree after a COPY or ADD.
 * @param unpack what ADD does with local archives
 * Throws `StepError`.
 */
export function copyFiles(
  operation: CopyOperation,
  root: DirectoryNode | undefined,
  inputs: readonly CopyInput[],
  now: number,
  unpack: Unpacker,
): DirectoryNode {
  const tree = new WorkingTree(root, { now: () => now });
  const copier = new Copier(operation, tree, root, now, unpack);
  for (const item of operation.items) {
    const input = inputs[item.source];
    if (!input) continue;
    const { exclude } = operation;
    for (const { path, node } of found(input.tree, exclude ? { ...item, exclude } : item)) copier.copy(baseName(path), node, input.context);
  }
  return tree.root;
}

/**
 * A missing source is told when the key is made, but for COPY --from of the stage it stands on, whose files no key reads,
 * and for the directory in which a pattern is looked for.
 */
function found(tree: DirectoryNode, item: Omit<CopyItem, "source"> & { readonly exclude?: readonly string[] }): Pick[] {
  try {
    const fixed = item.wildcard ? fixedPart(item.path) : "/";
    if (fixed !== "/") pickPaths(tree, { path: fixed, wildcard: false });
    return pickPaths(tree, item);
  } catch (error) {
    throw error instanceof MissingSource ? missed(tree, error.path) : error;
  }
}

/** Told by the place that its links lead to. */
function missed(tree: DirectoryNode, path: string): StepError {
  try {
    return new StepError(`lstat ${rootPath(tree, path)}: no such file or directory`);
  } catch (error) {
    if (error instanceof FsError) return new StepError("too many links");
    throw error;
  }
}

const arrivals = new WeakMap<Node, Map<string, Node>>();

/** What is put over the very same node is another one: a layer holds what was written, changed or not. */
function written(node: Node, there: Node | undefined): Node {
  return node === there ? { ...node } : node;
}

/** On nothing at all (scratch) there is nobody to ask for a name. Throws `StepError`. */
function ownerOn(root: DirectoryNode | undefined, owner: string | undefined): Owner | undefined {
  if (owner === undefined) return undefined;
  if (!root && hasName(owner)) throw new StepError("invalid user index: -1");
  return findOwner(root, owner);
}

class Copier {
  readonly #operation: CopyOperation;
  readonly #tree: WorkingTree;
  readonly #owner: Owner | undefined;
  readonly #mode: ChangeMode | undefined;
  /** The mode of directories that have to be made. */
  readonly #madeMode: number;
  /** What is copied, to where and how, as one word. */
  readonly #way: string;
  readonly #now: number;
  readonly #unpack: Unpacker;
  /** How many sources were copied. Each is copied on its own: a file that comes with two of them comes twice. */
  #copied = 0;

  constructor(operation: CopyOperation, tree: WorkingTree, root: DirectoryNode | undefined, now: number, unpack: Unpacker) {
    this.#operation = operation;
    this.#tree = tree;
    this.#now = now;
    this.#unpack = unpack;
    this.#way = JSON.stringify([operation.items.map(({ path }) => path), operation.destination, operation.mode]);
    this.#owner = ownerOn(root, operation.owner);
    this.#mode = operation.mode === undefined ? undefined : parseChmod(operation.mode);
    const octal = /^\d/.test(operation.mode ?? "") ? this.#mode : undefined;
    this.#madeMode = (octal?.(0, true) ?? 0o755) & 0o755;
  }

  copy(name: string, node: Node, context: boolean): void {
    this.#copied += 1;
    const { destination, add, unpack = add } = this.#operation;
    const directory = /\/\.?$/.test(destination);
    const target = cleanPath(destination);
    if (node.kind === "directory") {
      this.#directory(node, target, context);
      return;
    }
    if (unpack && node.kind === "file" && this.#unpackInto(target, node)) return;
    const end = directory ? target : this.#endOf(target);
    const inside = directory || this.#lookup(target)?.kind === "directory";
    const place = inside ? (target === "/" ? `/${name}` : `${target}/${name}`) : end;
    this.#parents(parentPath(place));
    const existing = this.#lookup(place, false);
    if (existing?.kind === "directory") throw replaces(place);
    this.#tree.put(place, written(this.#owned(node, context), existing));
  }

  /** A link that the destination itself is, is followed, also to where nothing is yet; what lies in a directory is replaced. */
  #endOf(path: string): string {
    try {
      return rootPath(this.#tree.root, path);
    } catch (error) {
      if (error instanceof FsError) throw new StepError("too many links");
      throw error;
    }
  }

  /** A directory's contents go into the destination, which is made as any missing directory whatever the source's own mode is. */
  #directory(node: DirectoryNode, target: string, context: boolean): void {
    this.#parents(/\/\.?$/.test(this.#operation.destination) ? target : parentPath(target));
    const there = this.#lookup(target);
    if (there && there.kind !== "directory") throw new StepError(`cannot copy to non-directory: ${inLayer(target)}`);
    this.#parents(target);
    this.#merge(node, target, context);
    // New or not, it has the time of the directory whose contents came last.
    if (target !== "/") this.#tree.utimes(target, node.mtime);
  }

  #merge(node: DirectoryNode, target: string, context: boolean): void {
    for (const name of sortedNames(node)) {
      const child = node.entries.get(name) as Node;
      const place = target === "/" ? `/${name}` : `${target}/${name}`;
      const there = this.#lookup(place, false);
      if (child.kind !== "directory") {
        if (there?.kind === "directory") throw replaces(place);
        this.#tree.put(place, written(this.#owned(child, context), there));
      } else if (!there) this.#tree.put(place, this.#owned(child, context));
      else if (there.kind !== "directory") throw new StepError(`cannot copy to non-directory: ${inLayer(place)}`);
      else {
        const { mode, uid, gid } = this.#meta(child, context);
        this.#tree.chmod(place, mode);
        this.#tree.chown(place, uid, gid);
        this.#merge(child, place, context);
        this.#tree.utimes(place, child.mtime);
      }
    }
  }

  #lookup(path: string, follow = true): Node | undefined {
    try {
      return this.#tree.lookup(path, { follow });
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }

  /** Missing directories are made 0755, of root or of --chown's owner; octal digits of --chmod go for them too, under the umask. */
  #parents(path: string): void {
    makeDirectories(this.#tree, path, this.#owner, this.#now, this.#madeMode);
  }

  #meta(node: Node, context: boolean): { mode: number; uid: number; gid: number } {
    const mode = this.#mode && node.kind !== "symlink" ? this.#mode(node.mode, node.kind === "directory") : node.mode;
    const { uid, gid } = this.#owner ?? (context ? { uid: 0, gid: 0 } : node);
    return { mode, uid, gid };
  }

  /**
   * The node as it arrives. What comes of one node by one instruction is one node: thousands of builds share the files that did
   * not change between them, and names of one file stay names of one file, which those of another copy are not.
   */
  #owned(node: Node, context: boolean): Node {
    const { uid, gid } = this.#owner ?? (context ? { uid: 0, gid: 0 } : { uid: "", gid: "" });
    const way = `${uid}:${gid} ${this.#copied} ${this.#way}`;
    const known = arrivals.get(node)?.get(way);
    if (known) return known;
    const meta = this.#meta(node, context);
    const copy: Node =
      node.kind === "directory"
        ? { ...node, ...meta, entries: new Map([...node.entries].map(([name, child]) => [name, this.#owned(child, context)])) }
        : { ...node, ...meta };
    const ways = arrivals.get(node) ?? new Map<string, Node>();
    arrivals.set(node, ways.set(way, copy));
    return copy;
  }

  #unpackInto(target: string, node: FileNode): boolean {
    // An archive needs a directory to go into; anything else may replace a file.
    const there = this.#lookup(target);
    if (there && there.kind !== "directory" && !this.#unpack(new WorkingTree(), "/", node)) return false;
    const before = this.#tree.root;
    // --chmod is nothing to an archive and what is made for it.
    makeDirectories(this.#tree, target, this.#owner, this.#now);
    if (this.#unpack(this.#tree, target, node, this.#owner)) return true;
    this.#tree.reset(before);
    return false;
  }
}

/** `mkdir -p`, one directory after the other, each with the given owner and mode. Throws `StepError`. */
function makeDirectories(tree: WorkingTree, path: string, owner: Owner | undefined, now: number, mode = 0o755): void {
  let at = "";
  for (const part of path.split("/").filter(Boolean)) {
    at += `/${part}`;
    let node: Node | undefined;
    try {
      node = tree.lookup(at);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new StepError(`mkdir ${at}: ${error.reason.toLowerCase()}`);
    }
    if (node?.kind === "directory") continue;
    if (node) throw notADirectory(tree, path, at);
    // A link that leads nowhere yet: what it names is made.
    const real = tree.lookup(at, { follow: false })?.kind === "symlink" ? cleanPath(resolveLink(tree, at)) : at;
    if (real !== at) makeDirectories(tree, real, owner, now, mode);
    else tree.mkdir(at, { mode, uid: owner?.uid ?? 0, gid: owner?.gid ?? 0, mtime: now });
  }
}

/** The engine looks from the end on at what is to be made: it says what it could not look at below the file. */
function notADirectory(tree: WorkingTree, path: string, at: string): StepError {
  const below = path.split("/").filter(Boolean)[at.split("/").length - 1];
  return new StepError(below === undefined ? `mkdir ${at}: not a directory` : `lstat ${tree.realpath(at)}/${below}: not a directory`);
}

/** What a file or link says of a directory in its place. */
function replaces(place: string): StepError {
  return new StepError(`cannot replace to directory ${place} with file`);
}

function resolveLink(tree: WorkingTree, path: string): string {
  const target = tree.readlink(path);
  return target.startsWith("/") ? target : `${parentPath(path)}/${target}`;
}

/** The tree after a WORKDIR: the directory is there, made by the current user where it was not. Throws `StepError`. */
export function makeWorkdir(operation: WorkdirOperation, root: DirectoryNode | undefined, now: number): DirectoryNode {
  const tree = new WorkingTree(root, { now: () => now });
  const owner = ownerOn(root, operation.owner);
  const made = operation.epoch === undefined ? now : Number(operation.epoch) * 1000;
  try {
    if (root) resolvePath(root, operation.path, true);
  } catch (error) {
    if (error instanceof FsError && error.code === "ENOTDIR") throw new StepError(`lstat ${operation.path}: not a directory`);
  }
  makeDirectories(tree, operation.path, owner, made);
  return tree.root;
}

/** Everything that is mounted, as one tree that can be read and written like any other. */
import { emptyOut } from "../filesystem/empty.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Content, DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { parentOf } from "../filesystem/resolve.ts";
import { type Attributes, WorkingTree } from "../filesystem/working-tree.ts";
import type { Mounted } from "./mounts.ts";

/** Linux gives up after this many symlinks in one look-up. */
const maxLinks = 40;
const maxPath = 4096;

/** Where a path leads. */
export interface Place {
  readonly mount: Mounted;
  /** Below the mount's root. */
  readonly names: readonly string[];
  /** Absent when the last name is free. For reading at once: see `WorkingTree.peek`. */
  readonly node: Node | undefined;
}

/** Paths are walked name by name, so that a mount is met wherever a link leads into it; the work is done by the file system found there. */
export class MountedTree extends WorkingTree {
  readonly #root: Mounted;

  constructor(root: Mounted) {
    super();
    this.#root = root;
  }

  /** Walks a path across mounts, as the kernel does. Throws as `resolvePath` does. */
  place(path: string, follow: boolean): Place {
    if (path === "") throw new FsError("ENOENT", path);
    if (path.includes("\0")) throw new FsError("EINVAL", path);
    if (path.length >= maxPath) throw new FsError("ENAMETOOLONG", path);
    const top = stepInto(this.#root);
    const above: Step[] = [top];
    const pending = path.split("/").reverse();
    let links = 0;
    let at: Step = top;
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if (part === "" || part === ".") {
        if (at.node && at.node.kind !== "directory") throw new FsError("ENOTDIR", path);
        continue;
      }
      if (!at.node) throw new FsError("ENOENT", path);
      if (at.node.kind !== "directory") throw new FsError("ENOTDIR", path);
      if (part === "..") {
        if (above.length > 1) above.pop();
        at = above.at(-1) as Step;
        continue;
      }
      const child = step(at, part);
      if (child.node?.kind === "symlink" && (follow || pending.length > 0)) {
        if (++links > maxLinks) throw new FsError("ELOOP", path);
        if (child.node.target.startsWith("/")) {
          above.length = 1;
          at = top;
        }
        pending.push(...child.node.target.split("/").reverse());
        continue;
      }
      if (child.node?.kind === "directory") above.push(child);
      at = child;
    }
    return { mount: at.mount, names: at.key === "" ? [] : at.key.split("/"), node: at.node };
  }

  /**
   * What is at a path, for a bind: the file system there by itself, or this whole tree where others are mounted below.
   * @param alone the file system by itself in any case
   */
  fileSystemAt(path: string, alone = false): { readonly tree: WorkingTree; readonly root: string } {
    const place = this.#existing(path, true);
    if (!alone && mountsBelow(place).length > 0) return { tree: this, root: this.pathOf(place) };
    return { tree: place.mount.tree, root: inner(place) };
  }

  /** The path of a place without links, as everyone here sees it. */
  pathOf({ mount, names }: Place): string {
    const base = mount.target === "/" ? "" : mount.target;
    return names.length > 0 ? `${base}/${names.join("/")}` : base || "/";
  }

  // ── reading

  override get root(): DirectoryNode {
    return this.#whole(topOf(this.#root)) as DirectoryNode;
  }
  override peek(): DirectoryNode {
    return this.root;
  }
  override reset(root: DirectoryNode): void {
    this.#root.tree.reset(root);
  }
  override lookup(path: string, options: { follow?: boolean } = {}): Node | undefined {
    const place = this.#find(path, options.follow ?? true);
    return place?.node && this.#whole(place);
  }
  override stat(path: string, options: { follow?: boolean } = {}): Node {
    return this.#whole(this.#existing(path, options.follow ?? true));
  }
  override attributes(path: string, options: { follow?: boolean } = {}): Attributes {
    const place = this.#existing(path, options.follow ?? true);
    const attributes = place.mount.tree.attributes(inner(place), { follow: false });
    return /\bnoexec\b/.test(place.mount.flags ?? "") ? { ...attributes, noExec: true } : attributes;
  }
  override exists(path: string): boolean {
    return this.#find(path, true)?.node !== undefined;
  }
  override realpath(path: string): string {
    return this.pathOf(this.#existing(path, true));
  }
  override readFile(path: string): Uint8Array {
    const place = this.#existing(path, true);
    return place.mount.tree.readFile(inner(place));
  }
  override readText(path: string): string {
    return new TextDecoder().decode(this.readFile(path));
  }
  override readlink(path: string): string {
    const place = this.#existing(path, false);
    if (place.node.kind !== "symlink") throw new FsError("EINVAL", path);
    return place.node.target;
  }
  /** As the file system there calls them, from its own top. */
  override hardLinks(path: string, options: { follow?: boolean } = {}): string[] {
    const place = this.#existing(path, options.follow ?? true);
    return place.mount.tree.hardLinks(inner(place), { follow: false });
  }
  override links(path: string, options: { follow?: boolean } = {}): number {
    const place = this.#existing(path, options.follow ?? true);
    return place.mount.tree.links(inner(place), { follow: false });
  }
  override readdir(path: string): string[] {
    const place = this.#existing(path, true);
    if (place.node.kind !== "directory") throw new FsError("ENOTDIR", path);
    return place.mount.tree.readdir(inner(place));
  }

  // ── writing

  override writeFile(path: string, content: Uint8Array | string | Content, options: Partial<Meta> & { parents?: boolean } = {}): void {
    const { parents, ...meta } = options;
    if (parents) this.#makeParents(path);
    const place = this.#writable(path, true);
    if (place.node?.kind === "directory" || path.endsWith("/")) throw new FsError("EISDIR", path);
    place.mount.tree.writeFile(inner(place), content, meta);
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const place = this.#writable(path, true);
    place.mount.tree.appendFile(inner(place), content);
  }
  override mkdir(path: string, options: Partial<Meta> & { recursive?: boolean } = {}): void {
    const { recursive, mode, ...owner } = options;
    if (recursive) {
      this.#makeParents(path, owner);
      const there = this.place(path, true).node;
      if (there?.kind === "directory") return;
    }
    const place = this.place(path, recursive ?? false);
    if (place.node) throw new FsError("EEXIST", path);
    requireWritable(place, path);
    place.mount.tree.mkdir(inner(place), { ...owner, ...(mode !== undefined && { mode }) });
  }
  override symlink(target: string, path: string): void {
    const place = this.#free(path);
    place.mount.tree.symlink(target, inner(place));
  }
  override link(existing: string, path: string): void {
    const from = this.#existing(existing, false);
    const place = this.#free(path);
    if (from.mount !== place.mount) throw new FsError("EXDEV", path);
    place.mount.tree.link(inner(from), inner(place));
  }
  override rename(from: string, to: string): void {
    const source = this.#existing(from, false);
    const target = this.place(to, false);
    requireWritable(source, from);
    requireWritable(target, to);
    if (isBusy(source) || isBusy(target)) throw new FsError("EBUSY", isBusy(source) ? from : to);
    if (source.mount !== target.mount) throw new FsError("EXDEV", to);
    source.mount.tree.rename(inner(source), inner(target));
  }
  override remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    let place: Place;
    try {
      place = this.#existing(path, false);
    } catch (error) {
      if (options.force && error instanceof FsError && (error.code === "ENOENT" || error.code === "ENOTDIR")) return;
      throw error;
    }
    if (options.recursive && isBusy(place)) {
      this.#removeAround(path, place);
      return;
    }
    // A name is of the directory it stands in: whether what is mounted there may be written to does not matter.
    const holder = place.names.length === 0 && place.mount.target !== "/" ? this.place(parentOf(path), true) : place;
    requireWritable(holder, path);
    if (isBusy(place)) throw new FsError("EBUSY", path);
    place.mount.tree.remove(inner(place), options);
  }
  override chmod(path: string, mode: number): void {
    const place = this.#existingWritable(path, true);
    place.mount.tree.chmod(inner(place), mode);
  }
  override chown(path: string, uid: number, gid: number, options: { follow?: boolean; recursive?: boolean } = {}): void {
    const place = this.#existingWritable(path, options.follow ?? true);
    place.mount.tree.chown(inner(place), uid, gid, { ...options, follow: false });
    if (!options.recursive) return;
    for (const child of mountsBelow(place)) if (!child.readOnly) this.chown(child.target, uid, gid, options);
  }
  override utimes(path: string, mtime: number): void {
    const place = this.#existingWritable(path, true);
    place.mount.tree.utimes(inner(place), mtime);
  }
  override put(path: string, node: Node, options: { parents?: boolean } = {}): void {
    if (options.parents) this.#makeParents(path);
    const place = this.#writable(path, false);
    place.mount.tree.put(inner(place), node);
  }

  // ── finding

  #find(path: string, follow: boolean): Place | undefined {
    try {
      return this.place(path, follow);
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }
  #existing(path: string, follow: boolean): Place & { node: Node } {
    const { mount, names, node } = this.place(path, follow);
    if (!node) throw new FsError("ENOENT", path);
    return { mount, names, node };
  }
  #existingWritable(path: string, follow: boolean): Place {
    const place = this.#existing(path, follow);
    requireWritable(place, path);
    return place;
  }
  /** Throws `FsError` EROFS for what lies in a mount that may not be written to. */
  requireWritable(path: string, follow = true): void {
    this.#writable(path, follow);
  }

  #writable(path: string, follow: boolean): Place {
    const place = this.place(path, follow);
    requireWritable(place, path);
    return place;
  }
  #free(path: string): Place {
    const place = this.place(path, false);
    if (place.node) throw new FsError("EEXIST", path);
    requireWritable(place, path);
    return place;
  }
  #makeParents(path: string, owner: Partial<Meta> = {}): void {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    let soFar = "";
    for (const part of parts.slice(0, -1)) {
      soFar += `/${part}`;
      const { node } = this.place(soFar, true);
      if (!node) this.mkdir(soFar, owner);
      else if (node.kind !== "directory") throw new FsError("ENOTDIR", path);
    }
  }

  /** What is at a place, with everything that is mounted below it. */
  #whole(place: Place): Node {
    const node = place.mount.tree.stat(inner(place), { follow: false });
    const below = mountsBelow(place);
    if (node.kind !== "directory" || below.length === 0) return node;
    const tree = new WorkingTree(node);
    const depth = place.names.length;
    for (const [key, child] of place.mount.children) {
      if (!below.includes(child)) continue;
      const path = `/${key.split("/").slice(depth).join("/")}`;
      const mounted = topOf(child);
      if (mounted.node && tree.lookup(path)) tree.put(path, this.#whole(mounted));
    }
    return tree.root;
  }

  /** `rm -r` goes through what is mounted and empties it; only the mount points themselves stay. */
  #removeAround(path: string, place: Place): void {
    const names = place.node?.kind === "directory" ? place.mount.tree.readdir(inner(place)) : [];
    throw emptyOut(names, (name) => this.remove(`${path === "/" ? "" : path}/${name}`, { recursive: true })) ?? new FsError("EBUSY", path);
  }
}

/** The path inside the file system that is mounted there. */
function inner({ mount, names }: Place): string {
  return names.length > 0 ? `${mount.root}/${names.join("/")}` : mount.root || "/";
}

function topOf(mount: Mounted): Place {
  let node: Node | undefined = mount.tree.peek();
  for (const name of (mount.root ?? "").split("/")) {
    if (name !== "") node = node?.kind === "directory" ? node.entries.get(name) : undefined;
  }
  return { mount, names: [], node };
}

/** A place on the way to another. `key` is its path below the mount's root: cheaper to make longer than a list of names. */
interface Step {
  readonly mount: Mounted;
  readonly key: string;
  readonly node: Node | undefined;
}

function stepInto(mount: Mounted): Step {
  return { mount, key: "", node: topOf(mount).node };
}

function step({ mount, key, node }: Step, name: string): Step {
  const next = key === "" ? name : `${key}/${name}`;
  const mounted = mount.children.size > 0 ? mount.children.get(next) : undefined;
  if (mounted) return stepInto(mounted);
  return { mount, key: next, node: (node as DirectoryNode).entries.get(name) };
}

function mountsBelow({ mount, names }: Place): Mounted[] {
  if (mount.children.size === 0) return [];
  const prefix = names.length > 0 ? `${names.join("/")}/` : "";
  const found: Mounted[] = [];
  for (const [key, child] of mount.children) if (key.startsWith(prefix)) found.push(child);
  return found;
}

/** A mount point, or a directory with one below. */
function isBusy(place: Place): boolean {
  return place.names.length === 0 || mountsBelow(place).length > 0;
}

function requireWritable({ mount }: Place, path: string): void {
  if (mount.readOnly) throw new FsError("EROFS", path);
}

import { FsError } from "./errors.ts";
import type { Content, DirectoryNode, FileNode, Meta, Node, SymlinkNode } from "./node.ts";
import { allBytes, appended, contentOf } from "./content.ts";
import { CopyOnWriteTree } from "./copy-on-write.ts";
import { HardLinks } from "./hard-links.ts";
import { chownAll, modeOnceGiven } from "./ownership.ts";
import { type Resolved, resolvePath } from "./resolve.ts";

export interface WorkingTreeOptions {
  /** Gives the modification time of what is written, in milliseconds. Without it everything is of 1970. */
  readonly now?: () => number;
  /** Owner of what is created. */
  readonly uid?: number;
  readonly gid?: number;
  readonly umask?: number;
}

/** What `stat` prints about a node, apart from its contents. */
export interface Attributes extends Meta {
  readonly kind: Node["kind"];
  /** Bytes of a file, length of a link's target; for a directory what its file system says. */
  readonly size: number;
  /** It lies in a file system mounted `noexec`: nothing here may be run. */
  readonly noExec?: boolean;
}

const emptyRoot: DirectoryNode = { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };

/**
 * A file system that can be written to, over an immutable tree. Taking `root` is O(1) and gives the tree as it stands;
 * later writes never show in it. All paths are absolute; `.`, `..` and symlinks resolve inside the tree.
 *
 * Every method throws `FsError` with the code a program would see.
 */
export class WorkingTree {
  readonly #tree: CopyOnWriteTree;
  readonly #links = new HardLinks();
  readonly #now: () => number;
  readonly #uid: number;
  readonly #gid: number;
  readonly #umask: number;

  constructor(root: DirectoryNode = emptyRoot, options: WorkingTreeOptions = {}) {
    this.#tree = new CopyOnWriteTree(root);
    this.#links.came("", root);
    this.#now = options.now ?? (() => 0);
    this.#uid = options.uid ?? 0;
    this.#gid = options.gid ?? 0;
    this.#umask = options.umask ?? 0o022;
  }

  /** The tree as it stands now. The same object as last time when nothing was written in between. */
  get root(): DirectoryNode {
    return this.#tree.root;
  }

  /** The tree as it stands, to be read at once and not kept: later writes show in it. Unlike `root` it costs them nothing. */
  peek(): DirectoryNode {
    return this.#tree.peek();
  }

  /** Replaces everything at once (undo, mounts). */
  reset(root: DirectoryNode): void {
    this.#links.clear();
    this.#links.came("", root);
    this.#tree.reset(root);
  }

  /** Follows symlinks unless `follow` is false. `undefined` when nothing is there. */
  lookup(path: string, options: { follow?: boolean } = {}): Node | undefined {
    const node = this.#find(path, options.follow ?? true);
    return node && this.#tree.handOut(node);
  }

  /** As `lookup`, but throws ENOENT, ENOTDIR or ELOOP. */
  stat(path: string, options: { follow?: boolean } = {}): Node {
    return this.#tree.handOut(this.#existing(path, options.follow ?? true).node);
  }

  /** Kind, size, mode, owner and time. Cheaper than `stat` for a directory that is being filled: its entries stay private. */
  attributes(path: string, options: { follow?: boolean } = {}): Attributes {
    const { kind, mode, uid, gid, mtime, ...rest } = this.#existing(path, options.follow ?? true).node;
    const size =
      "content" in rest
        ? rest.content.size
        : "target" in rest
          ? new TextEncoder().encode(rest.target).length
          : this.directorySize(rest.entries.size);
    return { kind, mode, uid, gid, mtime, size };
  }

  /** Bytes that a directory of so many entries is said to have: a block, as on ext4. */
  protected directorySize(_entries: number): number {
    return 4096;
  }

  exists(path: string): boolean {
    return this.#find(path, true) !== undefined;
  }

  realpath(path: string): string {
    return `/${this.#existing(path, true).names.join("/")}`;
  }

  /** All bytes, holes filled with zeros. Do not write into the array. */
  readFile(path: string): Uint8Array {
    const { node } = this.#existing(path, true);
    if (node.kind !== "file") throw new FsError("EISDIR", path);
    return allBytes(node.content);
  }

  readText(path: string): string {
    return new TextDecoder().decode(this.readFile(path));
  }

  readlink(path: string): string {
    const { node } = this.#existing(path, false);
    if (node.kind !== "symlink") throw new FsError("EINVAL", path);
    return node.target;
  }

  /** Every path of the file there, sorted: those that `link` gave it in this tree, or those that it came with and still has. */
  hardLinks(path: string, options: { follow?: boolean } = {}): string[] {
    const { names, node } = this.#existing(path, options.follow ?? true);
    const own = names.join("/");
    const made = [...this.#links.of(own)];
    const came = made.length > 1 ? [] : this.#links.namesOf(own, node).filter((name) => this.#find(`/${name}`, false) === node);
    return (came.length > 1 ? came : made).sort().map((name) => `/${name}`);
  }

  /**
   * How many names it has: of a directory its own, its `.` and the `..` of those in it. A file of a layer below keeps the number
   * it came with, whichever of its names are hidden.
   */
  links(path: string, options: { follow?: boolean } = {}): number {
    const { node, names } = this.#existing(path, options.follow ?? true);
    if (node.kind !== "directory") return this.#links.namesOf(names.join("/"), node).length || this.hardLinks(path, options).length;
    let count = 2;
    for (const child of node.entries.values()) if (child.kind === "directory") count++;
    return count;
  }

  /** Sorted names. */
  readdir(path: string): string[] {
    const { node } = this.#existing(path, true);
    if (node.kind !== "directory") throw new FsError("ENOTDIR", path);
    return [...node.entries.keys()].sort();
  }

  /**
   * Creates or replaces; keeps the mode and owner of an existing file. The parent must exist unless `parents`.
   * A byte array is handed over: the caller must not write into it afterwards.
   */
  writeFile(path: string, content: Uint8Array | string | Content, options: Partial<Meta> & { parents?: boolean } = {}): void {
    const { names, node } = this.#place(path, true, options.parents);
    if (node?.kind === "directory" || names.length === 0 || path.endsWith("/")) throw new FsError("EISDIR", path);
    const meta = this.#meta(options, node ?? { mode: 0o666 & ~this.#umask, uid: this.#uid, gid: this.#gid });
    const file: FileNode = { kind: "file", ...meta, content: contentOf(content) };
    if (node) this.#rewrite(names, file);
    else this.#set(names, file, true);
  }

  appendFile(path: string, content: Uint8Array | string): void {
    const { node } = this.#place(path, true, false);
    const tail = contentOf(content).bytes;
    if (node?.kind !== "file") {
      this.writeFile(path, tail);
      return;
    }
    this.writeFile(path, appended(node.content, tail));
  }

  /** `mode` is for the last directory; an owner given is for all that had to be made. Whatever the umask, those above can be entered. */
  mkdir(path: string, options: Partial<Meta> & { recursive?: boolean } = {}): void {
    const { recursive, ...given } = options;
    if (recursive) {
      this.#mkdirAll(path, given);
      return;
    }
    const { names, node } = this.#place(path, false, false);
    if (node || names.length === 0) throw new FsError("EEXIST", path);
    this.#set(names, this.#emptyDirectory(given), true);
  }

  symlink(target: string, path: string): void {
    const { names, node } = this.#place(path, false, false);
    if (node || names.length === 0) throw new FsError("EEXIST", path);
    if (target === "") throw new FsError("ENOENT", path);
    const link: SymlinkNode = { kind: "symlink", mode: 0o777, uid: this.#uid, gid: this.#gid, mtime: this.#now(), target };
    this.#set(names, link, true);
  }

  /** A second name for a file. It is one node under both, also after it is written to; a layer then holds it once. */
  link(existing: string, path: string): void {
    const from = this.#existing(existing, false);
    if (from.node.kind === "directory") throw new FsError("EPERM", existing);
    const { names, node } = this.#place(path, false, false);
    if (node || names.length === 0) throw new FsError("EEXIST", path);
    this.#set(names, from.node, true);
    this.#links.add(from.names.join("/"), names.join("/"));
    // An overlay file system copies up what it links, so that the layer holds all names of the file.
    this.#rewrite(names, { ...from.node });
  }

  rename(from: string, to: string): void {
    const source = this.#existing(from, false);
    const target = this.#place(to, false, false);
    if (source.names.length === 0 || target.names.length === 0) throw new FsError("EINVAL", from);
    const same = source.names.length === target.names.length && isPrefix(source.names, target.names);
    // Two names of one file: nothing is to be done, and both stay.
    if (same || this.#links.same(source.names.join("/"), target.names.join("/"))) return;
    if (source.node.kind === "directory" && isPrefix(source.names, target.names)) throw new FsError("EINVAL", to);
    if (target.node?.kind === "directory") {
      if (source.node.kind !== "directory") throw new FsError("EISDIR", to);
      if (target.node.entries.size > 0) throw new FsError("ENOTEMPTY", to);
    } else if (target.node && source.node.kind === "directory") throw new FsError("ENOTDIR", to);
    this.#delete(source.names);
    this.#set(target.names, source.node, true);
    this.#links.removed(target.names.join("/"));
    this.#links.moved(source.names.join("/"), target.names.join("/"));
  }

  /** Removes a file, a link or an empty directory; with `recursive` whatever is there; with `force` nothing need be there. */
  remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    let found: Resolved & { node: Node };
    try {
      found = this.#existing(path, false);
    } catch (error) {
      if (options.force && error instanceof FsError && (error.code === "ENOENT" || error.code === "ENOTDIR")) return;
      throw error;
    }
    if (found.names.length === 0) throw new FsError("EPERM", path);
    if (found.node.kind === "directory" && found.node.entries.size > 0 && !options.recursive) throw new FsError("ENOTEMPTY", path);
    this.#delete(found.names);
    this.#links.removed(found.names.join("/"));
  }

  chmod(path: string, mode: number): void {
    this.#change(this.#existing(path, true).names, { mode: mode & 0o7777 });
  }

  /**
   * `recursive` does not follow links below `path`: a link's own owner changes. As on Linux, whoever does it, files lose
   * setuid, and setgid if their group may execute them.
   */
  chown(path: string, uid: number, gid: number, options: { follow?: boolean; recursive?: boolean } = {}): void {
    const { names, node } = this.#existing(path, options.follow ?? true);
    if (options.recursive) {
      this.#set(names, chownAll(node, uid, gid), false);
      for (const name of this.#links.onePerFile(names.join("/"))) this.chown(`/${name}`, uid, gid, { follow: false });
    } else this.#change(names, { uid, gid, mode: modeOnceGiven(node) });
  }

  utimes(path: string, mtime: number): void {
    this.#change(this.#existing(path, true).names, { mtime });
  }

  /** Puts a whole node at a path (mounts, COPY), in place of what was there; the parent must exist unless `parents`. */
  put(path: string, node: Node, options: { parents?: boolean } = {}): void {
    const place = this.#place(path, false, options.parents);
    this.#set(place.names, node, place.node === undefined);
    const at = place.names.join("/");
    this.#links.removed(at);
    if (node.kind === "directory") this.#links.came(at, node);
  }

  // ── finding

  #find(path: string, follow: boolean): Node | undefined {
    try {
      return resolvePath(this.#tree.peek(), path, follow).node;
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }

  #existing(path: string, follow: boolean): Resolved & { node: Node } {
    const { names, node } = resolvePath(this.#tree.peek(), path, follow);
    if (!node) throw new FsError("ENOENT", path);
    return { names, node };
  }

  /** Where something may be created: the parent exists, the last name may be free. */
  #place(path: string, follow: boolean, parents: boolean | undefined): Resolved {
    if (parents) {
      const parent = path.replace(/\/+[^/]*\/*$/, "");
      if (parent !== "" && this.#find(parent, true) === undefined) this.#mkdirAll(parent, {});
    }
    const place = resolvePath(this.#tree.peek(), path, follow);
    const name = place.names.at(-1) ?? "";
    if (!place.node && name.length > 63 && new TextEncoder().encode(name).length > 255) throw new FsError("ENAMETOOLONG", path);
    return place;
  }

  // ── writing

  #meta(given: Partial<Meta>, otherwise: Omit<Meta, "mtime">): Meta {
    return {
      mode: given.mode ?? otherwise.mode,
      uid: given.uid ?? otherwise.uid,
      gid: given.gid ?? otherwise.gid,
      mtime: given.mtime ?? this.#now(),
    };
  }

  #emptyDirectory(given: Partial<Meta>): DirectoryNode {
    const meta = this.#meta(given, { mode: 0o777 & ~this.#umask, uid: this.#uid, gid: this.#gid });
    return this.#tree.emptyDirectory(meta);
  }

  #mkdirAll(path: string, given: Partial<Meta>): void {
    const { mode, ...owner } = given;
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    let soFar = "";
    for (const [index, part] of parts.entries()) {
      soFar += `/${part}`;
      const { names, node } = this.#place(soFar, true, false);
      if (node?.kind === "directory") continue;
      if (node) throw new FsError(index === parts.length - 1 ? "EEXIST" : "ENOTDIR", soFar);
      const last = index === parts.length - 1;
      const asked = last ? mode : (0o777 & ~this.#umask) | 0o300;
      this.#set(names, this.#emptyDirectory({ ...owner, ...(asked !== undefined && { mode: asked }) }), true);
    }
  }

  #set(names: readonly string[], node: Node, isNew: boolean): void {
    const parent = this.#tree.set(names, node);
    if (isNew && parent) parent.mtime = this.#now();
  }

  #delete(names: readonly string[]): void {
    this.#tree.delete(names).mtime = this.#now();
  }

  #change(names: readonly string[], change: Partial<Meta>): void {
    const name = names.at(-1);
    const node = name === undefined ? this.#tree.peek() : this.#tree.own(names.slice(0, -1)).entries.get(name);
    if (node?.kind === "directory") Object.assign(this.#tree.own(names), change);
    else if (node) this.#rewrite(names, { ...node, ...change });
  }

  /** Another node for the file at `names`, under all of its names. */
  #rewrite(names: readonly string[], node: FileNode | SymlinkNode): void {
    const path = names.join("/");
    for (const name of this.#links.of(path)) this.#set(name === path ? names : name.split("/"), node, false);
  }
}

function isPrefix(prefix: readonly string[], names: readonly string[]): boolean {
  return prefix.length <= names.length && prefix.every((name, index) => name === names[index]);
}

import { allBytes, contentOf } from "../filesystem/content.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Content, DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { parentOf } from "../filesystem/resolve.ts";
import { type Attributes, WorkingTree } from "../filesystem/working-tree.ts";
import { allCapabilities, type CapabilitySet, noCapabilities } from "./credentials.ts";
import { deviceOf, undrivenDevice } from "./devices.ts";
import { MountedTree } from "./mounted-tree.ts";
import { type Access, actsAsOwner, allows, mayChangeOwner, type Subject, searchesEverything } from "./permissions.ts";
import { current } from "./proc/live.ts";
import { TaskEnded } from "./signals.ts";
import type { Task } from "./task.ts";

/** What `/dev/stdin` and its sisters are for one process. */
export interface Devices {
  readInput(): Uint8Array;
  writeOutput(bytes: Uint8Array): void;
  writeError(bytes: Uint8Array): void;
}

export interface ProcessTreeOptions {
  readonly uid: number;
  readonly gid: number;
  readonly groups?: readonly number[];
  /** What it may do beyond its user's permissions; everything for root and nothing for others when absent. */
  readonly capabilities?: CapabilitySet;
  readonly umask?: number;
  readonly devices?: Devices;
  /** Mounts that may not be written to, as absolute paths. */
  readonly readOnly?: readonly string[];
  /** Called before anything is written; throws when the process has ended. */
  readonly beforeWrite?: () => void;
  /** Who looks: what /proc shows depends on it. */
  readonly task?: Task;
}

/**
 * The file system as one process sees it: the same tree as everyone's, with its user's permissions, its umask, read-only
 * mounts and the special files of `/dev`, which never reach the tree.
 */
export class ProcessTree extends WorkingTree implements Subject {
  readonly #storage: WorkingTree;
  readonly #task: Task | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly capabilities: CapabilitySet;
  umask: number;
  readonly readOnly: readonly string[];
  readonly #devices: Devices | undefined;
  readonly #beforeWrite: (() => void) | undefined;

  constructor(storage: WorkingTree, options: ProcessTreeOptions) {
    super();
    this.#storage = storage instanceof ProcessTree ? storage.#storage : storage;
    this.#task = options.task;
    this.uid = options.uid;
    this.gid = options.gid;
    this.groups = [options.gid, ...(options.groups ?? [])];
    this.capabilities = options.capabilities ?? (options.uid === 0 ? allCapabilities : noCapabilities);
    this.umask = options.umask ?? 0o022;
    this.readOnly = options.readOnly ?? [];
    this.#devices = options.devices;
    this.#beforeWrite = options.beforeWrite;
  }

  /** What lies under the view. */
  get storage(): WorkingTree {
    current.task = this.#task;
    return this.#storage;
  }

  override get root(): DirectoryNode {
    return this.storage.root;
  }
  override reset(root: DirectoryNode): void {
    this.storage.reset(root);
  }
  override lookup(path: string, options?: { follow?: boolean }): Node | undefined {
    if (!this.#canReach(path)) return undefined;
    return this.storage.lookup(path, options);
  }
  override stat(path: string, options?: { follow?: boolean }): Node {
    this.#reach(path);
    return this.storage.stat(path, options);
  }
  override attributes(path: string, options?: { follow?: boolean }): Attributes {
    this.#reach(path);
    return this.storage.attributes(path, options);
  }
  override exists(path: string): boolean {
    return this.#canReach(path) && this.storage.exists(path);
  }
  override realpath(path: string): string {
    return this.storage.realpath(path);
  }
  override readlink(path: string): string {
    return this.storage.readlink(path);
  }

  override hardLinks(path: string, options?: { follow?: boolean }): string[] {
    this.#reach(path);
    return this.storage.hardLinks(path, options);
  }
  override links(path: string, options?: { follow?: boolean }): number {
    this.#reach(path);
    return this.storage.links(path, options);
  }

  override readFile(path: string): Uint8Array {
    const device = deviceOf(this.storage, path);
    if (device) {
      this.#requireOpenDevice(path, 4);
      return this.#readDevice(device);
    }
    this.#require(path, 4);
    return this.storage.readFile(path);
  }
  override readText(path: string): string {
    return new TextDecoder().decode(this.readFile(path));
  }
  override readdir(path: string): string[] {
    this.#require(path, 4);
    return this.storage.readdir(path);
  }

  override writeFile(path: string, content: Uint8Array | string | Content, options: Partial<Meta> & { parents?: boolean } = {}): void {
    const device = deviceOf(this.storage, path);
    if (device) {
      this.#requireOpenDevice(path, 2);
      this.#writeDevice(device, content);
      return;
    }
    const { fits, rest } = this.#split(content);
    if (this.storage.exists(path)) {
      this.#require(path, 2);
      this.storage.writeFile(path, fits, options);
    } else {
      this.#requireParent(path, options.parents);
      if (options.parents) this.#makeParents(path);
      this.storage.writeFile(path, fits, { mode: 0o666 & ~this.umask, uid: this.uid, gid: this.gid, ...options });
    }
    if (rest) this.#tooLarge(path);
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const device = deviceOf(this.storage, path);
    if (device) {
      this.#requireOpenDevice(path, 2);
      this.#writeDevice(device, content);
      return;
    }
    if (!this.storage.exists(path)) {
      this.writeFile(path, content);
      return;
    }
    this.#require(path, 2);
    const { fits, rest } = this.#split(content, this.storage.attributes(path).size);
    this.storage.appendFile(path, fits);
    if (rest) this.#tooLarge(path);
  }

  /** What of some content still fits into a file that has `size` bytes, by the size that the process's files may have. */
  #split<T extends Uint8Array | string | Content>(content: T, size = 0): { readonly fits: T | Uint8Array; readonly rest: boolean } {
    const most = this.#task?.limits.fsize.soft ?? Number.POSITIVE_INFINITY;
    if (most === Number.POSITIVE_INFINITY) return { fits: content, rest: false };
    const { bytes, size: length } = contentOf(content);
    if (size + length <= most) return { fits: content, rest: false };
    const room = Math.max(0, most - size);
    return { fits: allBytes({ bytes: bytes.slice(0, room), size: room }), rest: true };
  }

  #tooLarge(path: string): never {
    const task = this.#task as Task;
    task.signals.deliver("XFSZ");
    throw task.status ? new TaskEnded(task.status) : new FsError("EFBIG", path);
  }
  override mkdir(path: string, options: Partial<Meta> & { recursive?: boolean } = {}): void {
    if (!this.storage.exists(path)) this.#requireParent(path, options.recursive);
    if (options.recursive) this.#makeParents(path);
    const mode = options.mode ?? 0o777 & ~this.umask;
    this.storage.mkdir(path, { uid: this.uid, gid: this.gid, ...options, mode });
  }
  override symlink(target: string, path: string): void {
    this.#requireParent(path);
    this.storage.symlink(target, path);
    this.storage.chown(path, this.uid, this.gid, { follow: false });
  }
  override link(existing: string, path: string): void {
    this.#requireParent(path);
    this.storage.link(existing, path);
  }
  override rename(from: string, to: string): void {
    this.storage.attributes(from, { follow: false });
    this.#requireParent(from);
    this.#requireSticky(from);
    this.#requireParent(to);
    this.storage.rename(from, to);
  }
  override remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    const there = this.#attributesOf(path, false);
    if (there) {
      // A file that is mounted is busy; whether it may be written to does not matter.
      if (there.kind === "file" && this.readOnly.includes(this.storage.realpath(path))) throw new FsError("EBUSY", path);
      this.#requireParent(path);
      this.#requireSticky(path);
      if (options.recursive && !this.capabilities.has("DAC_OVERRIDE")) this.#requireRemovable(path);
    }
    this.storage.remove(path, options);
  }
  override chmod(path: string, mode: number): void {
    if (this.#isStream(path)) return;
    this.#requireOwner(path);
    this.storage.chmod(path, mode);
  }
  override chown(path: string, uid: number, gid: number, options: { follow?: boolean; recursive?: boolean } = {}): void {
    this.#requireWritableMount(path);
    const node = this.storage.attributes(path, { follow: options.follow ?? true });
    // Whether anything may be changed here comes before whose it is.
    if (this.storage instanceof MountedTree) this.storage.requireWritable(path, options.follow ?? true);
    if (!mayChangeOwner(this, node, uid, gid)) throw new FsError("EPERM", path);
    this.storage.chown(path, uid, gid, options);
  }
  override utimes(path: string, mtime: number): void {
    if (this.#isStream(path)) return;
    const node = this.#attributesOf(path);
    // The time it is now may be given by everyone who may write.
    if (node && !actsAsOwner(this, node) && mtime === this.#task?.clock.now()) this.#require(path, 2);
    else this.#requireOwner(path);
    this.storage.utimes(path, mtime);
  }
  override put(path: string, node: Node, options: { parents?: boolean } = {}): void {
    this.#requireParent(path, options.parents);
    if (options.parents) this.#makeParents(path);
    this.storage.put(path, node, options);
  }

  /** Whether this process may read (4), write (2) or execute (1) what is at `path`; false when nothing is. */
  may(path: string, access: Access): boolean {
    return this.#isAllowed(path, access) === true && !(access === 2 && this.#mountOf(path));
  }

  // ── permissions

  /** What modes and capabilities say; undefined where nothing is. */
  #isAllowed(path: string, access: Access): boolean | undefined {
    if (!this.#canReach(path)) return false;
    const node = this.#attributesOf(path);
    return node && allows(this, node, access);
  }

  /** `undefined` when nothing is there. Unlike a look-up it gives no directory away, so a directory being filled stays cheap to write. */
  #attributesOf(path: string, follow = true): Attributes | undefined {
    try {
      return this.storage.attributes(path, { follow });
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }

  /** Every directory on the way must be searchable. */
  #canReach(path: string): boolean {
    if (searchesEverything(this)) return true;
    let real: string;
    try {
      real = this.storage.realpath(parentOf(path));
    } catch {
      return true;
    }
    let directory = "";
    for (const name of real === "/" ? [""] : real.split("/")) {
      directory += name === "" ? "/" : `${directory.endsWith("/") ? "" : "/"}${name}`;
      const node = this.#attributesOf(directory);
      if (node?.kind !== "directory") return true;
      if (!allows(this, node, 1)) return false;
    }
    return true;
  }
  #reach(path: string): void {
    if (!this.#canReach(path)) throw new FsError("EACCES", path);
  }
  #require(path: string, access: Access): void {
    this.#reach(path);
    if (access === 2) this.#requireWritableMount(path);
    if (this.capabilities.has("DAC_OVERRIDE") && access !== 1) return;
    const node = this.#attributesOf(path);
    if (node && !allows(this, node, access)) throw new FsError("EACCES", path);
  }
  #requireParent(path: string, parents = false): void {
    this.#reach(path);
    this.#requireWritableMount(path);
    if (this.capabilities.has("DAC_OVERRIDE")) return;
    let parent = parentOf(path);
    while (parents && parent !== "/" && !this.storage.exists(parent)) parent = parentOf(parent);
    const node = this.#attributesOf(parent);
    if (node && !(allows(this, node, 2) && allows(this, node, 1))) throw new FsError("EACCES", path);
  }
  /** Directories on the way belong to the process that makes them, which can enter them whatever its umask. */
  #makeParents(path: string): void {
    const parent = parentOf(path);
    if (this.storage.exists(parent)) return;
    this.#makeParents(parent);
    this.storage.mkdir(parent, { uid: this.uid, gid: this.gid, recursive: true, mode: (0o777 & ~this.umask) | 0o300 });
  }
  #requireSticky(path: string): void {
    const parent = this.#attributesOf(parentOf(path));
    if (!parent || !(parent.mode & 0o1000) || parent.uid === this.uid) return;
    const node = this.#attributesOf(path, false);
    if (node && !actsAsOwner(this, node)) throw new FsError("EPERM", path);
  }
  #requireRemovable(path: string): void {
    const node = this.storage.lookup(path, { follow: false });
    if (node?.kind !== "directory" || node.entries.size === 0) return;
    if (!allows(this, node, 2)) throw new FsError("EACCES", path);
    for (const name of node.entries.keys()) this.#requireRemovable(`${path}/${name}`);
  }
  #requireOwner(path: string): void {
    this.#reach(path);
    this.#requireWritableMount(path);
    if (this.storage instanceof MountedTree) this.storage.requireWritable(path);
    if (!actsAsOwner(this, this.storage.attributes(path))) throw new FsError("EPERM", path);
  }
  #mountOf(path: string): string | undefined {
    if (this.readOnly.length === 0) return undefined;
    let real = path;
    try {
      const parent = this.storage.realpath(parentOf(path));
      real = this.storage.exists(path) ? this.storage.realpath(path) : `${parent === "/" ? "" : parent}/${path.split("/").pop()}`;
    } catch {
      // Nothing there: the path itself is as good.
    }
    return this.readOnly.find((mount) => real === mount || real.startsWith(`${mount}/`));
  }
  #requireWritableMount(path: string): void {
    this.#beforeWrite?.();
    if (this.#mountOf(path)) throw new FsError("EROFS", path);
  }

  // ── devices

  /**
   * Whether this process may open the device or named pipe at `path` to read (4) or write (2). A mount that is read-only protects
   * neither, as nothing of the mount is written. What is no file is a descriptor (`/dev/stdout`), and open already.
   */
  mayOpenDevice(path: string, access: 2 | 4): boolean {
    return this.#isAllowed(path, access) !== false;
  }
  #requireOpenDevice(path: string, access: 2 | 4): void {
    if (!this.mayOpenDevice(path, access)) throw new FsError("EACCES", path);
  }

  /** Whether a path leads to a descriptor of the process, which is no file of the tree. */
  #isStream(path: string): boolean {
    return deviceOf(this.storage, path) !== undefined && !this.storage.exists(path);
  }

  #readDevice(device: string): Uint8Array {
    if (device === undrivenDevice) throw new FsError("EPERM", device);
    if (device === "/dev/stdin") return this.#devices?.readInput() ?? new Uint8Array();
    if (device === "/dev/zero") return new Uint8Array(65536);
    if (device === "/dev/random" || device === "/dev/urandom") return pseudoRandom(65536);
    return new Uint8Array();
  }
  #writeDevice(device: string, content: Uint8Array | string | Content): void {
    const { bytes } = contentOf(content);
    if (device === undrivenDevice) throw new FsError("EPERM", device);
    if (device === "/dev/stdout" || device === "/dev/tty") this.#devices?.writeOutput(bytes);
    else if (device === "/dev/stderr") this.#devices?.writeError(bytes);
    else if (device === "/dev/full" && bytes.length > 0) throw new FsError("EINVAL", device);
  }
}

/** The same "random" bytes each run, as everything in the lab. */
function pseudoRandom(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 0x2545f491;
  for (let index = 0; index < length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 0xff;
  }
  return bytes;
}

/** `ProcessTree.mayOpenDevice`; a tree that is no process's asks nobody. */
export function mayOpenDevice(fs: WorkingTree, path: string, access: 2 | 4): boolean {
  return !(fs instanceof ProcessTree) || fs.mayOpenDevice(path, access);
}

/**
 * A mount table: file systems laid over one another at paths, seen as one tree. Propagation is not modelled: what is mounted
 * in one namespace never shows in another.
 */
import { FsError } from "../filesystem/errors.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { MountEntry, Mounts } from "./mount-view.ts";
import { MountedTree } from "./mounted-tree.ts";

/** What is mounted. */
export interface MountRequest {
  /** The file system, shared with everyone who mounts it. */
  readonly tree: WorkingTree;
  /** Where in it the mount begins: a directory or a file. `/` when absent. No link on the way. */
  readonly root?: string;
  readonly readOnly?: boolean;
  /** First column of `/proc/mounts`. */
  readonly source: string;
  readonly type: string;
  /** Of the mount, without `ro` and `rw`: `nosuid,nodev,noexec,relatime`. */
  readonly flags?: string;
  /** Of the file system, without `ro` and `rw`: `size=65536k,mode=755`. */
  readonly data?: string;
}

/** One mount in a table. */
export interface Mounted extends MountRequest {
  readonly id: number;
  readonly parent: Mounted | undefined;
  /** Where it is seen, without links. */
  readonly target: string;
  /** Mounts on paths of this one, by path below its root without a leading slash; the last of equal ones covers the others. */
  readonly children: Map<string, Mounted>;
  /** What this one lies on, when it covers another mount at the same place. */
  covers: Mounted | undefined;
  readOnly: boolean;
}

export class MountTable implements Mounts {
  readonly tree: MountedTree;
  readonly root: Mounted;
  readonly #all: Mounted[] = [];
  #nextId: number;

  /** @param firstId the id of the root in `/proc/self/mountinfo` */
  constructor(root: MountRequest, firstId = 21) {
    this.#nextId = firstId;
    this.root = this.#make(root, undefined, "/", undefined);
    this.tree = new MountedTree(this.root);
  }

  /**
   * Mounts on what is at `target`, through links. A directory goes on a directory, a file on a file.
   * Throws `FsError` ENOENT when nothing is there, ENOTDIR when one is a directory and the other is not.
   */
  mount(target: string, request: MountRequest): MountEntry {
    const place = this.tree.place(target, true);
    const under = this.tree.attributes(target).kind;
    const over = request.tree.attributes(request.root ?? "/", { follow: false }).kind;
    if ((under === "directory") !== (over === "directory")) throw new FsError("ENOTDIR", target);
    const key = place.names.join("/");
    const covered = key === "" ? place.mount : undefined;
    const parent = covered?.parent ?? place.mount;
    // On the very top of a mount lies the next one: it takes its place among the parent's children.
    const at = covered ? (childKey(covered) ?? "") : key;
    const made = this.#make(request, parent, this.tree.pathOf(place), covered);
    parent.children.set(at, made);
    return entryOf(made);
  }

  /** Throws `FsError` EINVAL when `target` is no mount point, EBUSY when something is mounted below it. */
  unmount(target: string): void {
    const { mount, names } = this.tree.place(target, true);
    if (names.length > 0 || !mount.parent) throw new FsError("EINVAL", target);
    if (mount.children.size > 0) throw new FsError("EBUSY", target);
    const key = childKey(mount) as string;
    if (mount.covers) mount.parent.children.set(key, mount.covers);
    else mount.parent.children.delete(key);
    this.#all.splice(this.#all.indexOf(mount), 1);
  }

  /** `mount -o remount,ro`. Throws `FsError` EINVAL when `target` is no mount point. */
  remount(target: string, options: { readonly readOnly: boolean }): void {
    const { mount, names } = this.tree.place(target, true);
    if (names.length > 0) throw new FsError("EINVAL", target);
    mount.readOnly = options.readOnly;
  }

  entries(): readonly MountEntry[] {
    return this.#all.map(entryOf);
  }

  clone(): MountTable {
    const copy = new MountTable(this.root, this.root.id);
    copy.root.readOnly = this.root.readOnly;
    const twins = new Map<Mounted, Mounted>([[this.root, copy.root]]);
    for (const mount of this.#all.slice(1)) {
      const parent = twins.get(mount.parent as Mounted) as Mounted;
      const twin = copy.#make(mount, parent, mount.target, mount.covers && twins.get(mount.covers));
      twins.set(mount, twin);
    }
    for (const [mount, twin] of twins) for (const [key, child] of mount.children) twin.children.set(key, twins.get(child) as Mounted);
    return copy;
  }

  #make(request: MountRequest, parent: Mounted | undefined, target: string, covers: Mounted | undefined): Mounted {
    const { tree, root, readOnly, source, type, flags, data } = request;
    const made: Mounted = {
      id: this.#nextId++,
      parent,
      target,
      children: new Map(),
      covers,
      tree,
      root: (root ?? "/").replace(/\/+$/, ""),
      readOnly: readOnly ?? false,
      source,
      type,
      flags: flags ?? "relatime",
      data: data ?? "",
    };
    this.#all.push(made);
    return made;
  }
}

/** Where a mount hangs on its parent, or on what it covers there. */
function childKey(mount: Mounted): string | undefined {
  for (const [key, child] of mount.parent?.children ?? []) {
    for (let at: Mounted | undefined = child; at; at = at.covers) if (at === mount) return key;
  }
  return undefined;
}

function entryOf({ id, parent, source, root, target, type, readOnly, flags, data }: Mounted): MountEntry {
  const mode = readOnly ? "ro" : "rw";
  const options = flags ? `${mode},${flags}` : mode;
  return {
    id,
    parentId: parent?.id ?? 1,
    source,
    root: root || "/",
    target,
    type,
    options,
    superOptions: data ? `rw,${data}` : "rw",
  };
}

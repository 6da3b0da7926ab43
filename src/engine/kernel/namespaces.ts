/** The eight kinds of namespaces as objects: who is in them, who they belong to, and what they hold. */
import type { Cgroup } from "./cgroups.ts";
import type { MountEntry, Mounts } from "./mount-view.ts";
import type { NamespaceKind } from "./namespace-kinds.ts";
import { NetworkStack } from "./network/stack.ts";
import type { Task } from "./task.ts";

export { type NamespaceKind, namespaceKinds } from "./namespace-kinds.ts";

/** Every task is in one of each. */
export interface NamespaceSet {
  readonly cgroup: CgroupNamespace;
  readonly ipc: IpcNamespace;
  readonly mnt: MountNamespace;
  readonly net: NetworkNamespace;
  readonly pid: PidNamespace;
  readonly time: TimeNamespace;
  readonly user: UserNamespace;
  readonly uts: UtsNamespace;
}

/** What all kinds have. `inode` is the number in `readlink /proc/self/ns/<kind>`. */
export abstract class Namespace {
  abstract readonly kind: NamespaceKind;
  readonly inode: number;
  /** The user namespace it was made in: capabilities there count here. */
  readonly owner: UserNamespace | undefined;
  /** Tasks that are in it now. */
  readonly members = new Set<Task>();
  /** Called once, when the last member has left. */
  onEmpty: (() => void) | undefined;

  constructor(inode: number, owner: UserNamespace | undefined) {
    this.inode = inode;
    this.owner = owner;
  }

  /** `net:[4026531840]` */
  get name(): string {
    return `${this.kind}:[${this.inode}]`;
  }

  join(task: Task): void {
    this.members.add(task);
  }
  leave(task: Task): void {
    if (this.members.delete(task) && this.members.size === 0) this.onEmpty?.();
  }
}

export class PidNamespace extends Namespace {
  readonly kind = "pid";
  readonly parent: PidNamespace | undefined;
  /** 0 for the machine's own. */
  readonly level: number;
  /** Everything that has a pid here, members of namespaces below included. */
  readonly tasks = new Map<number, Task>();
  /** Its PID 1; when that ends, everything in it is killed. */
  init: Task | undefined;
  /** The pid given last; the next one is looked for above it. */
  lastPid = 0;
  readonly maxPid = 4_194_304;
  /** PID 1 has ended: nothing can be started here any more. */
  dead = false;

  constructor(inode: number, owner: UserNamespace | undefined, parent?: PidNamespace) {
    super(inode, owner);
    this.parent = parent;
    this.level = parent ? parent.level + 1 : 0;
  }

  /** The next free pid. */
  allocate(task: Task): number {
    do this.lastPid = this.lastPid >= this.maxPid ? 300 : this.lastPid + 1;
    while (this.tasks.has(this.lastPid));
    this.tasks.set(this.lastPid, task);
    return this.lastPid;
  }

  /** Whether this is `other` or above it, so that what is in `other` has pids here. */
  contains(other: PidNamespace): boolean {
    for (let at: PidNamespace | undefined = other; at; at = at.parent) if (at === this) return true;
    return false;
  }
}

class UtsNamespace extends Namespace {
  readonly kind = "uts";
  hostname: string;
  domainname: string;
  constructor(inode: number, owner: UserNamespace | undefined, hostname: string, domainname = "(none)") {
    super(inode, owner);
    this.hostname = hostname;
    this.domainname = domainname;
  }
}

class MountNamespace extends Namespace {
  readonly kind = "mnt";
  /** `undefined` where a task's root is a plain tree with everything in it. */
  mounts: Mounts | undefined;
  /** What is told of such a tree as its mounts. */
  listed: readonly MountEntry[] | undefined;
  constructor(inode: number, owner: UserNamespace | undefined, mounts?: Mounts) {
    super(inode, owner);
    this.mounts = mounts;
  }
}

export class NetworkNamespace extends Namespace {
  readonly kind = "net";
  /** Interfaces, routes and sockets; the machine's own namespace has those of the host. */
  readonly stack: NetworkStack;
  /** Nothing beyond it can be reached (`RUN --network=none`). */
  offline = false;
  constructor(inode: number, owner: UserNamespace | undefined, stack: NetworkStack = new NetworkStack()) {
    super(inode, owner);
    this.stack = stack;
  }
}

class IpcNamespace extends Namespace {
  readonly kind = "ipc";
  /** Those settings of the kernel that are its own, by the dotted name. */
  readonly sysctls = new Map<string, string>();
  /** System V shared memory segments by key, in bytes; `ipcs` and `ipcmk` read them. */
  readonly segments = new Map<number, { readonly id: number; readonly bytes: number; readonly owner: number; readonly mode: number }>();
}

/** One line of `/proc/<pid>/uid_map`. */
export interface IdMapping {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

const everyId: readonly IdMapping[] = [{ inside: 0, outside: 0, count: 4_294_967_295 }];

class UserNamespace extends Namespace {
  readonly kind = "user";
  readonly parent: UserNamespace | undefined;
  uidMap: readonly IdMapping[];
  gidMap: readonly IdMapping[];
  constructor(inode: number, parent?: UserNamespace, uidMap: readonly IdMapping[] = everyId, gidMap: readonly IdMapping[] = uidMap) {
    super(inode, parent);
    this.parent = parent;
    this.uidMap = uidMap;
    this.gidMap = gidMap;
  }
}

class CgroupNamespace extends Namespace {
  readonly kind = "cgroup";
  /** What members see as `/`. */
  readonly root: Cgroup;
  constructor(inode: number, owner: UserNamespace | undefined, root: Cgroup) {
    super(inode, owner);
    this.root = root;
  }
}

class TimeNamespace extends Namespace {
  readonly kind = "time";
  /** Seconds added to the clocks that count from boot. */
  readonly monotonic: number;
  readonly boottime: number;
  constructor(inode: number, owner: UserNamespace | undefined, offsets: { monotonic?: number; boottime?: number } = {}) {
    super(inode, owner);
    this.monotonic = offsets.monotonic ?? 0;
    this.boottime = offsets.boottime ?? 0;
  }
}

/** What a new namespace needs that can't be derived from the one it is made from. */
export interface NewNamespaces {
  readonly hostname?: string;
  readonly mounts?: Mounts;
  readonly cgroupRoot?: Cgroup;
  readonly network?: NetworkStack;
  readonly uidMap?: readonly IdMapping[];
  readonly gidMap?: readonly IdMapping[];
  readonly time?: { readonly monotonic?: number; readonly boottime?: number };
}

/** Gives out inode numbers, as Linux does: the machine's own are fixed, the others count upwards. */
export class NamespaceFactory {
  #next = 4_026_532_177;

  /** The machine's own eight. */
  initial(hostname: string, cgroupRoot: Cgroup, host?: NetworkStack): NamespaceSet {
    const user = new UserNamespace(4_026_531_837);
    return {
      user,
      cgroup: new CgroupNamespace(4_026_531_835, user, cgroupRoot),
      ipc: new IpcNamespace(4_026_531_839, user),
      mnt: new MountNamespace(4_026_531_841, user),
      net: new NetworkNamespace(4_026_531_840, user, host),
      pid: new PidNamespace(4_026_531_836, user),
      time: new TimeNamespace(4_026_531_834, user),
      uts: new UtsNamespace(4_026_531_838, user, hostname),
    };
  }

  /**
   * `from` with new namespaces of the kinds given (`clone`, `unshare`). A new user namespace owns the others that are made
   * with it. A new uts namespace starts with the old name, a new mnt with a copy of the mounts.
   */
  derive(from: NamespaceSet, kinds: Iterable<NamespaceKind>, given: NewNamespaces = {}): NamespaceSet {
    const wanted = new Set(kinds);
    const user = wanted.has("user") ? new UserNamespace(this.#inode(), from.user, given.uidMap ?? [], given.gidMap) : from.user;
    const made: { -readonly [K in NamespaceKind]: NamespaceSet[K] } = { ...from, user };
    if (wanted.has("mnt")) made.mnt = new MountNamespace(this.#inode(), user, given.mounts ?? from.mnt.mounts?.clone());
    if (wanted.has("uts")) made.uts = new UtsNamespace(this.#inode(), user, given.hostname ?? from.uts.hostname, from.uts.domainname);
    if (wanted.has("ipc")) made.ipc = new IpcNamespace(this.#inode(), user);
    if (wanted.has("pid")) made.pid = new PidNamespace(this.#inode(), user, from.pid);
    if (wanted.has("cgroup")) made.cgroup = new CgroupNamespace(this.#inode(), user, given.cgroupRoot ?? from.cgroup.root);
    if (wanted.has("net")) made.net = new NetworkNamespace(this.#inode(), user, given.network);
    if (wanted.has("time")) made.time = new TimeNamespace(this.#inode(), user, given.time);
    return made;
  }

  #inode(): number {
    return this.#next++;
  }
}

/** The daemon's volumes: trees of files that outlive the containers they are mounted in. */
import { EngineError, type Filters, type Volume, type VolumeCreateRequest, type VolumesPruned } from "../api.ts";
import type { EventLog } from "../events/event-log.ts";
import { booleanFilter, matches, matchesExactly, matchesLabels, matchesPruneLabels, validateFilters } from "../events/filters.ts";
import { readBool } from "../go/bool.ts";
import { readSize } from "../go/size.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { FsError } from "../filesystem/errors.ts";
import { directory } from "../filesystem/build.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { sizeOf } from "../filesystem/walk.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { Tmpfs } from "../kernel/tmpfs.ts";
import { readTmpfsData } from "./tmpfs-data.ts";

const root = "/var/lib/docker/volumes";
const anonymousLabel = "com.docker.volume.anonymous";

export interface VolumeRecord {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  /** Ids of the containers that refer to it. */
  readonly users: Set<string>;
  /** What is in it while nobody mounts something else there. */
  readonly tree: WorkingTree;
}

/** Where a volume's files are: its own tree, or what its options say. */
export interface VolumeFiles {
  readonly tree: WorkingTree;
  readonly root: string;
}

export interface SavedVolume extends Pick<VolumeRecord, "name" | "created" | "labels" | "options"> {
  readonly root: DirectoryNode;
}

export class VolumeStore {
  readonly #events: EventLog;
  readonly #now: () => number;
  readonly #host: () => WorkingTree;
  readonly #all = new Map<string, VolumeRecord>();
  #made = 0;

  /** @param host the disk that `-o o=bind` leads to */
  constructor(events: EventLog, now: () => number, host: () => WorkingTree) {
    this.#events = events;
    this.#now = now;
    this.#host = host;
  }

  /** Makes a volume, or gives the one of that name as it is. Throws `EngineError` 400 and 404. */
  create(request: VolumeCreateRequest = {}, user?: string): VolumeRecord {
    const driver = request.Driver || "local";
    const name = request.Name || this.#inventName();
    if (driver !== "local")
      throw new EngineError(404, `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
    const there = this.#all.get(name);
    if (there) {
      if (user) there.users.add(user);
      return there;
    }
    checkName(name);
    checkOptions(name, request.DriverOpts ?? {});
    const anonymous = !request.Name;
    const labels = anonymous ? { ...request.Labels, [anonymousLabel]: "" } : (request.Labels ?? null);
    const options = request.DriverOpts && Object.keys(request.DriverOpts).length > 0 ? request.DriverOpts : null;
    const made: VolumeRecord = { name, created: this.#now(), labels, options, users: new Set(user ? [user] : []), tree: this.#newTree() };
    this.#all.set(name, made);
    this.#events.emit("volume", "create", name, { driver: "local" });
    return made;
  }

  #newTree(files: DirectoryNode = directory({}, { mtime: this.#now() })): WorkingTree {
    return new WorkingTree(files, { now: this.#now });
  }
  #inventName(): string {
    return sha256Hex(`volume ${this.#made++}`);
  }

  find(name: string): VolumeRecord | undefined {
    return this.#all.get(name);
  }

  /** Throws `EngineError` 404. */
  get(name: string): VolumeRecord {
    const found = this.#all.get(name);
    if (!found) throw new EngineError(404, `get ${name}: no such volume`);
    return found;
  }

  all(): VolumeRecord[] {
    return [...this.#all.values()];
  }

  /** What is mounted for it. Throws `EngineError` 500 when its options lead nowhere. */
  filesOf(volume: VolumeRecord): VolumeFiles {
    const { type = "", device = "", o = "" } = volume.options ?? {};
    if (type === "tmpfs") return { tree: this.#tmpfs(volume, o), root: "/" };
    if (!o.split(",").includes("bind")) {
      if (type !== "" && device !== "")
        throw mountFailed(volume, diskTypes.includes(type) ? "no such file or directory" : "no such device");
      return { tree: volume.tree, root: "/" };
    }
    try {
      return { tree: this.#host(), root: this.#host().realpath(device) };
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw mountFailed(volume, "no such file or directory");
    }
  }

  /** Of a volume in memory the files live as long as somebody has it mounted. */
  readonly #mounted = new Map<VolumeRecord, Tmpfs>();
  #tmpfs(volume: VolumeRecord, options: string): WorkingTree {
    let tree = this.#mounted.get(volume);
    if (!tree) {
      const { size, inodes, mode, uid, gid } = readTmpfsData(options);
      tree = new Tmpfs({
        now: this.#now,
        uid,
        gid,
        ...(size !== undefined && { size }),
        ...(inodes !== undefined && { inodes }),
        ...(mode !== undefined && { mode }),
      });
      this.#mounted.set(volume, tree);
    }
    return tree;
  }
  /** Nobody has it mounted any more. */
  unmounted(volume: VolumeRecord): void {
    this.#mounted.delete(volume);
  }

  /** A container is gone. */
  release(name: string, user: string): void {
    this.#all.get(name)?.users.delete(user);
  }

  /** Throws `EngineError` 404, and 409 while a container refers to it. */
  remove(name: string, options: { readonly force?: boolean } = {}): void {
    const volume = this.#all.get(name);
    if (!volume) {
      if (options.force) return;
      throw new EngineError(404, `get ${name}: no such volume`);
    }
    if (volume.users.size > 0) throw new EngineError(409, `remove ${name}: volume is in use - [${[...volume.users].join(", ")}]`);
    this.#drop(volume);
  }

  #drop(volume: VolumeRecord): void {
    this.#all.delete(volume.name);
    this.#mounted.delete(volume);
    this.#events.emit("volume", "destroy", volume.name, { driver: "local" });
  }

  list(filters: Filters = {}): VolumeRecord[] {
    validateFilters(filters, ["dangling", "name", "driver", "label"]);
    const dangling = booleanFilter(filters, "dangling");
    return this.all()
      .filter(
        ({ name, labels, users }) =>
          matches(filters, "name", name) &&
          matchesExactly(filters, "driver", "local") &&
          matchesLabels(filters, labels) &&
          (dangling === undefined || dangling === (users.size === 0)),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Removes what nobody refers to: anonymous volumes, and with `all=true` those with a name too. */
  prune(filters: Filters = {}): VolumesPruned {
    validateFilters(filters, ["all", "label", "label!"]);
    const all = everyVolume(filters.all);
    const gone = this.all().filter(
      ({ users, labels, options }) =>
        // Those with options are somebody's disk or memory: the daemon lets them be.
        users.size === 0 && options === null && (all || labels?.[anonymousLabel] !== undefined) && matchesPruneLabels(filters, labels),
    );
    const reclaimed = gone.reduce((sum, { tree }) => sum + sizeOf(tree.root), 0);
    for (const volume of gone) this.#drop(volume);
    this.#events.emit("volume", "prune", "", { reclaimed: String(reclaimed) });
    return { VolumesDeleted: gone.length > 0 ? gone.map(({ name }) => name) : null, SpaceReclaimed: reclaimed };
  }

  save(): readonly SavedVolume[] {
    return this.all().map(({ name, created, labels, options, tree }) => ({ name, created, labels, options, root: tree.root }));
  }
  get made(): number {
    return this.#made;
  }
  restore(saved: readonly SavedVolume[], made: number): void {
    this.#all.clear();
    for (const { root: files, ...rest } of saved) this.#all.set(rest.name, { ...rest, users: new Set(), tree: this.#newTree(files) });
    this.#made = made;
  }
}

/** Where a volume's files are on the host. */
export function mountpoint(name: string): string {
  return `${root}/${name}/_data`;
}

/** A volume as `docker volume inspect` has it. */
export function describeVolume({ name, created, labels, options }: VolumeRecord): Volume {
  return {
    CreatedAt: new Date(created).toISOString().replace(/\.\d+Z$/, "Z"),
    Driver: "local",
    Labels: sortedMap(labels),
    Mountpoint: mountpoint(name),
    Name: name,
    Options: sortedMap(options),
    Scope: "local",
  };
}

/** With what `docker system df -v` wants to know. */
export function describeUsage(volume: VolumeRecord): Volume {
  return { ...describeVolume(volume), UsageData: { Size: sizeOf(volume.tree.root), RefCount: volume.users.size } };
}

function checkName(name: string): void {
  if (name.length === 1)
    throw new EngineError(400, `create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return;
  const words = `"${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed`;
  throw new EngineError(400, `create ${name}: ${words}. If you intended to pass a host directory, use absolute path`);
}

/** `all` of a prune, which has errors of its own. Throws `EngineError` 400. */
function everyVolume(values: readonly string[] = []): boolean {
  const [value, ...more] = values;
  if (value === undefined) return false;
  if (more.length > 0) throw new EngineError(400, `invalid filter 'all=[${values.join(" ")}]': only one value is expected`);
  const read = readBool(value);
  if (typeof read === "string") throw new EngineError(400, `invalid filter 'all': ${read}`);
  return read;
}

function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  const keys = Object.keys(options);
  for (const key of keys)
    if (!["type", "o", "device", "size"].includes(key)) throw new EngineError(400, `create ${name}: invalid option: "${key}"`);
  if (keys.length === 0) return;
  // Quotas need XFS with project quotas below /var/lib/docker: this machine has ext4.
  const size = options.size === undefined ? 0 : readSize(options.size);
  if (typeof size === "string") throw new EngineError(400, `create ${name}: ${size}`);
  if (options.size !== undefined) throw new EngineError(400, `create ${name}: quota size requested but no quota support`);
  for (const key of ["device", "type"]) if (!options[key]) throw new EngineError(400, `create ${name}: missing required option: "${key}"`);
}

/** File systems of disks that the machine could mount, if there were such a disk. Any other, NFS too, its kernel does not know. */
const diskTypes = ["ext2", "ext3", "ext4", "xfs", "btrfs"];
/** Words of `o` that are bits of the call. */
const mountBits: Readonly<Record<string, number>> = { ro: 0x1, nosuid: 0x2, nodev: 0x4, noexec: 0x8, bind: 0x1000, rbind: 0x5000 };

function mountFailed({ name, options }: VolumeRecord, reason: string): EngineError {
  const { device = "", o = "" } = options ?? {};
  const words = o.split(",").filter((word) => word !== "");
  const flags = words.reduce((sum, word) => sum | (mountBits[word] ?? 0), 0);
  const data = words.filter((word) => mountBits[word] === undefined && word !== "rw").join(",");
  const call = `mount ${device}:${mountpoint(name)}${flags ? `, flags: 0x${flags.toString(16)}` : ""}${data ? `, data: ${data}` : ""}`;
  return new EngineError(500, `error while mounting volume '${mountpoint(name)}': failed to mount local volume: ${call}: ${reason}`);
}

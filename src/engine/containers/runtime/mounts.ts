/** The file systems of a container, mounted in the order in which runc does it. */
import { EngineError } from "../../api.ts";
import { FsError } from "../../filesystem/errors.ts";
import { parentOf } from "../../filesystem/resolve.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { type MountRequest, MountTable } from "../../kernel/mounts.ts";
import { MountedTree } from "../../kernel/mounted-tree.ts";
import { Tmpfs } from "../../kernel/tmpfs.ts";
import { readTmpfsData } from "../../volumes/tmpfs-data.ts";
import type { VolumeFiles, VolumeRecord, VolumeStore } from "../../volumes/store.ts";
import { clean } from "../mount-spec.ts";
import type { Container, ContainerMount } from "../record.ts";
import type { SystemTrees } from "./system-trees.ts";
import { parseTmpfs, type TmpfsWords } from "./tmpfs-words.ts";

const diskOptions = { source: "/dev/vda1", type: "ext4" } as const;

export interface MountContext {
  readonly volumes: VolumeStore;
  /** The host's disk. */
  readonly host: WorkingTree;
  readonly system: SystemTrees;
  readonly now: () => number;
  /** Of `--ipc container:`, `host`; `undefined` for one of its own. */
  readonly sharedMemory: WorkingTree | undefined;
}

/** Mounts everything a container is to see. Throws `EngineError` with runc's words for what can't be mounted. */
export function mountContainer(container: Container, context: MountContext): MountTable {
  const { hostConfig } = container;
  const writable = container.files;
  prepareTargets(container, writable);
  const table = new MountTable({ tree: writable, source: "overlay", type: "overlay", data: overlayData(container) });
  mountSystem(table, container, context);
  const byDepth = [...container.mounts].sort((a, b) => a.target.split("/").length - b.target.split("/").length);
  for (const mount of byDepth) mountOne(table, { ...mount, target: clean(mount.target) }, context, container);
  for (const [target, options] of Object.entries(hostConfig.Tmpfs ?? {})) {
    makeDirectories(table.tree, target);
    mountTmpfs(table, target, parseTmpfs(options), context.now);
  }
  mountFile(table, container, "/etc/resolv.conf", container.etc.resolv);
  mountFile(table, container, "/etc/hostname", container.etc.hostname);
  mountFile(table, container, "/etc/hosts", container.etc.hosts);
  protectPaths(table, container);
  if (hostConfig.ReadonlyRootfs) table.remount("/", { readOnly: true });
  return table;
}

/** What `mount` prints of the overlay. */
function overlayData({ id, image }: Container): string {
  const layer = (name: string): string => `/var/lib/docker/overlay2/${name}`;
  const lower = [
    `l/${id.slice(0, 26).toUpperCase()}`,
    ...image.layers.map(({ chainId }) => `l/${chainId.slice(7, 33).toUpperCase()}`).reverse(),
  ]
    .map(layer)
    .join(":");
  return `lowerdir=${lower},upperdir=${layer(id)}/diff,workdir=${layer(id)}/work`;
}

/** Mount points that the image lacks are made in the container's own layer, where `docker diff` sees them. */
function prepareTargets({ mounts, hostConfig }: Container, files: WorkingTree): void {
  for (const { target } of mounts) {
    // A bind of a file makes a file; that is decided when it is mounted.
    if (!files.exists(parentOf(clean(target)))) makeDirectories(files, parentOf(clean(target)));
  }
  for (const target of Object.keys(hostConfig.Tmpfs ?? {})) makeDirectories(files, target);
}

function makeDirectories(files: WorkingTree, path: string): void {
  try {
    if (!files.exists(path)) files.mkdir(path, { recursive: true });
  } catch (error) {
    // Something is in the way: mounting there says so.
    if (!(error instanceof FsError)) throw error;
  }
}

function mountSystem(table: MountTable, container: Container, { system, host, sharedMemory, now }: MountContext): void {
  const { Privileged, ShmSize, IpcMode } = container.hostConfig;
  const quiet = "nosuid,nodev,noexec,relatime";
  // A container that removed everything gets its mount points back, as runc makes them.
  for (const path of ["/proc", "/dev", "/sys"]) makeDirectories(container.files, path);
  table.mount("/proc", { tree: system.proc, source: "proc", type: "proc", flags: quiet });
  const dev = system.dev();
  if (!container.config.Tty) dev.remove("/console");
  if (IpcMode === "none") dev.remove("/shm", { recursive: true });
  addDevices(dev, container, host);
  table.mount("/dev", { tree: dev, source: "tmpfs", type: "tmpfs", flags: "nosuid", data: "size=65536k,mode=755" });
  mountAt(table, "/dev/pts", {
    tree: system.pts,
    source: "devpts",
    type: "devpts",
    flags: "nosuid,noexec,relatime",
    data: "gid=5,mode=620,ptmxmode=666",
  });
  table.mount("/sys", { tree: system.sys, source: "sysfs", type: "sysfs", flags: quiet, readOnly: !Privileged });
  mountAt(table, "/sys/fs/cgroup", { tree: system.cgroup, source: "cgroup", type: "cgroup2", flags: quiet, readOnly: !Privileged });
  mountAt(table, "/dev/mqueue", { tree: new Tmpfs({ now }), source: "mqueue", type: "mqueue", flags: quiet });
  if (container.mounts.some(({ target }) => target === "/dev/shm") || IpcMode === "none") return;
  const tree = sharedMemory ?? new Tmpfs({ now, size: ShmSize });
  if (IpcMode === "shareable") container.sharedMemory = tree;
  mountAt(table, "/dev/shm", { tree, source: "shm", type: "tmpfs", flags: quiet, data: `size=${Math.floor(ShmSize / 1024)}k` });
}

/** `--device`: a special file of the host, or all of a folder of them, under another name; `--privileged`: those of the host. */
function addDevices(dev: WorkingTree, { hostConfig, files }: Container, host: WorkingTree): void {
  const all = hostConfig.Privileged ? host.lookup("/dev") : undefined;
  for (const [name, node] of all?.kind === "directory" ? all.entries : [])
    if (node.kind === "file" && node.device && !dev.exists(`/${name}`) && name !== "console") dev.put(`/${name}`, node);
  for (const { PathOnHost, PathInContainer } of hostConfig.Devices ?? []) {
    const below = PathInContainer.replace(/^\/dev(?=\/)/, "");
    const [tree, path] = below === PathInContainer ? [files, PathInContainer] : [dev, below];
    const node = host.lookup(PathOnHost);
    if (!node || tree.exists(path)) continue;
    makeDirectories(tree, parentOf(path));
    tree.put(path, node);
  }
}

function mountAt(table: MountTable, target: string, request: MountRequest): void {
  if (table.tree.exists(target)) table.mount(target, request);
}

function mountOne(table: MountTable, mount: ContainerMount, context: MountContext, container: Container): void {
  const { target, readOnly, type } = mount;
  // What hides the whole root hides the kernel's files too, and runc goes on to write settings there.
  if (target === "/")
    throw new EngineError(
      400,
      "error during container init: open /proc/sys/net/ipv4/ip_unprivileged_port_start: no such file or directory: unknown",
    );
  if (type === "tmpfs") {
    const { SizeBytes, Mode, Options } = mount.spec?.TmpfsOptions ?? {};
    const words = [
      ...(readOnly ? ["ro"] : []),
      ...(SizeBytes ? [`size=${SizeBytes % 1024 === 0 ? `${SizeBytes / 1024}k` : SizeBytes}`] : []),
      ...(Mode ? [`mode=${Mode.toString(8)}`] : []),
      ...(Options ?? []).map(([word]) => word),
    ];
    makeDirectories(table.tree, target);
    mountTmpfs(table, target, parseTmpfs(words.join(",")), context.now);
    return;
  }
  if (type === "image") {
    const tree = new WorkingTree(mount.files);
    const subpath = mount.spec?.ImageOptions?.Subpath;
    if (subpath) requireSubpath({ tree, root: "/" }, join(mount.source, subpath), subpath);
    bind(table, container, mount, { tree, root: join("/", subpath), readOnly, source: "overlay", type: "overlay" });
    return;
  }
  const volume = type === "volume" ? context.volumes.get(mount.name) : undefined;
  const files = volume ? context.volumes.filesOf(volume) : hostFiles(context.host, mount.source);
  const subpath = mount.spec?.VolumeOptions?.Subpath;
  if (volume && subpath) requireSubpath(files, join(mount.source, subpath), subpath);
  bind(table, container, mount, { tree: files.tree, root: join(files.root, subpath), readOnly, ...deviceOf(volume) });
}

function requireSubpath({ tree, root }: VolumeFiles, onHost: string, subpath: string): void {
  if (kindAt(tree, join(root, subpath)) === undefined)
    throw new EngineError(400, `cannot access path ${onHost}: lstat ${onHost}: no such file or directory`);
}

/** What a bind leads to on the host. Nothing there is found out when it is mounted. */
function hostFiles(host: WorkingTree, source: string): { readonly tree: WorkingTree; readonly root: string } {
  return host instanceof MountedTree && host.exists(source) ? host.fileSystemAt(source) : { tree: host, root: source };
}

/** What a volume is mounted from, as the mount table shows it. */
function deviceOf(volume: VolumeRecord | undefined): Pick<MountRequest, "source" | "type" | "data"> {
  const { type = "", device = "tmpfs", o = "" } = volume?.options ?? {};
  return type === "tmpfs" ? { source: device, type, data: readTmpfsData(o).shown } : diskOptions;
}

function bind(table: MountTable, container: Container, { source, target }: ContainerMount, request: MountRequest): void {
  const kind = kindAt(request.tree, request.root as string);
  const problem = source === "/proc" ? undefined : procProblem(target);
  if (problem) {
    const at = `/var/lib/docker/overlay2/${container.id}/merged${target}`;
    throw new EngineError(400, `${mounting(source, target)}: "${at}" cannot be mounted because it is ${problem}: unknown`);
  }
  try {
    if (kind === undefined) throw new FsError("ENOENT", request.root as string);
    if (!table.tree.exists(target)) {
      if (kind === "directory") table.tree.mkdir(target, { recursive: true });
      else table.tree.writeFile(target, "", { mode: 0o755, parents: true });
    }
    table.mount(target, { ...request, root: request.tree.realpath(request.root as string) });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new EngineError(400, mountFailure(source, target, error));
  }
}

/** What runc lets nobody put over its /proc. */
function procProblem(target: string): string | undefined {
  if (target === "/proc") return "not of type proc";
  const open = /^\/proc\/(cpuinfo|diskstats|meminfo|stat|swaps|uptime|loadavg|slabinfo|net\/dev|sys\/kernel\/ns_last_pid)$/;
  return target.startsWith("/proc/") && !open.test(target) ? "inside /proc" : undefined;
}

const mounting = (source: string, target: string): string =>
  `error during container init: error mounting "${source}" to rootfs at "${target}"`;

/** runc's words, with the hint that the daemon adds. */
function mountFailure(source: string, target: string, error: FsError): string {
  const reason = error.code === "ENOENT" ? "no such file or directory" : error.reason.toLowerCase();
  const words = `${mounting(source, target)}: mount ${source}:${target} (via /proc/self/fd/6), flags: 0x5000: ${reason}`;
  const hint =
    error.code === "ENOTDIR"
      ? ": Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type"
      : "";
  return `${words}: unknown${hint}`;
}

function kindAt(tree: WorkingTree, path: string): string | undefined {
  try {
    return tree.attributes(path).kind;
  } catch {
    return undefined;
  }
}

function mountTmpfs(table: MountTable, target: string, words: TmpfsWords, now: () => number): void {
  const { size, inodes, mode, uid, gid, readOnly, flags, shown: data } = words;
  if (words.isWrong) {
    const call = `mount tmpfs:${target} (via /proc/self/fd/6), flags: 0xe, data: ${words.data}: invalid argument`;
    throw new EngineError(400, `${mounting("tmpfs", target)}: ${call}: unknown`);
  }
  const under = table.tree.attributes(target);
  const tree = new Tmpfs({
    now,
    uid,
    gid,
    mode: mode ?? (data === "" && under.mode !== 0o755 ? under.mode : 0o1777),
    ...(size !== undefined && { size }),
    ...(inodes !== undefined && { inodes }),
  });
  table.mount(target, { tree, source: "tmpfs", type: "tmpfs", flags, data, readOnly });
}

/** One of the daemon's files in /etc. A volume that covers /etc gets a place for it. */
function mountFile(table: MountTable, container: Container, target: string, tree: WorkingTree): void {
  if (container.mounts.some((mount) => mount.target === target)) return;
  const name = target.slice("/etc".length);
  if (!tree.exists(name)) tree.writeFile(name, "");
  try {
    if (!table.tree.exists(target)) table.tree.writeFile(target, "", { mode: 0o755, parents: true });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const at = `/var/lib/docker/overlay2/${container.id}/merged${target}`;
    const source = `/var/lib/docker/containers/${container.id}${name}`;
    throw new EngineError(400, `${mounting(source, target)}: open ${at}: ${error.reason.toLowerCase()}: unknown`);
  }
  table.mount(target, { tree, root: name, readOnly: container.hostConfig.ReadonlyRootfs, ...diskOptions });
}

/** What only a privileged container sees of /proc and /sys. */
function protectPaths(table: MountTable, { hostConfig }: Container): void {
  for (const path of hostConfig.ReadonlyPaths ?? []) {
    if (!table.tree.exists(path)) continue;
    const { mount, names } = table.tree.place(path, true);
    table.mount(path, {
      tree: mount.tree,
      root: `${mount.root ?? ""}/${names.join("/")}`,
      source: "proc",
      type: "proc",
      flags: "nosuid,nodev,noexec,relatime",
      readOnly: true,
    });
  }
  for (const path of hostConfig.MaskedPaths ?? []) {
    if (!table.tree.exists(path)) continue;
    if (table.tree.attributes(path).kind === "directory")
      table.mount(path, { tree: new WorkingTree(), source: "tmpfs", type: "tmpfs", readOnly: true });
    else {
      const empty = new WorkingTree();
      empty.writeFile("/null", "", { mode: 0o666 });
      table.mount(path, { tree: empty, root: "/null", source: "tmpfs", type: "tmpfs", flags: "nosuid", data: "size=65536k,mode=755" });
    }
  }
}

function join(root: string, path: string | undefined): string {
  return path ? `${root === "/" ? "" : root}/${path}` : root;
}

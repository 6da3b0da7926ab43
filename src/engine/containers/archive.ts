/** `docker cp`: files in and out of a container, running or not, as tar. */
import { type ArchivePutOptions, type ArchiveStat, EngineError } from "../api.ts";
import type { Change } from "../filesystem/diff.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Node } from "../filesystem/node.ts";
import { writeTar } from "../filesystem/tar.ts";
import { ArchiveError, decompress, isTar, readTar, type TarEntry, unpack } from "../filesystem/untar.ts";
import { walk } from "../filesystem/walk.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { goTime } from "../images/config.ts";
import { MountTable } from "../kernel/mounts.ts";
import { type Daemon, tell } from "./daemon.ts";
import { clean } from "./mount-spec.ts";
import type { Container } from "./record.ts";
import { resolveUser } from "./users.ts";

/** Go's bits for what a Unix mode has in other places. */
const directoryBit = 2 ** 31;
const linkBit = 2 ** 27;
const specialBits = [
  [0o4000, 2 ** 23],
  [0o2000, 2 ** 22],
  [0o1000, 2 ** 20],
] as const;

/**
 * What is copied from and to: the container's layers with its volumes, binds and files of /etc, whether it runs or not. What is
 * only in memory (tmpfs, /proc, /dev) is no part of it. Throws `EngineError` 500.
 */
function filesOf(daemon: Daemon, container: Container): WorkingTree {
  // The daemon mounts everything again to copy, and unlike runc it minds a place that is not absolute.
  const relative = container.mounts.find(({ target }) => !target.startsWith("/"));
  if (relative) throw new EngineError(500, `make destination relative: Rel: can't make ${relative.target} relative to /`);
  const table = new MountTable({ tree: container.files, source: "overlay", type: "overlay" });
  for (const { type, name, source, target, readOnly, files: shown } of container.mounts) {
    if (type === "tmpfs") continue;
    const volume = type === "volume" ? daemon.volumes.find(name) : undefined;
    const files = volume
      ? daemon.volumes.filesOf(volume)
      : shown
        ? { tree: new WorkingTree(shown), root: "/" }
        : { tree: daemon.machine.disk, root: source };
    try {
      if (!table.tree.exists(target) && files.tree.attributes(files.root).kind === "directory")
        container.files.mkdir(target, { recursive: true });
      table.mount(target, { ...files, source: "/dev/vda1", type: "ext4", readOnly });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
  }
  if (container.startedAt > 0) mountEtc(table, container);
  return table.tree;
}

function mountEtc(table: MountTable, { etc, mounts, hostConfig }: Container): void {
  for (const [name, tree] of [
    ["/resolv.conf", etc.resolv],
    ["/hostname", etc.hostname],
    ["/hosts", etc.hosts],
  ] as const) {
    const target = `/etc${name}`;
    if (!tree.exists(name) || !table.tree.exists(target) || mounts.some((mount) => mount.target === target)) continue;
    table.mount(target, { tree, root: name, source: "/dev/vda1", type: "ext4", readOnly: hostConfig.ReadonlyRootfs });
  }
}

/** Throws `EngineError` 400: the daemon's words lack a space. */
function requirePath(path: string): void {
  if (path === "") throw new EngineError(400, "bad parameter: pathcannot be empty");
}

/** Throws `EngineError` 404. `term` is what the container was called by. */
export function statPath(daemon: Daemon, container: Container, term: string, path: string): ArchiveStat {
  requirePath(path);
  const tree = filesOf(daemon, container);
  const node = find(tree, path, /\/\.?$/.test(path));
  if (!node) throw new EngineError(404, `Could not find the file ${path} in container ${term}`);
  const absolute = clean(path);
  return {
    name: /(^|\/)\.$/.test(path) ? "." : absolute === "/" ? "/" : absolute.slice(absolute.lastIndexOf("/") + 1),
    size: node.kind === "file" ? node.content.size : node.kind === "directory" ? 4096 : 0,
    mode: goMode(node),
    mtime: goTime(node.mtime),
    linkTarget: node.kind === "symlink" ? targetOf(tree, absolute, node.target) : "",
  };
}

function goMode({ mode, kind }: Node): number {
  const special = specialBits.reduce((sum, [bit, goBit]) => sum + (mode & bit ? goBit : 0), 0);
  return (mode & 0o777) + special + (kind === "directory" ? directoryBit : kind === "symlink" ? linkBit : 0);
}

function find(tree: WorkingTree, path: string, follow: boolean): Node | undefined {
  return tree.lookup(`/${path}`.replace(/\/+$/, "") || "/", { follow }) ?? undefined;
}

function targetOf(tree: WorkingTree, path: string, target: string): string {
  try {
    return tree.realpath(path);
  } catch {
    return target.startsWith("/") ? target : clean(`${path}/../${target}`);
  }
}

/** A tar of what is at a path, under its last name; of a path that ends in `/.`, under that dot. */
export function getArchive(daemon: Daemon, container: Container, term: string, path: string): { stat: ArchiveStat; archive: Uint8Array } {
  const stat = statPath(daemon, container, term, path);
  const contents = /\/\.?$/.test(path);
  const node = find(filesOf(daemon, container), path, contents) as Node;
  tell(daemon, container, "archive-path");
  return { stat, archive: writeTar(stat.name === "/" ? rootChanges(node) : tarChanges(node, stat.name)) };
}

/** Everything at and below a node as entries of a tar. */
export function tarChanges(node: Node, name: string): Change[] {
  const entry = (path: string, found: Node): Change => ({ path, kind: "added", node: found, size: 0, hidden: 0 });
  const below =
    node.kind === "directory" ? [...walk(node)].map((found) => entry(name === "" ? found.path : `${name}/${found.path}`, found.node)) : [];
  return name === "" ? below : [entry(name, node), ...below];
}

/** Of the root, all names begin with a slash. */
function rootChanges(node: Node): Change[] {
  const root: Change = { path: "", kind: "added", node, size: 0, hidden: 0 };
  return [root, ...tarChanges(node, "").map((change) => ({ ...change, path: `/${change.path}` }))];
}

/** Unpacks a tar in a directory of the container. Throws `EngineError`; a hostile archive changes nothing. */
export function putArchive(
  daemon: Daemon,
  container: Container,
  term: string,
  path: string,
  archive: Uint8Array,
  options: ArchivePutOptions,
): void {
  requirePath(path);
  const tree = filesOf(daemon, container);
  const directory = tree.lookup(`/${path}`);
  if (!directory) throw new EngineError(404, `Could not find the file ${path} in container ${term}`);
  if (directory.kind !== "directory") throw new EngineError(400, "extraction point is not a directory");
  const at = tree.realpath(`/${path}`);
  requireWritable(container, at);
  const entries = entriesOf(archive);
  const owner = options.copyUIDGID ? resolveUser(tree, container.config.User ?? "") : undefined;
  const owned = owner ? entries.map((entry) => ({ ...entry, node: { ...entry.node, uid: owner.uid, gid: owner.gid } })) : entries;
  if (options.noOverwriteDirNonDir) for (const { path: name, node } of owned) refuseOverwrite(tree, at, name, node);
  try {
    unpack(tree, at, owned as readonly TarEntry[]);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new EngineError(500, `${error.path}: ${error.reason.toLowerCase()}`);
  }
  tell(daemon, container, "extract-to-dir");
}

function entriesOf(archive: Uint8Array): readonly TarEntry[] {
  try {
    const tar = decompress(archive);
    if (!isTar(tar) && tar.some((byte) => byte !== 0)) throw new ArchiveError("unexpected EOF");
    return readTar(tar);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new EngineError(500, error.message);
  }
}

function refuseOverwrite(tree: WorkingTree, at: string, name: string, node: TarEntry["node"]): void {
  const there = tree.lookup(`${at}/${name}`, { follow: false });
  if (there?.kind === "directory" && node.kind !== "directory")
    throw new EngineError(500, `cannot overwrite directory "${clean(`${at}/${name}`)}" with non-directory "${at}"`);
  if (there && there.kind !== "directory" && node.kind === "directory")
    throw new EngineError(500, `cannot overwrite non-directory "${clean(`${at}/${name}`)}" with directory "${at}"`);
}

function requireWritable({ mounts, hostConfig }: Container, path: string): void {
  const mount = mounts.find(({ target }) => path === target || path.startsWith(`${target}/`));
  if (mount?.readOnly) throw new EngineError(400, "mounted volume is marked read-only");
  if (!mount && hostConfig.ReadonlyRootfs) throw new EngineError(400, "container rootfs is marked read-only");
}

import type { RunMount, RunRequest } from "../build/solve/solver-hooks.ts";
import type { DirectoryNode, FileNode, Node } from "../filesystem/node.ts";
import { parentOf } from "../filesystem/resolve.ts";
import { rootPath } from "../filesystem/root-path.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { StepTree } from "./step-tree.ts";
import type { Machine } from "../kernel/machine.ts";
import { refusal, systemPlaces, systemRefusal } from "./mount-refusal.ts";
import { systemMounts } from "./system-files.ts";

export interface Mounted {
  /** Mount points that may not be written to. */
  readonly readOnly: readonly string[];
  /** Why one of them can't be mounted, in runc's words. */
  readonly refused?: string;
  /** Takes every mount out again, hands back what is to be kept, and gives the root without them. */
  takeOut(kept: Map<string, DirectoryNode | FileNode>): DirectoryNode;
}

interface Place {
  readonly path: string;
  /** What the mount covers; `undefined` when the mount point was made for it. */
  readonly covered: Node | undefined;
  /** The uppermost directory that had to be made for it. */
  readonly made: string;
  /** It lies in another mount: what was made there is nobody's to clean up. */
  readonly stays: boolean;
  readonly keep: string | undefined;
}

/** runc makes these when they are missing, and they stay in the layer. */
const staying = new Set(["/proc", "/dev", "/sys"]);

/**
 * Puts /dev, /proc, /sys, the host's /etc/resolv.conf and /etc/hosts, and the step's own mounts into the tree. Mount points
 * that had to be made are gone from the layer afterwards if nothing else came into them, as BuildKit cleans them up; the
 * directory that had none keeps the time at which they were made, so that such a step's layer is never empty.
 */
export function mountAll(machine: Machine, fs: StepTree, request: RunRequest): Mounted {
  const places: Place[] = [];
  const readOnly: string[] = [];
  const mounted = (refused?: string): Mounted => ({
    readOnly,
    ...(refused !== undefined && { refused }),
    takeOut(kept) {
      fs.mountPoints.clear();
      fs.sizes.clear();
      for (const place of places.reverse()) takeOut(fs, place, kept);
      return fs.root;
    },
  });
  const targets = new Set(request.mounts.map(({ target }) => target).filter((target) => !systemPlaces.includes(target)));
  for (const mount of systemMounts(machine, request)) {
    if (targets.has(mount.target)) continue;
    const path = rootPath(fs.root, mount.target);
    places.push(mountAt(fs, path, mount));
    if (mount.readOnly) readOnly.push(path);
  }
  for (const mount of request.mounts.toSorted((a, b) => depth(a.target) - depth(b.target))) {
    const isSystem = systemPlaces.includes(mount.target);
    const refused = isSystem ? systemRefusal(mount) : refusal(fs, readOnly, mount);
    if (refused !== undefined) return mounted(refused);
    if (isSystem) continue;
    const path = rootPath(fs.root, mount.target);
    places.push(mountAt(fs, path, mount));
    if (mount.readOnly) readOnly.push(path);
  }
  return mounted();
}

function mountAt(fs: StepTree, path: string, { node, kind, keep, size }: RunMount): Place {
  const covered = fs.lookup(path);
  const made = covered ? path : uppermostMissing(fs, path);
  const stays = [...fs.mountPoints].some((point) => path.startsWith(`${point}/`));
  const times = timesAbove(fs, path);
  if (!covered) fs.mkdir(parentOf(path), { recursive: true });
  // runc gives a tmpfs the mode of what it covers.
  fs.put(path, kind === "tmpfs" && covered ? { ...node, mode: covered.mode } : node);
  // Where a mount point had to be made, the directory it was made in tells.
  if (covered) restoreTimes(fs, times);
  fs.mountPoints.add(path);
  // Zero is no limit.
  if (kind === "tmpfs" && size) fs.sizes.set(path, size);
  return { path, covered, made, stays, keep };
}

/** Whatever stands higher is mounted first. */
function depth(target: string): number {
  return target.split("/").filter(Boolean).length;
}

function takeOut(fs: WorkingTree, { path, covered, made, stays, keep }: Place, kept: Map<string, DirectoryNode | FileNode>): void {
  const now = fs.lookup(path, { follow: false });
  if (keep !== undefined && now && now.kind !== "symlink") kept.set(keep, now);
  if (!now) return;
  const times = timesAbove(fs, path);
  if (covered) fs.put(path, covered);
  else if (stays || staying.has(path)) fs.put(path, empty(now));
  else {
    fs.remove(path, { recursive: true });
    for (let above = parentOf(path); above.length >= made.length && isEmpty(fs.lookup(above)); above = parentOf(above)) fs.remove(above);
  }
  restoreTimes(fs, times);
}

/** What was made to mount something on. */
function empty(like: Node): Node {
  const { mtime } = like;
  if (like.kind === "file") return { kind: "file", mode: 0o755, uid: 0, gid: 0, mtime, content: { bytes: new Uint8Array(), size: 0 } };
  return { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime, entries: new Map() };
}

function isEmpty(node: Node | undefined): boolean {
  return node?.kind === "directory" && node.entries.size === 0;
}

/** Neither mounting on what is there nor taking it out again leaves a trace on the directories above. */
function timesAbove(fs: WorkingTree, path: string): [string, number][] {
  const times: [string, number][] = [];
  for (let above = parentOf(path); ; above = parentOf(above)) {
    const node = fs.lookup(above);
    if (node) times.push([above, node.mtime]);
    if (above === "/") return times;
  }
}

function restoreTimes(fs: WorkingTree, times: readonly [string, number][]): void {
  for (const [path, mtime] of times) if (fs.lookup(path) && fs.lookup(path)?.mtime !== mtime) fs.utimes(path, mtime);
}

function uppermostMissing(fs: WorkingTree, path: string): string {
  let missing = path;
  while (parentOf(missing) !== "/" && !fs.exists(parentOf(missing))) missing = parentOf(missing);
  return missing;
}

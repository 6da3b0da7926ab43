import { recordId } from "../build/keys/hash.ts";
import type { RunMount, RunRequest } from "../build/solve/solver-hooks.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import type { DirectoryNode, FileNode, Node } from "../filesystem/node.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { Machine } from "../kernel/machine.ts";
import { systemMounts } from "./system-files.ts";

export interface Mounted {
  /** Mount points that may not be written to. */
  readonly readOnly: readonly string[];
  /** Why one of them can't be mounted, in runc's words: its place would have to be made within a read-only one. */
  readonly refused?: string;
  /** Takes every mount out again, hands back what is to be kept, and gives the root without them. */
  takeOut(kept: Map<string, DirectoryNode>): DirectoryNode;
}

interface Place {
  readonly path: string;
  /** What the mount covers; `undefined` when the mount point was made for it. */
  readonly covered: Node | undefined;
  /** The uppermost directory that had to be made for it. */
  readonly made: string;
  readonly keep: string | undefined;
}

/** runc makes these when they are missing, and they stay in the layer. */
const staying = new Set(["/proc", "/dev", "/sys"]);

/**
 * Puts /dev, /proc, /sys, the host's /etc/resolv.conf and /etc/hosts, and the step's own mounts into the tree. Mount points
 * that had to be made are gone from the layer afterwards if nothing else came into them, as BuildKit cleans them up.
 */
export function mountAll(machine: Machine, fs: WorkingTree, request: RunRequest): Mounted {
  const places: Place[] = [];
  const readOnly: string[] = [];
  let refused: string | undefined;
  const system = systemMounts(machine, request.hostname, request.network, request.clock.now());
  for (const mount of [...system, ...request.mounts.toSorted((a, b) => depth(a.target) - depth(b.target))]) {
    const { target, node, keep, readOnly: fixed } = mount;
    const path = realTarget(fs, target);
    const covered = fs.lookup(path);
    if (!covered && readOnly.some((above) => path.startsWith(`${above}/`))) {
      refused = refusal(mount, path);
      break;
    }
    const made = covered ? path : uppermostMissing(fs, path);
    const times = timesAbove(fs, path);
    if (!covered) fs.mkdir(parentOf(path), { recursive: true });
    fs.put(path, node);
    restoreTimes(fs, times);
    places.push({ path, covered, made, keep });
    if (fixed) readOnly.push(path);
  }
  return {
    readOnly,
    ...(refused !== undefined && { refused }),
    takeOut(kept) {
      for (const place of places.reverse()) takeOut(fs, place, kept);
      return fs.root;
    },
  };
}

/** Whatever stands higher is mounted first. */
function depth(target: string): number {
  return target.split("/").filter(Boolean).length;
}

/** The engine's places on the host have names that are new each time; here they come of what is mounted. */
function refusal({ node, tmpfs }: RunMount, path: string): string {
  const name = sha256Hex(`mount ${path}`);
  const number = `${BigInt(`0x${name}`)}`.slice(0, 10);
  const isFile = node.kind === "file";
  const source = tmpfs ? "tmpfs" : `/var/lib/docker/tmp/buildkit-mount${number}${isFile ? "/file" : ""}`;
  const place = `/var/lib/docker/buildkit/executor/${recordId(name, 0)}/rootfs${path}`;
  const why = `error mounting "${source}" to rootfs at "${path}": ${isFile ? "open" : "mkdir"} ${place}: read-only file system`;
  return `runc run failed: unable to start container process: error during container init: ${why}`;
}

function takeOut(fs: WorkingTree, { path, covered, made, keep }: Place, kept: Map<string, DirectoryNode>): void {
  const now = fs.lookup(path, { follow: false });
  if (keep !== undefined && now?.kind === "directory") kept.set(keep, now);
  if (!now) return;
  const times = timesAbove(fs, path);
  if (covered) fs.put(path, covered);
  else if (staying.has(path)) fs.put(path, emptyDirectory(now));
  else {
    fs.remove(path, { recursive: true });
    for (let above = parentOf(path); above.length >= made.length && isEmpty(fs.lookup(above)); above = parentOf(above)) fs.remove(above);
  }
  restoreTimes(fs, times);
}

function emptyDirectory(like: DirectoryNode | FileNode | Node): DirectoryNode {
  return { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: like.mtime, entries: new Map() };
}

function isEmpty(node: Node | undefined): boolean {
  return node?.kind === "directory" && node.entries.size === 0;
}

/** Mounting leaves no trace on the directories above. */
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

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Where a mount lands: through links that are already there. */
function realTarget(fs: WorkingTree, target: string): string {
  const parts = target.split("/").filter((part) => part !== "");
  for (let count = parts.length; count > 0; count--) {
    const head = `/${parts.slice(0, count).join("/")}`;
    if (fs.exists(head)) return [fs.realpath(head).replace(/\/$/, ""), ...parts.slice(count)].join("/") || "/";
  }
  return `/${parts.join("/")}`;
}

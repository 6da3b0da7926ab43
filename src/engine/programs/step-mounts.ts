import type { RunRequest } from "../build/solver-hooks.ts";
import type { DirectoryNode, Node } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { systemMounts } from "./system-files.ts";

export interface Mounted {
  /** Mount points that may not be written to. */
  readonly readOnly: readonly string[];
  /** Takes every mount out again, hands back what is to be kept, and gives the root without them. */
  takeOut(kept: Map<string, DirectoryNode>): DirectoryNode;
}

interface Place {
  readonly path: string;
  /** What the mount covers; `undefined` when the mount point was made for it. */
  readonly covered: Node | undefined;
  readonly keep: string | undefined;
}

/**
 * Puts /dev, /proc, /sys, the host's /etc/resolv.conf and /etc/hosts, and the step's own mounts into the tree. A mount
 * point that had to be made stays in the layer, empty, as runc leaves it.
 */
export function mountAll(fs: WorkingTree, request: RunRequest): Mounted {
  const places: Place[] = [];
  const mounts = [...systemMounts(request.hostname, request.network), ...request.mounts.map((mount) => ({ ...mount, own: false }))];
  for (const { target, node, keep, own } of mounts) {
    const path = realTarget(fs, target);
    const covered = fs.lookup(path);
    // Without an /etc there is nowhere to show resolv.conf: a step from scratch sees none, and leaves none.
    if (own && covered === undefined && path.startsWith("/etc/") && !fs.exists("/etc")) continue;
    if (!covered) makePoint(fs, path, node);
    places.push({ path, covered: fs.lookup(path) && (covered ?? fs.lookup(path)), keep });
    fs.put(path, node);
  }
  return {
    readOnly: request.mounts.filter((mount) => mount.readOnly).map((mount) => realTarget(fs, mount.target)),
    takeOut(kept) {
      for (const { path, covered, keep } of places.reverse()) {
        const now = fs.lookup(path);
        if (keep !== undefined && now?.kind === "directory") kept.set(keep, now);
        if (covered) restore(fs, path, covered);
      }
      return fs.root;
    },
  };
}

/** Mounting leaves no trace on the directories above: their times are put back. */
function restore(fs: WorkingTree, path: string, covered: Node): void {
  const parent = path.replace(/\/[^/]*$/, "") || "/";
  const before = fs.lookup(parent);
  if (!fs.lookup(path)) return;
  fs.put(path, covered);
  if (before) fs.utimes(parent, before.mtime);
}

function makePoint(fs: WorkingTree, path: string, node: Node): void {
  if (node.kind === "directory") fs.mkdir(path, { recursive: true, mode: 0o755 });
  else fs.writeFile(path, "", { parents: true, mode: 0o755 });
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

export { WorkingTree };

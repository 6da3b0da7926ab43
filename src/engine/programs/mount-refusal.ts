/** Why runc can't mount something where a RUN step wants it, in the words of runc 1.1. */
import { executorRoot, mountSource } from "../build/solve/host-paths.ts";
import type { RunMount } from "../build/solve/solver-hooks.ts";
import { FsError } from "../filesystem/errors.ts";
import { rootPath } from "../filesystem/root-path.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";

/** Flags of mount(2): bound with all below it; to be read only; nothing in it sets ids, is a device or may be run. */
const flags = { bind: 0x5000, readOnly: 1, secret: 0xe, tmpfs: 2 };

/** What runc says when `mount` can't be made in `fs`, where the mounts at `readOnly` (absolute paths) stand already. */
export function refusal(fs: WorkingTree, readOnly: readonly string[], mount: RunMount): string | undefined {
  const { target, node, kind = "tree" } = mount;
  const host = executorRoot(`mount ${target}`);
  const isFile = node.kind === "file";
  const source = kind === "tmpfs" ? "tmpfs" : mountSource(kind, `mount ${target}`, isFile);
  const refuse = (why: string) => `${failed} error mounting "${source}" to rootfs at "${target}": ${why}`;

  const path = landing(fs, target);
  if (path === undefined) return refuse(`SecureJoin ${host}${loop(fs, target)}: too many levels of symbolic links`);
  const covered = fs.lookup(path);
  if (covered) {
    if ((covered.kind === "directory") !== isFile) return undefined;
    const how =
      kind === "tmpfs" ? flags.tmpfs : flags.bind | (mount.readOnly ? flags.readOnly : 0) | (kind === "secret" ? flags.secret : 0);
    return refuse(`mount ${source}:${path} (via /proc/self/fd/6), flags: 0x${how.toString(16)}: not a directory`);
  }
  const file = fileAbove(fs, path);
  if (file !== undefined)
    return refuse(`${kind === "tmpfs" ? `mkdir ${host}${file}` : `open o_path procfd: open ${host}${path}`}: not a directory`);
  if (!readOnly.some((above) => path.startsWith(`${above}/`))) return undefined;
  return refuse(`${isFile ? "open" : "mkdir"} ${host}${path}: read-only file system`);
}

/** What runc puts together itself: a mount of the step's there is under it, where it does not break it. */
export const systemPlaces: readonly string[] = ["/proc", "/dev", "/sys"];

/** Why a mount over one of these keeps the step from starting; none when nothing of the mount shows. */
export function systemRefusal({ target, readOnly, node, kind = "tree" }: RunMount): string | undefined {
  const host = executorRoot(`mount ${target}`);
  const within = (what: string, path: string) =>
    `${failed} error mounting "${what}" to rootfs at "${path}": mkdir ${host}${path.replace(/\/cgroup$/, "")}: read-only file system`;
  if (target === "/proc") {
    if (kind === "tmpfs") return `${started} error closing exec fds: open /proc/self/fd: no such file or directory`;
    const source = mountSource(kind, `mount ${target}`, node.kind === "file");
    return `${failed} error mounting "${source}" to rootfs at "/proc": "${host}/proc" cannot be mounted because it is not of type proc`;
  }
  if (kind === "tmpfs" || (target === "/sys" && !readOnly)) return undefined;
  if (target === "/sys") return within("cgroup", "/sys/fs/cgroup");
  return readOnly ? within("devpts", "/dev/pts") : `${started} unable to setup user: stat /dev/null: no such file or directory`;
}

const started = "runc run failed: unable to start container process:";

export const failed = "runc run failed: unable to start container process: error during container init:";

/** Where a mount lands, through links; none when they lead in a circle. */
function landing(fs: WorkingTree, target: string): string | undefined {
  try {
    return rootPath(fs.root, target);
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** The link at which the circle was noticed, and what was left to walk. */
function loop(fs: WorkingTree, target: string): string {
  const names = target.split("/").filter(Boolean);
  const length = names.findIndex((_, index) => landing(fs, names.slice(0, index + 1).join("/")) === undefined) + 1;
  return `/${names.slice(0, length).join("/")}/${names.slice(length).join("/")}`;
}

/** The file that a path would have to lead through. */
function fileAbove(fs: WorkingTree, path: string): string | undefined {
  const names = path.split("/");
  for (let length = 2; length < names.length; length++) {
    const above = names.slice(0, length).join("/");
    const node = fs.lookup(above);
    if (node && node.kind !== "directory") return above;
  }
  return undefined;
}

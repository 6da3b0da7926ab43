/** What `/proc/mounts` and `df` list in a RUN step, whose root is one tree with everything in it. */
import type { RunMount, RunRequest } from "../build/solve/solver-hooks.ts";
import type { MountEntry } from "../kernel/mount-view.ts";

type Row = readonly [source: string, target: string, type: string, options: string, superOptions?: string];

const quiet = "nosuid,nodev,noexec,relatime";
const usualShm = 64 * 1024 * 1024;

/** In runc's order: the kernel's own, the step's, and what is kept from being written to. */
export function stepMountList({ mounts, shmSize }: RunRequest): readonly MountEntry[] {
  const steps = mounts.toSorted((a, b) => (a.target < b.target ? -1 : 1));
  const kilobytes = `size=${Math.floor((shmSize ?? usualShm) / 1024)}k`;
  const rows: readonly Row[] = [
    ["overlay", "/", "overlay", "rw,relatime"],
    ["proc", "/proc", "proc", `rw,${quiet}`],
    ["tmpfs", "/dev", "tmpfs", "rw,nosuid", "rw,size=65536k,mode=755"],
    ["devpts", "/dev/pts", "devpts", "rw,nosuid,noexec,relatime", "rw,gid=5,mode=620,ptmxmode=666"],
    // A size that was asked for is a mount of the build's own.
    ...(shmSize === undefined ? [["shm", "/dev/shm", "tmpfs", `rw,${quiet}`, `rw,${kilobytes}`] as const] : []),
    ["mqueue", "/dev/mqueue", "mqueue", `rw,${quiet}`],
    ["sysfs", "/sys", "sysfs", `ro,${quiet}`],
    ...["/etc/resolv.conf", "/etc/hosts"].map((file) => ["/dev/vda1", file, "ext4", `ro,${quiet}`] as const),
    ["cgroup", "/sys/fs/cgroup", "cgroup2", `ro,${quiet}`],
    ...(shmSize === undefined ? [] : [["tmpfs", "/dev/shm", "tmpfs", "rw,nosuid,relatime", `rw,${kilobytes}`] as const]),
    ...steps.map(rowOf),
    ...["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"].map((path) => ["proc", path, "proc", `ro,${quiet}`] as const),
  ];
  return rows.map(([source, target, type, options, superOptions = "rw"], index) => ({
    id: index + 21,
    parentId: index === 0 ? 1 : 21,
    source,
    root: "/",
    target,
    type,
    options,
    superOptions,
  }));
}

function rowOf({ target, kind, readOnly, size }: RunMount): Row {
  if (kind === "secret") return ["tmpfs", target, "tmpfs", `ro,${quiet}`];
  if (kind === "tmpfs") return ["tmpfs", target, "tmpfs", "rw,nosuid,relatime", size ? `rw,size=${Math.floor(size / 1024)}k` : "rw"];
  return ["/dev/vda1", target, "ext4", `${readOnly ? "ro" : "rw"},relatime`];
}

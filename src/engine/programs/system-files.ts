/** What a container runtime mounts into every root: devices, /proc, /sys and three files in /etc. */
import type { RunMount, RunRequest } from "../build/solve/solver-hooks.ts";
import type { DirectoryNode, FileNode, Node, SymlinkNode } from "../filesystem/node.ts";
import { deviceNames } from "../kernel/process-tree.ts";

const meta = { uid: 0, gid: 0, mtime: 0 };
const encoder = new TextEncoder();

function file(text: string, mode = 0o644): FileNode {
  const bytes = encoder.encode(text);
  return { kind: "file", ...meta, mode, content: { bytes, size: bytes.length } };
}
function directory(entries: Readonly<Record<string, Node>>, mode = 0o755): DirectoryNode {
  return { kind: "directory", ...meta, mode, entries: new Map(Object.entries(entries)) };
}
function link(target: string): SymlinkNode {
  return { kind: "symlink", ...meta, mode: 0o777, target };
}

/** `/dev`: special files are empty here; `ProcessTree` gives them their behaviour. */
export function deviceDirectory(): DirectoryNode {
  const nodes = Object.fromEntries(deviceNames.filter((name) => !name.startsWith("std")).map((name) => [name, file("", 0o666)] as const));
  return directory({
    ...nodes,
    fd: link("/proc/self/fd"),
    shm: directory({}, 0o1777),
    mqueue: directory({}, 0o1777),
    pts: directory({}),
    stdin: link("/proc/self/fd/0"),
    stdout: link("/proc/self/fd/1"),
    stderr: link("/proc/self/fd/2"),
  });
}

/** The few files of `/proc` that scripts read. */
export function procDirectory(): DirectoryNode {
  const descriptors = directory({ 0: file("", 0o600), 1: file("", 0o600), 2: file("", 0o600) });
  const self = directory({
    fd: descriptors,
    cgroup: file("0::/\n"),
    status: file("Name:\tsh\nState:\tR (running)\nPid:\t1\nPPid:\t0\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"),
    mounts: file("overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n"),
  });
  return directory({
    self,
    1: self,
    cpuinfo: file(
      ["0", "1", "2", "3"]
        .map((cpu) => `processor\t: ${cpu}\nvendor_id\t: GenuineIntel\nmodel name\t: Drydock simulated CPU\ncpu MHz\t\t: 2400.000\n\n`)
        .join(""),
    ),
    meminfo: file(
      "MemTotal:        8148184 kB\nMemFree:         5241132 kB\nMemAvailable:    6912044 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n",
    ),
    version: file("Linux version 6.12.0-drydock (dev@drydock) #1 SMP\n"),
    uptime: file("3600.00 14000.00\n"),
    loadavg: file("0.00 0.01 0.00 1/120 12\n"),
    filesystems: file("nodev\tsysfs\nnodev\tproc\nnodev\ttmpfs\nnodev\toverlay\n\text4\n"),
    mounts: link("self/mounts"),
  });
}

/** Mounted for every step, in this order. */
export function systemMounts(hostname: string, network: RunRequest["network"], now: number): RunMount[] {
  const resolv = network === "none" ? "" : "nameserver 192.168.65.7\n";
  const hosts = "127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n";
  const mounts: [string, DirectoryNode | FileNode][] = [
    ["/proc", { ...procDirectory(), mode: 0o555 }],
    ["/dev", deviceDirectory()],
    ["/sys", directory({ fs: directory({ cgroup: directory({}) }) }, 0o555)],
    ["/etc/resolv.conf", file(resolv)],
    ["/etc/hosts", file(hosts.replace("buildkitsandbox", hostname))],
  ];
  return mounts.map(([target, node]) => ({ target, node: { ...node, mtime: now }, readOnly: false }));
}

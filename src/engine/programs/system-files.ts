/** What a container runtime mounts into every root: devices, /proc, /sys and three files in /etc. */
import type { RunMount, RunRequest } from "../build/solve/solver-hooks.ts";
import { deviceFile } from "../filesystem/build.ts";
import type { DirectoryNode, FileNode, Node, SymlinkNode } from "../filesystem/node.ts";
import { deviceNumbers } from "../kernel/devices.ts";
import type { Machine } from "../kernel/machine.ts";
import { procDirectory } from "../kernel/proc/proc-directory.ts";
import { sysDirectory } from "../kernel/proc/sys-directory.ts";

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

/** `/dev`. `ProcessTree` gives special files their behaviour. */
export function deviceDirectory(): DirectoryNode {
  const nodes = Object.fromEntries(
    Object.entries(deviceNumbers).map(([name, number]) => [name, deviceFile(number, { ...meta, mode: 0o666 })]),
  );
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

/** `/dev` of the learner's host: it has more than what its containers are given. */
export function hostDeviceDirectory(): DirectoryNode {
  const disk = ["vda", "vda1"].map(
    (name, minor) => [name, deviceFile({ type: "block", major: 254, minor }, { ...meta, mode: 0o660 })] as const,
  );
  const messages = deviceFile({ type: "character", major: 1, minor: 11 }, { ...meta, mode: 0o644 });
  const { entries, ...own } = deviceDirectory();
  return { ...own, entries: new Map([...entries, ["kmsg", messages], ...disk]) };
}

/** Mounted for every step, in this order. */
export function systemMounts(machine: Machine, { hostname, hosts: added = [], clock }: RunRequest): RunMount[] {
  // Without a network it names a server all the same.
  const resolv = "nameserver 192.168.65.7\n";
  const hosts = [
    `127.0.0.1\tlocalhost ${hostname}`,
    "::1\tlocalhost ip6-localhost ip6-loopback",
    ...added.map((host) => host.replace(/^(.*?)=(.*)$/, "$2\t$1")),
  ];
  const mounts: [string, DirectoryNode | FileNode][] = [
    ["/proc", procDirectory(machine)],
    ["/dev", deviceDirectory()],
    ["/sys", sysDirectory(machine)],
    ["/etc/resolv.conf", file(resolv)],
    ["/etc/hosts", file(`${hosts.join("\n")}\n`)],
  ];
  return mounts.map(([target, node]) => ({ target, node: { ...node, mtime: clock.now() }, readOnly: target.startsWith("/etc/") }));
}

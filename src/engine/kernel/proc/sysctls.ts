/** `/proc/sys`: settings of the kernel. Some are of the machine, some of the namespaces of whoever looks. */
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { kernelRelease, kernelVersion } from "../kernel-version.ts";
import type { Machine } from "../machine.ts";
import { current, liveDirectory, liveFile, writableFile } from "./live.ts";

/** What they are until someone sets them. */
const defaults: Readonly<Record<string, string>> = {
  "fs.file-max": "9223372036854775807",
  "fs.mqueue.msg_max": "10",
  "fs.mqueue.msgsize_max": "8192",
  "fs.mqueue.queues_max": "256",
  "kernel.msgmax": "8192",
  "kernel.msgmnb": "16384",
  "kernel.msgmni": "32000",
  "kernel.pid_max": "4194304",
  "kernel.sem": "32000\t1024000000\t500\t32000",
  "kernel.shm_rmid_forced": "0",
  "kernel.shmall": "18446744073692774399",
  "kernel.shmmax": "18446744073692774399",
  "kernel.shmmni": "4096",
  "kernel.threads-max": "63440",
  "net.core.somaxconn": "4096",
  "net.ipv4.ip_forward": "1",
  "net.ipv4.ip_local_port_range": "32768\t60999",
  "net.ipv4.ip_unprivileged_port_start": "0",
  "net.ipv4.ping_group_range": "0\t2147483647",
  "net.ipv4.tcp_fin_timeout": "60",
  "net.ipv4.tcp_keepalive_time": "7200",
  "net.ipv4.tcp_syncookies": "1",
  "net.ipv6.conf.all.disable_ipv6": "0",
  "vm.max_map_count": "262144",
  "vm.overcommit_memory": "0",
  "vm.swappiness": "60",
};

/** Those that cannot be set. */
const fixed: Readonly<Record<string, string>> = {
  "kernel.osrelease": kernelRelease,
  "kernel.ostype": "Linux",
  "kernel.random.boot_id": "6c1f9a52-7f0e-4d5c-9a36-5f2d7c3be201",
  "kernel.version": kernelVersion,
};

/** Settings that every ipc namespace has for itself. */
const ofIpc = /^kernel\.(msg|sem|shm)|^fs\.mqueue\./;

/** Where the value of a setting is kept, for the task that looks. */
function storeFor(machine: Machine, name: string): Map<string, string> {
  const namespaces = current.task?.namespaces ?? machine.initial;
  if (name.startsWith("net.")) return namespaces.net.stack.sysctls;
  return ofIpc.test(name) ? namespaces.ipc.sysctls : machine.sysctls;
}

export function sysctlDirectory(machine: Machine): DirectoryNode {
  const uts = () => (current.task?.namespaces.uts ?? machine.initial.uts) as { hostname: string; domainname: string };
  const names = (): Set<string> => new Set([...Object.keys(defaults), ...Object.keys(fixed), ...storeFor(machine, "net.").keys()]);
  return level("");

  function level(prefix: string): DirectoryNode {
    const below = (): Set<string> =>
      new Set(
        [...names(), "kernel.hostname", "kernel.domainname"].flatMap((name) =>
          name.startsWith(prefix) ? [name.slice(prefix.length).split(".")[0] as string] : [],
        ),
      );
    return liveDirectory({ names: below, get: (part) => (below().has(part) ? node(`${prefix}${part}`) : undefined) });
  }

  function node(name: string): Node {
    if (name === "kernel.hostname" || name === "kernel.domainname") {
      const key = name === "kernel.hostname" ? "hostname" : "domainname";
      return writableFile(
        () => `${uts()[key]}\n`,
        (text) => {
          uts()[key] = text.trim();
        },
      );
    }
    const constant = fixed[name];
    if (constant !== undefined) return liveFile(() => `${constant}\n`);
    const store = storeFor(machine, name);
    const value = (): string | undefined => store.get(name) ?? defaults[name];
    if (value() === undefined) return level(`${name}.`);
    return writableFile(
      () => `${value()}\n`,
      (text) => {
        const given = text.trim();
        if (!/^-?\d+(\s+-?\d+)*$/.test(given)) throw new FsError("EINVAL", `/proc/sys/${name.replaceAll(".", "/")}`);
        store.set(name, given.split(/\s+/).join("\t"));
      },
    );
  }
}

/** `/proc/sys`: settings of the kernel. Some are of the machine, some of the namespaces of whoever looks. */
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { kernelRelease, kernelVersion } from "../kernel-version.ts";
import type { Machine } from "../machine.ts";
import { networkSettings } from "./network-sysctls.ts";
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
  ...networkSettings,
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

/** What the kernel says when a setting is to be `value`: there is no such one, or it does not take that. */
export function settingProblem(name: string, value: string): "ENOENT" | "EINVAL" | undefined {
  const before = defaults[name];
  if (before === undefined) return "ENOENT";
  // Names of algorithms and the like are taken as they are.
  if (!/^[-\d\s]+$/.test(before)) return undefined;
  const fields = value.trim().split(/\s+/);
  const least = name === "net.core.somaxconn" ? 0 : -(2 ** 31);
  const most = before.length > 10 ? Number.MAX_SAFE_INTEGER * 4096 : 2 ** 31 - 1;
  const fits = fields.every((field) => /^-?\d+$/.test(field) && Number(field) >= least && Number(field) <= most);
  const isRange = name.endsWith("_range");
  const ordered = !isRange || (fields.length === 2 && Number(fields[0]) <= Number(fields[1]));
  return fits && ordered && fields.length <= before.split("\t").length ? undefined : "EINVAL";
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
        const problem = settingProblem(name, text);
        if (problem) throw new FsError(problem, `/proc/sys/${name.replaceAll(".", "/")}`);
        store.set(name, text.trim().split(/\s+/).join("\t"));
      },
    );
  }
}

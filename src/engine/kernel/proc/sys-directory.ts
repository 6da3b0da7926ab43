/** `/sys`, as much of it as programs look at. */
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { Machine } from "../machine.ts";
import { cgroupRoot } from "./cgroup-directory.ts";
import { current, directoryOf, liveDirectory, liveFile } from "./live.ts";

/** @param withCgroups whether control groups show in it; where they are mounted on it they need not */
export function sysDirectory(machine: Machine, withCgroups = true): DirectoryNode {
  return directoryOf({
    class: () => directoryOf({ net: () => interfaces(machine) }),
    devices: () => directoryOf({ system: () => directoryOf({ cpu: () => processors(machine) }) }),
    firmware: () => directoryOf({}),
    fs: () => directoryOf({ cgroup: () => (withCgroups ? cgroupRoot(machine) : directoryOf({})) }),
    kernel: () => directoryOf({}),
  });
}

function processors(machine: Machine): DirectoryNode {
  const all = machine.cpus > 1 ? `0-${machine.cpus - 1}\n` : "0\n";
  return directoryOf({
    online: () => liveFile(() => all),
    possible: () => liveFile(() => all),
    present: () => liveFile(() => all),
    ...Object.fromEntries(Array.from({ length: machine.cpus }, (_, cpu) => [`cpu${cpu}`, () => directoryOf({})])),
  });
}

/** `/sys/class/net`: of the network namespace of whoever looks. */
function interfaces(machine: Machine): DirectoryNode {
  const all = () => (current.task?.namespaces.net ?? machine.initial.net).stack.interfaces;
  return liveDirectory({
    names: () => all().map(({ name }) => name),
    get(wanted) {
      const found = all().find(({ name }) => name === wanted);
      if (!found) return undefined;
      return directoryOf({
        address: () => liveFile(() => `${found.mac}\n`),
        mtu: () => liveFile(() => `${found.mtu}\n`),
        operstate: () => liveFile(() => (found.kind === "loopback" ? "unknown\n" : found.up ? "up\n" : "down\n")),
      });
    },
  });
}

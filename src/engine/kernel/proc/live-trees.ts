/** `/proc`, `/sys` and `/sys/fs/cgroup` as file systems that can be mounted. */
import { FsError } from "../../filesystem/errors.ts";
import type { Cgroup } from "../cgroups.ts";
import type { Machine } from "../machine.ts";
import type { PidNamespace } from "../namespaces.ts";
import { cgroupRoot } from "./cgroup-directory.ts";
import { current } from "./live.ts";
import { LiveTree } from "./live-tree.ts";
import { procDirectory } from "./proc-directory.ts";
import { sysDirectory } from "./sys-directory.ts";

/** @param shown the pid namespace it shows; that of whoever looks when absent */
export function procTree(machine: Machine, shown?: PidNamespace): LiveTree {
  return new LiveTree(procDirectory(machine, shown), { now: () => machine.clock.now() });
}

/** Without control groups: they are mounted on it. */
export function sysTree(machine: Machine): LiveTree {
  return new LiveTree(sysDirectory(machine, false), { now: () => machine.clock.now() });
}

/** Directories in it are control groups: making one makes a group, removing one that is empty takes it away. */
export function cgroupTree(machine: Machine): LiveTree {
  const seen = (): Cgroup => current.task?.namespaces.cgroup.root ?? machine.cgroups;
  return new LiveTree(cgroupRoot(machine), {
    now: () => machine.clock.now(),
    mkdir: (path) => void seen().descend(path),
    rmdir: (path) => {
      if (!seen().find(path)?.remove()) throw new FsError("EBUSY", path);
    },
  });
}

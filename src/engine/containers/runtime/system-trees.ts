/** /proc, /dev and /sys as a container gets them. */
import { directory } from "../../filesystem/build.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Machine } from "../../kernel/machine.ts";
import { cgroupRoot } from "../../kernel/proc/cgroup-directory.ts";
import { procDirectory } from "../../kernel/proc/proc-directory.ts";
import { sysDirectory } from "../../kernel/proc/sys-directory.ts";
import { deviceDirectory } from "../../programs/system-files.ts";

export interface SystemTrees {
  readonly proc: WorkingTree;
  /** A new one for each container. */
  readonly dev: () => WorkingTree;
  readonly pts: WorkingTree;
  readonly sys: WorkingTree;
  readonly cgroup: WorkingTree;
}

/** Those of a machine; what in them changes with time is read from it by the process that looks. */
export function systemTrees(machine: Machine): SystemTrees {
  const now = (): number => machine.clock.now();
  const options = { now };
  const proc = new WorkingTree({ ...procDirectory(machine), mtime: now() }, options);
  const sys = new WorkingTree({ ...sysDirectory(machine, false), mtime: now() }, options);
  return {
    proc,
    dev: () => new WorkingTree({ ...deviceDirectory(), mtime: now() }, options),
    pts: new WorkingTree(directory({}, { mtime: now() }), options),
    sys,
    cgroup: new WorkingTree({ ...cgroupRoot(machine), mtime: now() }, options),
  };
}

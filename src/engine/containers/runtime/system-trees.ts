/** /proc, /dev and /sys as a container gets them. */
import { directory } from "../../filesystem/build.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Machine } from "../../kernel/machine.ts";
import { cgroupTree, procTree, sysTree } from "../../kernel/proc/live-trees.ts";
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
  return {
    proc: procTree(machine),
    dev: () => new WorkingTree({ ...deviceDirectory(), mtime: now() }, options),
    pts: new WorkingTree(directory({}, { mtime: now() }), options),
    sys: sysTree(machine),
    cgroup: cgroupTree(machine),
  };
}

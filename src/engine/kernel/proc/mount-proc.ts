import { FsError } from "../../filesystem/errors.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Machine } from "../machine.ts";
import { MountTable } from "../mounts.ts";
import type { PidNamespace } from "../namespaces.ts";
import type { Task } from "../task.ts";
import { procDirectory } from "./proc-directory.ts";

/** Mounts the /proc of a pid namespace in a task's mount namespace. Gives why it could not. */
export function mountProc(machine: Machine, task: Task, namespace: PidNamespace, target = "/proc"): string | undefined {
  const { mounts } = task.namespaces.mnt;
  if (!(mounts instanceof MountTable)) return "Operation not permitted";
  try {
    mounts.mount(target, {
      tree: new WorkingTree(procDirectory(machine, namespace), { now: () => machine.clock.now() }),
      source: "proc",
      type: "proc",
      flags: "nosuid,nodev,noexec,relatime",
    });
    return undefined;
  } catch (error) {
    if (error instanceof FsError) return error.reason;
    throw error;
  }
}

import { FsError } from "../../filesystem/errors.ts";
import type { Machine } from "../machine.ts";
import { MountTable } from "../mounts.ts";
import type { PidNamespace } from "../namespaces.ts";
import type { Task } from "../task.ts";
import { procTree } from "./live-trees.ts";

/** Mounts the /proc of a pid namespace in a task's mount namespace. Gives why it could not. */
export function mountProc(machine: Machine, task: Task, namespace: PidNamespace, target = "/proc"): string | undefined {
  const { mounts } = task.namespaces.mnt;
  if (!(mounts instanceof MountTable)) return "Operation not permitted";
  try {
    mounts.mount(target, {
      tree: procTree(machine, namespace),
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

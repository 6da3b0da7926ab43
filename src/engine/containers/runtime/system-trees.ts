/** /proc, /dev and /sys as a container gets them. */
import { directory, file } from "../../filesystem/build.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { deviceDirectory, procDirectory } from "../../programs/system-files.ts";

export interface SystemTrees {
  readonly proc: WorkingTree;
  /** A new one for each container. */
  readonly dev: () => WorkingTree;
  readonly pts: WorkingTree;
  readonly sys: WorkingTree;
  readonly cgroup: WorkingTree;
}

/** Those of a machine; what in them changes with time is read from it by the process that looks. */
export function systemTrees(now: () => number): SystemTrees {
  const options = { now };
  const proc = new WorkingTree({ ...procDirectory(), mode: 0o555, mtime: now() }, options);
  for (const name of ["bus", "fs", "irq", "sys", "acpi"])
    if (!proc.exists(`/${name}`)) proc.put(`/${name}`, directory({}, { mode: 0o555 }));
  for (const name of ["interrupts", "keys", "timer_list", "kcore"])
    if (!proc.exists(`/${name}`)) proc.put(`/${name}`, file("", { mode: 0o444 }));
  const sys = new WorkingTree(
    directory({ fs: directory({ cgroup: directory() }), firmware: directory() }, { mode: 0o555, mtime: now() }),
    options,
  );
  return {
    proc,
    dev: () => new WorkingTree({ ...deviceDirectory(), mtime: now() }, options),
    pts: new WorkingTree(directory({}, { mtime: now() }), options),
    sys,
    cgroup: new WorkingTree(directory({}, { mode: 0o555, mtime: now() }), options),
  };
}

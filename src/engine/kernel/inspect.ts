/** A machine as its /proc and /sys/fs/cgroup tell it. */
import type { MachineCgroup, MachineInspect, MachineProcess } from "../api.ts";
import type { Cgroup } from "./cgroups.ts";
import { kernelRelease } from "./kernel-version.ts";
import type { Machine } from "./machine.ts";
import type { NamespaceSet } from "./namespaces.ts";
import type { Task } from "./task.ts";

export function inspectMachine(machine: Machine): MachineInspect {
  const { initial, cpus, memory, processes, cgroups } = machine;
  return {
    hostname: initial.uts.hostname,
    kernel: kernelRelease,
    cpus,
    memory,
    namespaces: inodesOf(initial),
    processes: processes.in(initial.pid).map(describe),
    cgroups: [...below(cgroups)].map(describeGroup),
  };
}

function describe(task: Task): MachineProcess {
  const { pid, parent, pids, credentials, state, argv, comm, memory, namespaces, cgroup } = task;
  return {
    pid,
    parent: parent?.pid ?? 0,
    pids: [...pids.values()].reverse(),
    uid: credentials.uid,
    state,
    command: argv.join(" ") || `[${comm}]`,
    memory,
    namespaces: inodesOf(namespaces),
    cgroup: cgroup.path,
  };
}

function inodesOf({ cgroup, ipc, mnt, net, pid, time, user, uts }: NamespaceSet): MachineProcess["namespaces"] {
  return {
    cgroup: cgroup.inode,
    ipc: ipc.inode,
    mnt: mnt.inode,
    net: net.inode,
    pid: pid.inode,
    time: time.inode,
    user: user.inode,
    uts: uts.inode,
  };
}

function* below(group: Cgroup): Generator<Cgroup> {
  for (const child of group.children.values()) {
    yield child;
    yield* below(child);
  }
}

function describeGroup({ path, limits, memory, pids, cpu }: Cgroup): MachineCgroup {
  const { memoryMax, pidsMax, cpuQuota, cpuPeriod, cpuWeight } = limits;
  return {
    path,
    memory: { current: memory.current, ...(memoryMax !== undefined && { max: memoryMax }), oomKills: memory.oomKill },
    pids: { current: pids.current, ...(pidsMax !== undefined && { max: pidsMax }), refused: pids.max },
    cpu: {
      ...(cpuQuota !== undefined && { max: cpuQuota / cpuPeriod }),
      weight: cpuWeight,
      throttledPeriods: cpu.throttledPeriods,
    },
  };
}

/** `/sys/fs/cgroup`: control groups, version 2, from where a cgroup namespace begins. */
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { type Cgroup, processorsOf } from "../cgroups.ts";
import type { Machine } from "../machine.ts";
import { cgroupWriters } from "./cgroup-writes.ts";
import { current, liveDirectory, liveFile, writableFile } from "./live.ts";

const max = (value: number | undefined): string => `${value ?? "max"}\n`;

/** `/sys/fs/cgroup` as whoever looks has it: from where its cgroup namespace begins. */
export function cgroupRoot(machine: Machine): DirectoryNode {
  const root = (): DirectoryNode => cgroupDirectory(machine, current.task?.namespaces.cgroup.root ?? machine.cgroups);
  return liveDirectory({ names: () => root().entries.keys(), get: (name) => root().entries.get(name) }, { mode: 0o755 });
}

function cgroupDirectory(machine: Machine, group: Cgroup): DirectoryNode {
  const files = groupFiles(machine, group);
  return liveDirectory(
    {
      *names() {
        yield* Object.keys(files);
        yield* group.children.keys();
      },
      get(name) {
        const read = Object.hasOwn(files, name) ? files[name] : undefined;
        const write = cgroupWriters[name];
        if (read && write) return writableFile(read, (text) => write(group, text));
        if (read) return liveFile(read);
        const child: Cgroup | undefined = group.children.get(name);
        return child && (cgroupDirectory(machine, child) as Node);
      },
    },
    { mode: 0o755 },
  );
}

const controllers = "cpuset cpu io memory hugetlb pids rdma misc\n";

/** The root of the tree has no limits. */
function groupFiles(machine: Machine, group: Cgroup): Readonly<Record<string, () => string>> {
  const { limits, memory, pids, cpu } = group;
  const common: Record<string, () => string> = {
    "cgroup.controllers": () => controllers,
    "cgroup.max.depth": () => "max\n",
    "cgroup.max.descendants": () => "max\n",
    "cgroup.procs": () => procs(group),
    "cgroup.stat": () => `nr_descendants ${descendants(group)}\nnr_dying_descendants 0\n`,
    "cgroup.subtree_control": () => (group.children.size > 0 ? controllers : "\n"),
    "cgroup.threads": () => procs(group),
    "cpu.stat": () =>
      `usage_usec ${Math.floor(cpu.usage)}\nuser_usec ${Math.floor(cpu.usage)}\nsystem_usec 0\nnr_periods ${cpu.periods}\nnr_throttled ${cpu.throttledPeriods}\nthrottled_usec ${Math.floor(cpu.throttled)}\n`,
    "cpuset.cpus.effective": () => `${processorsOf(group, machine.cpus)}\n`,
    "memory.stat": () => `anon ${memory.current}\nfile 0\nkernel 0\nslab 0\n`,
  };
  if (!group.parent) return common;
  return {
    ...common,
    "cgroup.events": () => `populated ${[...group.allTasks()].length > 0 ? 1 : 0}\nfrozen ${group.frozen ? 1 : 0}\n`,
    "cgroup.freeze": () => `${group.frozenHere ? 1 : 0}\n`,
    "cgroup.kill": () => "",
    "cgroup.type": () => "domain\n",
    "cpu.max": () => `${limits.cpuQuota ?? "max"} ${limits.cpuPeriod}\n`,
    "cpu.weight": () => `${limits.cpuWeight}\n`,
    "cpu.weight.nice": () => "0\n",
    "cpuset.cpus": () => `${limits.cpuset}\n`,
    "io.stat": () => "",
    "memory.current": () => `${memory.current}\n`,
    "memory.events": () => `low 0\nhigh 0\nmax ${memory.max}\noom ${memory.oom}\noom_kill ${memory.oomKill}\noom_group_kill 0\n`,
    "memory.high": () => max(limits.memoryHigh),
    "memory.low": () => `${limits.memoryLow ?? 0}\n`,
    "memory.max": () => max(limits.memoryMax),
    "memory.min": () => "0\n",
    "memory.oom.group": () => "0\n",
    "memory.peak": () => `${memory.peak}\n`,
    "memory.swap.current": () => "0\n",
    "memory.swap.max": () => max(limits.swapMax),
    "pids.current": () => `${pids.current}\n`,
    "pids.events": () => `max ${pids.max}\n`,
    "pids.max": () => max(limits.pidsMax),
    "pids.peak": () => `${pids.peak}\n`,
  };
}

/** As whoever looks counts; zombies are not listed. */
function procs(group: Cgroup): string {
  const namespace = current.task?.namespaces.pid;
  return [...group.tasks]
    .filter((task) => !task.status)
    .map((task) => `${(namespace ? task.pidIn(namespace) : task.pid) ?? 0}\n`)
    .join("");
}

function descendants(group: Cgroup): number {
  let count = 0;
  for (const child of group.children.values()) count += 1 + descendants(child);
  return count;
}

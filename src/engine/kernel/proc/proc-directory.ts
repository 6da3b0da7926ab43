/** `/proc` of one pid namespace. */
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { kernelRelease, kernelVersion } from "../kernel-version.ts";
import type { Machine } from "../machine.ts";
import type { PidNamespace } from "../namespaces.ts";
import { current, directoryOf, liveDirectory, liveFile, liveLink } from "./live.ts";
import { sysctlDirectory } from "./sysctls.ts";
import { taskDirectory } from "./task-files.ts";

/** @param given the pid namespace it shows; that of whoever looks when absent */
export function procDirectory(machine: Machine, given?: PidNamespace): DirectoryNode {
  const shown = (): PidNamespace => given ?? current.task?.namespaces.pid ?? machine.initial.pid;
  const files = systemFiles(machine, shown);
  return liveDirectory({
    *names() {
      const namespace = shown();
      for (const task of machine.processes.in(namespace)) yield String(task.pidIn(namespace));
      yield* Object.keys(files);
    },
    get(name) {
      const maker = Object.hasOwn(files, name) ? files[name] : undefined;
      if (maker) return maker();
      const namespace = shown();
      const task = /^[1-9]\d*$/.test(name) ? namespace.tasks.get(Number(name)) : undefined;
      return task && taskDirectory(machine, task, namespace);
    },
  });
}

function systemFiles(machine: Machine, shown: () => PidNamespace): Readonly<Record<string, () => Node>> {
  const self = (): string => String(current.task?.pidIn(shown()) ?? 1);
  return {
    cgroups: () => liveFile(() => "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t0\t64\t1\nmemory\t0\t64\t1\npids\t0\t64\t1\n"),
    // Empty here: the runtime covers them.
    acpi: () => directoryOf({}),
    bus: () => directoryOf({}),
    fs: () => directoryOf({}),
    irq: () => directoryOf({}),
    interrupts: () => liveFile(() => ""),
    kcore: () => liveFile(() => "", { mode: 0o400 }),
    keys: () => liveFile(() => ""),
    "sysrq-trigger": () => liveFile(() => "", { mode: 0o200 }),
    timer_list: () => liveFile(() => "", { mode: 0o400 }),
    cmdline: () => liveFile(() => "root=/dev/vda1 ro quiet\n"),
    cpuinfo: () => liveFile(() => cpuinfo(machine)),
    diskstats: () => liveFile(() => ""),
    filesystems: () => liveFile(() => "nodev\tsysfs\nnodev\tproc\nnodev\ttmpfs\nnodev\tcgroup2\nnodev\toverlay\n\text4\n"),
    loadavg: () => liveFile(() => loadavg(machine, shown())),
    meminfo: () => liveFile(() => meminfo(machine)),
    mounts: () => liveLink(() => "self/mounts"),
    net: () => liveLink(() => "self/net"),
    self: () => liveLink(self),
    stat: () => liveFile(() => statistics(machine)),
    sys: () => sysctlDirectory(machine),
    "thread-self": () => liveLink(() => `${self()}/task/${self()}`),
    uptime: () =>
      liveFile(() => {
        const seconds = machine.uptime / 1000 + (current.task?.namespaces.time.boottime ?? 0);
        return `${seconds.toFixed(2)} ${(seconds * machine.cpus * 0.98).toFixed(2)}\n`;
      }),
    version: () => liveFile(() => `Linux version ${kernelRelease} (dev@drydock) ${kernelVersion}\n`),
  };
}

function cpuinfo(machine: Machine): string {
  return Array.from(
    { length: machine.cpus },
    (_, cpu) =>
      `processor\t: ${cpu}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Drydock simulated CPU\ncpu MHz\t\t: 2400.000\ncpu cores\t: ${machine.cpus}\n\n`,
  ).join("");
}

/** What `free` and `docker stats` see of the machine's memory, in kilobytes. */
export function memoryOf(machine: Machine): { total: number; free: number; available: number; buffers: number; cached: number } {
  const total = Math.floor(machine.memory / 1024);
  const used = Math.ceil(machine.cgroups.memory.current / 1024) + Math.floor(total * 0.06);
  const cached = Math.floor(total * 0.2);
  const buffers = Math.floor(total * 0.01);
  return { total, free: Math.max(0, total - used - cached - buffers), available: Math.max(0, total - used), buffers, cached };
}

function meminfo(machine: Machine): string {
  const { total, free, available, buffers, cached } = memoryOf(machine);
  const rows: [string, number][] = [
    ["MemTotal", total],
    ["MemFree", free],
    ["MemAvailable", available],
    ["Buffers", buffers],
    ["Cached", cached],
    ["SwapCached", 0],
    ["SwapTotal", 0],
    ["SwapFree", 0],
    ["Shmem", 1024],
    ["SReclaimable", 0],
  ];
  return rows.map(([name, value]) => `${`${name}:`.padEnd(15)} ${value.toString().padStart(8)} kB\n`).join("");
}

function loadavg(machine: Machine, namespace: PidNamespace): string {
  const load = machine.busy.toFixed(2);
  return `${load} ${load} ${load} ${Math.max(1, machine.busy)}/${machine.processes.size} ${namespace.lastPid}\n`;
}

function statistics(machine: Machine): string {
  const used = Math.floor(machine.cgroups.cpu.usage / 10_000);
  const idle = Math.max(0, Math.floor((machine.uptime / 10) * machine.cpus) - used);
  const line = (name: string, part: number): string => `${name} ${Math.floor(used / part)} 0 0 ${Math.floor(idle / part)} 0 0 0 0 0 0\n`;
  const cpus = Array.from({ length: machine.cpus }, (_, cpu) => line(`cpu${cpu}`, machine.cpus)).join("");
  return `${line("cpu ", 1)}${cpus}ctxt 0\nbtime ${Math.floor(machine.bootedAt / 1000)}\nprocesses ${machine.processes.forks}\nprocs_running ${Math.max(1, machine.busy)}\nprocs_blocked 0\n`;
}

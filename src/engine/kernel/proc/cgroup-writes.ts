/** What can be written to the files of a control group. */
import { FsError } from "../../filesystem/errors.ts";
import type { Cgroup } from "../cgroups.ts";
import { killOverLimit } from "../memory.ts";
import { current } from "./live.ts";

/** By the file's name. Each throws `FsError` for what it does not take. */
export const cgroupWriters: Readonly<Record<string, (group: Cgroup, text: string) => void>> = {
  "cgroup.procs": (group, text) => {
    const pid = number(text);
    const task = pid === 0 ? current.task : current.task?.namespaces.pid.tasks.get(pid);
    if (!task) throw new FsError("ESRCH", "cgroup.procs");
    task.moveTo(group);
    killOverLimit(group);
  },
  "cgroup.freeze": (group, text) => group.freeze(oneOf(text, 0, 1) === 1),
  "cgroup.kill": (group, text) => {
    oneOf(text, 1, 1);
    const [first] = group.allTasks();
    first?.table.killAll(group);
  },
  // Every controller is there for every group.
  "cgroup.subtree_control": () => {},
  "cpu.max": (group, text) => {
    const [quota = "", period = String(group.limits.cpuPeriod)] = text.trim().split(/\s+/);
    const given = limit(quota);
    group.limits.cpuPeriod = number(period);
    if (given === undefined) delete group.limits.cpuQuota;
    else group.limits.cpuQuota = given;
  },
  "cpu.weight": (group, text) => {
    group.limits.cpuWeight = oneOf(text, 1, 10_000);
  },
  "cpuset.cpus": (group, text) => {
    if (!/^[\d,-]*$/.test(text.trim())) throw new FsError("EINVAL", "cpuset.cpus");
    group.limits.cpuset = text.trim();
  },
  "memory.max": (group, text) => {
    set(group, "memoryMax", limit(text));
    killOverLimit(group);
  },
  "memory.high": (group, text) => set(group, "memoryHigh", limit(text)),
  "memory.low": (group, text) => set(group, "memoryLow", limit(text)),
  "memory.swap.max": (group, text) => set(group, "swapMax", limit(text)),
  "pids.max": (group, text) => set(group, "pidsMax", limit(text)),
};

type Limit = "memoryMax" | "memoryHigh" | "memoryLow" | "swapMax" | "pidsMax";

function set({ limits }: Cgroup, key: Limit, value: number | undefined): void {
  if (value === undefined) delete limits[key];
  else limits[key] = value;
}

/** `max`, `1048576`, `1M`: `undefined` for no limit. */
function limit(text: string): number | undefined {
  const given = text.trim();
  if (given === "max") return undefined;
  const [, digits, unit = ""] = /^(\d+)([kmgt]?)$/i.exec(given) ?? [];
  if (digits === undefined) throw new FsError("EINVAL", given);
  return Number(digits) * 1024 ** " kmgt".indexOf(unit.toLowerCase() || " ");
}

function number(text: string): number {
  if (!/^\d+$/.test(text.trim())) throw new FsError("EINVAL", text);
  return Number(text);
}

function oneOf(text: string, least: number, most: number): number {
  const value = number(text);
  if (value < least || value > most) throw new FsError("EINVAL", text);
  return value;
}

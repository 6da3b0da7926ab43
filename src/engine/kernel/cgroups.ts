/** Control groups, version 2: a tree of groups, each with limits on memory, processor time and the number of processes. */
import type { Task } from "./task.ts";

/** A limit of `undefined` prints as `max`. */
export interface CgroupLimits {
  /** Bytes. */
  memoryMax?: number;
  memoryHigh?: number;
  /** Bytes; below this nothing is taken away (`--memory-reservation`). */
  memoryLow?: number;
  swapMax?: number;
  /** Microseconds of processor time in each period. */
  cpuQuota?: number;
  /** Microseconds; 100,000 unless told otherwise. */
  cpuPeriod: number;
  /** 1 to 10,000; 100 unless told otherwise. */
  cpuWeight: number;
  pidsMax?: number;
  /** `0-1,3`; empty for all. */
  cpuset: string;
}

/** Fork failed: a `pids.max` above the task is reached. */
export class TooManyTasks extends Error {
  readonly cgroup: Cgroup;
  constructor(cgroup: Cgroup) {
    super("Resource temporarily unavailable");
    this.name = "TooManyTasks";
    this.cgroup = cgroup;
  }
}

export class Cgroup {
  readonly name: string;
  readonly parent: Cgroup | undefined;
  readonly children = new Map<string, Cgroup>();
  /** Tasks directly in it. */
  readonly tasks = new Set<Task>();
  readonly limits: CgroupLimits = { cpuPeriod: 100_000, cpuWeight: 100, cpuset: "" };
  readonly memory = { current: 0, peak: 0, max: 0, oom: 0, oomKill: 0 };
  readonly pids = { current: 0, peak: 0, max: 0 };
  /** Microseconds, but for the counts of periods. */
  readonly cpu = { usage: 0, periods: 0, throttledPeriods: 0, throttled: 0 };
  #frozen = false;

  constructor(name = "", parent?: Cgroup) {
    this.name = name;
    this.parent = parent;
  }

  /** `/system.slice/docker-<id>.scope`; `/` for the root. */
  get path(): string {
    return this.parent ? `${this.parent.path === "/" ? "" : this.parent.path}/${this.name}` : "/";
  }

  /** The path as a task sees it whose cgroup namespace begins at `root`. */
  pathFrom(root: Cgroup): string {
    const mine = this.#upwards();
    if (mine.includes(root)) return this.path.slice(root.path === "/" ? 0 : root.path.length) || "/";
    const above = root.#upwards();
    const common = above.findIndex((group) => mine.includes(group));
    const shared = above[common] as Cgroup;
    return `${"/..".repeat(common)}${this.path.slice(shared.path === "/" ? 0 : shared.path.length)}`;
  }

  /** The group of that path below this one; made when it is not there. */
  descend(path: string): Cgroup {
    let group: Cgroup = this;
    for (const name of path.split("/").filter((part) => part !== "")) {
      let child = group.children.get(name);
      if (!child) {
        child = new Cgroup(name, group);
        group.children.set(name, child);
      }
      group = child;
    }
    return group;
  }

  find(path: string): Cgroup | undefined {
    let group: Cgroup | undefined = this;
    for (const name of path.split("/").filter((part) => part !== "")) group = group?.children.get(name);
    return group;
  }

  /** Takes an empty group out of the tree; false when there are tasks or groups in it (`rmdir` says `Device or resource busy`). */
  remove(): boolean {
    if (!this.parent || this.tasks.size > 0 || this.children.size > 0) return false;
    return this.parent.children.delete(this.name);
  }

  /** Every task in it and below. */
  *allTasks(): Generator<Task> {
    yield* this.tasks;
    for (const child of this.children.values()) yield* child.allTasks();
  }

  // ── pids

  /** Adds a task that is being made. Throws `TooManyTasks`, and then nothing has changed. */
  fork(task: Task): void {
    const groups = this.#upwards();
    const full = groups.find(({ limits, pids }) => limits.pidsMax !== undefined && pids.current >= limits.pidsMax);
    if (full) {
      full.pids.max++;
      throw new TooManyTasks(full);
    }
    this.#enter(task, groups);
  }

  /** Moves a task here, with what it uses. Migration is not held up by limits, as in Linux. */
  attach(task: Task, from: Cgroup): void {
    from.leave(task);
    this.#enter(task, this.#upwards());
    this.charge(task.memory);
  }

  leave(task: Task): void {
    if (!this.tasks.delete(task)) return;
    for (const group of this.#upwards()) group.pids.current--;
    this.charge(-task.memory);
  }

  #enter(task: Task, groups: readonly Cgroup[]): void {
    this.tasks.add(task);
    for (const { pids } of groups) pids.peak = Math.max(pids.peak, ++pids.current);
  }

  // ── memory

  /** Adds `bytes` to this group and those above it, whatever the limits say. */
  charge(bytes: number): void {
    for (const { memory } of this.#upwards()) {
      memory.current += bytes;
      memory.peak = Math.max(memory.peak, memory.current);
    }
  }

  /** The lowest group, upwards from this one, that holds more than it may. */
  overLimit(): Cgroup | undefined {
    return this.#upwards().find(({ limits, memory }) => limits.memoryMax !== undefined && memory.current > limits.memoryMax);
  }

  // ── processor

  /**
   * How long `ms` milliseconds of one processor take under the quotas of this group and those above it, and notes what was
   * used. `busy` is how many processors the machine has for all that compute now, as a share of one.
   */
  useProcessor(ms: number, busy = 1): number {
    let longest = ms / busy;
    for (const { limits, cpu } of this.#upwards()) {
      cpu.usage += ms * 1000;
      if (limits.cpuQuota === undefined) continue;
      const share = limits.cpuQuota / limits.cpuPeriod;
      const took = ms / Math.min(1, share);
      const periods = Math.max(1, Math.ceil((took * 1000) / limits.cpuPeriod));
      cpu.periods += periods;
      if (took > ms) {
        cpu.throttledPeriods += periods;
        cpu.throttled += (took - ms) * 1000;
      }
      longest = Math.max(longest, took);
    }
    return longest;
  }

  // ── freezing

  get frozen(): boolean {
    return this.#frozen || (this.parent?.frozen ?? false);
  }
  get frozenHere(): boolean {
    return this.#frozen;
  }

  /** `docker pause`: every task in it and below waits where it is. */
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    for (const task of this.allTasks()) task.frozenChanged();
  }

  #upwards(): Cgroup[] {
    const groups: Cgroup[] = [];
    for (let at: Cgroup | undefined = this; at; at = at.parent) groups.push(at);
    return groups;
  }
}

/** Which of a machine's processors the tasks of a group may use, as `0-3`: its own set, or that of the group above. */
export function processorsOf(group: Cgroup, cpus: number): string {
  for (let at: Cgroup | undefined = group; at; at = at.parent) if (at.limits.cpuset !== "") return at.limits.cpuset;
  return cpus > 1 ? `0-${cpus - 1}` : "0";
}

/** The numbers in a list like `0-2,5`. */
export function processorsIn(list: string): number[] {
  return list.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

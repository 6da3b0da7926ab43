import type { Cgroup } from "./cgroups.ts";
import { endedBy } from "./signals.ts";
import type { Task } from "./task.ts";

/** What a process has that does nothing much: pages of its program and its stack. */
export const smallestMemory = 400 * 1024;

/**
 * Sets a task's resident memory, in bytes. While a control group above it holds more than it may, its biggest task is killed,
 * as the kernel's OOM killer does; that may be this one.
 */
export function setMemory(task: Task, bytes: number): void {
  if (task.status) return;
  task.cgroup.charge(bytes - task.memory);
  task.memory = bytes;
  killOverLimit(task.cgroup);
}

/** While a group or one above it holds more than it may, the biggest task in that one is killed. */
export function killOverLimit(from: Cgroup): void {
  for (let group = from.overLimit(); group; group = from.overLimit()) {
    const victim = biggest([...group.allTasks()]);
    group.memory.max++;
    group.memory.oom++;
    if (!victim) return;
    group.memory.oomKill++;
    victim.table.exit(victim, endedBy("KILL", true));
  }
}

/** The task the kernel would choose: memory first, moved by `oom_score_adj`; those at −1000 never. */
function biggest(tasks: readonly Task[]): Task | undefined {
  let chosen: Task | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const task of tasks) {
    if (task.status || task.oomScoreAdj <= -1000) continue;
    const points = task.memory + (task.oomScoreAdj * task.memory) / 1000;
    if (points > most) {
      most = points;
      chosen = task;
    }
  }
  return chosen;
}

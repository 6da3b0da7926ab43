/** Processor time: who uses how much of it, how long that takes, and what comes of using more than one may. */
import type { Machine } from "./machine.ts";
import { taskClock } from "./process-streams.ts";
import { endedBy } from "./signals.ts";
import type { Task } from "./task.ts";

/** Whoever works: `Process` is one. */
export interface Worker {
  readonly machine: Machine;
  readonly task: Task;
}

/** Lets a task compute for `ms` milliseconds of one processor. They are shared by all that compute; a quota stretches it further. */
export async function compute(machine: Machine, task: Task, ms: number): Promise<void> {
  await whileBusy(machine, task, async () => {
    const took = charge(machine, task, ms);
    await taskClock(task).sleep(took);
  });
}

/**
 * Counts what a program does that says nothing of time, a shell in a loop: see `Budget.tick`. Gives something to wait for when
 * it is the event loop's turn; the time that passes meanwhile it was busy.
 */
export function work({ machine, task }: Worker, cost = 1): Promise<void> | undefined {
  const pause = task.scope.budget.tick(cost);
  return pause && passBusily(machine, task, pause);
}

async function passBusily(machine: Machine, task: Task, pause: Promise<void>): Promise<void> {
  await whileBusy(machine, task, async () => {
    const before = task.clock.now();
    await pause;
    const ms = task.clock.now() - before;
    if (ms <= 0 || task.status) return;
    const more = charge(machine, task, ms) - ms;
    if (more > 0) await taskClock(task).sleep(more);
  });
}

async function whileBusy(machine: Machine, task: Task, body: () => Promise<void>): Promise<void> {
  task.computing++;
  machine.busy++;
  try {
    await body();
  } finally {
    machine.busy--;
    task.computing--;
  }
}

/** Notes what was used. Gives the milliseconds it takes under the quotas of its groups. */
function charge(machine: Machine, task: Task, ms: number): number {
  const took = task.cgroup.useProcessor(ms, Math.min(1, machine.cpus / machine.busy));
  const before = seconds(task);
  task.processorTime.user += ms;
  const { soft, hard } = task.limits.cpu;
  // The kernel asks at the hard limit first; at the soft one it tells the task, once a second.
  if (seconds(task) >= hard) task.table.exit(task, endedBy("KILL"));
  else if (seconds(task) >= soft && seconds(task) > before) task.table.kill(task, "XCPU");
  return took;
}

function seconds({ processorTime }: Task): number {
  return Math.floor((processorTime.user + processorTime.system) / 1000);
}

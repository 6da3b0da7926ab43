import { Budget, defaultLimit, type LabLimit } from "./budget.ts";
import { endedBy } from "./signals.ts";
import type { Task } from "./task.ts";

/** Processes one scope can have at a time: a fork bomb has no more than this. */
export const mostRunning = 500;

/**
 * What the lab lets a group of processes do before it takes them for a mistake: a RUN step, a line typed at the prompt, a
 * container. Inherited by every fork. When a limit is reached all of them end.
 */
export class Scope {
  readonly budget: Budget;
  /** Processes in it, with those that nobody has waited for. */
  running = 0;
  /** What ended it: a limit, or a fault of the lab's own. */
  failure: LabLimit | Error | undefined;
  /** Goes on when the others end: the shell at the prompt. */
  spared: Task | undefined;
  /** Called once, when it fails. */
  onFailure: ((error: LabLimit | Error) => void) | undefined;

  constructor(budget: Budget = new Budget(defaultLimit)) {
    this.budget = budget;
  }

  /** Ends every task in it. */
  fail(error: LabLimit | Error, tasks: Iterable<Task>): void {
    if (this.failure) return;
    this.failure = error;
    for (const task of tasks) if (task.scope === this && task !== this.spared) task.table.exit(task, endedBy("KILL"));
    this.onFailure?.(error);
  }
}

/** How a line at the prompt ends before its time. */
import type { ProcessTable } from "../engine/kernel/process-table.ts";
import type { Scope } from "../engine/kernel/scope.ts";
import type { Task } from "../engine/kernel/task.ts";
import type { JobTable } from "../engine/programs/shell/jobs.ts";

/** Resolves to 130 soon after an abort, even when a program does not listen. */
export function interrupted(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const late = (): void => void setTimeout(() => resolve(130), 100);
    if (signal.aborted) late();
    else signal.addEventListener("abort", late, { once: true });
  });
}

/** Rejects when a limit of the lab ends what a line has started. */
export function failure(scope: Scope): Promise<never> {
  return new Promise((_, reject) => {
    scope.onFailure = reject;
  });
}

/** ^C: whatever runs in the shell's foreground hears SIGINT. */
export function interruptForeground(processes: ProcessTable, shell: Task, jobs: JobTable): void {
  const background = new Set(jobs.all.flatMap((job) => job.children.map((child) => child.task)));
  for (const task of processes.all())
    if (task.session === shell.pid && task !== shell && !isBelow(task, background)) processes.kill(task, "INT");
}

/** Whether a task was started by one of these, or by what those started. */
function isBelow(task: Task, ancestors: ReadonlySet<Task>): boolean {
  for (let at: Task | undefined = task; at; at = at.parent) if (ancestors.has(at)) return true;
  return false;
}

/** Waiting for what runs in the foreground, and what a shell says when it did not end by itself. */
import { TooManyTasks } from "../../kernel/cgroups.ts";
import { NoMemoryForFork } from "../../kernel/process-table.ts";
import type { ExitStatus, SignalName } from "../../kernel/signals.ts";
import type { Terminal } from "../../kernel/terminal.ts";
import type { Child, ForkOptions } from "../program.ts";
import { jobLine, signalWords } from "./job-line.ts";
import { Job } from "./jobs.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";

/** What a shell does when it can't have another process; other errors are handed back as they are. */
export function cannotFork(shell: Shell, error: unknown = new TooManyTasks(shell.process.task.cgroup)): unknown {
  if (!(error instanceof TooManyTasks || error instanceof NoMemoryForFork)) return error;
  const { name } = shell.dialect;
  const text = name === "bash" ? `fork: ${error.message}` : name === "dash" ? "Cannot fork" : `can't fork: ${error.message}`;
  return new ShellFailure({ kind: "text", text }, name === "bash" ? 254 : 2);
}

/** A shell at a terminal of its own: what it starts has the terminal one after the other. */
export interface JobControl {
  readonly terminal: Terminal;
  /** Signals that the shell ignores, and what it starts does not. */
  readonly ignored: readonly SignalName[];
  /** What ran was ended by ^C: the rest of the line is not run. */
  interrupt(): never;
}

/** What the next command in the foreground is started with. */
export function inForeground(shell: Shell, leader?: Child): Pick<ForkOptions, "group" | "foreground" | "heeds"> {
  if (!shell.jobControl || shell.depth > 0) return {};
  const heeds = shell.jobControl.ignored;
  return leader ? { group: leader.task.group, heeds } : { group: "new", foreground: true, heeds };
}

/** 128 and the number of SIGTSTP: what a command gives that was stopped. */
const stoppedStatus = 148;

/**
 * Waits until all of them have ended, or one was stopped (^Z): then they are a job. Gives their exit codes, having said what
 * ended the last.
 */
export async function waitFor(shell: Shell, children: readonly Child[], text: string): Promise<readonly number[]> {
  const last = children.at(-1) as Child;
  const control = shell.depth > 0 ? undefined : shell.jobControl;
  const ended = Promise.all(children.map((child) => child.wait()));
  const statuses = control ? await Promise.race([ended, stopping(children)]) : await ended;
  if (control) control.terminal.foreground = shell.process.task.group;
  if (statuses === "stopped") {
    const job = new Job(shell.jobs.nextId, children, children[0]?.pid ?? 0, text);
    shell.jobs.add(job);
    tellStopped(shell, job);
    return children.map(() => stoppedStatus);
  }
  const status = statuses.at(-1) as ExitStatus;
  if (control && status.signal === "INT") control.interrupt();
  sayEnded(shell, last.pid, status, text);
  return statuses.map(({ code }) => code);
}

function stopping(children: readonly Child[]): Promise<"stopped"> {
  return new Promise((resolve) => {
    for (const { task } of children)
      task.signals.onChange = () => {
        if (task.signals.stopped) resolve("stopped");
      };
  });
}

function tellStopped(shell: Shell, job: Job): void {
  job.stopped = true;
  job.told = true;
  shell.error(`\n${jobLine(shell, job)}`);
}

/** Lets a job that was in the background or stopped run in the foreground. */
export async function waitForJob(shell: Shell, job: Job): Promise<number> {
  const control = shell.jobControl;
  if (control) control.terminal.foreground = job.children[0]?.task.group ?? 0;
  const ended = control ? Promise.race([job.done, stopping(job.children)]) : job.done;
  if (job.group > 0) shell.process.kill(-job.group, "CONT");
  const how = await ended;
  if (control) control.terminal.foreground = shell.process.task.group;
  if (how === "stopped") {
    tellStopped(shell, job);
    return stoppedStatus;
  }
  shell.jobs.remove(job);
  if (control && job.status?.signal === "INT") control.interrupt();
  return job.status?.code ?? 127;
}

/** `Terminated`, `bash: line 1:    12 Killed                  sleep 9`: SIGINT and SIGPIPE need no words. */
export function sayEnded(shell: Shell, pid: number, status: ExitStatus, text: string): void {
  const said = signalWords(status);
  if (said === undefined) return;
  if (shell.dialect.name !== "bash" || shell.mode === "interactive") shell.error(`${said}\n`);
  else shell.error(`${shell.prefix()}${pid.toString().padStart(5)} ${said.padEnd(23)} ${text}\n`);
}

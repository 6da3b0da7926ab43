/** Waiting for what runs in the foreground, and what a shell says when it did not end by itself. */
import { TooManyTasks } from "../../kernel/cgroups.ts";
import { NoMemoryForFork } from "../../kernel/process-table.ts";
import type { ExitStatus } from "../../kernel/signals.ts";
import type { Child } from "../program.ts";
import type { Job } from "./jobs.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";

/** What a shell does when it can't have another process; other errors are handed back as they are. */
export function cannotFork(shell: Shell, error: unknown = new TooManyTasks(shell.process.task.cgroup)): unknown {
  if (!(error instanceof TooManyTasks || error instanceof NoMemoryForFork)) return error;
  const { name } = shell.dialect;
  const text = name === "bash" ? `fork: ${error.message}` : name === "dash" ? "Cannot fork" : `can't fork: ${error.message}`;
  return new ShellFailure({ kind: "text", text }, name === "bash" ? 254 : 2);
}

/** Waits for a command in the foreground; gives its exit code, having said what ended it. */
export async function waitFor(shell: Shell, child: Child, text: string): Promise<number> {
  const status = await child.wait();
  sayEnded(shell, child.pid, status, text);
  return status.code;
}

/** Lets a job that was in the background or stopped run in the foreground. */
export async function waitForJob(shell: Shell, job: Job): Promise<number> {
  if (job.group > 0) shell.process.kill(-job.group, "CONT");
  await job.done;
  shell.jobs.remove(job);
  return job.status?.code ?? 127;
}

const words: Readonly<Record<string, string>> = {
  HUP: "Hangup",
  QUIT: "Quit",
  ILL: "Illegal instruction",
  TRAP: "Trace/breakpoint trap",
  ABRT: "Aborted",
  BUS: "Bus error",
  FPE: "Floating point exception",
  KILL: "Killed",
  USR1: "User defined signal 1",
  SEGV: "Segmentation fault",
  USR2: "User defined signal 2",
  ALRM: "Alarm clock",
  TERM: "Terminated",
};

/** The signal's name in words, as `strsignal` has it. */
export function signalWords(status: ExitStatus): string | undefined {
  return status.signal && words[status.signal];
}

/** `Terminated`, `bash: line 1:    12 Killed                  sleep 9`: SIGINT and SIGPIPE need no words. */
export function sayEnded(shell: Shell, pid: number, status: ExitStatus, text: string): void {
  const said = signalWords(status);
  if (said === undefined) return;
  if (shell.dialect.name !== "bash" || shell.mode === "interactive") shell.error(`${said}\n`);
  else shell.error(`${shell.prefix()}${pid.toString().padStart(5)} ${said.padEnd(23)} ${text}\n`);
}

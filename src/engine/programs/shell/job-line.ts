/** How a shell shows the state of a job. */
import type { ExitStatus } from "../../kernel/signals.ts";
import type { Job } from "./jobs.ts";
import type { Shell } from "./shell.ts";

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
  XCPU: "CPU time limit exceeded",
  XFSZ: "File size limit exceeded",
};

/** The signal's name in words, as `strsignal` has it. */
export function signalWords(status: ExitStatus): string | undefined {
  return status.signal && words[status.signal];
}

/** `[1]+  Running                 sleep 9 &` */
export function jobLine(shell: Shell, job: Job, withPid = false): string {
  const { name } = shell.dialect;
  const { current, previous } = shell.jobs;
  const mark = job === current ? "+" : job === previous ? "-" : " ";
  const { status } = job;
  const ended =
    status && (signalWords(status) ?? (status.code === 0 ? "Done" : name === "bash" ? `Exit ${status.code}` : `Done(${status.code})`));
  const state = ended ?? (job.state === "stopped" ? "Stopped" : "Running");
  const text =
    name === "bash" || shell.mode === "interactive" ? `${job.text}${name === "bash" && job.state === "running" ? " &" : ""}` : "";
  const pid = withPid ? `${job.children[0]?.pid} ` : "";
  return name === "dash"
    ? `[${job.id}] ${mark} ${pid}${state.padEnd(27)}${text}\n`
    : `[${job.id}]${mark}  ${pid}${state.padEnd(24)}${text}\n`;
}

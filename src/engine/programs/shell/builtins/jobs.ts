import {
  isSignalNumber,
  numberedSignals,
  parseSignal,
  type SignalName,
  signalName,
  signalNames,
  signalNumbers,
} from "../../../kernel/signals.ts";
import type { Builtins } from "../builtins.ts";
import { sayEnded } from "../foreground.ts";
import { jobLine } from "../job-line.ts";
import type { Job } from "../jobs.ts";
import type { Shell } from "../shell.ts";
import { runTraps } from "../traps.ts";

/** Waits for a job in the background; gives its exit code, or that of the signal that interrupted the wait. */
async function finish(shell: Shell, job: Job): Promise<number> {
  const interrupted = await untilWoken(shell, job.done);
  if (interrupted !== undefined) return interrupted;
  shell.jobs.remove(job);
  const { status } = job;
  if (!status) return 127;
  const quiet = shell.dialect.name === "bash" && status.signal === "TERM";
  if (shell.mode !== "interactive" && !quiet) sayEnded(shell, job.pid, status, job.text);
  return status.code;
}

/** Resolves when `promise` has settled, or earlier to 128 + n when a signal with a trap came. */
async function untilWoken(shell: Shell, promise: Promise<void>): Promise<number | undefined> {
  const woken = new Promise<"woken">((resolve) => {
    shell.wake = () => resolve("woken");
  });
  try {
    if (shell.trapped.length === 0 && (await Promise.race([promise, woken, aborted(shell.signal)])) !== "woken") return undefined;
    const [signal] = shell.trapped;
    await runTraps(shell);
    return signal && shell.dialect.name !== "dash" ? 128 + signalNumbers[signal] : 0;
  } finally {
    shell.wake = undefined;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function noSuchJob(shell: Shell, builtin: string, word: string): number {
  const { name } = shell.dialect;
  const line = name === "ash" && shell.mode !== "interactive" ? "line 0: " : "";
  const missing = name === "dash" ? `No such job: ${word}` : `${line}${word}: no such job`;
  const none = word === "current" && name !== "bash" ? `${line}No current job` : missing;
  shell.complain({ kind: "text", text: `${builtin}: ${none}` });
  return name === "bash" ? 1 : 2;
}

async function wait(shell: Shell, args: readonly string[]): Promise<number> {
  const words = args.filter((word) => !/^-[nfp]$/.test(word));
  if (args.includes("-n")) {
    const jobs = words.length > 0 ? words.flatMap((word) => shell.jobs.find(word) ?? []) : shell.jobs.all;
    if (jobs.length === 0) return 127;
    const interrupted = await untilWoken(shell, Promise.race(jobs.map((job) => job.done)));
    if (interrupted !== undefined) return interrupted;
    const first = jobs.find((job) => job.state === "done") as Job;
    shell.jobs.remove(first);
    return first.status?.code ?? 127;
  }
  if (words.length === 0) {
    for (const job of shell.jobs.all) {
      const interrupted = await untilWoken(shell, job.done);
      if (interrupted !== undefined) return interrupted;
      shell.jobs.remove(job);
    }
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const job = shell.jobs.find(word);
    if (job) status = await finish(shell, job);
    else {
      status = shell.jobs.remembered(Number(word)) ?? 127;
      if (shell.dialect.name !== "bash" || shell.jobs.remembered(Number(word)) !== undefined) continue;
      const text = word.startsWith("%") ? `wait: ${word}: no such job` : `wait: pid ${word} is not a child of this shell`;
      shell.complain({ kind: "text", text });
    }
  }
  return status;
}

async function kill(shell: Shell, args: readonly string[]): Promise<number> {
  const { name } = shell.dialect;
  if (args[0] === "-l" || args[0] === "-L") return listSignals(shell, args.slice(1));
  let signal: SignalName | undefined = "TERM";
  let words = args;
  const first = args[0] ?? "";
  const given = first === "-s" || first === "-n" ? args[1] : /^-\w/.test(first) ? first.slice(1) : undefined;
  if (given !== undefined) {
    words = args.slice(first === "-s" || first === "-n" ? 2 : 1);
    signal = given === "0" || given.toUpperCase() === "EXIT" ? undefined : parseSignal(given);
    if (signal === undefined && given !== "0" && given.toUpperCase() !== "EXIT" && !isSignalNumber(Number(given))) {
      if (name === "bash") shell.complain({ kind: "text", text: `kill: ${given}: invalid signal specification` });
      else if (name === "dash")
        shell.complain({
          kind: "text",
          text: first === "-s" ? `kill: invalid signal number or name: ${given}` : `kill: Illegal option -${given[0]}`,
        });
      else shell.error(`sh: bad signal name '${given}'\n`);
      return name === "dash" ? 2 : 1;
    }
  }
  if (words[0] === "--") words = words.slice(1);
  if (words.length === 0) {
    if (name === "bash") shell.error("kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n");
    else if (name === "dash")
      shell.complain({ kind: "text", text: "kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]" });
    else shell.error("sh: you need to specify whom to kill\n");
    return name === "ash" ? 1 : 2;
  }
  let status = 0;
  for (const word of words) if (!killOne(shell, word, signal)) status = name === "dash" && !/^-?\d+$/.test(word) ? 2 : 1;
  return status;
}

/** False when it could not; that has been said. */
function killOne(shell: Shell, word: string, signal: SignalName | undefined): boolean {
  const { name } = shell.dialect;
  const job = word.startsWith("%") ? shell.jobs.find(word) : undefined;
  if (word.startsWith("%") && !job) {
    noSuchJob(shell, "kill", word);
    return false;
  }
  if (!job && !/^-?\d+$/.test(word)) {
    if (name === "bash") shell.complain({ kind: "text", text: `kill: ${word}: arguments must be process or job IDs` });
    else if (name === "dash") shell.complain({ kind: "text", text: `kill: Illegal number: ${word}` });
    else shell.error(`sh: invalid number '${word}'\n`);
    return false;
  }
  // Without job control a job has no group of its own: its processes are told one by one.
  const pids = !job ? [Number(word)] : job.group > 0 ? [-job.group] : job.children.map((child) => child.pid);
  const failure = pids.map((pid) => shell.process.kill(pid, signal)).find((problem) => problem !== undefined);
  // A job that is stopped must go on to hear it.
  if (job?.stopped && !failure && (signal === "TERM" || signal === "HUP")) for (const pid of pids) shell.process.kill(pid, "CONT");
  if (!failure) return true;
  const reason = failure === "EPERM" ? "Operation not permitted" : "No such process";
  if (name === "bash") shell.complain({ kind: "text", text: `kill: (${word}) - ${reason}` });
  else if (name === "dash") shell.error(`${shell.prefix()}kill: ${reason}\n\n`);
  else shell.error(`sh: can't kill pid ${word}: ${reason}\n`);
  return false;
}

function listSignals(shell: Shell, words: readonly string[]): number {
  if (words.length === 0) {
    if (shell.dialect.name === "bash") shell.out(signalTable());
    else if (shell.dialect.name === "ash") shell.out(numberedSignals());
    else shell.out(`${signalNames.join("\n")}\n`);
    return 0;
  }
  for (const word of words) {
    const number = Number(word);
    if (shell.dialect.name === "dash" && Number.isNaN(number)) {
      shell.complain({ kind: "text", text: `kill: Illegal number: ${word}` });
      return 2;
    }
    const text = Number.isNaN(number)
      ? signalNumbers[parseSignal(word) ?? "HUP"].toString()
      : signalName(number > 128 ? number - 128 : number);
    shell.out(`${text ?? ""}\n`);
  }
  return 0;
}

/** Five to a line, real-time signals last. */
function signalTable(): string {
  const names = [...signalNames.map((name, index) => [index + 1, `SIG${name}`] as const), ...realTime()];
  let text = "";
  for (const [index, [number, name]] of names.entries()) {
    const cell = `${number.toString().padStart(2)}) ${name}`;
    text += index % 5 === 4 || index === names.length - 1 ? `${cell}\n` : `${cell}\t`;
  }
  return text;
}

function realTime(): (readonly [number, string])[] {
  return Array.from({ length: 31 }, (_, index) => {
    const number = index + 34;
    const up = number - 34;
    const down = 64 - number;
    return [number, up <= 15 ? `SIGRTMIN${up === 0 ? "" : `+${up}`}` : `SIGRTMAX${down === 0 ? "" : `-${down}`}`] as const;
  });
}

/** Brings a job to the foreground, or lets it go on in the background. */
async function resume(shell: Shell, builtin: "fg" | "bg", word: string | undefined): Promise<number> {
  if (shell.mode !== "interactive" && shell.dialect.name === "bash") {
    shell.complain({ kind: "text", text: `${builtin}: no job control` });
    return 1;
  }
  const job = shell.jobs.find(word ?? "%%");
  if (!job) return noSuchJob(shell, builtin, word ?? "current");
  const wasStopped = job.stopped;
  job.stopped = false;
  if (builtin === "bg") {
    shell.out(`[${job.id}]${job === shell.jobs.current ? "+" : " "} ${job.text} &\n`);
    if (wasStopped) shell.process.kill(-job.group, "CONT");
    return 0;
  }
  shell.out(`${job.text}\n`);
  return shell.toForeground(job);
}

export const jobBuiltins: Builtins = {
  wait,
  kill,
  jobs: async (shell, args) => {
    const table = shell.parentJobs ?? shell.jobs;
    const words = args.filter((word) => !word.startsWith("-"));
    const missing = words.find((word) => !table.find(word));
    if (missing !== undefined) return noSuchJob(shell, "jobs", missing);
    for (const job of words.length > 0 ? words.flatMap((word) => table.find(word) ?? []) : table.all) {
      if (args.includes("-p")) shell.out(`${job.children[0]?.pid}\n`);
      else shell.out(jobLine(shell, job, args.includes("-l")));
      if (job.state === "done") shell.jobs.remove(job);
    }
    return 0;
  },
  fg: (shell, [word]) => resume(shell, "fg", word),
  bg: (shell, [word]) => resume(shell, "bg", word),
  disown: async (shell, args) => {
    const words = args.filter((word) => !word.startsWith("-"));
    for (const job of args.includes("-a") ? shell.jobs.all : words.map((word) => shell.jobs.find(word))) if (job) shell.jobs.remove(job);
    const { current } = shell.jobs;
    if (args.length === 0 && !current) return noSuchJob(shell, "disown", "current");
    if (args.length === 0 && current) shell.jobs.remove(current);
    return 0;
  },
};

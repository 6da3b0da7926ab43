/** The process behind the prompt. */
import { credentialsFor } from "../engine/kernel/credentials.ts";
import type { Machine } from "../engine/kernel/machine.ts";
import { createTask } from "../engine/kernel/process.ts";
import type { ExitStatus } from "../engine/kernel/signals.ts";
import type { Task } from "../engine/kernel/task.ts";
import type { Terminal } from "../engine/kernel/terminal.ts";
import { hostName, learner } from "./host-disk.ts";

const startEnvironment: readonly (readonly [string, string])[] = [
  ["HOME", learner.home],
  ["HOSTNAME", hostName],
  ["LANG", "C.UTF-8"],
  ["LOGNAME", learner.name],
  ["PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"],
  ["SHELL", "/bin/bash"],
  ["TERM", "xterm-256color"],
  ["USER", learner.name],
];

/** What the learner's first shell has for a pid. */
export const firstShellPid = 1204;

/** The learner's bash, as the leader of the terminal's session. */
export function loginShell(machine: Machine, terminal: Terminal, cwd: string): Task {
  const credentials = credentialsFor(learner.uid, learner.gid);
  const env = new Map(startEnvironment);
  const task = createTask(machine, { argv: ["bash"], env, cwd, root: machine.init.root, credentials });
  task.reapsAll = true;
  terminal.session = task.session;
  terminal.foreground = task.group;
  // The keys are for what it runs; those that stop a job have no prompt to come back to here.
  for (const signal of ["INT", "QUIT", "TSTP"] as const) task.signals.set(signal, () => {});
  // Nobody is there who could let it go on.
  task.signals.onChange = () => {
    if (task.signals.stopped) task.table.kill(task, "CONT");
  };
  return task;
}

/** What the learner is told when something has ended it. */
export function shellEnded({ signal, code }: ExitStatus): string {
  const how = signal ? `ended by SIG${signal}` : `ended with exit code ${code}`;
  return `drydock: your shell was ${how}; this is a new one, without the variables and jobs of the old one\n`;
}

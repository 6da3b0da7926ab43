import type { Builtins } from "../builtins.ts";
import type { Job, Shell } from "../shell.ts";

const signals: readonly string[] = [
  "EXIT",
  "HUP",
  "INT",
  "QUIT",
  "ILL",
  "TRAP",
  "ABRT",
  "BUS",
  "FPE",
  "KILL",
  "USR1",
  "SEGV",
  "USR2",
  "PIPE",
  "ALRM",
  "TERM",
];

function jobFor(shell: Shell, word: string): Job | undefined {
  const jobs = [...shell.shared.jobs.values()];
  if (word === "%%" || word === "%+") return jobs.at(-1);
  return word.startsWith("%") ? jobs[Number(word.slice(1)) - 1] : shell.shared.jobs.get(Number(word));
}

async function finish(shell: Shell, job: Job): Promise<number> {
  const status = await job.done;
  shell.shared.jobs.delete(job.pid);
  return status;
}

/** Ends every background command, as a container does when its first process ends. */
export async function endJobs(shell: Shell): Promise<void> {
  for (const job of shell.shared.jobs.values()) job.controller.abort();
  await Promise.allSettled([...shell.shared.jobs.values()].map((job) => job.done));
  shell.shared.jobs.clear();
}

export const jobBuiltins: Builtins = {
  wait: async (shell, args) => {
    if (args.length === 0) {
      for (const job of [...shell.shared.jobs.values()]) await finish(shell, job);
      return 0;
    }
    let status = 0;
    for (const word of args) {
      const job = jobFor(shell, word);
      if (job) status = await finish(shell, job);
      else {
        status = 127;
        if (shell.dialect.name === "bash") shell.complain({ kind: "text", text: `wait: pid ${word} is not a child of this shell` });
      }
    }
    return status;
  },
  jobs: async (shell) => {
    for (const [index, job] of [...shell.shared.jobs.values()].entries())
      shell.out(`[${index + 1}]+  Running                 ${job.pid} &\n`);
    return 0;
  },
  fg: async (shell, [word = "%%"]) => {
    const job = jobFor(shell, word);
    if (job) return finish(shell, job);
    shell.complain({ kind: "text", text: `fg: ${word === "%%" ? "current" : word}: no such job` });
    return 1;
  },
  bg: async (shell) => {
    shell.complain({ kind: "text", text: "bg: current: no such job" });
    return 1;
  },
  kill: async (shell, args) => {
    if (args[0] === "-l") {
      const names = args.slice(1).map((word) => (/^\d+$/.test(word) ? signals[Number(word) & 127] : word));
      shell.out(`${(names.length > 0 ? names : signals.slice(1)).join(names.length > 0 ? "\n" : " ")}\n`);
      return 0;
    }
    let status = 0;
    const targets = args.filter((word, index) => !(index === 0 && /^-(\w+)$/.test(word)) && !(args[0] === "-s" && index === 1));
    const probing = args[0] === "-0";
    for (const word of targets) {
      const job = jobFor(shell, word);
      if (job && !probing) job.controller.abort();
      if (job || Number(word) === shell.pid || Number(word) === 1) continue;
      status = 1;
      if (shell.dialect.name === "bash") shell.complain({ kind: "text", text: `kill: (${word}) - No such process` });
      else if (shell.dialect.name === "dash") shell.error(`${shell.prefix()}kill: No such process\n\n`);
      else shell.error(`sh: can't kill pid ${word}: No such process\n`);
    }
    return status;
  },
  disown: async () => 0,
  ulimit: async (shell, args) => {
    if (args.some((word) => /^\d+$/.test(word))) return 0;
    shell.out(args.includes("-n") ? "1048576\n" : "unlimited\n");
    return 0;
  },
};

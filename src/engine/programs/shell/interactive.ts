/** A shell at a terminal: a prompt, a line, and so on until `exit` or ^D. */
import { LabLimit } from "../../kernel/budget.ts";
import { type Terminal, terminalBehind } from "../../kernel/terminal.ts";
import type { Process } from "../program.ts";
import { accountsOf } from "../../kernel/accounts.ts";
import { completeShellWord } from "./completion.ts";
import { describeSyntaxError } from "./dialect.ts";
import { History } from "./history.ts";
import { jobLine } from "./job-line.ts";
import { type Edited, LineEditor } from "./line-editor.ts";
import type { Shell } from "./shell.ts";
import { ExitShell } from "./signals.ts";
import { parse, ShellSyntaxError } from "./syntax.ts";
import { restrict } from "./unsupported.ts";
import { runTraps } from "./traps.ts";

/** What a shell at a terminal takes no notice of. */
const ignored = ["TERM", "QUIT", "TSTP", "TTIN", "TTOU"] as const;

/** ^C at a prompt, or while a line runs. */
class Interrupted extends Error {}

/**
 * Reads and runs lines. bash and busybox edit them themselves; dash leaves that to the terminal's line discipline.
 * @param shellFor makes the shell that runs one line, which the signal ends
 */
export async function runInteractive(process: Process, shellFor: (signal: AbortSignal) => Shell): Promise<number> {
  let controller = new AbortController();
  process.onSignal("INT", () => controller.abort(new Interrupted()));
  for (const signal of ignored) process.onSignal(signal, "ignore");
  let shell = shellFor(process.signal);
  const { name } = shell.dialect;
  const terminal = terminalBehind(process.task.descriptors.get(0));
  const history = new History(process, name);
  const complete = (line: string) => completeShellWord(line, { fs: process.fs, state: shell.state });
  const editor = terminal && name !== "dash" ? new LineEditor({ terminal, history: history.lines, complete }) : undefined;
  const leave = (status: number): number => {
    history.save();
    return status;
  };
  let typed = "";
  for (;;) {
    controller = new AbortController();
    shell = shellFor(AbortSignal.any([controller.signal, process.signal]));
    if (terminal) prepare(shell, terminal, history);
    try {
      if (typed === "") tellEnded(shell);
      const prompt = typed === "" ? promptOf(shell) : (shell.state.get("PS2") ?? "> ");
      const line = editor ? await editor.read(prompt, shell.signal) : await cookedLine(shell, prompt);
      if (line === "interrupted") {
        typed = "";
        shell.state.status = 130;
        continue;
      }
      if (line === "end") {
        shell.error(name === "bash" ? "exit\n" : "\n");
        return leave(shell.state.status);
      }
      typed += `${line.line}\n`;
      if (isUnfinished(typed)) continue;
      const text = typed;
      typed = "";
      history.add(text.trimEnd());
      if (text.trim() !== "") shell.state.status = await runLine(shell, text);
      // What ran has ended by ^C, or has taken it for its own: the prompt is for a line of its own.
      controller.signal.throwIfAborted();
      if (shell.trapped.length > 0) await runTraps(shell);
    } catch (error) {
      if (error instanceof ExitShell) {
        if (name === "bash") shell.error("exit\n");
        return leave(error.status);
      }
      if (!(error instanceof Interrupted)) throw error;
      typed = "";
      shell.error("\n");
      shell.state.status = 130;
    }
  }
}

/** What a shell has that sits at a terminal: jobs that take turns with it, its size, the lines of before. */
function prepare(shell: Shell, terminal: Terminal, history: History): void {
  shell.jobControl = {
    terminal,
    ignored,
    interrupt() {
      throw new Interrupted();
    },
  };
  shell.extraBuiltins = new Map([["history", async () => history.show(shell)]]);
  if (shell.dialect.name !== "bash") return;
  shell.state.set("COLUMNS", String(terminal.columns));
  shell.state.set("LINES", String(terminal.rows));
}

/** Jobs that have ended since the last prompt. */
function tellEnded(shell: Shell): void {
  for (const job of shell.jobs.all) {
    if (job.state !== "done") continue;
    shell.error(jobLine(shell, job));
    shell.jobs.remove(job);
  }
}

async function cookedLine(shell: Shell, prompt: string): Promise<Edited> {
  shell.error(prompt);
  const line = await shell.process.task.descriptors.get(0)?.readUntil("\n", shell.signal);
  return !line || (!line.ended && line.text === "") ? "end" : { line: line.text };
}

async function runLine(shell: Shell, text: string): Promise<number> {
  try {
    return await shell.atPrompt(() => shell.walker.runStatements(shell, restrict(parse(text), text, shell.dialect).statements));
  } catch (error) {
    if (error instanceof ShellSyntaxError) {
      for (const words of describeSyntaxError(error, shell.dialect.name, text).slice(0, 1)) shell.error(`${shell.prefix()}${words}\n`);
      return 2;
    }
    if (!(error instanceof LabLimit)) throw error;
    shell.error(`${error.message}\n`);
    return 130;
  }
}

/** An open quote, a loop without its end, a backslash last: more is to come. */
function isUnfinished(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n$/.test(text)) return true;
  try {
    parse(text);
    return false;
  } catch (error) {
    return error instanceof ShellSyntaxError && error.token === undefined;
  }
}

/** `PS1`, or what each shell has without one. */
function promptOf(shell: Shell): string {
  const { uid, hostname, fs } = shell.process;
  const { name } = shell.dialect;
  const sign = uid === 0 ? "#" : "$";
  const given = shell.state.get("PS1");
  if (given === undefined && name === "dash") return `${sign} `;
  const home = shell.state.get("HOME");
  const { cwd } = shell.state;
  const short = home && home !== "/" && (cwd === home || cwd.startsWith(`${home}/`)) ? `~${cwd.slice(home.length)}` : cwd;
  const user = accountsOf(fs).find((account) => account.uid === uid)?.name ?? "I have no name!";
  const values: Readonly<Record<string, string>> = {
    u: user,
    h: hostname.split(".")[0] ?? "",
    H: hostname,
    w: short,
    W: short.split("/").pop() || short,
    $: sign,
    n: "\n",
    s: shell.name.split("/").pop() ?? "",
    "[": "",
    "]": "",
    e: "\x1b",
    "\\": "\\",
  };
  const pattern = given ?? (name === "bash" ? "\\u@\\h:\\w\\$ " : "\\w \\$ ");
  return pattern.replace(/\\(.)/gs, (whole, letter: string) => values[letter] ?? whole);
}

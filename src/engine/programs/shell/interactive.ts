/** A shell at a terminal: a prompt, a line, and so on until `exit` or ^D. */
import { LabLimit } from "../../kernel/budget.ts";
import type { Process } from "../program.ts";
import { accountsOf } from "../../kernel/accounts.ts";
import { describeSyntaxError } from "./dialect.ts";
import type { Shell } from "./shell.ts";
import { ExitShell } from "./signals.ts";
import { parse, ShellSyntaxError } from "./syntax.ts";
import { restrict } from "./unsupported.ts";
import { runTraps } from "./traps.ts";

/** ^C at a prompt, or while a line runs. */
class Interrupted extends Error {}

/**
 * Reads and runs lines. The terminal's line discipline is what edits them.
 * @param shellFor makes the shell that runs one line, which the signal ends
 */
export async function runInteractive(process: Process, shellFor: (signal: AbortSignal) => Shell): Promise<number> {
  let controller = new AbortController();
  process.onSignal("INT", () => controller.abort(new Interrupted()));
  for (const signal of ["TERM", "QUIT", "TSTP", "TTIN", "TTOU"] as const) process.onSignal(signal, "ignore");
  let shell = shellFor(process.signal);
  const { name } = shell.dialect;
  let typed = "";
  for (;;) {
    controller = new AbortController();
    shell = shellFor(AbortSignal.any([controller.signal, process.signal]));
    try {
      shell.error(typed === "" ? promptOf(shell) : "> ");
      const line = await process.task.descriptors.get(0)?.readUntil("\n", shell.signal);
      if (!line || (!line.ended && line.text === "")) {
        shell.error(name === "bash" ? "exit\n" : "\n");
        return shell.state.status;
      }
      typed += `${line.text}\n`;
      if (isUnfinished(typed)) continue;
      const text = typed;
      typed = "";
      if (text.trim() !== "") shell.state.status = await runLine(shell, text);
      // What ran has ended by ^C, or has taken it for its own: the prompt is for a line of its own.
      controller.signal.throwIfAborted();
      if (shell.trapped.length > 0) await runTraps(shell);
    } catch (error) {
      if (error instanceof ExitShell) return error.status;
      if (!(error instanceof Interrupted)) throw error;
      typed = "";
      shell.error("\n");
      shell.state.status = 130;
    }
  }
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
export function promptOf(shell: Shell): string {
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

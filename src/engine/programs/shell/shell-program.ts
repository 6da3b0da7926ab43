import { FsError } from "../../filesystem/errors.ts";
import type { Process, Program } from "../program.ts";
import { setOptions } from "./builtins/set.ts";
import { type Dialect, dialects, describeSyntaxError, type ShellName } from "./dialect.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import { runInteractive } from "./interactive.ts";
import { JobTable } from "./jobs.ts";
import { createShell } from "./interpreter.ts";
import type { Shell } from "./shell.ts";
import { restrict } from "./unsupported.ts";
import { ShellState } from "./state.ts";
import { posixComplaint } from "./posix-grammar.ts";
import { parse, ShellSyntaxError } from "./syntax.ts";
import { endOnInterrupt } from "./traps.ts";

/** A shell as an executable: `sh -c TEXT [NAME [ARG…]]`, `sh FILE [ARG…]`, or a script on standard input. */
export function shellProgram(name: ShellName): Program {
  return (process) => runShell(process, dialects[name]);
}

interface Invocation {
  readonly options: readonly string[];
  readonly command?: string;
  /** `-c` with nothing behind it. */
  readonly lacksCommand?: boolean;
  readonly operands: readonly string[];
}

const lacksCommand = { ash: "-c requires an argument", dash: "0: -c requires an argument", bash: "-c: option requires an argument" };

async function runShell(process: Process, dialect: Dialect): Promise<number> {
  const argv0 = process.argv[0] ?? "sh";
  const invocation = parseInvocation(process.argv.slice(1));
  if (invocation.options.includes("--version") && dialect.name === "bash") {
    process.stdout("GNU bash, version 5.2.37(1)-release (x86_64-pc-linux-gnu)\n");
    return 0;
  }
  const illegal = dialect.name === "ash" ? invocation.options.find((option) => /^[-+][^-efIimnsxvCabuElo]/.test(option)) : undefined;
  if (illegal !== undefined) {
    process.stderr(`${argv0}: illegal option ${illegal}\n`);
    return 2;
  }
  if (invocation.lacksCommand) {
    process.stderr(`${argv0}: ${lacksCommand[dialect.name]}\n`);
    return 2;
  }
  if (invocation.command === "") return 0;
  const state = stateFor(process, dialect);
  let text: string;
  let name = argv0;
  if (invocation.command !== undefined) {
    text = invocation.command;
    name = invocation.operands[0] ?? argv0;
    state.positional = invocation.operands.slice(1);
  } else if (invocation.operands[0] !== undefined && !invocation.options.includes("-s")) {
    name = invocation.operands[0];
    state.positional = invocation.operands.slice(1);
    const read = readScript(process, name);
    if (typeof read !== "string") {
      process.stderr(scriptMissing(argv0, name, read, dialect));
      return dialect.name === "bash" && read.code !== "ENOENT" ? 126 : dialect.name === "bash" ? 127 : 2;
    }
    text = read;
  } else if (process.terminal?.stdin || invocation.options.includes("-i")) {
    state.positional = invocation.operands;
    const jobs = new JobTable();
    process.task.reapsAll = true;
    return runInteractive(process, (signal) => {
      const shell = createShell({ process, dialect, name, state, mode: "interactive", descriptors: process.task.descriptors, signal });
      shell.jobs = jobs;
      return shell;
    });
  } else {
    text = await process.input.readAll();
    state.positional = invocation.operands;
  }
  const mode = invocation.command === undefined ? "script" : "command";
  const shell = createShell({ process, dialect, name, state, mode, descriptors: process.task.descriptors });
  shell.last = invocation.command !== undefined && becomesLast(dialect.name, invocation.command);
  process.task.reapsAll = true;
  if (invocation.command !== undefined || invocation.operands.length > 0) endOnInterrupt(shell);
  return runScript(shell, text, invocation.options, invocation.command !== undefined);
}

/** bash and busybox become the last command of what `-c` gives them, busybox where no line ends behind it; dash never does. */
function becomesLast(name: ShellName, command: string): boolean {
  return name === "bash" || (name === "ash" && !/\n\s*$/.test(command));
}

async function runScript(shell: Shell, text: string, options: readonly string[], isCommand: boolean): Promise<number> {
  try {
    return await shell.toExit(async () => {
      const status = setOptions(
        shell,
        options.filter((option) => !/^-[cilsr]$|^--/.test(option)),
      );
      if (status !== 0) return 2;
      if (shell.dialect.name !== "bash") refuse(text);
      return shell.walker.runStatements(shell, restrict(parse(text), text, shell.dialect).statements);
    });
  } catch (error) {
    if (error instanceof ShellSyntaxError) {
      const theirs = shell.dialect.name === "bash" ? undefined : posixComplaint(text);
      return syntaxFailure(shell, theirs ?? error, text, isCommand);
    }
    if (error instanceof FsError) {
      shell.complain({ kind: "text", text: `${error.path}: ${error.reason}` });
      return 1;
    }
    throw error;
  }
}

/**
 * bash's parser takes some of what other shells refuse: `echo a && && b`, `{ }`. A script of several lines runs up to the
 * mistake, and a bad substitution is found when it is reached. Throws `ShellSyntaxError`.
 */
function refuse(text: string): void {
  if (text.trim().includes("\n") || /\bfunction\b|[<>]\(/.test(text)) return;
  const complaint = posixComplaint(text);
  if (complaint && complaint.message !== "bad substitution") throw complaint;
}

function syntaxFailure(shell: Shell, error: ShellSyntaxError, text: string, isCommand: boolean): number {
  const { name } = shell.dialect;
  // At the end of the text bash counts one line more than there is.
  const line =
    name === "bash" && error.token === undefined && !quoteOpen(error) ? text.replace(/\n$/, "").split("\n").length + 1 : error.line;
  const prefix =
    name === "bash"
      ? `${shell.name}: ${isCommand ? "-c: " : ""}line ${line}: `
      : name === "dash"
        ? `${shell.name}: ${line}: `
        : isCommand
          ? `${shell.name}: `
          : `${shell.name}: line ${line}: `;
  for (const words of describeSyntaxError(error, name, text)) shell.error(`${prefix}${words}\n`);
  return 2;
}

function quoteOpen(error: ShellSyntaxError): boolean {
  return error.expected === '"' || error.expected === "'" || error.expected === "`";
}

function parseInvocation(words: readonly string[]): Invocation {
  const options: string[] = [];
  let wantsCommand = false;
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] as string;
    if (word === "--" || word === "-") {
      index++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    if (word.startsWith("--")) {
      options.push(word);
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === "c") wantsCommand = true;
      else if (letter === "o") options.push(`${word[0]}o`, words[++index] ?? "");
      else options.push(`${word[0]}${letter}`);
    }
  }
  const operands = words.slice(index);
  if (!wantsCommand) return { options, operands };
  const [command] = operands;
  return { options, command: command ?? "", operands: operands.slice(1), lacksCommand: command === undefined };
}

function readScript(process: Process, file: string): string | FsError {
  try {
    return process.fs.readText(file.startsWith("/") ? file : `${process.cwd}/${file}`);
  } catch (error) {
    if (error instanceof FsError) return error;
    throw error;
  }
}

function scriptMissing(argv0: string, file: string, error: FsError, dialect: Dialect): string {
  if (dialect.name === "bash") return `${argv0}: ${file}: ${error.code === "EISDIR" ? "Is a directory" : error.reason}\n`;
  if (dialect.name === "dash") return `${argv0}: 0: cannot open ${file}: ${error.code === "ENOENT" ? "No such file" : error.reason}\n`;
  return `${argv0}: can't open '${file}': ${error.reason}\n`;
}

/** The state a shell starts with: the environment, exported. */
export function stateFor(process: Process, dialect: Dialect): ShellState {
  const state = new ShellState();
  if (dialect.name !== "dash") {
    const level = (Number.parseInt(process.env.get("SHLVL") ?? "0", 10) || 0) + 1;
    state.variables.set("SHLVL", { kind: "scalar", elements: new Map([["0", level.toString()]]), exported: true, readonly: false });
  }
  for (const [name, value] of process.env) {
    if (name !== "SHLVL" && /^[A-Za-z_]\w*$/.test(name))
      state.variables.set(name, { kind: "scalar", elements: new Map([["0", value]]), exported: true, readonly: false });
  }
  state.cwd = process.cwd;
  const exported = state.variables.get("PWD")?.exported ?? true;
  state.variables.set("PWD", { kind: "scalar", elements: new Map([["0", process.cwd]]), exported, readonly: false });
  if (!state.variables.has("PATH")) state.set("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  state.set("OPTIND", "1");
  if (process.fs instanceof ProcessTree) state.umask = process.fs.umask;
  return state;
}

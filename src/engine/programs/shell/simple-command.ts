import { smallestMemory } from "../../kernel/memory.ts";
import { programCost } from "../../kernel/budget.ts";
import { findBuiltin, specialBuiltins } from "./builtins.ts";
import { declaredArray } from "./declared-arrays.ts";
import { expandToText, expandWords } from "./expand.ts";
import { work } from "../../kernel/processor-time.ts";
import { isStartError, resolveProgram } from "../../kernel/exec.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { cannotFork, inForeground, waitFor } from "./foreground.ts";
import { quoteForAsh, quoteForShell } from "./quoting.ts";
import { redirectAll, withRedirections } from "./redirect.ts";
import type { Shell } from "./shell.ts";
import { ExitShell, ReturnFrom, ShellFailure, WriteFailure } from "./signals.ts";
import { ReadonlyError, type Variable } from "./state.ts";
import { type Assignment, parse, type SimpleCommand, type Word } from "./syntax.ts";

export async function runSimpleCommand(shell: Shell, command: SimpleCommand): Promise<number> {
  shell.substitutionStatus = undefined;
  try {
    return await run(shell, withAlias(shell, command));
  } catch (error) {
    if (!(error instanceof ReadonlyError)) throw error;
    throw new ShellFailure({ kind: "readonly", variable: error.variable }, shell.dialect.name === "bash" ? 1 : 2);
  }
}

async function run(shell: Shell, command: SimpleCommand): Promise<number> {
  const argv = await expandArguments(shell, command);
  // Only bash has `a[1]=x`; elsewhere it is the name of a command.
  const subscripted = shell.dialect.bashSyntax ? undefined : command.assignments.find((assignment) => assignment.name.includes("["));
  if (subscripted) argv.unshift(`${subscripted.name}=${subscripted.value ? await expandToText(shell, subscripted.value) : ""}`);
  const [name] = argv;
  if (name === undefined) {
    return withRedirections(shell, command.redirections, async () => {
      for (const assignment of command.assignments) await assign(shell, assignment);
      return shell.substitutionStatus ?? 0;
    });
  }
  if (shell.state.options.xtrace) await traceAssignments(shell, command);
  trace(shell, argv);
  if (name === "exec") return runExec(shell, command, argv.slice(1));
  const perform = async (): Promise<number> => {
    const body = shell.state.functions.get(name);
    const builtin = body ? undefined : (shell.extraBuiltins.get(name) ?? findBuiltin(shell, name));
    let status: number;
    if (body) status = await withAssignments(shell, command.assignments, () => callFunction(shell, name, argv.slice(1)));
    else if (builtin) {
      const keep = shell.dialect.name !== "bash" && specialBuiltins.has(name);
      if (keep) for (const assignment of command.assignments) await assign(shell, assignment);
      status = await withAssignments(shell, keep ? [] : command.assignments, () =>
        builtin(shell, argv.slice(1), name).catch((error) => notWritten(shell, name, error)),
      );
      if (status === 0 && declarations.has(name)) await assignDeclared(shell, command);
    } else status = await runExternal(shell, argv, await environmentFor(shell, command.assignments));
    shell.state.lastArgument = argv.at(-1) ?? "";
    return status;
  };
  // bash becomes the last command of `-c` only where nothing has to be redirected for it.
  if (shell.dialect.name === "bash" && shell.depth === 0 && command.redirections.length > 0) shell.last = false;
  return withRedirections(shell, command.redirections, perform, () => {
    // A special builtin must not fail (POSIX 2.8.1): a script ends there. bash takes it lightly.
    if (shell.dialect.name === "bash" || shell.mode === "interactive" || !specialBuiltins.has(name))
      return shell.dialect.redirectionFailure;
    throw new ExitShell(shell.dialect.redirectionFailure);
  });
}

/** In the words of the shell; gives the status of the command. */
function notWritten(shell: Shell, name: string, error: unknown): number {
  if (!(error instanceof WriteFailure)) throw error;
  const text = { ash: `write error: ${error.reason}`, bash: `${name}: write error: ${error.reason}`, dash: `${name}: ${name}: I/O error` };
  shell.complain({ kind: "text", text: text[shell.dialect.name] });
  return 1;
}

// ── words

const declarations = new Set(["export", "readonly", "local", "declare", "typeset"]);

/** Arguments of `export` and its like that look like assignments are not split. */
async function expandArguments(shell: Shell, command: SimpleCommand): Promise<string[]> {
  if (!command.name) return [];
  const first = command.name.parts.length === 1 ? command.name.parts[0] : undefined;
  if (first?.type !== "Literal" || !declarations.has(first.value)) return expandWords(shell, [command.name, ...command.args]);
  const argv = [first.value];
  for (const word of command.args) {
    const head = word.parts[0];
    const array = shell.dialect.bashSyntax ? declaredArray(word) : undefined;
    if (array) argv.push(array.name);
    else if (head?.type === "Literal" && /^[A-Za-z_]\w*\+?=/.test(head.value)) argv.push(await expandToText(shell, word));
    else argv.push(...(await expandWords(shell, [word])));
  }
  return argv;
}

async function assignDeclared(shell: Shell, command: SimpleCommand): Promise<void> {
  if (!shell.dialect.bashSyntax) return;
  for (const word of command.args) {
    const array = declaredArray(word);
    if (array) await assignArray(shell, array.name, array.words, array.append);
  }
}

function withAlias(shell: Shell, command: SimpleCommand, seen = new Set<string>()): SimpleCommand {
  const part = command.name?.parts.length === 1 ? command.name.parts[0] : undefined;
  if (part?.type !== "Literal" || shell.state.aliases.size === 0 || seen.has(part.value)) return command;
  if (shell.dialect.name === "bash" && shell.mode !== "interactive" && !shell.state.shopt.has("expand_aliases")) return command;
  const text = shell.state.aliases.get(part.value);
  if (text === undefined) return command;
  const replaced = parse(text).statements[0]?.pipelines[0]?.commands[0];
  if (replaced?.type !== "SimpleCommand") return command;
  const expanded: SimpleCommand = {
    ...replaced,
    args: [...replaced.args, ...command.args],
    assignments: [...command.assignments, ...replaced.assignments],
    redirections: [...replaced.redirections, ...command.redirections],
  };
  return withAlias(shell, expanded, seen.add(part.value));
}

// ── assignments

/** Characters from which on a value counts. */
const noticed = 65_536;

async function assign(shell: Shell, assignment: Assignment): Promise<void> {
  if (assignment.array) return assignArray(shell, assignment.name, assignment.array, assignment.append);
  const value = assignment.value ? await expandToText(shell, assignment.value) : "";
  if (shell.state.options.xtrace) shell.error(`+ ${assignment.name}=${quoteForTrace(shell, value)}\n`);
  const before = assignment.append ? await currentValue(shell, assignment.name) : "";
  const whole = before + value;
  // A value this long shows in the memory of the process: twice, since the one before goes last.
  if (whole.length > noticed) shell.process.useMemory(smallestMemory + 2 * whole.length);
  await shell.assign(assignment.name, whole);
}

async function currentValue(shell: Shell, target: string): Promise<string> {
  const subscript = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(target);
  if (!subscript) return shell.state.get(target) ?? "";
  const [, name = "", key = ""] = subscript;
  return shell.state.variables.get(name)?.elements.get(await shell.elementKey(name, key)) ?? "";
}

/** `x=(a [3]=b)`. Throws `ReadonlyError`; a syntax error in shells that have no arrays. */
async function assignArray(shell: Shell, name: string, words: readonly Word[], append: boolean): Promise<void> {
  if (!shell.dialect.bashSyntax) {
    const text = shell.dialect.name === "dash" ? 'Syntax error: "(" unexpected' : 'syntax error: unexpected "("';
    throw new ShellFailure({ kind: "text", text }, 2);
  }
  const before = shell.state.variables.get(name);
  const elements = new Map(append ? before?.elements : undefined);
  let next = append ? Math.max(-1, ...[...elements.keys()].map(Number)) + 1 : 0;
  for (const word of words) {
    const keyed = /^\[(.*?)\]=(.*)$/s.exec(await textIfKeyed(shell, word));
    if (keyed) {
      const key = await shell.elementKey(name, keyed[1] as string);
      elements.set(key, keyed[2] as string);
      next = Number(key) + 1;
    } else for (const value of await expandWords(shell, [word])) elements.set((next++).toString(), value);
  }
  shell.state.setArray(name, elements);
}

async function textIfKeyed(shell: Shell, word: Word): Promise<string> {
  const head = word.parts[0];
  const text = head?.type === "Literal" ? head.value : head?.type === "Glob" ? head.pattern : "";
  return text.startsWith("[") ? expandToText(shell, word) : "";
}

async function environmentFor(shell: Shell, assignments: readonly Assignment[]): Promise<Map<string, string>> {
  const environment = shell.state.environment();
  for (const assignment of assignments) {
    const before = assignment.append ? (environment.get(assignment.name) ?? "") : "";
    environment.set(assignment.name, before + (assignment.value ? await expandToText(shell, assignment.value) : ""));
  }
  return environment;
}

async function withAssignments(shell: Shell, assignments: readonly Assignment[], body: () => Promise<number>): Promise<number> {
  if (assignments.length === 0) return body();
  const saved = new Map<string, Variable | undefined>();
  for (const assignment of assignments) {
    saved.set(assignment.name, shell.state.variables.get(assignment.name));
    await assign(shell, assignment);
    shell.state.mark(assignment.name, { exported: true });
  }
  try {
    return await body();
  } finally {
    for (const [name, variable] of saved) {
      if (variable) shell.state.variables.set(name, variable);
      else shell.state.variables.delete(name);
    }
  }
}

// ── running

async function callFunction(shell: Shell, name: string, args: readonly string[]): Promise<number> {
  const definition = shell.state.functions.get(name);
  if (!definition) return 127;
  const { positional } = shell.state;
  if (shell.state.hidden.length > 100)
    throw new ShellFailure({ kind: "text", text: `${name}: maximum function nesting level exceeded (100)` }, 1);
  shell.state.positional = args;
  const { callers } = shell;
  shell.callers = [...callers, name];
  shell.state.hidden.push(new Map());
  shell.last = false;
  try {
    return await withRedirections(shell, definition.redirections, () => shell.walker.runCommand(shell, definition.body));
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    throw error;
  } finally {
    shell.callers = callers;
    shell.state.leaveFunction();
    shell.state.positional = positional;
  }
}

/** Starts a program found through the PATH it is given; says why when it can't be. */
export async function runExternal(shell: Shell, argv: readonly string[], environment: ReadonlyMap<string, string>): Promise<number> {
  const { process, state } = shell;
  const path = environment.get("PATH") ?? state.get("PATH") ?? "";
  const image = resolveProgram(process.fs, argv, path, state.cwd);
  if (isStartError(image)) {
    const command = argv[0] ?? "";
    if (image.kind === "not-a-program") return runAsScript(shell, argv, image.path);
    if (image.kind === "not-found" && path === "" && shell.dialect.name === "bash") shell.complain({ kind: "no-such-file", command });
    else shell.complain({ kind: image.kind, command });
    const advice = image.kind === "not-found" ? shell.advice(command) : undefined;
    if (advice !== undefined) shell.error(`drydock: ${advice}\n`);
    return image.kind === "permission-denied" || image.kind === "is-directory" ? 126 : 127;
  }
  const env = shell.dialect.name === "bash" ? new Map(environment).set("_", image.path) : environment;
  const options = { env, cwd: state.cwd, umask: state.umask, descriptors: shell.descriptors, image };
  const pause = work(shell.process, programCost);
  if (pause) await pause;
  if (shell.last && state.traps.size === 0) return process.exec(argv, options);
  try {
    const child = process.start(argv, { ...options, ...inForeground(shell) });
    return (await waitFor(shell, [child], shell.text ?? argv.join(" ")))[0] as number;
  } catch (error) {
    throw cannotFork(shell, error);
  }
}

/** A text file without `#!` is run by the shell that found it. */
async function runAsScript(shell: Shell, argv: readonly string[], path: string): Promise<number> {
  const text = shell.process.fs.readText(path);
  if (text.includes("\0")) {
    shell.complain({ kind: "text", text: `${argv[0]}: cannot execute binary file: Exec format error` });
    return 126;
  }
  return shell.contain((child) => {
    child.name = argv[0] ?? child.name;
    child.state.positional = argv.slice(1);
    return child.runText(text);
  });
}

async function runExec(shell: Shell, command: SimpleCommand, args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    const pipes: OpenFile[] = [];
    if (await redirectAll(shell, command.redirections, pipes)) {
      shell.keepDescriptors();
      for (const pipe of pipes) pipe.release();
      return 0;
    }
    throw new ExitShell(shell.dialect.redirectionFailure);
  }
  return withRedirections(shell, command.redirections, async () => {
    const found = resolveProgram(shell.process.fs, args, shell.state.get("PATH"), shell.state.cwd);
    if (isStartError(found) && found.kind === "not-found") {
      const line = shell.dialect.name === "ash" ? "line 0: " : "";
      shell.complain({ kind: "text", text: `exec: ${line}${args[0]}: not found` });
      throw new ExitShell(127);
    }
    shell.last = true;
    shell.state.traps.clear();
    throw new ExitShell(await runExternal(shell, args, await environmentFor(shell, command.assignments)));
  });
}

// ── set -x

function trace(shell: Shell, argv: readonly string[]): void {
  if (!shell.state.options.xtrace) return;
  shell.error(`${shell.state.get("PS4") ?? "+ "}${argv.map((word) => quoteForTrace(shell, word)).join(" ")}\n`);
}

async function traceAssignments(shell: Shell, command: SimpleCommand): Promise<void> {
  for (const { name, value } of command.assignments)
    shell.error(`+ ${name}=${quoteForTrace(shell, value ? await expandToText(shell, value) : "")}\n`);
}

function quoteForTrace(shell: Shell, word: string): string {
  if (shell.dialect.name === "dash") return word;
  return shell.dialect.name === "ash" ? quoteForAsh(word) : quoteForShell(word);
}

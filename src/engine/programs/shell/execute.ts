/** Walks the syntax tree. Every function resolves to an exit code and leaves by the exceptions of `signals.ts`. */
import { Scope } from "../../kernel/scope.ts";
import { Budget, jobCost, subshellCost } from "../../kernel/budget.ts";
import { pipe } from "../../kernel/pipe.ts";
import { work } from "../../kernel/processor-time.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import type { Child } from "../program.ts";
import { describeSyntaxError } from "./dialect.ts";
import { arithmetic, expandToPattern, expandToText, expandWords } from "./expand.ts";
import { patternToRegExp } from "./pattern.ts";
import { withRedirections } from "./redirect.ts";
import type { Shell } from "./shell.ts";
import { BreakLoop, ContinueLoop, ExitShell } from "./signals.ts";
import { runSimpleCommand } from "./simple-command.ts";
import { inputOf } from "./streams.ts";
import { inForeground, waitFor } from "./foreground.ts";
import { Job } from "./jobs.ts";
import { textOf } from "./source-text.ts";
import { runTraps } from "./traps.ts";
import { type Command, type CompoundCommand, type Pipeline, ShellSyntaxError, type Statement } from "./syntax.ts";
import { testConditional } from "./conditional.ts";

export async function runStatements(shell: Shell, statements: readonly Statement[]): Promise<number> {
  let status = 0;
  const { last } = shell;
  for (const [index, statement] of statements.entries()) {
    shell.last = last && index === statements.length - 1 && (shell.dialect.name !== "bash" || bashForksNot(statements));
    status = await runStatement(shell, statement);
    if (shell.trapped.length > 0) await runTraps(shell);
  }
  shell.last = false;
  return status;
}

/** bash becomes the last of `a; b` and of `a && b`, not of `a; b && c` or of `a & b`. */
function bashForksNot(statements: readonly Statement[]): boolean {
  const [before, last] = [statements.at(-2), statements.at(-1)];
  return before === undefined || (last?.pipelines.length === 1 && !before.background);
}

async function runStatement(shell: Shell, statement: Statement): Promise<number> {
  if (statement.deferredError) {
    const error = new ShellSyntaxError(statement.deferredError.message, shell.state.line, statement.deferredError.token);
    for (const text of describeSyntaxError(error, shell.dialect.name, statement.deferredError.token))
      shell.complain({ kind: "text", text });
    throw new ExitShell(2);
  }
  if (shell.state.options.noexec) return 0;
  shell.text =
    statement.pipelines.length === 1 && (shell.jobControl || statement.pipelines[0]?.commands.length === 1) ? textOf(statement) : undefined;
  if (statement.background) return startJob(shell, statement);
  return runList(shell, statement);
}

/** `a && b || c`. */
async function runList(shell: Shell, statement: Statement): Promise<number> {
  let status = 0;
  const last = statement.pipelines.length - 1;
  const isLast = shell.last;
  for (const [index, pipeline] of statement.pipelines.entries()) {
    shell.last = isLast && index === last;
    const operator = index === 0 ? ";" : statement.operators[index - 1];
    if ((operator === "&&" && status !== 0) || (operator === "||" && status === 0)) continue;
    const tested = index < last;
    if (tested) shell.tested++;
    try {
      status = await runPipeline(shell, pipeline);
    } finally {
      if (tested) shell.tested--;
    }
    shell.state.status = status;
    if (index === last && status !== 0 && !pipeline.negated) leaveOnError(shell, status);
  }
  return status;
}

function leaveOnError(shell: Shell, status: number): void {
  if (shell.state.options.errexit && shell.tested === 0) throw new ExitShell(status);
}

async function startJob(shell: Shell, statement: Statement): Promise<number> {
  const pause = work(shell.process, jobCost);
  if (pause) await pause;
  const interactive = shell.mode === "interactive" && shell.depth === 0;
  const pipeline = statement.pipelines.length === 1 ? statement.pipelines[0] : undefined;
  // Without job control a background command reads nothing.
  const changes = new Map<number, OpenFile>(interactive ? [] : [[0, inputOf("")]]);
  // What was put into the background at a prompt has all the time in the world.
  const scope = interactive ? new Scope(Budget.endless(shell.process.task.clock)) : undefined;
  let children: readonly Child[];
  if (pipeline && pipeline.commands.length > 1 && !pipeline.negated && !pipeline.timed) {
    children = startPipe(shell, pipeline, scope, changes);
  } else {
    const body = (child: Shell): Promise<number> => {
      if (!interactive) ignoreKeys(child);
      child.last = pipeline !== undefined;
      return runList(child, statement);
    };
    children = [shell.start(body, changes, scope ? { group: "new", scope } : {})];
  }
  const first = children[0] as Child;
  const job = new Job(shell.jobs.nextId, children, interactive ? first.pid : 0, textOf(statement));
  shell.jobs.add(job);
  shell.state.backgroundPid = job.pid;
  if (interactive && !shell.numbersLines) shell.error(`[${job.id}] ${job.pid}\n`);
  return 0;
}

/** Without job control nobody can press ^C for a background command. */
function ignoreKeys(child: Shell): void {
  child.process.onSignal("INT", "ignore");
  child.process.onSignal("QUIT", "ignore");
}

async function runPipeline(shell: Shell, pipeline: Pipeline): Promise<number> {
  const started = shell.process.clock.now();
  if (pipeline.negated || pipeline.timed) shell.last = false;
  if (pipeline.negated) shell.tested++;
  let status: number;
  try {
    status = pipeline.commands.length === 1 ? await runCommand(shell, pipeline.commands[0] as Command) : await runPipe(shell, pipeline);
  } finally {
    if (pipeline.negated) shell.tested--;
  }
  if (pipeline.commands.length === 1) shell.state.pipeStatus = [status];
  if (pipeline.negated) status = status === 0 ? 1 : 0;
  if (pipeline.timed) shell.error(timesOf(shell, shell.process.clock.now() - started, pipeline.timePosix));
  return status;
}

function timesOf(shell: Shell, elapsed: number, posix = false): string {
  if (posix) return `real ${(elapsed / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  const minutes = Math.floor(elapsed / 60_000);
  const seconds = (elapsed % 60_000) / 1000;
  if (shell.dialect.name === "bash") return `\nreal\t${minutes}m${seconds.toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
  return `real\t${minutes}m ${seconds.toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`;
}

/** All at the same time, each in a subshell, joined by pipes. */
async function runPipe(shell: Shell, pipeline: Pipeline): Promise<number> {
  shell.last = false;
  const pause = work(shell.process, subshellCost * pipeline.commands.length);
  if (pause) await pause;
  const { text = "" } = shell;
  const statuses = await waitFor(shell, startPipe(shell, pipeline, undefined, new Map()), text);
  shell.state.pipeStatus = [...statuses];
  if (!shell.state.options.pipefail) return statuses.at(-1) ?? 0;
  return statuses.findLast((status) => status !== 0) ?? 0;
}

/**
 * Starts the commands of a pipeline.
 * @param scope given to what gets a process group of its own
 * @param first what the first one's descriptors are changed to
 */
function startPipe(shell: Shell, pipeline: Pipeline, scope: Scope | undefined, first: ReadonlyMap<number, OpenFile>): Child[] {
  const children: Child[] = [];
  let input: OpenFile | undefined;
  for (const [index, command] of pipeline.commands.entries()) {
    const changes = new Map(index === 0 ? first : []);
    const isLast = index === pipeline.commands.length - 1;
    const link = isLast ? undefined : pipe();
    if (input) changes.set(0, input);
    if (link) changes.set(1, link.writer);
    if (link && pipeline.pipeStderr?.[index]) changes.set(2, link.writer);
    const body = (child: Shell): Promise<number> => {
      child.last = true;
      return runCommand(child, command);
    };
    children.push(
      shell.start(body, changes, scope ? { group: children[0]?.task.group ?? "new", scope } : inForeground(shell, children[0])),
    );
    input = link?.reader;
  }
  return children;
}

export async function runCommand(shell: Shell, command: Command): Promise<number> {
  const pause = work(shell.process) ?? shell.pressure ?? shell.process.task.gate();
  if (pause) await pause;
  shell.signal.throwIfAborted();
  if (shell.ending) await shell.ending;
  if (command.line) shell.state.line = command.line;
  if (command.type === "SimpleCommand") return runSimpleCommand(shell, command);
  if (command.type === "FunctionDef") {
    shell.state.functions.set(command.name, command);
    return 0;
  }
  if (!keepsPlace(shell, command)) shell.last = false;
  return withRedirections(shell, command.redirections, () => runCompound(shell, command));
}

/**
 * Whether the last command of a compound command may take the shell's place. Seen with busybox's ash and bash 5.2; of what bash
 * forks for brackets at the end of `-c` the shell above them stays.
 */
function keepsPlace({ dialect, depth }: Shell, { type, redirections }: CompoundCommand): boolean {
  if (dialect.name === "bash") return type === "Subshell" && depth > 0;
  if (type === "Subshell") return true;
  return (type === "Group" || type === "If" || type === "Case") && redirections.length === 0;
}

async function runCompound(shell: Shell, command: CompoundCommand): Promise<number> {
  switch (command.type) {
    case "Group":
      return runStatements(shell, command.body);
    case "Subshell":
      if (shell.last) return runStatements(shell, command.body);
      return shell.contain(
        (child) => {
          child.last = true;
          return runStatements(child, command.body);
        },
        undefined,
        true,
      );
    case "If":
      for (const clause of command.clauses) {
        if ((await runTested(shell, clause.condition)) === 0) return runStatements(shell, clause.body);
      }
      return command.elseBody ? runStatements(shell, command.elseBody) : 0;
    case "While":
    case "Until": {
      const wanted = command.type === "While";
      return loop(shell, command.body, async () => ((await runTested(shell, command.condition)) === 0) === wanted);
    }
    case "For": {
      const words = command.words ? await expandWords(shell, command.words) : shell.state.positional;
      let index = 0;
      return loop(shell, command.body, async () => {
        const word = words[index++];
        if (word === undefined) return false;
        shell.state.set(command.variable, word);
        return true;
      });
    }
    case "CStyleFor": {
      if (command.init) await arithmetic(shell, command.init);
      let first = true;
      return loop(shell, command.body, async () => {
        if (!first && command.update) await arithmetic(shell, command.update);
        first = false;
        return !command.condition || (await arithmetic(shell, command.condition)) !== 0n;
      });
    }
    case "Case":
      return runCase(shell, command);
    case "ArithmeticCommand":
      return (await arithmetic(shell, command.expression)) === 0n ? 1 : 0;
    case "ConditionalCommand":
      return testConditional(shell, command.expression);
  }
}

async function runTested(shell: Shell, statements: readonly Statement[]): Promise<number> {
  const { last } = shell;
  shell.last = false;
  shell.tested++;
  try {
    return await runStatements(shell, statements);
  } finally {
    shell.tested--;
    shell.last = last;
  }
}

async function loop(shell: Shell, body: readonly Statement[], next: () => Promise<boolean>): Promise<number> {
  let status = 0;
  shell.loopDepth++;
  try {
    for (;;) {
      const pause = work(shell.process);
      if (pause) await pause;
      shell.signal.throwIfAborted();
      if (shell.trapped.length > 0) await runTraps(shell);
      try {
        if (!(await next())) return status;
        status = await runStatements(shell, body);
      } catch (error) {
        if (!(error instanceof BreakLoop || error instanceof ContinueLoop)) throw error;
        const broke = error instanceof BreakLoop;
        status = 0;
        if (error.depth > 1 && shell.loopDepth > 1) throw broke ? new BreakLoop(error.depth - 1) : new ContinueLoop(error.depth - 1);
        if (broke) return 0;
      }
    }
  } finally {
    shell.loopDepth--;
  }
}

async function runCase(shell: Shell, command: Extract<CompoundCommand, { type: "Case" }>): Promise<number> {
  const text = await expandToText(shell, command.word);
  let status = 0;
  let fallThrough = false;
  for (const item of command.items) {
    let matches = fallThrough;
    for (const pattern of item.patterns) {
      if (matches) break;
      matches = patternToRegExp(await expandToPattern(shell, pattern)).test(text);
    }
    if (!matches) continue;
    status = await runStatements(shell, item.body);
    if (item.terminator === ";;") return status;
    fallThrough = item.terminator === ";&";
  }
  return status;
}

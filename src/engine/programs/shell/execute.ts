/** Walks the syntax tree. Every function resolves to an exit code and leaves by the exceptions of `signals.ts`. */
import { jobCost, shareBudget } from "../../kernel/budget.ts";
import { describeSyntaxError } from "./dialect.ts";
import { arithmetic, expandToPattern, expandToText, expandWords } from "./expand.ts";
import { patternToRegExp } from "./pattern.ts";
import { withRedirections } from "./redirect.ts";
import type { Shell } from "./shell.ts";
import { BreakLoop, ContinueLoop, ExitShell } from "./signals.ts";
import { runSimpleCommand } from "./simple-command.ts";
import { BrokenPipe, collector, inputOf, type Stream } from "./streams.ts";
import { type Command, type CompoundCommand, type Pipeline, ShellSyntaxError, type Statement } from "./syntax.ts";
import { testConditional } from "./conditional.ts";

export async function runStatements(shell: Shell, statements: readonly Statement[]): Promise<number> {
  let status = 0;
  for (const statement of statements) status = await runStatement(shell, statement);
  return status;
}

async function runStatement(shell: Shell, statement: Statement): Promise<number> {
  if (statement.deferredError) {
    const error = new ShellSyntaxError(statement.deferredError.message, shell.state.line, statement.deferredError.token);
    for (const text of describeSyntaxError(error, shell.dialect.name, statement.deferredError.token))
      shell.complain({ kind: "text", text });
    throw new ExitShell(2);
  }
  if (shell.state.options.noexec) return 0;
  if (statement.background) return startJob(shell, statement);
  return runList(shell, statement);
}

/** `a && b || c`. */
async function runList(shell: Shell, statement: Statement): Promise<number> {
  let status = 0;
  const last = statement.pipelines.length - 1;
  for (const [index, pipeline] of statement.pipelines.entries()) {
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
  const pause = shell.budget.tick(jobCost);
  if (pause) await pause;
  const pid = shell.shared.nextPid++;
  const controller = new AbortController();
  const { signal } = shell.process;
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  shareBudget(controller.signal, shell.budget);
  const process = {
    ...shell.process,
    signal: controller.signal,
    spawn: (argv: readonly string[], options = {}) => shell.process.spawn(argv, { signal: controller.signal, ...options }),
  };
  const child = shell.fork(new Map([[0, inputOf("")]]), process);
  const done = child
    .toExit(() => runList(child, statement))
    .catch((error: unknown) => {
      if (controller.signal.aborted || error instanceof BrokenPipe) return 143;
      throw error;
    })
    .finally(() => signal.removeEventListener("abort", stop));
  done.catch(() => {});
  shell.shared.jobs.set(pid, { pid, controller, done });
  shell.state.backgroundPid = pid;
  if (shell.mode === "interactive") shell.error(`[${shell.shared.jobs.size}] ${pid}\n`);
  return 0;
}

async function runPipeline(shell: Shell, pipeline: Pipeline): Promise<number> {
  const started = shell.process.clock.now();
  if (pipeline.negated) shell.tested++;
  let status: number;
  try {
    status = pipeline.commands.length === 1 ? await runCommand(shell, pipeline.commands[0] as Command) : await runPipe(shell, pipeline);
  } finally {
    if (pipeline.negated) shell.tested--;
  }
  if (pipeline.commands.length === 1) shell.state.pipeStatus = [status];
  if (pipeline.negated) status = status === 0 ? 1 : 0;
  if (pipeline.timed) shell.error(timesOf(shell, shell.process.clock.now() - started));
  return status;
}

function timesOf(shell: Shell, elapsed: number): string {
  const minutes = Math.floor(elapsed / 60_000);
  const seconds = (elapsed % 60_000) / 1000;
  if (shell.dialect.name === "bash") return `\nreal\t${minutes}m${seconds.toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
  return `real\t${minutes}m ${seconds.toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`;
}

/** One after the other, each with the output of the one before; all in subshells. */
async function runPipe(shell: Shell, pipeline: Pipeline): Promise<number> {
  const statuses: number[] = [];
  let piped: Stream | undefined;
  for (const [index, command] of pipeline.commands.entries()) {
    const changes = new Map<number, Stream>();
    if (piped) changes.set(0, piped);
    const isLast = index === pipeline.commands.length - 1;
    const { stream, text } = collector();
    if (!isLast) changes.set(1, stream);
    if (!isLast && pipeline.pipeStderr?.[index]) changes.set(2, stream);
    const failFast = shell.state.options.errexit;
    statuses.push(
      await shell
        .contain((child) => {
          if (failFast && !isLast) child.tested++;
          return runCommand(child, command);
        }, changes)
        .catch((error: unknown) => {
          if (error instanceof BrokenPipe) return 141;
          throw error;
        }),
    );
    piped = inputOf(text());
  }
  shell.state.pipeStatus = statuses;
  if (!shell.state.options.pipefail) return statuses.at(-1) ?? 0;
  return statuses.findLast((status) => status !== 0) ?? 0;
}

export async function runCommand(shell: Shell, command: Command): Promise<number> {
  const pause = shell.budget.tick();
  if (pause) await pause;
  shell.process.signal.throwIfAborted();
  if (command.line) shell.state.line = command.line;
  if (command.type === "SimpleCommand") return runSimpleCommand(shell, command);
  if (command.type === "FunctionDef") {
    shell.state.functions.set(command.name, command);
    return 0;
  }
  return withRedirections(shell, command.redirections, () => runCompound(shell, command));
}

async function runCompound(shell: Shell, command: CompoundCommand): Promise<number> {
  switch (command.type) {
    case "Group":
      return runStatements(shell, command.body);
    case "Subshell":
      return shell.contain((child) => runStatements(child, command.body));
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
  shell.tested++;
  try {
    return await runStatements(shell, statements);
  } finally {
    shell.tested--;
  }
}

async function loop(shell: Shell, body: readonly Statement[], next: () => Promise<boolean>): Promise<number> {
  let status = 0;
  shell.loopDepth++;
  try {
    for (;;) {
      const pause = shell.budget.tick();
      if (pause) await pause;
      shell.process.signal.throwIfAborted();
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

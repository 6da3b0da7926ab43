/** The learner's bash: it is at the prompt, and runs one line after the other. */
import { LabLimit } from "../engine/kernel/budget.ts";
import type { Machine } from "../engine/kernel/machine.ts";
import { type OpenFile, SinkFile, TextFile } from "../engine/kernel/open-file.ts";
import { makeProcess } from "../engine/kernel/process.ts";
import { Scope } from "../engine/kernel/scope.ts";
import type { Task } from "../engine/kernel/task.ts";
import { cookedModes, Terminal } from "../engine/kernel/terminal.ts";
import type { Process } from "../engine/programs/program.ts";
import { describeSyntaxError, dialects } from "../engine/programs/shell/dialect.ts";
import { createShell } from "../engine/programs/shell/interpreter.ts";
import { JobTable } from "../engine/programs/shell/jobs.ts";
import { stateFor } from "../engine/programs/shell/shell-program.ts";
import type { Shell } from "../engine/programs/shell/shell.ts";
import type { ShellState } from "../engine/programs/shell/state.ts";
import { parse, ShellSyntaxError } from "../engine/programs/shell/syntax.ts";
import { adviceFor } from "./advice.ts";
import { failure, interruptForeground } from "./line-end.ts";
import { firstShellPid, loginShell, shellEnded } from "./login-shell.ts";
import { sessionBuiltins } from "./session-builtins.ts";

export interface ExecOptions {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly signal?: AbortSignal;
  /**
   * Present when input and output are a terminal: `docker build` then draws its rich progress, and what runs reads what `type`
   * is given.
   */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** The line comes from a program: bash's errors name its lines, as those of `bash -c` do. */
  readonly numbersLines?: boolean;
}

/** Why a line ends when ^C was typed: who is in the foreground has had the signal from the terminal. */
export const typedInterrupt = new DOMException("Interrupted", "AbortError");

export class PromptShell {
  readonly #machine: Machine;
  /** Where a new shell is. */
  readonly #start: string;
  readonly #history: string[];
  /** What the learner types at while a line runs. */
  readonly terminal: Terminal;
  readonly #jobs = new JobTable();
  #bash: Task;
  /** Working directory, variables, functions, options: what lasts from line to line. */
  state: ShellState;
  #shared: Shell["shared"] | undefined;

  /** @param history the lines that `history` shows; the session adds to them */
  constructor(machine: Machine, start: string, history: string[]) {
    this.#machine = machine;
    this.#start = start;
    this.#history = history;
    machine.initial.pid.lastPid = firstShellPid - 1;
    this.terminal = new Terminal(machine.processes, 0);
    ({ task: this.#bash, state: this.state } = this.#logIn());
  }

  #logIn(): { task: Task; state: ShellState } {
    const task = loginShell(this.#machine, this.terminal, this.#start);
    const state = stateFor(makeProcess(this.#machine, task), dialects.bash);
    state.aliases.set("ll", "ls -l").set("la", "ls -A");
    return { task, state };
  }

  /** Begins a new shell where the last line has ended the old one; gives what to tell of it. */
  renew(): string {
    const { status } = this.#bash;
    if (!status) return "";
    ({ task: this.#bash, state: this.state } = this.#logIn());
    this.state.status = status.code;
    this.#shared = undefined;
    this.#jobs.clear();
    return shellEnded(status);
  }

  /** Runs a line; gives its exit code. An abort of `signal` interrupts what is in the foreground. */
  async run(line: string, options: ExecOptions, signal: AbortSignal): Promise<number> {
    const { process, scope } = this.#lineProcess(options);
    const shell = createShell(
      {
        process,
        dialect: dialects.bash,
        name: "bash",
        state: this.state,
        mode: "interactive",
        numbersLines: options.numbersLines ?? false,
        descriptors: process.task.descriptors,
        signal,
      },
      this.#shared,
    );
    shell.jobs = this.#jobs;
    const interrupt = (): void => {
      if (signal.reason !== typedInterrupt) interruptForeground(this.#machine.processes, this.#bash, this.#jobs);
    };
    signal.addEventListener("abort", interrupt, { once: true });
    this.#shared = shell.shared;
    shell.extraBuiltins = sessionBuiltins(this.#history);
    shell.advice = adviceFor;
    try {
      const { statements } = parse(line);
      return await Promise.race([shell.toPrompt(() => shell.walker.runStatements(shell, statements)), failure(scope)]);
    } catch (error) {
      if (signal.aborted) return 130;
      if (this.#bash.status) return this.#bash.status.code;
      if (error instanceof ShellSyntaxError) {
        const words = describeSyntaxError(error, "bash", line);
        if (options.numbersLines) for (const each of words) options.stderr(`bash: -c: line ${error.line}: ${each}\n`);
        else options.stderr(`bash: ${words[0]}\n`);
        return 2;
      }
      if (error instanceof LabLimit) {
        options.stderr(`${error.message}\n`);
        return 130;
      }
      throw error;
    } finally {
      signal.removeEventListener("abort", interrupt);
    }
  }

  /** The shell's process with the streams of one line. */
  #lineProcess(options: ExecOptions): { process: Process; scope: Scope } {
    const { terminal: window } = options;
    const task = this.#bash;
    const scope = new Scope();
    scope.spared = task;
    task.scope = scope;
    task.cwd = this.state.cwd;
    task.umask = this.state.umask;
    const given = window ? { window } : {};
    task.setDescriptor(0, window ? this.#openTerminal(window, options) : new TextFile(""));
    task.terminal = window && this.terminal;
    task.setDescriptor(1, new SinkFile(options.stdout, given));
    task.setDescriptor(2, new SinkFile(options.stderr, given));
    return { process: makeProcess(this.#machine, task), scope };
  }

  #openTerminal({ columns, rows }: NonNullable<ExecOptions["terminal"]>, { stdout }: ExecOptions): OpenFile {
    const { terminal } = this;
    terminal.modes = { ...cookedModes };
    terminal.resize(columns, rows);
    terminal.output = stdout;
    return terminal.file;
  }

  /** Types at the terminal, as a keyboard sends it; whether there was a ^C that ends the line. */
  type(text: string): boolean {
    const { modes } = this.terminal;
    // ^Z would stop what runs, and the prompt does not come back before it has ended.
    const keys = modes.isig ? text.replaceAll("\x1a", "") : text;
    this.terminal.type(keys);
    return modes.isig && keys.includes("\x03");
  }
}

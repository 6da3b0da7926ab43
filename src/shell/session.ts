/**
 * One learner's lab: a host (`drydock`, user `dev`), its disk with the workspace, an engine, and a shell in which `docker`
 * is a command. The worker and the headless lab both drive this.
 */
import { ApiRecorder } from "../cli/requests/recorder.ts";
import type { Engine } from "../engine/api.ts";
import type { Clock } from "../engine/clock.ts";
import { virtualClock } from "../engine/clocks.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { coreutils } from "../engine/programs/coreutils/index.ts";
import type { Process, ProgramRegistry } from "../engine/programs/program.ts";
import { LabLimit } from "../engine/kernel/budget.ts";
import type { Machine } from "../engine/kernel/machine.ts";
import { type OpenFile, SinkFile, TextFile } from "../engine/kernel/open-file.ts";
import { makeProcess } from "../engine/kernel/process.ts";
import { Scope } from "../engine/kernel/scope.ts";
import type { Task } from "../engine/kernel/task.ts";
import { cookedModes, Terminal } from "../engine/kernel/terminal.ts";
import { describeSyntaxError, dialects } from "../engine/programs/shell/dialect.ts";
import { createShell } from "../engine/programs/shell/interpreter.ts";
import { JobTable } from "../engine/programs/shell/jobs.ts";
import type { Shell } from "../engine/programs/shell/shell.ts";
import { stateFor } from "../engine/programs/shell/shell-program.ts";
import type { ShellState } from "../engine/programs/shell/state.ts";
import { parse, ShellSyntaxError } from "../engine/programs/shell/syntax.ts";
import { turn } from "../engine/turns.ts";
import type { ApiCommand } from "../views/api-calls.ts";
import type { ComposePlan } from "../views/compose-plan.ts";
import { noPredictions, type Predictions, withAnswer } from "../views/predictions.ts";
import { adviceFor } from "./advice.ts";
import { browse, type Page } from "./browse.ts";
import { type Completion, completeLine } from "./completion.ts";
import { dockerProgram, knockProgram, predictProgram, trivyProgram, whyProgram } from "./docker-command.ts";
import { expandHistory } from "./history-expansion.ts";
import { bringUpToDate, hostDisk, learner, hostName, repairHost } from "./host-disk.ts";
import { isIncompleteLine } from "./incomplete.ts";
import { hostMachine } from "./host-machine.ts";
import { failure, interruptForeground, interrupted } from "./line-end.ts";
import { firstShellPid, loginShell, shellEnded } from "./login-shell.ts";
import { type SavedSession, restoreState, saveState } from "./saved-session.ts";
import { sessionBuiltins } from "./session-builtins.ts";
import { WatchedTree } from "./watched-tree.ts";

export type { Page } from "./browse.ts";
export type { Completion } from "./completion.ts";
export type { SavedSession } from "./saved-session.ts";

export const workspacePath = "/home/dev/workspace";

export interface SessionOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  /** What the workspace starts with. */
  readonly workspace: DirectoryNode;
  /** The whole disk instead, when the host is not new. */
  readonly disk?: WatchedTree;
}

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

/** An engine whose containers run on the learner's host, and that can make a copy of itself, sharing what is immutable. */
interface HostedEngine extends Engine {
  readonly machine: Machine;
  fork(options?: { clock?: Clock; machine?: Machine }): HostedEngine;
}

/** Why a line ends when ^C was typed: who is in the foreground has had the signal from the terminal. */
const typedInterrupt = new DOMException("Interrupted", "AbortError");

export class LabSession {
  readonly engine: Engine;
  readonly #clock: Clock;
  readonly #disk: WatchedTree;
  readonly #machine: Machine;
  /** The shell at the prompt. */
  #bash: Task;
  readonly #history: string[] = [];
  readonly #listeners = new Set<() => void>();
  #state: ShellState;
  #shared: Shell["shared"] | undefined;
  readonly #jobs = new JobTable();
  /** What the learner types at while a line runs. */
  readonly #terminal: Terminal;
  /** Ends the line that runs. */
  #stopLine: ((reason: unknown) => void) | undefined;
  #told: DirectoryNode;
  #telling = false;
  readonly #calls = new ApiRecorder();
  #plans: { readonly workspace: DirectoryNode; readonly plans: readonly ComposePlan[] } | undefined;
  /** What the learner says the next build will do, and how they have done so far. */
  predictions: Predictions = noPredictions;
  /** Number of the last build that has answered what was said of it. */
  #lastBuild: number;
  /** Lines run one after the other, in the order they came. */
  #last: Promise<unknown> = Promise.resolve();
  /** Where time jumps, it stands still for containers while nothing is typed. */
  #letTimePass: (() => void) | undefined;

  constructor(options: SessionOptions) {
    const { engine, clock } = options;
    this.engine = engine;
    this.#clock = clock;
    this.#letTimePass = clock.hold?.();
    this.#disk =
      options.disk ??
      learnersDisk(
        hostDisk(options.workspace, () => clock.now()),
        clock,
      );
    this.#disk.onWrite = () => this.#tellSoon();
    this.#told = this.#disk.root;
    this.#lastBuild = engine.builds().at(-1)?.number ?? 0;
    const registry: ProgramRegistry = new Map([
      ...coreutils,
      ["docker", dockerProgram((argv) => this.#calls.listenTo(engine, argv))],
      ["why", whyProgram(() => engine)],
      [
        "predict",
        predictProgram(engine, {
          said: () => this.#answered(),
          say: (predictions) => {
            this.predictions = predictions;
          },
        }),
      ],
      ["knock", knockProgram(() => engine)],
      ["trivy", trivyProgram(() => engine)],
    ]);
    this.#machine = hostMachine(engine, clock, this.#disk, registry);
    this.#machine.initial.net.offline = true;
    this.#machine.initial.pid.lastPid = firstShellPid - 1;
    this.#terminal = new Terminal(this.#machine.processes, 0);
    ({ task: this.#bash, state: this.#state } = this.#logIn());
  }

  #logIn(): { task: Task; state: ShellState } {
    const task = loginShell(this.#machine, this.#terminal, workspacePath);
    const state = stateFor(makeProcess(this.#machine, task), dialects.bash);
    state.aliases.set("ll", "ls -l").set("la", "ls -A");
    return { task, state };
  }

  /** Puts right what a line has done to the shell and the host it runs on; gives what to tell of it. */
  #recover(): string {
    const { status } = this.#bash;
    if (status) {
      ({ task: this.#bash, state: this.#state } = this.#logIn());
      this.#state.status = status.code;
      this.#shared = undefined;
      this.#jobs.clear();
    }
    return (status ? shellEnded(status) : "") + repairHost(this.#disk);
  }

  /** The host's whole disk; the workspace is at `workspacePath`. */
  get disk(): WorkingTree {
    return this.#disk;
  }

  /** The machine that the shell runs on. */
  get host(): Machine {
    return this.#machine;
  }

  /** The workspace as it stands; empty when the learner has removed it. */
  get workspace(): DirectoryNode {
    const node = this.#disk.lookup(workspacePath);
    return node?.kind === "directory"
      ? node
      : { kind: "directory", mode: 0o755, uid: learner.uid, gid: learner.gid, mtime: 0, entries: new Map() };
  }

  /** Working directory of the shell. */
  get cwd(): string {
    return this.#state.cwd;
  }

  /** `dev@drydock:~/workspace$ ` */
  get prompt(): string {
    const { cwd } = this.#state;
    const shown = cwd === learner.home || cwd.startsWith(`${learner.home}/`) ? `~${cwd.slice(learner.home.length)}` : cwd;
    return `${learner.name}@${hostName}:${shown}$ `;
  }

  /** Simulated milliseconds since the epoch. */
  get now(): number {
    return this.#clock.now();
  }

  /** Past lines, oldest first. */
  get history(): readonly string[] {
    return this.#history;
  }

  /**
   * Runs one line (it may hold newlines and here-documents). Shell state (cwd, variables, functions) lasts between lines.
   * An abort gives 130; it never rejects for what the learner typed.
   */
  exec(line: string, options: ExecOptions): Promise<{ exitCode: number }> {
    const result = this.#last.then(() => this.#inTime(() => this.#exec(line, options)));
    this.#last = result.catch(() => {});
    return result;
  }

  async #inTime<T>(work: () => Promise<T>): Promise<T> {
    this.#letTimePass?.();
    try {
      return await work();
    } finally {
      this.#letTimePass = this.#clock.hold?.();
    }
  }

  async #exec(typed: string, options: ExecOptions): Promise<{ exitCode: number }> {
    let line = typed;
    if (options.terminal) {
      const expanded = expandHistory(typed, this.#history);
      if ("missing" in expanded) {
        options.stderr(`bash: ${expanded.missing}: event not found\n`);
        this.#state.status = 1;
        return { exitCode: 1 };
      }
      line = expanded.line;
      if (line !== typed) options.stdout(`${line}\n`);
    }
    this.#remember(line);
    const controller = new AbortController();
    const stop = (): void => controller.abort(options.signal?.reason);
    this.#stopLine = (reason) => controller.abort(reason);
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener("abort", stop, { once: true });
    let open = true;
    const guarded: ExecOptions = {
      ...options,
      stdout: (text) => open && options.stdout(text),
      stderr: (text) => open && options.stderr(text),
    };
    try {
      const exitCode = await Promise.race([this.#run(line, guarded, controller.signal), interrupted(controller.signal)]);
      this.#state.status = exitCode;
      guarded.stderr(this.#recover());
      return { exitCode };
    } finally {
      open = false;
      this.#stopLine = undefined;
      this.#terminal.output = undefined;
      this.#answered();
      options.signal?.removeEventListener("abort", stop);
      this.#tell();
    }
  }

  async #run(line: string, options: ExecOptions, signal: AbortSignal): Promise<number> {
    const { process, scope } = this.#lineProcess(options);
    const shell = createShell(
      {
        process,
        dialect: dialects.bash,
        name: "bash",
        state: this.#state,
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
    task.cwd = this.#state.cwd;
    task.umask = this.#state.umask;
    const given = window ? { window } : {};
    task.setDescriptor(0, window ? this.#openTerminal(window, options) : new TextFile(""));
    task.terminal = window && this.#terminal;
    task.setDescriptor(1, new SinkFile(options.stdout, given));
    task.setDescriptor(2, new SinkFile(options.stderr, given));
    return { process: makeProcess(this.#machine, task), scope };
  }

  #openTerminal({ columns, rows }: NonNullable<ExecOptions["terminal"]>, { stdout }: ExecOptions): OpenFile {
    const terminal = this.#terminal;
    terminal.modes = { ...cookedModes };
    terminal.resize(columns, rows);
    terminal.output = stdout;
    return terminal.file;
  }

  /**
   * What the learner types while a line runs at a terminal, as a keyboard sends it: `\r` for Return, `\x7f` for Backspace. It
   * goes to what runs, as the terminal's modes have it.
   * @returns true when it was ^C that ends the line; false when ^C, if there was one, is the program's to hear
   */
  type(text: string): boolean {
    const { modes } = this.#terminal;
    // ^Z would stop what runs, and the prompt does not come back before it has ended.
    const keys = modes.isig ? text.replaceAll("\x1a", "") : text;
    const interrupts = modes.isig && keys.includes("\x03");
    this.#terminal.type(keys);
    if (interrupts) this.#stopLine?.(typedInterrupt);
    return interrupts;
  }

  /** The window has another size, in characters. */
  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** A GET of `path` from a port of the host, whatever runs at the prompt. Rejects only with the signal's reason. */
  browse(port: number, path: string, signal: AbortSignal): Promise<Page> {
    return browse(this.#machine, port, path, signal);
  }

  /** What was typed while a line ran and nothing has read: it is for the next prompt. */
  takeTypedAhead(): string {
    return this.#terminal.takeUnread();
  }

  #remember(line: string): void {
    const text = line.replace(/\n+$/, "");
    if (text.trim() === "" || text.startsWith(" ") || text === this.#history.at(-1)) return;
    this.#history.push(text);
    if (this.#history.length > 1000) this.#history.shift();
  }

  /** True when the line is unfinished (open quote, here-document, `\`), so that the terminal shows `> `. */
  isIncomplete(line: string): boolean {
    return isIncompleteLine(line);
  }

  complete(line: string, cursor: number): Promise<Completion> {
    return completeLine(line, cursor, { fs: this.#disk, state: this.#state, engine: this.engine });
  }

  /** Called after a command or an edit changed the disk. Returns a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellSoon(): void {
    if (this.#telling || this.#listeners.size === 0) return;
    this.#telling = true;
    void turn().then(() => this.#tell());
  }

  #tell(): void {
    this.#telling = false;
    const now = this.#disk.root;
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of this.#listeners) listener();
  }

  /** The last lines of `docker` with the API calls that each made, the oldest first. */
  apiCommands(): readonly ApiCommand[] {
    return this.#calls.commands;
  }

  /** The predictions, with those builds counted that have been run since the last look. */
  #answered(): Predictions {
    for (const view of this.engine.builds()) {
      if (view.number <= this.#lastBuild) continue;
      this.#lastBuild = view.number;
      this.predictions = withAnswer(this.predictions, view);
    }
    return this.predictions;
  }

  /** The Compose projects whose files lie in the workspace, read anew when one of its files is another. */
  async composePlans(): Promise<readonly ComposePlan[]> {
    const { workspace } = this;
    if (this.#plans?.workspace !== workspace) {
      const { composePlans } = await import("./compose-plans.ts");
      this.#plans = { workspace, plans: composePlans(this.#disk, workspacePath, new Map()) };
    }
    return this.#plans.plans;
  }

  /**
   * A copy that shares everything immutable; what happens in it stays in it. For the grader: time in it is virtual and
   * passes at once.
   */
  fork(): LabSession {
    const hosted = this.engine as Partial<HostedEngine>;
    // An engine elsewhere has no copies, and its containers' time is everybody's.
    const clock = hosted.fork ? virtualClock(this.#clock.now()) : this.#clock;
    // The copy's containers start with the engine: what they bind must be the very disk that the session writes to.
    const disk = learnersDisk(this.#disk.root, clock);
    const engine = hosted.fork && hosted.machine ? hosted.fork({ clock, machine: hosted.machine.copy(clock, disk) }) : this.engine;
    const copy = new LabSession({ engine, clock, workspace: this.workspace, disk });
    copy.#told = copy.#disk.root;
    copy.#state = this.#state.clone();
    copy.#history.push(...this.#history);
    copy.predictions = this.predictions;
    return copy;
  }

  /** What a reload needs to go on: the disk, where the shell is and what it knows, the lines typed. Structured-cloneable. */
  save(): SavedSession {
    return saveState(this.#disk.root, this.#state, this.#history);
  }

  /** Puts back what `save` gave. Throws when it is damaged; nothing has changed then. */
  restore(saved: SavedSession): void {
    const { disk, state } = restoreState(saved);
    this.#disk.reset(disk);
    bringUpToDate(this.#disk);
    Object.assign(this.#state, state);
    this.#history.splice(0, this.#history.length, ...saved.history);
    this.#tell();
  }
}

/** A disk on which what the learner's shell makes is the learner's. */
function learnersDisk(root: DirectoryNode, clock: Clock): WatchedTree {
  return new WatchedTree(root, { now: () => clock.now(), uid: learner.uid, gid: learner.gid });
}

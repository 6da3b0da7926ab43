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
import type { Machine } from "../engine/kernel/machine.ts";
import { coreutils } from "../engine/programs/coreutils/index.ts";
import type { ProgramRegistry } from "../engine/programs/program.ts";
import type { ApiCommand } from "../views/api-calls.ts";
import type { ComposePlan } from "../views/compose-plan.ts";
import type { Predictions } from "../views/predictions.ts";
import { browse, type Page } from "./browse.ts";
import { type Completion, completeLine } from "./completion.ts";
import { DiskChanges } from "./disk-changes.ts";
import { dockerProgram, knockProgram, predictProgram, trivyProgram, whyProgram } from "./docker-command.ts";
import { expandHistory } from "./history-expansion.ts";
import { bringUpToDate, hostDisk, learner, hostName, repairHost } from "./host-disk.ts";
import { isIncompleteLine } from "./incomplete.ts";
import { hostMachine } from "./host-machine.ts";
import { interrupted } from "./line-end.ts";
import { PredictedBuilds } from "./predicted-builds.ts";
import { type ExecOptions, PromptShell, typedInterrupt } from "./prompt-shell.ts";
import { type SavedSession, restoreState, saveState } from "./saved-session.ts";
import { WatchedTree } from "./watched-tree.ts";

export type { Page } from "./browse.ts";
export type { Completion } from "./completion.ts";
export type { ExecOptions } from "./prompt-shell.ts";
export type { SavedSession } from "./saved-session.ts";

export const workspacePath = "/home/dev/workspace";

/** Lines that are remembered. */
const historySize = 1000;

export interface SessionOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  /** What the workspace starts with. */
  readonly workspace: DirectoryNode;
  /** The whole disk instead, when the host is not new. */
  readonly disk?: WatchedTree;
}

/** An engine whose containers run on the learner's host, and that can make a copy of itself, sharing what is immutable. */
interface HostedEngine extends Engine {
  readonly machine: Machine;
  fork(options?: { clock?: Clock; machine?: Machine }): HostedEngine;
}

export class LabSession {
  readonly engine: Engine;
  readonly #clock: Clock;
  readonly #disk: WatchedTree;
  readonly #machine: Machine;
  /** The shell at the prompt. */
  readonly #shell: PromptShell;
  readonly #history: string[] = [];
  readonly #changes: DiskChanges;
  readonly #calls = new ApiRecorder();
  #plans: { readonly workspace: DirectoryNode; readonly plans: readonly ComposePlan[] } | undefined;
  readonly #predicted: PredictedBuilds;
  /** Ends the line that runs. */
  #stopLine: ((reason: unknown) => void) | undefined;
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
    this.#changes = new DiskChanges(this.#disk);
    this.#predicted = new PredictedBuilds(engine);
    const registry: ProgramRegistry = new Map([
      ...coreutils,
      ["docker", dockerProgram((argv) => this.#calls.listenTo(engine, argv))],
      ["why", whyProgram(() => engine)],
      [
        "predict",
        predictProgram(engine, {
          said: () => this.#predicted.answered(),
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
    this.#shell = new PromptShell(this.#machine, workspacePath, this.#history);
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
    return this.#shell.state.cwd;
  }

  /** `dev@drydock:~/workspace$ ` */
  get prompt(): string {
    const { cwd } = this.#shell.state;
    const shown = cwd === learner.home || cwd.startsWith(`${learner.home}/`) ? `~${cwd.slice(learner.home.length)}` : cwd;
    return `${learner.name}@${hostName}:${shown}$ `;
  }

  /** Simulated milliseconds since the epoch. */
  get now(): number {
    return this.#clock.now();
  }

  /** What the learner says the next build will do, and how they have done so far. */
  get predictions(): Predictions {
    return this.#predicted.predictions;
  }
  set predictions(predictions: Predictions) {
    this.#predicted.predictions = predictions;
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
        this.#shell.state.status = 1;
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
      const exitCode = await Promise.race([this.#shell.run(line, guarded, controller.signal), interrupted(controller.signal)]);
      this.#shell.state.status = exitCode;
      // What a line has done to its shell and its host is put right before the next.
      guarded.stderr(this.#shell.renew() + repairHost(this.#disk));
      return { exitCode };
    } finally {
      open = false;
      this.#stopLine = undefined;
      this.#shell.terminal.output = undefined;
      this.#predicted.answered();
      options.signal?.removeEventListener("abort", stop);
      this.#changes.tell();
    }
  }

  /**
   * What the learner types while a line runs at a terminal, as a keyboard sends it: `\r` for Return, `\x7f` for Backspace. It
   * goes to what runs, as the terminal's modes have it.
   * @returns true when it was ^C that ends the line; false when ^C, if there was one, is the program's to hear
   */
  type(text: string): boolean {
    const interrupts = this.#shell.type(text);
    if (interrupts) this.#stopLine?.(typedInterrupt);
    return interrupts;
  }

  /** The window has another size, in characters. */
  resize(columns: number, rows: number): void {
    this.#shell.terminal.resize(columns, rows);
  }

  /** A GET of `path` from a port of the host, whatever runs at the prompt. Rejects only with the signal's reason. */
  browse(port: number, path: string, signal: AbortSignal): Promise<Page> {
    return browse(this.#machine, port, path, signal);
  }

  /** What was typed while a line ran and nothing has read: it is for the next prompt. */
  takeTypedAhead(): string {
    return this.#shell.terminal.takeUnread();
  }

  #remember(line: string): void {
    const text = line.replace(/\n+$/, "");
    if (text.trim() === "" || text.startsWith(" ") || text === this.#history.at(-1)) return;
    this.#history.push(text);
    if (this.#history.length > historySize) this.#history.shift();
  }

  /** True when the line is unfinished (open quote, here-document, `\`), so that the terminal shows `> `. */
  isIncomplete(line: string): boolean {
    return isIncompleteLine(line);
  }

  complete(line: string, cursor: number): Promise<Completion> {
    return completeLine(line, cursor, { fs: this.#disk, state: this.#shell.state, engine: this.engine });
  }

  /** Called after a command or an edit changed the disk. Returns a function that stops it. */
  onChange(listener: () => void): () => void {
    return this.#changes.onChange(listener);
  }

  /** The last lines of `docker` with the API calls that each made, the oldest first. */
  apiCommands(): readonly ApiCommand[] {
    return this.#calls.commands;
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
    copy.#shell.state = this.#shell.state.clone();
    copy.#history.push(...this.#history);
    copy.predictions = this.predictions;
    return copy;
  }

  /** What a reload needs to go on: the disk, where the shell is and what it knows, the lines typed. Structured-cloneable. */
  save(): SavedSession {
    return saveState(this.#disk.root, this.#shell.state, this.#history);
  }

  /** Puts back what `save` gave. Throws when it is damaged; nothing has changed then. */
  restore(saved: SavedSession): void {
    const { disk, state } = restoreState(saved);
    this.#disk.reset(disk);
    bringUpToDate(this.#disk);
    Object.assign(this.#shell.state, state);
    this.#history.splice(0, this.#history.length, ...saved.history);
    this.#changes.tell();
  }
}

/** A disk on which what the learner's shell makes is the learner's. */
function learnersDisk(root: DirectoryNode, clock: Clock): WatchedTree {
  return new WatchedTree(root, { now: () => clock.now(), uid: learner.uid, gid: learner.gid });
}

import { FsError } from "../../filesystem/errors.ts";
import { accountsOf } from "../../kernel/accounts.ts";
import { subshellCost } from "../../kernel/budget.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { failedWrite } from "../../kernel/process-streams.ts";
import { work } from "../../kernel/processor-time.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import type { SignalName } from "../../kernel/signals.ts";
import type { Child, ForkOptions, Process } from "../program.ts";
import { textToBytes } from "./bytes.ts";
import { type Complaint, type Dialect, wordsFor } from "./dialect.ts";
import { cannotFork, inForeground, type JobControl, waitFor, waitForJob } from "./foreground.ts";
import { type Job, JobTable } from "./jobs.ts";
import { restrict } from "./unsupported.ts";
import { BreakLoop, ContinueLoop, ExitShell, ReturnFrom, ShellFailure, WriteFailure } from "./signals.ts";
import type { ShellState } from "./state.ts";
import { Collector, type Descriptors } from "./streams.ts";
import { runSubstituted } from "./substituted.ts";
import { parse, type Script } from "./syntax.ts";
import type { Walker } from "./walker.ts";

/** What all subshells of one shell share. */
interface Shared {
  nextFile: number;
  /** `$PPID` */
  readonly parentPid: number;
}

export interface ShellOptionsIn {
  readonly process: Process;
  readonly dialect: Dialect;
  /** `$0`. */
  readonly name: string;
  readonly state: ShellState;
  readonly descriptors: Descriptors;
  /** `script` errors carry line numbers in every shell; `interactive` ones never. */
  readonly mode: "command" | "script" | "interactive";
  /** Lines of an interactive shell's come from a program, not from a person: errors name them as a script's. */
  readonly numbersLines?: boolean;
  /** `$$`; the process's own when absent. */
  readonly pid?: number;
  /** Ends what runs, but not the process: ^C at a prompt. */
  readonly signal?: AbortSignal;
}

/** One running shell: its state, its descriptors, and the process it lives in. */
export class Shell {
  readonly process: Process;
  readonly dialect: Dialect;
  name: string;
  readonly mode: ShellOptionsIn["mode"];
  readonly numbersLines: boolean;
  readonly pid: number;
  state: ShellState;
  descriptors: Map<number, OpenFile>;
  readonly signal: AbortSignal;
  /** Background commands; a subshell has none of its parent's. */
  jobs = new JobTable();
  /** Where it has a terminal to hand out. */
  jobControl: JobControl | undefined;
  /** What is left to do is one command: it may take the place of the shell. */
  last = false;
  /** The command that runs, as it was typed, where that is known. */
  text: string | undefined;
  /** What `jobs` shows in a subshell. */
  parentJobs: JobTable | undefined;
  /** Signals that came and have a trap, in the order they came. */
  readonly trapped: SignalName[] = [];
  /** A signal is ending the shell: it goes no further. */
  ending: Promise<never> | undefined;
  /** Ends a `wait` that a signal interrupts. */
  wake: (() => void) | undefined;
  /** Above zero where a failing command must not end the shell: conditions, `!`, all but the last of `&&` lists. */
  tested = 0;
  loopDepth = 0;
  /** Functions that are running, innermost last. */
  callers: readonly string[] = [];
  /** How many `source`d files are running. */
  sourceDepth = 0;
  /** Exit code of the last command substitution in the command being expanded. */
  substitutionStatus: number | undefined;
  depth: number;
  readonly shared: Shared;
  /** Asked before anything else for a command by name: what the learner's terminal adds (`history`, `clear`, `exit`). */
  extraBuiltins: ReadonlyMap<string, (shell: Shell, args: readonly string[]) => Promise<number>> = new Map();

  readonly walker: Walker;

  /** What else there is to say about a command that was not found. */
  advice: (command: string) => string | undefined = () => undefined;

  constructor(options: ShellOptionsIn, walker: Walker, shared?: Shared, depth = 0) {
    this.walker = walker;
    this.process = options.process;
    this.dialect = options.dialect;
    this.name = options.name;
    this.mode = options.mode;
    this.numbersLines = options.numbersLines ?? false;
    this.state = options.state;
    this.descriptors = new Map(options.descriptors);
    this.shared = shared ?? { nextFile: 63, parentPid: options.process.ppid };
    this.pid = options.pid ?? options.process.pid;
    this.signal = options.signal ?? options.process.signal;
    this.depth = depth;
  }

  // ── text out
  out(text: string): void {
    this.write(1, text);
  }
  error(text: string): void {
    this.write(2, text);
  }
  write(descriptor: number, text: string): void {
    const file = this.descriptors.get(descriptor);
    if (!file?.writable) return;
    try {
      file.write(text, this.process.task.limits.fsize.soft);
    } catch (error) {
      const failed = failedWrite(this.process.task, error);
      throw failed instanceof FsError ? new WriteFailure(failed.reason) : failed;
    }
  }
  /** Brings a job to the foreground and waits until it ends or stops. */
  async toForeground(job: Job): Promise<number> {
    return waitForJob(this, job);
  }

  /** Makes redirections of the shell itself last (`exec >log`). */
  keepDescriptors(): void {
    const { task } = this.process;
    for (const fd of [...task.descriptors.keys()]) if (!this.descriptors.has(fd)) task.setDescriptor(fd, undefined);
    for (const [fd, file] of this.descriptors) task.setDescriptor(fd, file);
  }

  /** Something to wait for when whoever reads standard output is far behind. */
  get pressure(): Promise<void> | undefined {
    const file = this.descriptors.get(1);
    return file?.full ? file.drained(this.signal) : undefined;
  }

  /** Prints a mistake as this shell words it: `/bin/sh: 1: x: not found`. */
  complain(complaint: Complaint): void {
    this.error(`${this.prefix()}${wordsFor(complaint, this.dialect.name)}\n`);
  }
  prefix(): string {
    if (this.mode === "interactive" && !this.numbersLines) return `${this.dialect.name === "bash" ? "bash" : this.name}: `;
    if (this.dialect.name === "bash") return `${this.name}: line ${this.state.line}: `;
    if (this.dialect.name === "dash") return `${this.name}: ${this.state.line}: `;
    return this.mode === "script" ? `${this.name}: line ${this.state.line}: ` : `${this.name}: `;
  }

  // ── subshells

  /** The shell of a subshell, in the process made for it: changes to its variables, directory and descriptors stay in it. */
  #forked(process: Process, descriptors: Descriptors): Shell {
    const { dialect, name, mode, numbersLines, pid } = this;
    const child = new Shell(
      { process, dialect, name, mode, numbersLines, pid, state: this.state.clone(), descriptors },
      this.walker,
      this.shared,
      this.depth + 1,
    );
    child.tested = this.tested;
    child.loopDepth = this.loopDepth;
    child.sourceDepth = this.sourceDepth;
    child.callers = this.callers;
    child.extraBuiltins = this.extraBuiltins;
    child.advice = this.advice;
    if (this.dialect.name !== "dash") child.parentJobs = this.jobs;
    return child;
  }

  /** Starts a subshell: `exit` and failures in it end only it. Throws `ShellFailure` when there can be no more processes. */
  start(
    body: (shell: Shell) => Promise<number>,
    changes: Descriptors = new Map(),
    options: Pick<ForkOptions, "group" | "scope" | "foreground"> = {},
  ): Child {
    const descriptors = new Map([...this.descriptors, ...changes]);
    try {
      if (this.depth > 60) throw cannotFork(this);
      return this.process.fork(
        (process) => {
          const child = this.#forked(process, descriptors);
          return child.toExit(() => body(child));
        },
        { ...options, descriptors, heeds: this.jobControl?.ignored ?? [] },
      );
    } catch (error) {
      throw cannotFork(this, error);
    }
  }

  /** Runs a subshell to its end. */
  async contain(body: (shell: Shell) => Promise<number>, changes?: Descriptors, says = false): Promise<number> {
    const pause = work(this.process, subshellCost);
    if (pause) await pause;
    const { text = "" } = this;
    const child = this.start(body, changes, says ? inForeground(this) : {});
    if (says) return (await waitFor(this, [child], text))[0] as number;
    return (await child.wait()).code;
  }

  /** The same shell once more, in the same process: what a trap runs in while the shell itself stands still. */
  twin(): Shell {
    const twin = this.#forked(this.process, this.descriptors);
    twin.state = this.state;
    twin.jobs = this.jobs;
    return twin;
  }

  /** Turns the ways a script can end into its exit code, and runs its EXIT trap. */
  async toExit(body: () => Promise<number>): Promise<number> {
    let status = await this.#untilExit(body);
    const trap = this.state.traps.get("EXIT");
    if (trap !== undefined) {
      this.state.traps.delete("EXIT");
      this.state.status = status;
      this.last = false;
      const after = await this.#untilExit(async () => {
        await this.runText(trap);
        return status;
      });
      status = after;
    }
    return status;
  }

  /** As `toExit`, for a line typed at a prompt: the shell goes on after it, so no EXIT trap runs. */
  async toPrompt(body: () => Promise<number>): Promise<number> {
    return this.#untilExit(body);
  }

  /** As \`toPrompt\`, but \`exit\` is for the caller: it ends the shell. */
  async atPrompt(body: () => Promise<number>): Promise<number> {
    return this.#untilExit(body, false);
  }

  async #untilExit(body: () => Promise<number>, exits = true): Promise<number> {
    try {
      return await body();
    } catch (error) {
      if (error instanceof ReturnFrom || (exits && error instanceof ExitShell)) return error.status;
      if (error instanceof BreakLoop || error instanceof ContinueLoop) return 0;
      if (error instanceof ShellFailure) {
        this.complain(error.complaint);
        return this.mode === "interactive" ? 1 : error.status;
      }
      throw error;
    }
  }

  // ── running text

  /** Parses and runs; syntax errors are thrown. */
  async runText(text: string): Promise<number> {
    return this.walker.runStatements(this, restrict(parse(text), text, this.dialect).statements);
  }

  /** `$(…)`: what the script writes, without the newlines at its end. */
  async substitute(body: Script): Promise<string> {
    const collector = new Collector();
    this.substitutionStatus = await this.contain(
      (child) => {
        child.tested = this.state.options.errexit && this.dialect.name === "bash" ? child.tested + 1 : child.tested;
        child.last = true;
        return runSubstituted(child, body);
      },
      new Map([[1, collector]]),
    );
    if (collector.references > 0) await collector.finished;
    return collector.text.replace(/\n+$/, "").replaceAll("\0", "");
  }

  /** `<(…)`: runs it, and gives the path of a file with its output. */
  async processSubstitution(body: Script, direction: "input" | "output"): Promise<string> {
    // Beside /dev/fd, which leads to the descriptors of whoever looks there.
    const path = `/dev/.fd-${this.shared.nextFile--}`;
    if (direction === "input") {
      const collector = new Collector();
      await this.contain((child) => this.walker.runStatements(child, body.statements), new Map([[1, collector]]));
      const { fs } = this.process;
      (fs instanceof ProcessTree ? fs.storage : fs).writeFile(path, textToBytes(collector.text), { parents: true, mode: 0o644 });
    }
    return path;
  }

  /** Expands a text as between double quotes. */
  async expandText(text: string): Promise<string> {
    const word = parse(`x=${text}`).statements[0]?.pipelines[0]?.commands[0];
    const value = word?.type === "SimpleCommand" ? word.assignments[0]?.value : undefined;
    return value ? this.walker.expandToText(this, value) : "";
  }

  // ── parameters

  /** A plain or special parameter; `undefined` when it is not set. */
  lookupParameter(name: string): string | undefined {
    const { state } = this;
    switch (name) {
      case "?":
        return state.status.toString();
      case "#":
        return state.positional.length.toString();
      case "$":
        return this.pid.toString();
      case "!":
        return state.backgroundPid === 0 ? "" : state.backgroundPid.toString();
      case "-":
        return this.#flags();
      case "_":
        return state.lastArgument;
      case "0":
        return this.name;
      case "@":
      case "*":
        return state.positional.join(" ");
    }
    if (/^\d+$/.test(name)) return state.positional[Number(name) - 1];
    return state.get(name) ?? (name === "PPID" ? this.shared.parentPid.toString() : this.#dynamic(name));
  }

  #flags(): string {
    const { options } = this.state;
    const letters = [options.errexit && "e", options.noglob && "f", options.nounset && "u", options.xtrace && "x"];
    const own = this.dialect.name === "bash" ? (this.mode === "interactive" ? "himBHs" : "hBc") : "";
    return letters.filter(Boolean).join("") + own;
  }

  #random = 12345;
  #dynamic(name: string): string | undefined {
    if (this.dialect.name === "dash") return undefined;
    switch (name) {
      case "RANDOM":
        this.#random = (Math.imul(this.#random, 1103515245) + 12345) & 0x7fffffff;
        return ((this.#random >> 8) & 0x7fff).toString();
      case "LINENO":
        return this.state.line.toString();
      case "FUNCNAME":
        return this.callers.at(-1);
    }
    if (this.dialect.name !== "bash") return undefined;
    switch (name) {
      case "UID":
      case "EUID":
        return this.process.uid.toString();
      case "HOSTNAME":
        return this.process.hostname;
      case "BASH":
        return "/bin/bash";
      case "BASH_VERSION":
        return "5.2.37(1)-release";
      case "OSTYPE":
        return "linux-gnu";
      case "HOSTTYPE":
        return "x86_64";
      case "BASHPID":
        return this.process.pid.toString();
      case "SECONDS":
        return "0";
      case "EPOCHSECONDS":
        return Math.floor(this.process.clock.now() / 1000).toString();
      case "PIPESTATUS":
        return this.state.pipeStatus[0]?.toString();
      default:
        return undefined;
    }
  }

  /** Sets `x`, `x[1]`; special parameters can't be set so. */
  async assign(target: string, value: string): Promise<void> {
    const subscript = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(target);
    if (!subscript) this.state.set(target, value);
    else this.state.setElement(subscript[1] as string, await this.elementKey(subscript[1] as string, subscript[2] as string), value);
  }

  /** The key a subscript means: a number, or any text for `declare -A`. */
  async elementKey(array: string, subscript: string): Promise<string> {
    const variable = this.state.variables.get(array);
    const text = await this.expandText(`"${subscript.replace(/^(["'])(.*)\1$/s, "$2")}"`);
    if (variable?.kind === "associative") return text;
    const index = await this.walker.valueOf(this, text);
    if (index >= 0n) return index.toString();
    const last = Math.max(-1, ...[...(variable?.elements.keys() ?? [])].map(Number));
    return (BigInt(last + 1) + index).toString();
  }

  /** `~` and `~user`; as written when there is no such user. */
  homeOf(user: string | null): string {
    if (user === null || user === "")
      return this.state.get("HOME") ?? accountsOf(this.process.fs).find((account) => account.uid === this.process.uid)?.home ?? "/";
    return accountsOf(this.process.fs).find((account) => account.name === user)?.home ?? `~${user}`;
  }

  /** An absolute path for one given to a command. */
  path(path: string): string {
    return path.startsWith("/") ? path : `${this.state.cwd === "/" ? "" : this.state.cwd}/${path}`;
  }
}

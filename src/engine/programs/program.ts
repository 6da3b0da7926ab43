/**
 * What an executable does when it runs. A program in an image is a *file whose content names its behaviour*
 * (`executable.ts`), so that `COPY --from=build` moves the behaviour with the bytes.
 */
import type { Clock } from "../clock.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { Image } from "../kernel/exec.ts";
import type { Machine } from "../kernel/machine.ts";
import type { OpenFile } from "../kernel/open-file.ts";
import type { Scope } from "../kernel/scope.ts";
import type { Disposition, ExitStatus, SignalName } from "../kernel/signals.ts";
import type { Task } from "../kernel/task.ts";

/** The world one process sees. */
export interface Process {
  /** What the kernel knows of it: its namespaces, its control group, who its parent is. */
  readonly task: Task;
  /** The machine it runs on. What it may see of it is a matter of its namespaces. */
  readonly machine: Machine;
  /** As its own pid namespace counts. */
  readonly pid: number;
  readonly ppid: number;
  /** The root file system it sees, with everything mounted. Mutations are the process's writes. */
  readonly fs: WorkingTree;
  /** `argv[0]` is the name it was called by. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly hostname: string;
  readonly input: ProcessInput;
  /** Time. A sleep ends with the process, and lasts while it is stopped. */
  readonly clock: Clock;
  /** Aborts when the process has ended: nothing of it may run on. */
  readonly signal: AbortSignal;
  /** What the process can reach: `none` fails name look-ups as the real one does. */
  readonly network: "default" | "none";
  /** Which streams are a terminal; absent when none is. */
  readonly terminal?: ProcessTerminal;
  /** Text is delivered at once, in order. A reader that has gone ends the process, as SIGPIPE does. */
  stdout(text: string): void;
  stderr(text: string): void;
  /** Waits until whoever reads has caught up: what writes without end must. */
  drained(): Promise<void>;
  /** Runs another program by argv, found through PATH in `fs`; resolves to its exit code. Output goes where this process's goes unless given. */
  spawn(argv: readonly string[], options?: SpawnOptions): Promise<number>;
  /** As `spawn`, but does not wait. Throws `TooManyTasks` when there can be no more processes. */
  start(argv: readonly string[], options?: SpawnOptions): Child;
  /** A child that goes on with this very program (a subshell). `body` gives its exit code. */
  fork(body: (child: Process) => Promise<number>, options?: ForkOptions): Child;
  /** Becomes another program: same pid, same parent. Resolves to its exit code, which is to be this one's. */
  exec(argv: readonly string[], options?: SpawnOptions): Promise<number>;
  /** What to do about a signal. Handlers are called at once, and must not wait. */
  onSignal(signal: SignalName, disposition: Disposition): void;
  /**
   * Sends a signal, by pid as this process sees it: 0 for its own group, below −1 for the group of that number, −1 for all.
   * `undefined` only asks. Gives why it could not.
   */
  kill(pid: number, signal: SignalName | undefined): "ESRCH" | "EPERM" | undefined;
  /** Takes so many milliseconds of one processor; longer where a quota says so. */
  compute(ms: number): Promise<void>;
  /** Has so much resident memory from now on, in bytes. Where that is too much, the biggest process of the control group is killed. */
  useMemory(bytes: number): void;
}

/** Standard input. */
export interface ProcessInput {
  /** Nothing to read, ever: the descriptor is closed. */
  readonly closed: boolean;
  /** The next piece, as soon as there is one; `""` at the end. Any bytes: see `shell/bytes.ts`. */
  read(): Promise<string>;
  /** Up to and without a newline; `undefined` at the end. */
  readLine(): Promise<string | undefined>;
  /** To the end. */
  readAll(): Promise<string>;
  readAllBytes(): Promise<Uint8Array>;
}

/** A process that another one started. */
export interface Child {
  readonly task: Task;
  /** As the parent counts. */
  readonly pid: number;
  /** Resolves when it has ended, and takes it out of the process table. */
  wait(): Promise<ExitStatus>;
  kill(signal?: SignalName): void;
}

/** Size in characters, and which of the three streams go to it. */
export interface ProcessTerminal {
  readonly columns: number;
  readonly rows: number;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export interface ForkOptions {
  /** Every descriptor the child has, instead of copies of its parent's. */
  readonly descriptors?: ReadonlyMap<number, OpenFile>;
  /** Puts it in a process group: `new` makes it the leader of one. */
  readonly group?: "new" | number;
  /** Signals that mean to it what they usually do, though its parent ignores them. */
  readonly heeds?: readonly SignalName[];
  /** Gives its group the terminal. */
  readonly foreground?: boolean;
  /** What it may use of the lab, instead of a share of its parent's. */
  readonly scope?: Scope;
}

export interface SpawnOptions extends ForkOptions {
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** Text, or a file. Text may carry any bytes. */
  readonly stdin?: string | OpenFile;
  readonly stdout?: ((text: string) => void) | OpenFile;
  readonly stderr?: ((text: string) => void) | OpenFile;
  /** Another user than the caller's; only root may ask (`su`). */
  readonly uid?: number;
  readonly gid?: number;
  /** A session of its own, without a terminal (`setsid`). */
  readonly session?: boolean;
  readonly umask?: number;
  /** What `resolveProgram` has found already. */
  readonly image?: Image;
}

/** Resolves to the exit code, 0 to 255. `descriptor` is what the executable file says about itself. */
export type Program = (process: Process, descriptor: ExecutableDescriptor) => Promise<number>;

/** Programs by the behaviour name that executable files carry: `pip`, `go`, `busybox`. */
export type ProgramRegistry = ReadonlyMap<string, Program>;

export interface ExecutableDescriptor {
  /** Key in the registry. */
  readonly program: string;
  /** Version and whatever else the behaviour needs; JSON values only. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Dynamic loader, `/lib64/ld-linux-x86-64.so.2` or `/lib/ld-musl-x86_64.so.1`; absent for a static binary. */
  readonly loader?: string;
  /** Shared libraries it needs, by path. */
  readonly libraries?: readonly string[];
}

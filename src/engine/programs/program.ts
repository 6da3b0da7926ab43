/**
 * What an executable does when it runs. A program in an image is a *file whose content names its behaviour*
 * (`executable.ts`), so that `COPY --from=build` moves the behaviour with the bytes.
 */
import type { Clock } from "../clock.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";

/** The world one process sees. */
export interface Process {
  /** The root file system it sees, with everything mounted. Mutations are the process's writes. */
  readonly fs: WorkingTree;
  /** `argv[0]` is the name it was called by. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly hostname: string;
  /** Bytes, one per character (latin1). */
  readonly stdin: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What the process can reach: `none` fails name look-ups as the real one does. */
  readonly network: "default" | "none";
  /** Which streams are a terminal; absent when none is. */
  readonly terminal?: ProcessTerminal;
  /** Text is delivered at once, in order. */
  stdout(text: string): void;
  stderr(text: string): void;
  /** Runs another program by argv, found through PATH in `fs`; resolves to its exit code. Output goes where this process's goes unless given. */
  spawn(argv: readonly string[], options?: SpawnOptions): Promise<number>;
}

/** Size in characters, and which of the three streams go to it. */
export interface ProcessTerminal {
  readonly columns: number;
  readonly rows: number;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export interface SpawnOptions {
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** Another user than the caller's; only root may ask (`su`). */
  readonly uid?: number;
  readonly gid?: number;
  /** Another clock or signal than the caller's (`timeout`, background jobs). */
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly terminal?: ProcessTerminal | null;
  readonly stdout?: (text: string) => void;
  readonly stderr?: (text: string) => void;
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

/** What one run of the docker client gets from the shell that started it. */
import type { Engine } from "../engine/api.ts";
import type { Clock } from "../engine/clock.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";

/** Bytes, one per character (latin1). */
export interface ClientInput {
  /** The next piece, as soon as there is one; empty at the end. */
  read(): Promise<string>;
  readAll(): Promise<string>;
}

/** Size in characters, and what can be done with it where someone is typing. */
export interface ClientTerminal {
  readonly columns: number;
  readonly rows: number;
  readonly stdout?: boolean;
  readonly stdin?: boolean;
  /** Every key goes through as it is, from now until what this returns is called. */
  raw?(): () => void;
  /** Calls the listener whenever the window has another size, until what this returns is called. */
  onResize?(listener: (rows: number, columns: number) => void): () => void;
}

export interface DockerContext {
  readonly engine: Engine;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Standard input. A command that does not ask leaves it to whoever comes next: `docker run` without `-i` in a loop over lines. */
  readonly input: ClientInput;
  /** All of it, for a command that says it reads it whole (`Command.readsInput`); empty for any other, and on a terminal. */
  readonly stdin: string;
  /**
   * Present when standard error is a terminal, as are the other two unless it says no. Build progress looks at the first
   * alone.
   */
  readonly terminal?: ClientTerminal;
  /** The host's disk: build contexts, Dockerfiles and secrets are read from it, `--iidfile` writes to it. */
  readonly disk: WorkingTree;
  /** Absolute. */
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

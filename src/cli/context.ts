/** What one run of the docker client gets from the shell that started it. */
import type { Engine } from "../engine/api.ts";
import type { Clock } from "../engine/clock.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";

export interface DockerContext {
  readonly engine: Engine;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Bytes, one per character (latin1), or what a terminal would answer; empty when nothing is piped in. */
  readonly stdin: string;
  /** Present when standard error is a terminal, as is standard output unless it says no. Build progress looks at the first alone. */
  readonly terminal?: { readonly columns: number; readonly rows: number; readonly stdout?: boolean };
  /** The host's disk: build contexts, Dockerfiles and secrets are read from it, `--iidfile` writes to it. */
  readonly disk: WorkingTree;
  /** Absolute. */
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

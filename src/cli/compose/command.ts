/** The vocabulary of `docker compose`: one `ComposeCommand` declares everything about one of its commands. */
import type { DockerContext } from "../context.ts";
import type { FlagSpec } from "../flags/flag.ts";
import type { FlagValues } from "../flags/parse.ts";
import type { ComposeHost } from "./model/host.ts";

export interface ComposeCommand {
  readonly name: string;
  readonly short: string;
  /** What its own help says instead of `short`. */
  readonly long?: string;
  /** After `[OPTIONS]` in the usage line. */
  readonly operands: string;
  /** Where the usage does not begin in the ordinary way: `docker compose top [SERVICES...]`. */
  readonly usage?: string;
  /** Below the usage line: another way to call it. */
  readonly otherUsage?: string;
  /** How few and how many operands it takes; `docker` has the refusal in the words of the docker client. */
  readonly arity?: { readonly min: number; readonly max?: number; readonly words?: "docker" };
  readonly flags: readonly FlagSpec[];
  /** Other names in the last place. */
  readonly aliases?: readonly string[];
  /** What stands below it; it does nothing itself then. */
  readonly commands?: readonly ComposeCommand[];
  readonly isExperimental?: boolean;
  /** Not listed in the help. */
  readonly hidden?: boolean;
  /** The first operand ends the flags: what follows is another program's. */
  readonly stopsAtOperand?: boolean;
  run?(call: ComposeCall): Promise<number>;
}

/** Runs another docker command, for what Compose leaves to it. Resolves to the exit code. */
export type Docker = (words: readonly string[], context: DockerContext) => Promise<number>;

export interface ComposeCall {
  /** The flags of `docker compose` itself. */
  readonly global: FlagValues;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  readonly context: DockerContext;
  readonly host: ComposeHost;
  readonly docker: Docker;
  /** Nothing is really done: the engine of the context only pretends. */
  readonly dryRun: boolean;
  /** `auto`, or one of the ways to show progress. */
  readonly progressMode: string;
}

/** Every command has it. */
export const dryRun: FlagSpec = { name: "dry-run", type: "bool", help: "Execute command in dry run mode" };

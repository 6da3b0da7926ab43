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
  /** How few and how many operands it takes. */
  readonly arity?: { readonly min: number; readonly max?: number };
  readonly flags: readonly FlagSpec[];
  /** The first operand ends the flags: what follows is another program's. */
  readonly stopsAtOperand?: boolean;
  run(call: ComposeCall): Promise<number>;
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
}

/** Every command has it. */
export const dryRun: FlagSpec = { name: "dry-run", type: "bool", help: "Execute command in dry run mode" };

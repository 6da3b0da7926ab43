/**
 * The command table's vocabulary. One `Command` declares everything about one docker command; parsing, `--help`,
 * error texts and completion are all read from it.
 */
import type { DockerContext } from "./context.ts";
import type { FlagSpec } from "./flags/flag.ts";
import type { FlagValues } from "./flags/parse.ts";

export interface Command {
  /** Every way to call it, without `docker`: `["images"]`, `["image", "ls"]`, `["image", "list"]`. */
  readonly paths: readonly (readonly string[])[];
  /** How help and errors call it, when not by the path used: buildx always says `docker buildx build`. */
  readonly shownAs?: string;
  readonly short: string;
  /** What its own help says instead of `short`. */
  readonly long?: string;
  /** Another way to call it, below the usage line: `docker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH`. */
  readonly otherUsage?: string;
  /** After `[OPTIONS]` in the usage line: `IMAGE [IMAGE...]`. */
  readonly operands: string;
  /** Buildx commands without operands print no `[OPTIONS]` in their usage. */
  readonly hidesOptions?: boolean;
  /** Its usage says `[OPTIONS]` though its help shows none. */
  readonly showsOptions?: boolean;
  /** Which command answers in its stead, by the environment. Throws `CliError` for an environment that cannot be read. */
  readonly instead?: (context: DockerContext, path: readonly string[]) => Command | undefined;
  /** All that its help says: the daemon has to allow for more. */
  readonly refusal?: string;
  /** How many operands it takes; `max` may be Infinity. */
  readonly arity: {
    readonly min: number;
    readonly max: number;
    /** Says `requires 0 arguments` where others say that they accept none. */
    readonly counts?: boolean;
    /** Says no more than how many it accepts and how many it received. */
    readonly plain?: boolean;
  };
  /** Commands below it, as its help lists them. */
  readonly subcommands?: readonly (readonly [name: string, short: string])[];
  /** As `--help` lists them. */
  readonly aliases?: readonly string[];
  readonly flags: readonly FlagSpec[];
  /** The first operand ends the flags: what follows is another program's. */
  readonly stopsAtOperand?: boolean;
  /** True when it reads standard input to its end before it does anything else. */
  readonly readsInput?: (flags: FlagValues, args: readonly string[]) => boolean;
  /** Which program answers: buildx puts `ERROR: ` before its errors. */
  readonly program: "docker" | "buildx";
  /** What its operands are, for completion. */
  readonly completes: "image" | "container" | "volume" | "network" | "directory" | "none";
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly command: Command;
  /** `docker image ls`. */
  readonly name: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  readonly context: DockerContext;
  /** `docker --debug`: says more. */
  readonly debug: boolean;
}

/** A command that only holds others: `docker image`. */
export interface Group {
  readonly path: readonly string[];
  /** `docker image`, `docker buildx`. */
  readonly shownAs: string;
  readonly short: string;
  /** What its own help says instead of `short`. */
  readonly long?: string;
  readonly flags: readonly FlagSpec[];
  /** Its usage says `COMMAND` even where a command was misspelt. */
  readonly namesCommand?: boolean;
  /** Whether its help comes behind an empty line where it was not asked for. */
  readonly leadsWithGap?: boolean;
  readonly program: "docker" | "buildx";
  /** Headings and what stands under them, in the order of `--help`. */
  readonly sections: readonly { readonly title: string; readonly entries: readonly (readonly [name: string, short: string])[] }[];
  /** Printed after everything else in the help. */
  readonly footnote?: string;
}

/** Commands of a cluster. The lab's engine is none: what a daemon without a swarm says is all there is. */
import type { Call, Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { bool, flag } from "../../flags/declare.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { objectFormat, tableFormat } from "../shared-flags.ts";

interface SwarmCommand {
  /** `service ls`. */
  readonly path: string;
  readonly short: string;
  readonly operands: string;
  readonly min: number;
  readonly max: number;
  /** Other names of the last word. */
  readonly aliases?: readonly string[];
  readonly flags?: readonly FlagSpec[];
  readonly hidesOptions?: boolean;
  /** Asks the daemon of each operand by itself. */
  readonly each?: boolean;
  /** What the client does before it asks the daemon; may throw. A number is its exit code: the daemon is not asked. */
  readonly before?: (call: Call) => number | undefined;
}

export const listFlags: readonly FlagSpec[] = [
  flag("filter", "filter", "Filter output based on conditions provided", { short: "f" }),
  tableFormat,
  bool("quiet", "Only display IDs", "q"),
];
export const inspectFlags: readonly FlagSpec[] = [objectFormat, bool("pretty", "Print the information in a human friendly format")];

const noManager =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** @param before what the client puts before the daemon's answer */
export function notManager(before = ""): CliError {
  return new CliError(`${before}Error response from daemon: ${noManager}`);
}

function notManagerOfAny({ args }: Call): CliError {
  return new CliError(args.map(() => notManager().message).join("\n") || notManager().message);
}

export function swarmCommand({ path, min, max, aliases = [], flags = [], before, each, ...shown }: SwarmCommand): Command {
  const words = path.split(" ");
  const others = aliases.map((alias) => [...words.slice(0, -1), alias]);
  return {
    ...shown,
    paths: [words, ...others],
    arity: { min, max },
    ...(aliases.length > 0 && { aliases: [words, ...others].map((one) => `docker ${one.join(" ")}`) }),
    flags,
    program: "docker",
    completes: "none",
    async run(call) {
      const code = before?.(call);
      if (code !== undefined) return code;
      throw each ? notManagerOfAny(call) : notManager();
    },
  };
}

/** `<object> ls`. */
export function listCommand(object: string, short: string): Command {
  return swarmCommand({ path: `${object} ls`, short, operands: "", min: 0, max: 0, aliases: ["list"], flags: listFlags });
}

/** An inspect prints what it has found, one error for each that it has not. */
export function inspectsNothing(call: Call): undefined {
  const { flags, context } = call;
  if (flags.given().includes("pretty")) return;
  const format = flags.text("format");
  context.stdout(format === "" || format === "json" ? "[]\n" : "\n");
  throw notManagerOfAny(call);
}

/** Of every list of tasks: a node's, a service's, a stack's. */
export const taskFlags: readonly FlagSpec[] = [
  flag("filter", "filter", "Filter output based on conditions provided", { short: "f" }),
  flag("string", "format", "Pretty-print tasks using a Go template"),
  bool("no-resolve", "Do not map IDs to Names"),
  bool("no-trunc", "Do not truncate output"),
  bool("quiet", "Only display task IDs", "q"),
];

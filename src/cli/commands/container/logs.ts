import { CliError } from "../../errors.ts";
import type { Call, Command } from "../../command.ts";
import { printChunks } from "../../container/streams.ts";
import { parseTimestamp } from "../../../engine/go/timestamp.ts";
import type { DockerContext } from "../../context.ts";

export const logs: Command = {
  paths: [["logs"], ["container", "logs"]],
  short: "Fetch the logs of a container",
  operands: "CONTAINER",
  arity: { min: 1, max: 1 },
  aliases: ["docker container logs", "docker logs"],
  flags: [
    { name: "details", type: "bool", help: "Show extra details provided to logs" },
    { name: "follow", short: "f", type: "bool", help: "Follow log output" },
    {
      name: "since",
      type: "string",
      help: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    { name: "tail", short: "n", type: "string", default: "all", help: "Number of lines to show from the end of the logs" },
    { name: "timestamps", short: "t", type: "bool", help: "Show timestamps" },
    {
      name: "until",
      type: "string",
      help: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
  ],
  program: "docker",
  completes: "container",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const [container = ""] = args;
  const tail = flags.text("tail");
  // The container is asked for first: a wrong number of lines of one that is not there is not what is wrong.
  const { Id } = await context.engine.containerInspect(container);
  const chunks = await context.engine.containerLogs(Id, {
    stdout: true,
    stderr: true,
    follow: flags.bool("follow"),
    timestamps: flags.bool("timestamps"),
    details: flags.bool("details"),
    ...limit("since", flags.text("since"), context),
    ...limit("until", flags.text("until"), context),
    // The daemon takes what is no number for all.
    ...(/^\d+$/.test(tail) ? { tail: Number(tail) } : {}),
    signal: context.signal,
  });
  await printChunks(chunks, context);
  return 0;
}

/** The beginning of time is no limit. @throws CliError */
function limit(name: "since" | "until", text: string, context: DockerContext): { since?: number; until?: number } {
  return text === "0" ? {} : time(name, text, context, `invalid value for "${name}": `);
}

/** @throws CliError for what is no time */
export function time(name: "since" | "until", text: string, context: DockerContext, before = ""): { since?: number; until?: number } {
  if (text === "") return {};
  const at = parseTimestamp(text, context.clock.now());
  if (at === undefined) throw new CliError(`${before}failed to parse value as time or duration: ${JSON.stringify(text)}`);
  return { [name]: at };
}

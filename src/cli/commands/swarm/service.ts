/** `docker service`. */
import type { Call, Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { goQuote } from "../../format/quote.ts";
import { bool, flag } from "../../flags/declare.ts";
import { inspectFlags, inspectsNothing, listCommand, notManager, swarmCommand, taskFlags } from "./swarm-command.ts";
import { createFlags, updateFlags } from "./service-flags.ts";

/** One error for each service, as they are scaled one by one. */
function checkScales({ args, name, command }: Call): never {
  const scales = args.map((text) => text.split("=", 2));
  const wrong = args.find((text) => !text.includes("="));
  if (wrong !== undefined)
    throw new CliError(
      `invalid scale specifier '${wrong}'.\nSee '${name} --help'.\n\nUsage:  ${name} ${command.operands}\n\n${command.short}`,
    );
  const odd = scales.find(([, count = ""]) => !/^\d+$/.test(count));
  if (odd)
    throw new CliError(`${odd[0]}: invalid replicas value ${odd[1]}: strconv.ParseUint: parsing ${goQuote(odd[1] ?? "")}: invalid syntax`);
  throw new CliError(scales.map(([service]) => notManager(`${service}: `).message).join("\n"));
}

const modes = new Set(["replicated", "global", "replicated-job", "global-job"]);

function checkMode({ flags }: Call): undefined {
  const mode = flags.text("mode");
  if (!modes.has(mode)) throw new CliError(`Unknown mode: ${mode}, only replicated and global supported`);
}

export const serviceCommands: readonly Command[] = [
  swarmCommand({
    path: "service create",
    short: "Create a new service",
    operands: "IMAGE [COMMAND] [ARG...]",
    min: 1,
    max: Infinity,
    before: checkMode,
    flags: createFlags,
  }),
  swarmCommand({
    path: "service inspect",
    short: "Display detailed information on one or more services",
    operands: "SERVICE [SERVICE...]",
    min: 1,
    max: Infinity,
    before: inspectsNothing,
    flags: inspectFlags,
  }),
  swarmCommand({
    path: "service logs",
    short: "Fetch the logs of a service or task",
    operands: "SERVICE|TASK",
    min: 1,
    max: 1,
    flags: [
      bool("details", "Show extra details provided to logs"),
      bool("follow", "Follow log output", "f"),
      bool("no-resolve", "Do not map IDs to Names in output"),
      bool("no-task-ids", "Do not include task IDs in output"),
      bool("no-trunc", "Do not truncate output"),
      bool("raw", "Do not neatly format logs"),
      flag("string", "since", 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'),
      flag("string", "tail", "Number of lines to show from the end of the logs", { short: "n", default: "all" }),
      bool("timestamps", "Show timestamps", "t"),
    ],
  }),
  listCommand("service", "List services"),
  swarmCommand({
    path: "service ps",
    short: "List the tasks of one or more services",
    operands: "SERVICE [SERVICE...]",
    min: 1,
    max: Infinity,
    flags: taskFlags,
  }),
  swarmCommand({
    path: "service rm",
    short: "Remove one or more services",
    operands: "SERVICE [SERVICE...]",
    min: 1,
    max: Infinity,
    each: true,
    aliases: ["remove"],
  }),
  swarmCommand({
    path: "service rollback",
    short: "Revert changes to a service's configuration",
    operands: "SERVICE",
    min: 1,
    max: 1,
    flags: [
      bool("detach", "Exit immediately instead of waiting for the service to converge", "d"),
      bool("quiet", "Suppress progress output", "q"),
    ],
  }),
  swarmCommand({
    path: "service scale",
    short: "Scale one or multiple replicated services",
    operands: "SERVICE=REPLICAS [SERVICE=REPLICAS...]",
    min: 1,
    max: Infinity,
    before: checkScales,
    hidesOptions: true,
    flags: [bool("detach", "Exit immediately instead of waiting for the service to converge", "d")],
  }),
  swarmCommand({ path: "service update", short: "Update a service", operands: "SERVICE", min: 1, max: 1, flags: updateFlags }),
];

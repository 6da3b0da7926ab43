/** `docker stack`. */
import type { Call, Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { bool, flag } from "../../flags/declare.ts";
import { tableFormat } from "../shared-flags.ts";
import { absolute } from "../../paths.ts";
import { listFlags, swarmCommand } from "./swarm-command.ts";

function readCompose({ flags, context }: Call): undefined {
  const [file] = flags.list("compose-file");
  if (file === undefined) throw new CliError("Specify a Compose file (with --compose-file)");
  if (file !== "-" && !context.disk.exists(absolute(context.cwd, file))) throw new CliError(`open ${file}: no such file or directory`);
}

export const stackCommands: readonly Command[] = [
  swarmCommand({
    path: "stack config",
    short: "Outputs the final config file, after doing merges and interpolations",
    operands: "",
    min: 0,
    max: 0,
    before: readCompose,
    flags: [
      flag("strings", "compose-file", 'Path to a Compose file, or "-" to read from stdin', { short: "c" }),
      bool("skip-interpolation", "Skip interpolation and output only merged config"),
    ],
  }),
  swarmCommand({
    path: "stack deploy",
    short: "Deploy a new stack or update an existing stack",
    operands: "STACK",
    min: 1,
    max: 1,
    before: readCompose,
    aliases: ["up"],
    flags: [
      flag("strings", "compose-file", 'Path to a Compose file, or "-" to read from stdin', { short: "c" }),
      flag("bool", "detach", "Exit immediately instead of waiting for the stack services to converge", { short: "d", default: "true" }),
      bool("prune", "Prune services that are no longer referenced"),
      bool("quiet", "Suppress progress output", "q"),
      flag("string", "resolve-image", 'Query the registry to resolve image digest and supported platforms ("always", "changed", "never")', {
        default: "always",
      }),
      bool("with-registry-auth", "Send registry authentication details to Swarm agents"),
    ],
  }),
  swarmCommand({ path: "stack ls", short: "List stacks", operands: "", min: 0, max: 0, aliases: ["list"], flags: [tableFormat] }),
  swarmCommand({
    path: "stack ps",
    short: "List the tasks in the stack",
    operands: "STACK",
    min: 1,
    max: 1,
    flags: [
      flag("filter", "filter", "Filter output based on conditions provided", { short: "f" }),
      tableFormat,
      bool("no-resolve", "Do not map IDs to Names"),
      bool("no-trunc", "Do not truncate output"),
      bool("quiet", "Only display task IDs", "q"),
    ],
  }),
  swarmCommand({
    path: "stack rm",
    short: "Remove one or more stacks",
    operands: "STACK [STACK...]",
    min: 1,
    max: Infinity,
    aliases: ["remove", "down"],
    flags: [flag("bool", "detach", "Do not wait for stack removal", { short: "d", default: "true" })],
  }),
  swarmCommand({
    path: "stack services",
    short: "List the services in the stack",
    operands: "STACK",
    min: 1,
    max: 1,
    flags: listFlags,
  }),
];

/** `docker secret` and `docker config`. */
import type { Call, Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { goQuote } from "../../format/quote.ts";
import { flag } from "../../flags/declare.ts";
import { absolute } from "../../paths.ts";
import { inspectFlags, inspectsNothing, listCommand, swarmCommand } from "./swarm-command.ts";

function readContent(file: string, { context }: Call): void {
  if (file === "-") {
    if (context.stdin === "") throw new CliError("error reading from STDIN: data is empty");
  } else if (!context.disk.exists(absolute(context.cwd, file)))
    throw new CliError(`error reading from ${file}: open ${file}: no such file or directory`);
}

function readSecret(call: Call): undefined {
  const [, file] = call.args;
  if (file !== undefined) readContent(file, call);
}

function readConfig(call: Call): undefined {
  const [, file = ""] = call.args;
  try {
    readContent(file, call);
  } catch (error) {
    throw error instanceof CliError ? new CliError(`Error reading content from ${goQuote(file)}: ${error.message}`) : error;
  }
}

export const secretCommands: readonly Command[] = [
  swarmCommand({
    path: "secret create",
    short: "Create a secret from a file or STDIN as content",
    operands: "SECRET [file|-]",
    min: 1,
    max: 2,
    before: readSecret,
    flags: [
      flag("string", "driver", "Secret driver", { short: "d" }),
      flag("list", "label", "Secret labels", { short: "l" }),
      flag("string", "template-driver", "Template driver"),
    ],
  }),
  swarmCommand({
    path: "secret inspect",
    short: "Display detailed information on one or more secrets",
    operands: "SECRET [SECRET...]",
    min: 1,
    max: Infinity,
    before: inspectsNothing,
    flags: inspectFlags,
  }),
  listCommand("secret", "List secrets"),
  swarmCommand({
    path: "secret rm",
    short: "Remove one or more secrets",
    operands: "SECRET [SECRET...]",
    min: 1,
    max: Infinity,
    each: true,
    aliases: ["remove"],
  }),
  swarmCommand({
    path: "config create",
    short: "Create a config from a file or STDIN",
    operands: "CONFIG file|-",
    min: 2,
    max: 2,
    before: readConfig,
    flags: [flag("list", "label", "Config labels", { short: "l" }), flag("string", "template-driver", "Template driver")],
  }),
  swarmCommand({
    path: "config inspect",
    short: "Display detailed information on one or more configs",
    operands: "CONFIG [CONFIG...]",
    min: 1,
    max: Infinity,
    before: inspectsNothing,
    flags: inspectFlags,
  }),
  listCommand("config", "List configs"),
  swarmCommand({
    path: "config rm",
    short: "Remove one or more configs",
    operands: "CONFIG [CONFIG...]",
    min: 1,
    max: Infinity,
    each: true,
    aliases: ["remove"],
  }),
];

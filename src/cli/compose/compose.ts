/** `docker compose`: from the words after it to what it prints and its exit code. */
import type { Group } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { FlagError, parseFlags } from "../flags/parse.ts";
import { flagUsages } from "../flags/usage.ts";
import { type ComposeCommand, type Docker, dryRun } from "./command.ts";
import { commands, sections } from "./commands/table.ts";
import { contextHost } from "./context-host.ts";

const globalFlags: readonly FlagSpec[] = [
  { name: "all-resources", type: "bool", help: "Include all resources, even those not used by services" },
  { name: "ansi", type: "string", default: "auto", help: 'Control when to print ANSI control characters ("never"|"always"|"auto")' },
  { name: "compatibility", type: "bool", help: "Run compose in backward compatibility mode" },
  dryRun,
  { name: "env-file", type: "stringArray", help: "Specify an alternate environment file" },
  { name: "file", short: "f", type: "stringArray", help: "Compose configuration files" },
  { name: "parallel", type: "int", default: "-1", help: "Control max parallelism, -1 for unlimited" },
  { name: "profile", type: "stringArray", help: "Specify a profile to enable" },
  { name: "progress", type: "string", help: "Set type of progress output (auto, tty, plain, json, quiet)" },
  {
    name: "project-directory",
    type: "string",
    help: "Specify an alternate working directory\n(default: the path of the, first specified, Compose file)",
  },
  { name: "project-name", short: "p", type: "string", help: "Project name" },
  { name: "verbose", type: "bool", help: "Show more output", hidden: true },
  { name: "workdir", type: "string", help: "DEPRECATED! USE --project-directory INSTEAD.", hidden: true },
];

const root: Group = {
  path: ["compose"],
  shownAs: "docker compose",
  short: "Define and run multi-container applications with Docker",
  flags: globalFlags,
  program: "docker",
  sections,
};

/**
 * Runs one `docker compose` command.
 * @param words those after `compose`
 * @param docker what builds, execs and copies for it
 * @returns the exit code. Throws `CliError` for what Compose refuses.
 */
export async function runCompose(words: readonly string[], context: DockerContext, docker: Docker): Promise<number> {
  const columns = context.terminal?.columns ?? 80;
  const before = parse(globalFlags, words, true);
  const [name, ...rest] = before.operands;
  if (name === undefined || name === "help") {
    context.stdout(rootHelp(columns));
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    context.stdout(rootHelp(columns));
    throw new CliError(`unknown docker command: "compose ${name}"`);
  }
  const { values: flags, operands: args, help } = parse([...command.flags, dryRun], rest, command.stopsAtOperand ?? false);
  if (help || before.help) {
    context.stdout(commandHelp(command, columns));
    return 0;
  }
  const { min, max = Number.POSITIVE_INFINITY } = command.arity ?? { min: 0 };
  if (args.length < min) throw new CliError(`requires at least ${min} arg(s), only received ${args.length}`);
  if (args.length > max) throw new CliError(`accepts ${max} arg(s), received ${args.length}`);
  return command.run({ global: before.values, flags, args, context, host: contextHost(context), docker });
}

/** Compose says what is wrong with a flag and nothing else. */
function parse(flags: readonly FlagSpec[], words: readonly string[], stopAtOperand: boolean): ReturnType<typeof parseFlags> {
  try {
    return parseFlags(flags, words, { stopAtOperand });
  } catch (error) {
    if (error instanceof FlagError) throw new CliError(error.message);
    throw error;
  }
}

function rootHelp(columns: number): string {
  const lists = root.sections.map(
    ({ title, entries }) => `\n${title}:\n${entries.map(([name, short]) => `  ${name.padEnd(12)}${short}\n`).join("")}`,
  );
  return `Usage:  docker compose [OPTIONS] COMMAND\n\n${root.short}\n\nOptions:\n${flagUsages(globalFlags, columns)}${lists.join("")}\nRun 'docker compose COMMAND --help' for more information on a command.\n`;
}

function commandHelp(command: ComposeCommand, columns: number): string {
  const usage = command.usage ?? [`docker compose ${command.name}`, "[OPTIONS]", command.operands].filter(Boolean).join(" ");
  const other = command.otherUsage ? `\n\t${command.otherUsage}` : "";
  return `Usage:  ${usage}${other}\n\n${(command.long ?? command.short).trimEnd()}\n\nOptions:\n${flagUsages([...command.flags, dryRun], columns)}`;
}

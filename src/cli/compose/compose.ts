/** `docker compose`: from the words after it to what it prints and its exit code. */
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { FlagError, type FlagValues, parseFlags } from "../flags/parse.ts";
import { messageOf } from "../problem.ts";
import { type ComposeCall, type ComposeCommand, type Docker, dryRun } from "./command.ts";
import { commands } from "./commands/table.ts";
import { contextHost } from "./context-host.ts";
import { checkArity, commandHelp, rootHelp } from "./help.ts";
import { dryRunEngine } from "./stack/dry-run.ts";
import { progressMode } from "./stack/progress.ts";

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
  { name: "version", short: "v", type: "bool", help: "Show the Docker Compose version information", hidden: true },
  { name: "workdir", type: "string", help: "DEPRECATED! USE --project-directory INSTEAD.", hidden: true },
];

/**
 * Runs one `docker compose` command.
 * @param words those after `compose`
 * @param docker what execs and copies for it
 * @returns the exit code. Throws `CliError` for what Compose refuses.
 */
export async function runCompose(words: readonly string[], context: DockerContext, docker: Docker): Promise<number> {
  const columns = context.terminal?.columns ?? 80;
  const before = parse(globalFlags, words, true);
  const [name, ...rest] = before.operands;
  if (before.values.bool("version")) return runCompose(["version"], context, docker);
  if (name === undefined) {
    context.stdout(rootHelp(globalFlags, commands, columns));
    return 0;
  }
  const { command, path, rest: own } = find(commands, [name, ...rest]);
  if (!command) {
    context.stdout(rootHelp(globalFlags, commands, columns));
    throw new CliError(`unknown docker command: "compose ${name}"`);
  }
  const { values: flags, operands: args, help } = parse([...command.flags, dryRun], own, command.stopsAtOperand ?? false);
  if (help || before.help || !command.run) {
    context.stdout(commandHelp(command, path, columns));
    return 0;
  }
  checkArity(command, path, args);
  const call = callOf(before.values, flags, args, context, docker);
  try {
    const code = await command.run(call);
    return context.signal.aborted ? interrupted(context) : code;
  } catch (error) {
    if (context.signal.aborted) return interrupted(context);
    if (call.progressMode !== "json") throw error;
    throw new CliError(JSON.stringify({ error: true, message: messageOf(error) }));
  }
}

/** How Compose ends when it is told to. */
function interrupted(context: DockerContext): number {
  context.stderr("\n");
  return 130;
}

/** The command that the words lead to, as far as they do. */
function find(
  among: readonly ComposeCommand[],
  words: readonly string[],
): { readonly command: ComposeCommand | undefined; readonly path: readonly string[]; readonly rest: readonly string[] } {
  const [name = "", ...rest] = words;
  const command = among.find((one) => one.name === name || one.aliases?.includes(name));
  if (!command?.commands) return { command, path: [command?.name ?? name], rest };
  const below = find(command.commands, rest);
  return below.command ? { ...below, path: [command.name, ...below.path] } : { command, path: [command.name], rest };
}

function callOf(global: FlagValues, flags: FlagValues, args: readonly string[], context: DockerContext, docker: Docker): ComposeCall {
  const isDry = global.bool("dry-run") || flags.bool("dry-run");
  const asked = global.text("progress") || context.env.get("COMPOSE_PROGRESS") || "";
  const limit = context.env.get("COMPOSE_PARALLEL_LIMIT");
  if (limit !== undefined && !global.has("parallel") && !/^[+-]?\d+$/.test(limit))
    throw new CliError(`COMPOSE_PARALLEL_LIMIT must be an integer (found: ${JSON.stringify(limit)})`);
  const ansi = global.has("ansi") ? global.text("ansi") : (context.env.get("COMPOSE_ANSI") ?? "auto");
  return {
    global,
    flags,
    args,
    context: isDry ? { ...context, engine: dryRunEngine(context.engine) } : context,
    host: contextHost(context),
    docker,
    dryRun: isDry,
    progressMode: progressMode(asked, ansi),
  };
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

/** The docker client: from the words of a command line to what it prints and its exit code. */
import { EngineError } from "../engine/api.ts";
import type { Command, Group } from "./command.ts";
import { findCommand } from "./commands/table.ts";
import { runCompose } from "./compose/compose.ts";
import type { DockerContext } from "./context.ts";
import { CliError } from "./errors.ts";
import { checkArity } from "./flags/arity.ts";
import type { FlagValues, Parsed } from "./flags/parse.ts";
import { FlagError, parseFlags } from "./flags/parse.ts";
import { FsError } from "../engine/filesystem/errors.ts";
import { commandHelp, groupHelp, shownName, usageLine } from "./help.ts";
import { reached } from "./reach.ts";
import { clientVersion } from "./version.ts";

export type { DockerContext } from "./context.ts";

/**
 * Runs one docker command.
 * @param argv the words after `docker`, or with `docker` as the first of them
 * @returns the exit code; never rejects
 */
export async function runDocker(argv: readonly string[], context: DockerContext): Promise<number> {
  const words = argv[0] === "docker" ? argv.slice(1) : argv;
  try {
    return await dispatch(words, context);
  } catch (error) {
    return report(error, "docker", context);
  }
}

async function dispatch(words: readonly string[], given: DockerContext): Promise<number> {
  const root = findCommand([]).group as Group;
  let parsed: Parsed;
  try {
    parsed = parseFlags(root.flags, words, { stopAtOperand: true });
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new CliError(`${error.message}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`, 125);
  }
  const columns = given.terminal?.columns ?? 80;
  if (parsed.values.bool("version")) {
    given.stdout(`Docker version ${clientVersion.Version}, build ${clientVersion.GitCommit}\n`);
    return 0;
  }
  if (parsed.help && parsed.operands.length === 0) {
    given.stdout(groupHelp(root, columns));
    if (parsed.help === "short") given.stderr(deprecatedHelp);
    return 0;
  }
  checkLogLevel(parsed.values);
  const context = reached(parsed.values, given);
  const operands = parsed.operands;
  if (operands[0] === "compose") return runCompose(operands.slice(1), context, runDocker);
  if (operands[0] === "help") return help(operands.slice(1), context);
  const { command, group, path, rest } = findCommand(operands);
  const debug = parsed.values.bool("debug") || parsed.values.text("log-level") === "debug";
  if (command) return runCommand(command.instead?.(context, path) ?? command, path, rest, context, debug);
  const moved = flagsBehindCommand(group as Group, rest);
  if (moved) return dispatch([...path, ...moved], context);
  return runGroup(group as Group, rest, context);
}

/** `docker buildx --builder x build .` is `docker buildx build --builder x .`; `undefined` when no such flag stands there. */
function flagsBehindCommand(group: Group, words: readonly string[]): string[] | undefined {
  if (group.program !== "buildx" || !words[0]?.startsWith("-")) return undefined;
  try {
    const { operands, help } = parseFlags(group.flags, words, { stopAtOperand: true });
    const [command, ...rest] = operands;
    const flags = words.slice(0, words.length - operands.length);
    // A lone `-` is no flag.
    return help || command === undefined || flags.length === 0 ? undefined : [command, ...flags, ...rest];
  } catch (error) {
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}

const deprecatedHelp = "Flag shorthand -h has been deprecated, use --help\n";

/** @throws CliError */
function checkLogLevel(flags: FlagValues): void {
  const level = flags.text("log-level");
  if (!["debug", "info", "warn", "warning", "error", "fatal", "panic"].includes(level))
    throw new CliError(`Unable to parse logging level: ${level}`);
}

async function runCommand(
  command: Command,
  path: readonly string[],
  words: readonly string[],
  context: DockerContext,
  debug: boolean,
): Promise<number> {
  const name = shownName(command, path);
  if (command.refusal !== undefined && !words.includes("--help")) {
    context.stderr(`${command.refusal}\n`);
    return 1;
  }
  try {
    const parsed = parseFlags(command.flags, words, { stopAtOperand: command.stopsAtOperand ?? false });
    if (parsed.help) {
      if (parsed.help === "short") context.stdout(deprecatedHelp);
      context.stdout(commandHelp(command, path, context.terminal?.columns ?? 80));
      return 0;
    }
    for (const flag of command.flags ?? [])
      if (flag.isExperimental && parsed.values.has(flag.name))
        throw new CliError(`"--${flag.name}" is only supported on a Docker daemon with experimental features enabled`);
      else if (flag.deprecated !== undefined && parsed.values.has(flag.name))
        context.stdout(`Flag --${flag.name} has been deprecated, ${flag.deprecated}\n`);
    checkArity(command, name, parsed.operands.length);
    const { values: flags, operands: args } = parsed;
    const read = command.readsInput?.(flags, args) && context.terminal?.stdin !== true;
    const ready = read ? { ...context, stdin: await context.input.readAll() } : context;
    return await command.run({ command, name, flags, args, context: ready, debug });
  } catch (error) {
    if (!(error instanceof FlagError)) return report(error, command.program, context);
    context.stderr(`${error.message}\n\nUsage:  ${usageLine(command, name)}\n\nRun '${name} --help' for more information\n`);
    return 125;
  }
}

function runGroup(group: Group, words: readonly string[], context: DockerContext): number {
  const columns = context.terminal?.columns ?? 80;
  const isRoot = group.path.length === 0;
  const first = words.find((word) => word === "-" || !word.startsWith("-"));
  try {
    const parsed = parseFlags(group.flags, words, { stopAtOperand: true });
    if (parsed.help) {
      if (parsed.help === "short") context.stdout(deprecatedHelp);
      context.stdout(groupHelp(group, columns));
      return 0;
    }
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    context.stderr(`${error.message}\n\nUsage:  ${group.shownAs}\n\nRun '${group.shownAs} --help' for more information\n`);
    return 125;
  }
  if (first === undefined) {
    const print = group.program === "buildx" ? context.stdout : context.stderr;
    print.call(context, `${group.leadsWithGap ? "\n" : ""}${groupHelp(group, columns)}`);
    return 0;
  }
  if (group.program === "buildx") {
    context.stdout(groupHelp(group, columns));
    context.stderr(`ERROR: unknown command: ${JSON.stringify(first)}\n`);
  } else {
    const usage = isRoot ? "" : `Usage:  ${group.shownAs}${group.namesCommand ? " COMMAND" : ""}\n\n`;
    context.stderr(`docker: unknown command: ${group.shownAs} ${first}\n\n${usage}Run '${group.shownAs} --help' for more information\n`);
  }
  return 1;
}

function help(topic: readonly string[], context: DockerContext): number {
  const columns = context.terminal?.columns ?? 80;
  const { command, group, path, rest } = findCommand(topic);
  if (command) context.stdout(commandHelp(command, path, columns));
  else if (rest.length > 0) {
    context.stderr(`unknown help topic: ${topic.join(" ")}\n`);
    return 1;
  } else context.stdout(groupHelp(group as Group, columns));
  return 0;
}

/** Prints what went wrong and returns the exit code. */
function report(error: unknown, program: "docker" | "buildx", context: DockerContext): number {
  const prefix = program === "buildx" ? "ERROR: " : "";
  if (context.signal.aborted) {
    if (program === "buildx") context.stderr("ERROR: failed to build: failed to solve: Canceled: context canceled\n");
    return 130;
  }
  if (error instanceof CliError) {
    context.stderr(`${error.bare ? "" : prefix}${error.message}\n`);
    return error.code;
  }
  if (error instanceof EngineError) {
    context.stderr(`${prefix}Error response from daemon: ${error.message}\n`);
    return 1;
  }
  // What has no path is the output it writes to.
  if (error instanceof FsError && error.path === "") {
    context.stderr(`${prefix}write /dev/stdout: ${error.reason.toLowerCase()}\n`);
    return 1;
  }
  context.stderr(`drydock: the lab itself failed, not your work: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

/** What `--help` says, and what a wrong number of operands is answered with (spec compose §8). */
import { CliError } from "../errors.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { flagUsages } from "../flags/usage.ts";
import { type ComposeCommand, dryRun } from "./command.ts";

const experimental = `EXPERIMENTAL:
  NAME is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/

`;

export function rootHelp(flags: readonly FlagSpec[], commands: readonly ComposeCommand[], columns: number): string {
  return `Usage:  docker compose [OPTIONS] COMMAND\n\nDefine and run multi-container applications with Docker\n\nOptions:\n${flagUsages(flags, columns)}${listed(commands)}\nRun 'docker compose COMMAND --help' for more information on a command.\n`;
}

/** @param path the names that lead to the command: `["bridge", "convert"]` */
export function commandHelp(command: ComposeCommand, path: readonly string[], columns: number): string {
  const name = `docker compose ${path.join(" ")}`;
  const other = command.otherUsage ? `\n\t${command.otherUsage}` : "";
  const warning = command.isExperimental ? experimental.replace("NAME", `docker compose ${path[0]}${path[1] ? ` ${path[1]}` : ""}`) : "";
  const names = [name, ...(command.aliases ?? []).map((alias) => `docker compose ${[...path.slice(0, -1), alias].join(" ")}`)];
  const aliases = names.length > 1 ? `Aliases:\n  ${names.join(", ")}\n\n` : "";
  const options = `Options:\n${flagUsages([...command.flags, dryRun], columns)}`;
  const below = command.commands ? `${listed(command.commands)}\nRun '${name} COMMAND --help' for more information on a command.\n` : "";
  return `Usage:  ${usageOf(command, path)}${other}\n\n${(command.long ?? command.short).trimEnd()}\n\n${warning}${aliases}${options}${below}`;
}

/** Those with commands of their own first. */
function listed(commands: readonly ComposeCommand[]): string {
  const shown = commands.filter(({ hidden }) => !hidden);
  const width = Math.max(11, ...shown.map(({ name }) => name.length)) + 1;
  const section = (title: string, entries: readonly ComposeCommand[]): string =>
    entries.length === 0 ? "" : `\n${title}:\n${entries.map(({ name, short }) => `  ${name.padEnd(width)}${short}\n`).join("")}`;
  const groups = shown.filter((command) => command.commands);
  const leaves = shown.filter((command) => !command.commands);
  return section("Management Commands", groups) + section("Commands", leaves);
}

function usageOf(command: ComposeCommand, path: readonly string[]): string {
  return command.usage ?? ["docker compose", ...path, "[OPTIONS]", command.operands].filter(Boolean).join(" ");
}

/** Throws `CliError` for too few operands or too many. */
export function checkArity(command: ComposeCommand, path: readonly string[], operands: readonly string[]): void {
  const count = operands.length;
  const { min, max = Number.POSITIVE_INFINITY, words } = command.arity ?? { min: 0 };
  if (count >= min && count <= max) return;
  if (words === "docker") {
    const name = `docker compose ${path.join(" ")}`;
    const needs = `${max === Number.POSITIVE_INFINITY ? "at least " : ""}${min} argument${min === 1 ? "" : "s"}`;
    const other = command.otherUsage ? `\n\t${command.otherUsage}` : "";
    const pointer = max === Number.POSITIVE_INFINITY ? "See" : "Run";
    throw new CliError(
      `docker: '${name}' requires ${needs}\n\nUsage:  ${usageOf(command, path)}${other}\n\n${pointer} '${name} --help' for more information`,
    );
  }
  if (max === 0) throw new CliError(`unknown command ${JSON.stringify(operands[0])} for "docker compose ${path.join(" ")}"`);
  if (max === Number.POSITIVE_INFINITY) throw new CliError(`requires at least ${min} arg(s), only received ${count}`);
  if (min === max)
    throw new CliError(
      count < min ? `requires at least ${min} arg(s), only received ${count}` : `accepts ${max} arg(s), received ${count}`,
    );
  if (min === 0) throw new CliError(`accepts at most ${max} arg(s), received ${count}`);
  throw new CliError(`accepts between ${min} and ${max} arg(s), received ${count}`);
}

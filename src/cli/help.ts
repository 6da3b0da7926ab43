/** Usage lines and help pages, made from the command table. */
import type { Command, Group } from "./command.ts";
import type { FlagSpec } from "./flags/flag.ts";
import { flagUsages } from "./flags/usage.ts";

/** The path an invocation is called by in its messages: the first of the command's paths with the same parent. */
export function shownName(command: Command, path: readonly string[]): string {
  if (command.shownAs) return command.shownAs;
  const sibling = command.paths.find(
    (candidate) => candidate.length === path.length && candidate.slice(0, -1).join() === path.slice(0, -1).join(),
  );
  return `docker ${(sibling ?? path).join(" ")}`;
}

/** `docker images [OPTIONS] [REPOSITORY[:TAG]]`, and below it the other way to call it, if there is one. */
export function usageLine(command: Command, name: string): string {
  const hasOptions = command.showsOptions ?? (command.flags.some((flag) => !flag.hidden) && !command.hidesOptions);
  const options = hasOptions ? "[OPTIONS]" : "";
  const usage = [name, options, command.operands].filter((part) => part !== "").join(" ");
  return command.otherUsage ? `${usage}\n\t${command.otherUsage}` : usage;
}

/** @param path as it was called: buildx by its own name has no default builder */
export function commandHelp(command: Command, path: readonly string[], columns: number): string {
  if (command.refusal !== undefined) return `${command.refusal}\n`;
  const parts = [`Usage:  ${usageLine(command, shownName(command, path))}\n\n${command.long ?? command.short}\n`];
  if (command.aliases) parts.push(`\nAliases:\n  ${command.aliases.join(", ")}\n`);
  const usages = flagUsages(path[0] === "buildx" ? command.flags.map(withoutBuilder) : command.flags, columns);
  if (usages) parts.push(`\nOptions:\n${usages}`);
  if (command.subcommands) parts.push(listing("Commands", command.subcommands), moreInformation(shownName(command, path)));
  return parts.join("");
}

function listing(title: string, entries: readonly (readonly [name: string, short: string])[]): string {
  const width = Math.max(11, ...entries.map(([name]) => name.length)) + 1;
  return `\n${title}:\n${entries.map(([name, short]) => `  ${name.padEnd(width)}${short}\n`).join("")}`;
}

function moreInformation(name: string): string {
  return `\nRun '${name} COMMAND --help' for more information on a command.\n`;
}

function withoutBuilder(flag: FlagSpec): FlagSpec {
  return flag.name === "builder" ? { ...flag, default: "" } : flag;
}

export function groupHelp(group: Group, columns: number): string {
  const options = flagUsages(group.flags, columns);
  const usage = group.path.length === 0 ? "docker [OPTIONS] COMMAND" : `${group.shownAs} ${options ? "[OPTIONS] " : ""}COMMAND`;
  const parts = [`Usage:  ${usage}\n\n${group.long ?? group.short}\n`];
  if (options && group.program === "buildx") parts.push(`\nOptions:\n${options}`);
  for (const { title, entries } of group.sections) parts.push(listing(title, entries));
  if (options && group.program === "docker") parts.push(`\nGlobal Options:\n${options}`);
  parts.push(moreInformation(group.shownAs));
  if (group.footnote) parts.push(`\n${group.footnote}\n`);
  return parts.join("");
}

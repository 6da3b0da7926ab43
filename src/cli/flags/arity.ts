/** Whether a command got as many operands as it takes, and Docker's words when not. */
import type { Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { usageLine } from "../help.ts";

/** @throws CliError, exit code 1 */
export function checkArity(command: Command, name: string, count: number): void {
  const { min, max } = command.arity;
  if (count >= min && count <= max) return;
  const plural = (n: number): string => `${n} argument${n === 1 ? "" : "s"}`;
  const refuse = (what: string, pointer: string): never => {
    throw new CliError(
      `docker: '${name}' ${what}\n\nUsage:  ${usageLine(command, name)}\n\n${pointer} '${name} --help' for more information`,
    );
  };
  if (command.arity.plain) throw new CliError(`accepts ${min === max ? max : `at most ${max}`} arg(s), received ${count}`);
  if (max === 0 && !command.arity.counts) refuse("accepts no arguments", "Run");
  if (min === max) refuse(`requires ${plural(min)}`, "Run");
  if (min > 0 && max < Infinity) refuse(`requires at least ${min} and at most ${plural(max)}`, "Run");
  if (count < min) refuse(`requires at least ${plural(min)}`, "See");
  // The client of 28.5 really says "SRun" here.
  refuse(`requires at most ${plural(max)}`, "SRun");
}

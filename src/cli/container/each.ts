/** What the commands that take many names share. */
import { EngineError } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { messageOf } from "../problem.ts";

/**
 * Does `act` to one name after the other; prints each name that went well, and at the end what went wrong.
 * @returns the exit code
 */
export async function each(names: readonly string[], context: DockerContext, act: (name: string) => Promise<unknown>): Promise<number> {
  return report(names, context, act);
}

/** `each`, but begun with all names at once, as the client does where the daemon takes its time. */
export async function eachAtOnce(
  names: readonly string[],
  context: DockerContext,
  act: (name: string) => Promise<unknown>,
): Promise<number> {
  const begun = names.map((name) => act(name));
  for (const one of begun) one.catch(() => {});
  return report(names, context, (_, index) => begun[index] as Promise<unknown>);
}

async function report(
  names: readonly string[],
  context: DockerContext,
  act: (name: string, index: number) => Promise<unknown>,
): Promise<number> {
  const errors: string[] = [];
  for (const [index, name] of names.entries()) {
    try {
      await act(name, index);
      context.stdout(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError || error instanceof CliError)) throw error;
      errors.push(messageOf(error));
    }
  }
  if (errors.length > 0) context.stderr(`${errors.join("\n")}\n`);
  return errors.length > 0 ? 1 : 0;
}

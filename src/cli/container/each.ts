/** What the commands that take many names share. */
import { EngineError } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";

/**
 * Does `act` to one name after the other; prints each name that went well, and at the end what went wrong.
 * @returns the exit code
 */
export async function each(names: readonly string[], context: DockerContext, act: (name: string) => Promise<unknown>): Promise<number> {
  const errors: string[] = [];
  for (const name of names) {
    try {
      await act(name);
      context.stdout(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      errors.push(`Error response from daemon: ${error.message}`);
    }
  }
  if (errors.length > 0) context.stderr(`${errors.join("\n")}\n`);
  return errors.length > 0 ? 1 : 0;
}

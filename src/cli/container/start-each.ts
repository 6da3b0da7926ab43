import { EngineError } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";

/** Starts containers one after the other, as `docker start` does, and prints the name of each. Throws `CliError` with those that did not. */
export async function startEach(names: readonly string[], { engine, stdout, stderr }: DockerContext): Promise<void> {
  const failed: string[] = [];
  for (const name of names) {
    try {
      await engine.containerStart(name);
      stdout(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      stderr(`Error response from daemon: ${error.message}\n`);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new CliError(`Error: failed to start containers: ${failed.join(", ")}`);
}

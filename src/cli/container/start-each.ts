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
      // A name the client itself refuses is one more that was not started.
      if (!(error instanceof EngineError || error instanceof CliError)) throw error;
      stderr(error instanceof EngineError ? `Error response from daemon: ${error.message}\n` : `${error.message}\n`);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new CliError(`Error: failed to start containers: ${failed.join(", ")}`);
}

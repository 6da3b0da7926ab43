/** The daemon's words for what can't be done with a container. */
import { EngineError } from "../api.ts";

export const notFound = (name: string): EngineError => new EngineError(404, `No such container: ${name}`);
export const notRunning = (id: string): EngineError => new EngineError(409, `container ${id} is not running`);
export const isRestarting = (id: string): EngineError =>
  new EngineError(409, `Container ${id} is restarting, wait until the container is running`);
export const isPaused = (name: string): EngineError =>
  new EngineError(409, `Container ${name} is paused, unpause the container before exec`);

/** The same error with more words in front. */
export function wrapped(words: string, error: unknown): unknown {
  return error instanceof EngineError ? new EngineError(error.status, `${words}: ${error.message}`) : error;
}

/** The exit code that stands for an error of the runtime when a container or an exec is started. */
export function startExitCode(message: string): number {
  const words = message.toLowerCase();
  if (words.includes("permission denied") || words.includes("is a directory")) return 126;
  if (words.includes("not a directory") || words.includes("executable file not found") || words.includes("no such file or directory"))
    return 127;
  return 128;
}

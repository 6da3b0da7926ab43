import { InvalidReference } from "../engine/images/reference.ts";
import { EngineError } from "../engine/api.ts";
import { CliError } from "./errors.ts";

/** What `read` refuses, in Docker's words: the text of its `CliError` or `InvalidReference`; `undefined` when it takes it. */
export function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof CliError || error instanceof InvalidReference) return error.message;
    throw error;
  }
}

/** What a client prints of an error: the daemon's are marked as such. */
export function messageOf(error: unknown): string {
  if (error instanceof EngineError) return `Error response from daemon: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

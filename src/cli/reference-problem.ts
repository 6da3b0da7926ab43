import { InvalidReference } from "../engine/images/reference.ts";

/** What is wrong with a name that `read` refuses, in Docker's words; `undefined` for a good one. */
export function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidReference) return error.message;
    throw error;
  }
}

import { EngineError } from "../api.ts";
import { InvalidReference, parseReference, type Reference } from "./reference.ts";

/** A reference that the daemon was asked for. Throws `EngineError` 400 for what is none. */
export function askedReference(text: string): Reference {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof InvalidReference) throw new EngineError(400, error.message);
    throw error;
  }
}

/** The JSON (exec) form of an argument: `["executable", "argument"]` (spec §8.1). */
import { DockerfileError } from "./ast.ts";
import { trimLeft } from "./text.ts";

/**
 * The words of a JSON array; undefined when the text is not one, which silently means shell form.
 * Throws when it is an array of something else than strings.
 */
export function parseJsonForm(text: string): string[] | undefined {
  const json = trimLeft(text);
  if (!json.startsWith("[")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  if (!value.every((word) => typeof word === "string")) {
    throw new DockerfileError("when using JSON array syntax, arrays must be comprised of strings only");
  }
  // Half a surrogate pair is no character.
  return value.map((word: string) => word.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}

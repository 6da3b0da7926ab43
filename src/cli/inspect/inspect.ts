/** What `inspect` commands share: one JSON array, or a template's line for each object. */
import { sortedMap } from "../../engine/go/sorted-map.ts";
import { EngineError } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { goJson } from "../format/json.ts";
import { Template, TemplateExecError } from "../template/execute.ts";
import { TemplateSyntaxError } from "../template/lex.ts";
import type { GoStruct, Value } from "../template/value.ts";

/** Exit code for a template that cannot be parsed. */
const badTemplate = 64;

/**
 * Parses a template for one object. Unlike a listing's, it is taken as it is written.
 * @throws CliError
 */
export function objectTemplate(format: string, name = ""): Template {
  try {
    return new Template(format, name);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new CliError(`template parsing error: ${error.message}`, badTemplate);
    throw error;
  }
}

/**
 * Prints one object through a template. Where that fails, what it had written by then comes first, as a client prints it.
 * @throws CliError
 */
export function printFilled(template: Template, data: GoStruct, context: DockerContext): void {
  try {
    context.stdout(`${template.execute(data)}\n`);
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    context.stdout(`${error.written}\n`);
    throw new CliError(error.message);
  }
}

/** An object as the client holds it: the struct that templates read first, and the JSON that is printed and read second. */
export interface Inspected {
  readonly struct: () => GoStruct;
  readonly json: () => unknown;
  /** True where the client keeps no JSON of it: a template that fails on the struct has failed. */
  readonly isKnownByFields?: boolean;
}

/**
 * Inspects each reference and prints what was found; then what was not.
 * @param find throws a CliError for what is not there
 */
export async function inspectAll(
  references: readonly string[],
  format: string,
  context: DockerContext,
  find: (reference: string) => Promise<Inspected>,
): Promise<number> {
  const template = format === "" || format === "json" ? undefined : objectTemplate(format);
  const found: unknown[] = [];
  const errors: string[] = [];
  let lines = "";
  for (const reference of references) {
    try {
      const object = await find(reference);
      if (template) lines += `${fill(template, object)}\n`;
      found.push(object.json());
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      errors.push(error.message);
    }
  }
  if (template) context.stdout(lines === "" ? "\n" : lines);
  else if (format === "json") context.stdout(`${goJson(found)}\n`);
  else context.stdout(`${found.length === 0 ? "[]" : goJson(found, "    ")}\n`);
  for (const message of errors) context.stderr(`${message}\n`);
  return errors.length > 0 ? 1 : 0;
}

/** As the client does: first on the typed struct, then, if that fails, on the JSON as a map. */
function fill(template: Template, object: Inspected): string {
  try {
    return template.execute(object.struct());
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    if (object.isKnownByFields) throw new CliError(`template parsing error: ${error.message}`);
  }
  try {
    return template.execute(asMaps(object.json()), { missingKeyIsError: true });
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    throw new CliError(`template parsing error: ${error.message}`);
  }
}

/** JSON read without knowing what it is: maps, whose keys come sorted. */
function asMaps(value: unknown): Value {
  if (Array.isArray(value)) return value.map(asMaps);
  if (typeof value !== "object" || value === null) return value as Value;
  return sortedMap(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asMaps(item)])));
}

/** `inspectAll` for objects of one kind: what the daemon says of one that is not there is printed as it says it. */
export function inspectNamed(
  references: readonly string[],
  format: string,
  context: DockerContext,
  find: (reference: string) => Promise<Inspected>,
): Promise<number> {
  return inspectAll(references, format, context, async (reference) => {
    try {
      return await find(reference);
    } catch (error) {
      if (error instanceof EngineError) throw new CliError(`Error response from daemon: ${error.message}`);
      throw error;
    }
  });
}

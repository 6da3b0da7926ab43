/** `--secret id=token,src=path`, `--secret id=token,env=NAME`, `--secret id=NAME`. */
import type { BuildRequest } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { goQuote } from "../format/quote.ts";
import { absolute } from "../paths.ts";
import { buildError, fieldsOf } from "./fields.ts";

export interface SecretSpec {
  readonly id: string;
  readonly path: string;
  readonly variable: string;
}

/** @throws CliError for a value that is malformed */
export function parseSecrets(specs: readonly string[]): SecretSpec[] {
  return specs.filter((spec) => spec !== "").map(parseSecret);
}

function parseSecret(spec: string): SecretSpec {
  let [id, path, variable, type] = ["", "", "", ""];
  for (const [key, value] of fieldsOf(spec, (field) => `invalid field '${field}' must be a key=value pair`)) {
    if (key === "id") id = value;
    else if (key === "src" || key === "source") path = value;
    else if (key === "env") variable = value;
    else if (key !== "type") throw new CliError(`unexpected key '${key}' in '${key}=${value}'`);
    else if (value === "file" || value === "env") type = value;
    else throw new CliError(`unsupported secret type ${goQuote(value)}`);
  }
  return type === "env" && variable === "" ? { id, path: "", variable: path } : { id, path, variable };
}

/**
 * Reads what each secret is: of a file, of a variable, or of whichever of the two has its id for a name. The client reads a file when a
 * step asks for it: that one cannot be read matters only then.
 * @throws CliError when a file is not there
 */
export function readSecrets(
  specs: readonly SecretSpec[],
  context: DockerContext,
): Required<Pick<BuildRequest, "secrets" | "unreadableSecrets">> {
  const read = specs.map(({ id, ...spec }) => [id, readSecret({ id, ...spec }, context)] as const);
  return {
    secrets: Object.fromEntries(read.flatMap(([id, value]) => (typeof value === "string" ? [] : [[id, value]]))),
    unreadableSecrets: Object.fromEntries(read.flatMap(([id, value]) => (typeof value === "string" ? [[id, value]] : []))),
  };
}

/** The secret, or in a sentence why it can't be read. */
function readSecret({ id, path: given, variable: named }: SecretSpec, context: DockerContext): Uint8Array | string {
  if (id === "") throw buildError("secret missing ID");
  const isBare = given === "" && named === "";
  const variable = named || (isBare && context.env.has(id) ? id : "");
  if (variable !== "") return new TextEncoder().encode(context.env.get(variable) ?? "");
  const path = given || id;
  const full = absolute(context.cwd, path);
  if (!context.disk.exists(full)) throw buildError(`failed to stat ${path}: stat ${path}: no such file or directory`);
  try {
    return context.disk.readFile(full);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return `read ${path}: ${error.reason.toLowerCase()}`;
  }
}

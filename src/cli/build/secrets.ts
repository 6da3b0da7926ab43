/** `--secret id=token,src=path`, `--secret id=token,env=NAME`, `--secret id=NAME`. */
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";
import { absolute } from "../paths.ts";

/**
 * Reads every secret named on the command line.
 * @throws CliError when one is malformed or its file is not there
 */
export function readSecrets(specs: readonly string[], context: DockerContext): Record<string, Uint8Array> {
  return Object.fromEntries(specs.map((spec) => readSecret(spec, context)));
}

function readSecret(spec: string, context: DockerContext): [string, Uint8Array] {
  const fields = new Map<string, string>();
  for (const field of splitCsv(spec)) {
    const equals = field.indexOf("=");
    if (equals < 0) throw new CliError(`invalid field '${field}' must be a key=value pair`);
    const key = field.slice(0, equals).toLowerCase();
    if (!["id", "src", "source", "env", "type"].includes(key)) throw new CliError(`unexpected key '${key}' in '${field}'`);
    fields.set(key, field.slice(equals + 1));
  }
  const id = fields.get("id") ?? "";
  const named = fields.get("src") ?? fields.get("source");
  const type = fields.get("type");
  const variable =
    fields.get("env") ?? (named === undefined && context.env.has(id) && type !== "file" ? id : type === "env" ? (named ?? id) : undefined);
  if (variable !== undefined) {
    return [id, new TextEncoder().encode(context.env.get(variable) ?? "")];
  }
  const path = named ?? id;
  const full = absolute(context.cwd, path);
  if (!context.disk.exists(full)) throw new CliError(`failed to build: failed to stat ${path}: stat ${path}: no such file or directory`);
  return [id, context.disk.readFile(full)];
}

/** `--build-context name=path`, `name=docker-image://ref`, `name=https://…`. */
import type { NamedContext } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { familiarString, parseReference } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError, NotInLab } from "../errors.ts";
import { absolute } from "../paths.ts";
import { problemOf } from "../problem.ts";
import { buildError } from "./fields.ts";
import { isRemote } from "./source.ts";

/** Names as buildx spells them, and what they were given as. @throws CliError */
export function parseContextNames(values: readonly string[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const value of values.filter((text) => text !== "")) {
    const equals = value.indexOf("=");
    if (equals < 0) throw new CliError(`invalid context value: ${value}, expected key=value`);
    const name = value.slice(0, equals);
    const problem = problemOf(() => parseReference(name));
    if (problem) throw new CliError(`invalid context name ${name}: ${problem}`);
    named.set(familiarString(parseReference(name)).replace(/:latest$/, ""), value.slice(equals + 1));
  }
  return named;
}

/** @throws CliError for a directory that is not there */
export function readNamedContexts(named: ReadonlyMap<string, string>, context: DockerContext): Record<string, NamedContext> {
  return Object.fromEntries([...named].map(([name, value]) => [name, readNamedContext(name, value, context)]));
}

function readNamedContext(name: string, value: string, context: DockerContext): NamedContext {
  const image = /^docker-image:\/\/(.*)$/.exec(value);
  if (image) return { kind: "image", reference: image[1] ?? "" };
  if (value.startsWith("target:")) throw buildError(`failed to find target ${value.slice(7)} for context ${name}`);
  if (value.startsWith("oci-layout://"))
    throw new NotInLab(
      "a build context cannot be an OCI layout in the lab; load it with `docker load` and name the image: `docker-image://…`.",
    );
  if (isRemote(value)) return { kind: "remote", address: value };
  const tree = lookup(value, context);
  if (!tree) throw buildError(`failed to get build context ${name}: stat ${value}: no such file or directory`);
  if (tree.kind !== "directory") throw buildError(`failed to get build context path {${value} <nil>}: not a directory`);
  return { kind: "local", tree };
}

function lookup(path: string, context: DockerContext) {
  if (path === "") return undefined;
  try {
    return context.disk.lookup(absolute(context.cwd, path));
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

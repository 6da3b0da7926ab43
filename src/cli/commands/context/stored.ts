/** Contexts as the real client keeps them: a folder each below `~/.docker/contexts`, named by the SHA-256 of the name. */
import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import { configFolder, configPath, readConfig, writeConfig } from "../../config-file.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";

/** Where the engine of the lab listens. */
export const labEndpoint = "unix:///var/run/docker.sock";

/** What `meta.json` says. */
export interface StoredContext {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: { readonly docker: { readonly Host: string; readonly SkipTLSVerify: boolean } };
}

/** The files of a context that say who it trusts, by the option that names them. */
export const tlsFiles = { ca: "ca.pem", cert: "cert.pem", key: "key.pem" } as const;
export type TlsFile = keyof typeof tlsFiles;

export function metaFolder(name: string, context: Pick<DockerContext, "env">): string {
  return `${configFolder(context)}/contexts/meta/${sha256Hex(name)}`;
}

export function tlsFolder(name: string, context: Pick<DockerContext, "env">): string {
  return `${configFolder(context)}/contexts/tls/${sha256Hex(name)}`;
}

/** What the real client says of a context that it has no file of. */
function contextNotFound(name: string, context: Pick<DockerContext, "env">): string {
  const file = `${metaFolder(name, context)}/meta.json`;
  return `context ${JSON.stringify(name)}: context not found: open ${file}: no such file or directory`;
}

export function hasContext(name: string, context: DockerContext): boolean {
  return name === "default" || context.disk.exists(`${metaFolder(name, context)}/meta.json`);
}

/** @throws CliError when there is none of that name, or its file can't be read */
export function contextNamed(name: string, context: DockerContext): StoredContext {
  if (name === "default") return defaultContext(context);
  if (!hasContext(name, context)) throw new CliError(contextNotFound(name, context));
  return parseMeta(context.disk.readText(`${metaFolder(name, context)}/meta.json`), name);
}

/** @throws CliError for what is no description of a context */
export function parseMeta(text: string, name: string): StoredContext {
  try {
    const { Metadata, Endpoints } = JSON.parse(text) as Partial<StoredContext>;
    const { Host = "", SkipTLSVerify = false } = Endpoints?.docker ?? {};
    const Description = Metadata?.Description;
    return { Name: name, Metadata: Description ? { Description } : {}, Endpoints: { docker: { Host, SkipTLSVerify } } };
  } catch (error) {
    throw new CliError(`context ${JSON.stringify(name)}: parsing meta.json: ${(error as Error).message}`);
  }
}

function defaultContext({ env }: DockerContext): StoredContext {
  const Host = env.get("DOCKER_HOST") || labEndpoint;
  return { Name: "default", Metadata: {}, Endpoints: { docker: { Host, SkipTLSVerify: false } } };
}

/** All there are, in the order of their names. */
export function allContexts(context: DockerContext): StoredContext[] {
  const folder = `${configFolder(context)}/contexts/meta`;
  const stored = context.disk.exists(folder) ? context.disk.readdir(folder) : [];
  const names = stored.flatMap((id) => {
    const path = `${folder}/${id}/meta.json`;
    return context.disk.exists(path) ? [(JSON.parse(context.disk.readText(path)) as StoredContext).Name] : [];
  });
  return ["default", ...names].toSorted().map((name) => contextNamed(name, context));
}

export function saveContext(meta: StoredContext, context: DockerContext): void {
  context.disk.writeFile(`${metaFolder(meta.Name, context)}/meta.json`, JSON.stringify(meta), { parents: true });
}

/** Forgets a context, and that it was the one in use. */
export function forgetContext(name: string, context: DockerContext): void {
  for (const folder of [metaFolder(name, context), tlsFolder(name, context)]) context.disk.remove(folder, { recursive: true, force: true });
  if (readConfig(context).currentContext === name) useContext("default", context);
}

export function useContext(name: string, context: DockerContext): void {
  writeConfig(context, { currentContext: name === "default" ? undefined : name });
}

/**
 * The context that a command line without `--context` is for: DOCKER_HOST means the default one, whatever is in use.
 * @throws CliError when the one in use has gone
 */
export function currentContext(context: DockerContext): string {
  if (context.env.get("DOCKER_HOST")) return "default";
  const named = context.env.get("DOCKER_CONTEXT");
  if (named) return named;
  const used = readConfig(context).currentContext || "default";
  if (hasContext(used, context)) return used;
  const place = `please check your config file at ${configPath(context)}`;
  throw new CliError(`current context ${JSON.stringify(used)} is not found on the file system, ${place}`);
}

/** `--docker` of `docker context create` and `update`: where an engine is, and how to talk to it. */
import { FsError } from "../../../engine/filesystem/errors.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import { pairsOf } from "../../flags/pairs.ts";
import { absolute } from "../../paths.ts";
import { contextNamed, type StoredContext, type TlsFile, tlsFiles, tlsFolder } from "./stored.ts";

export interface Endpoint {
  readonly docker: StoredContext["Endpoints"]["docker"];
  /** Contents of the files that were named. */
  readonly tls: ReadonlyMap<TlsFile, Uint8Array>;
}

const keys = ["from", "host", "ca", "cert", "key", "skip-tls-verify"];

/**
 * @param words `key=value`, as the flag has them
 * @throws CliError for a key that is none, and for what can't be an endpoint
 */
export function readEndpoint(words: readonly string[], context: DockerContext): Endpoint {
  const fail = (problem: string): never => {
    throw new CliError(`unable to create docker endpoint config: ${problem}`);
  };
  const given = pairsOf(words.flatMap((word) => word.split(",")));
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) return fail(`unrecognized config key: ${unknown}`);
  const { from, host = "", "skip-tls-verify": skip = "" } = given;
  try {
    if (from !== undefined) return { docker: contextNamed(from, context).Endpoints.docker, tls: new Map() };
    const tls = new Map(
      (Object.keys(tlsFiles) as TlsFile[]).flatMap((file) => (given[file] ? [[file, readFile(given[file], context)] as const] : [])),
    );
    if (!["", "1", "t", "true", "0", "f", "false"].includes(skip.toLowerCase()))
      return fail(`skip-tls-verify: parsing ${JSON.stringify(skip)}: invalid syntax`);
    if (host !== "" && !host.includes("://"))
      return fail(`unable to apply docker endpoint options: unable to parse docker host \`${host}\``);
    return { docker: { Host: host, SkipTLSVerify: ["1", "t", "true"].includes(skip.toLowerCase()) }, tls };
  } catch (error) {
    if (error instanceof CliError && !error.message.startsWith("unable to create")) return fail(error.message);
    throw error;
  }
}

function readFile(path: string, { disk, cwd }: DockerContext): Uint8Array {
  try {
    return disk.readFile(absolute(cwd, path));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`open ${path}: ${error.reason.toLowerCase()}`);
  }
}

/** Puts the files beside the context, in place of those that were there. */
export function saveTls(name: string, tls: Endpoint["tls"], context: DockerContext): void {
  const folder = tlsFolder(name, context);
  context.disk.remove(folder, { recursive: true, force: true });
  for (const [file, bytes] of tls) context.disk.writeFile(`${folder}/docker/${tlsFiles[file]}`, bytes, { parents: true, mode: 0o600 });
}

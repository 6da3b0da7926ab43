/** `--cache-from` and `--cache-to`. */
import type { CacheSource, CacheTarget } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { absolute } from "../paths.ts";
import { buildError, fieldsOf, notSupported } from "./fields.ts";

/** A bare reference is of type `registry`; several may stand in one value. @throws CliError */
export function parseCaches(values: readonly string[]): CacheTarget[] {
  return values
    .filter((text) => text !== "")
    .flatMap((text) => {
      if (text === ",") throw new CliError("EOF");
      if (!text.includes("=")) return splitCsv(text).map((ref) => ({ type: "registry", attributes: { ref } }));
      const { type = "", ...attributes } = Object.fromEntries(fieldsOf(text));
      if (type === "") throw new CliError(`type required form> ${goQuote(text)}`);
      return [{ type, attributes }];
    });
}

/**
 * Sources with the directory of each local one; one that holds no cache is left out, and told.
 * @param tell takes the line about it, which buildx keeps until the progress is printed
 * @throws CliError
 */
export function readCaches(sources: readonly CacheTarget[], context: DockerContext, tell: (line: string) => void): CacheSource[] {
  return sources.flatMap((source) => {
    if (source.type !== "local") return [source];
    const { src } = source.attributes;
    if (!src) throw buildError("local cache importer requires src");
    const tree = directoryAt(src, context);
    if (tree?.entries.has("index.json")) return [{ ...source, tree }];
    const index = `${src}/index.json${tree ? "" : ".lock"}`;
    const problem = `could not ${tree ? "read" : "lock"} ${index}: open ${index}: no such file or directory`;
    tell(`WARNING: local cache import at ${src} not found due to err: ${problem}`);
    return [];
  });
}

/** The docker driver keeps no cache but its own and the one inside an image. @throws CliError */
export function checkCacheTargets(targets: readonly CacheTarget[]): void {
  if (targets.some(({ type }) => type !== "inline")) throw notSupported("Cache export", "build-cache-backends");
}

function directoryAt(path: string, context: DockerContext): DirectoryNode | undefined {
  try {
    const node = context.disk.lookup(absolute(context.cwd, path));
    return node?.kind === "directory" ? node : undefined;
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** `--cache-from` and `--cache-to`. */
import type { CacheSource, CacheTarget } from "../../engine/api.ts";
import { allBytes } from "../../engine/filesystem/content.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { absolute } from "../paths.ts";
import { buildError, fieldsOf, notSupported } from "./fields.ts";

/**
 * A bare reference is of type `registry`; several may stand in one value. GitHub's cache is left out where GitHub has not told of it.
 * @throws CliError
 */
export function parseCaches(values: readonly string[], env: ReadonlyMap<string, string>): CacheTarget[] {
  const hasGitHub = (attributes: Readonly<Record<string, string>>): boolean =>
    Boolean(attributes.token ?? env.get("ACTIONS_RUNTIME_TOKEN")) &&
    Boolean(attributes.url ?? env.get("ACTIONS_CACHE_URL") ?? env.get("ACTIONS_RESULTS_URL"));
  return values
    .filter((text) => text !== "")
    .flatMap((text): CacheTarget[] => {
      if (text === ",") throw new CliError("EOF");
      if (!text.includes("=")) return splitCsv(text).map((ref) => ({ type: "registry", attributes: { ref } }));
      const { type = "", ...attributes } = Object.fromEntries(fieldsOf(text));
      if (type === "") throw new CliError(`type required form> ${goQuote(text)}`);
      return type === "gha" && !hasGitHub(attributes) ? [] : [{ type, attributes }];
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
    const found = source.attributes.digest ?? digestIn(src, tree, source.attributes.tag ?? "latest");
    if (found instanceof Error) {
      tell(`WARNING: local cache import at ${src} not found due to err: ${found.message}`);
      return [];
    }
    if (!found) throw buildError('local cache importer requires either explicit digest, "latest" tag or custom tag on index.json');
    return [{ ...source, attributes: { ...source.attributes, digest: found }, ...(tree && { tree }) }];
  });
}

interface LayoutIndex {
  readonly manifests?: readonly ({ readonly digest?: unknown; readonly annotations?: Readonly<Record<string, unknown>> } | null)[];
}

/** What the index of an OCI layout has under a tag, if anything; the error that buildx passes such a source over with. */
function digestIn(src: string, tree: DirectoryNode | undefined, tag: string): string | undefined | Error {
  const index = `${src}/index.json`;
  const missing = (verb: string, path: string) => new Error(`could not ${verb} ${path}: open ${path}: no such file or directory`);
  if (!tree) return missing("lock", `${index}.lock`);
  const node = tree.entries.get("index.json");
  if (node?.kind !== "file") return missing("read", index);
  const text = new TextDecoder().decode(allBytes(node.content));
  try {
    const { manifests } = JSON.parse(text) as LayoutIndex;
    const tagged = (Array.isArray(manifests) ? manifests : []).find(
      (one) => one?.annotations?.["org.opencontainers.image.ref.name"] === tag,
    );
    return tagged?.digest === undefined ? undefined : String(tagged.digest);
  } catch {
    return new Error(`could not unmarshal ${index} (${goQuote(text)}): unexpected end of JSON input`);
  }
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

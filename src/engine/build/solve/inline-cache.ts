/**
 * The cache that an image carries in its config (`--cache-to type=inline`), in the form BuildKit has for it: records with a
 * digest, the layer that is their result, and links to the records they follow from. Keys are the lab's, so only a lab
 * can use them; a real engine finds nothing it knows in there, and builds.
 */
import { goTime } from "../../images/config.ts";
import type { Image } from "../../images/image.ts";
import type { CacheRecord } from "../keys/cache.ts";
import { recordId } from "../keys/hash.ts";
import type { Graph } from "../plan/graph.ts";
import { diffTrees, layerSize, layerSummary } from "../../filesystem/diff.ts";
import type { SolvedVertices } from "./solved.ts";

interface StoredRecord {
  readonly digest: string;
  readonly layers?: readonly { readonly layer: number; readonly createdAt: string }[];
  readonly inputs?: readonly (readonly { readonly link: number }[])[];
}

/** What an image offers to a build: results, and keys by identity that lead to them. */
export interface OfferedCache {
  readonly records: readonly CacheRecord[];
  readonly links: readonly (readonly [identity: string, key: string])[];
}

/**
 * Base64 of the records of a build's target.
 * @param baseLayers how many layers of the image the base brought
 */
export function encodeInlineCache(graph: Graph, solved: SolvedVertices, baseLayers: number): string {
  const stored: StoredRecord[] = [];
  const layered = graph.target.end?.history.flatMap(({ vertex }) => vertex ?? []) ?? [];
  for (const [index, vertex] of layered.entries()) {
    const { key, record, identity } = solved.get(vertex) ?? {};
    if (key === undefined || !record) continue;
    stored.push({ layers: [{ layer: baseLayers + index, createdAt: goTime(record.created) }], digest: `sha256:${key}` });
    if (identity !== undefined) stored.push({ digest: `sha256:${identity}`, inputs: [[{ link: stored.length - 1 }]] });
  }
  return btoa(JSON.stringify(stored));
}

/**
 * What an image offers; nothing when it carries no cache, or one that is not whole.
 * @param origin what the image is called in `--cache-from`
 */
export function offeredCache(image: Image, origin: string, now: number): OfferedCache {
  const stored = decode(image.inlineCache);
  const records: CacheRecord[] = [];
  const links: [string, string][] = [];
  const made = image.history.filter(({ emptyLayer }) => !emptyLayer);
  for (const { digest, layers, inputs } of stored) {
    const key = hexOf(digest);
    if (key === undefined) continue;
    const leads = hexOf(stored[inputs?.[0]?.[0]?.link ?? -1]?.digest);
    if (leads !== undefined) links.push([key, leads]);
    const place = layers?.[0]?.layer;
    const layer = place === undefined ? undefined : image.layers[place];
    if (!layer || place === undefined) continue;
    const below = layer.below ?? image.layers[place - 1]?.root;
    const changes = diffTrees(below, layer.root);
    const created = Date.parse(layers?.[0]?.createdAt ?? "") || image.created;
    const description = made[place]?.createdBy ?? "";
    records.push({
      id: recordId(key, created),
      key,
      prefix: "",
      root: layer.root,
      ...(below && { below }),
      kind: kindOf(description),
      description,
      size: layerSize(changes),
      changes: layerSummary(changes),
      created,
      duration: 0,
      lastUsed: now,
      uses: 0,
      origin,
      layer: layer.diffId,
      chain: layer.chainId,
    });
  }
  return { records, links };
}

function kindOf(createdBy: string): CacheRecord["kind"] {
  const [word = ""] = createdBy.split(" ", 1);
  return word === "COPY" || word === "ADD" || word === "WORKDIR" ? word : "RUN";
}

function decode(text: string | undefined): readonly StoredRecord[] {
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(atob(text));
    return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
  } catch {
    return []; // another program's, or damaged: the build goes on without
  }
}

function hexOf(digest: unknown): string | undefined {
  return typeof digest === "string" ? /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1] : undefined;
}

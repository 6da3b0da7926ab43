/** What a build would do with each vertex, told from keys alone (spec §1.4 to §1.8). Runs nothing and looks at no clock. */
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { BuildCache, CacheRecord } from "./cache.ts";
import type { Graph } from "../plan/graph.ts";
import {
  contentKey,
  identityKey,
  inlineDigest,
  isRootByContent,
  keySelectors,
  prefixKey,
  rootIdentity,
  sharedRoot,
  unreadSelection,
} from "./keys.ts";
import type { FileSource, GraphVertex } from "../plan/operation.ts";
import { MissingSource, type Selection, selectContent } from "./select.ts";

export interface Forecast {
  readonly vertex: GraphVertex;
  /** `unknown`: it depends on files that a step above has yet to make. */
  readonly state: "cached" | "reran" | "unknown" | "failed";
  /** Absent while some of the files it reads are not known. */
  readonly key?: string;
  readonly record?: CacheRecord;
  /** By source; absent where the files are not known. */
  readonly selections: readonly (Selection | undefined)[];
  /** Its key may not be used: it, or something below it, is forced to run (spec §3.6). */
  readonly opaque: boolean;
  /** A source that is not there. */
  readonly missing?: MissingSource;
}

/** Forecasts for all vertices the target needs. `context` may be absent when nothing reads it. */
export function forecastBuild(graph: Graph, cache: BuildCache, context: DirectoryNode | undefined): Map<GraphVertex, Forecast> {
  const forecasts = new Map<GraphVertex, Forecast>();
  for (const vertex of graph.vertices) forecasts.set(vertex, forecastVertex(vertex, forecasts, cache, context));
  return settle(graph, forecasts);
}

function forecastVertex(
  vertex: GraphVertex,
  done: ReadonlyMap<GraphVertex, Forecast>,
  cache: BuildCache,
  context: DirectoryNode | undefined,
): Forecast {
  const root = vertex.root && (done.get(vertex.root) as Forecast);
  const byContent = isRootByContent(vertex);
  const opaque = vertex.forced || (!byContent && root?.opaque === true);
  const selections: (Selection | undefined)[] = [];
  try {
    for (const [index, source] of vertex.sources.entries()) selections.push(selection(vertex, index, source, done, context));
  } catch (error) {
    if (error instanceof MissingSource) return { vertex, state: "failed", selections, opaque, missing: error };
    throw error;
  }
  const found = (state: Forecast["state"], key?: string, record?: CacheRecord): Forecast => ({
    vertex,
    state,
    key,
    record,
    selections,
    opaque,
  });
  const rootKey = rootIdentity(vertex, root?.key);
  if (root && rootKey === undefined) return found(root.state === "unknown" && !opaque ? "unknown" : "reran");

  const key = selections.every((one) => one !== undefined)
    ? contentKey(
        vertex,
        rootKey,
        selections.map((one) => one.digest),
      )
    : undefined;
  if (opaque) return found("reran", key);
  const linked = linkedKey(vertex, rootKey, selections, done, cache);
  const record = cache.find(linked ?? key ?? "");
  if (record) return found("cached", record.key, record);
  if (key !== undefined) return found("reran", key);
  if (linked !== undefined) return found("reran", linked);
  return found(cache.knowsPrefix(prefixKey(vertex, rootKey)) ? "unknown" : "reran");
}

/** The files read from one source, when they can be known now. Throws `MissingSource`. */
function selection(
  vertex: GraphVertex,
  index: number,
  source: FileSource,
  done: ReadonlyMap<GraphVertex, Forecast>,
  context: DirectoryNode | undefined,
): Selection | undefined {
  if (source.kind === "inline") return { digest: inlineDigest(source), picks: [] };
  if (sharedRoot(vertex, index) === "identity") return unreadSelection;
  const selectors = keySelectors(vertex, index);
  if (source.kind === "context") return context && selectContent(context, selectors, "context");
  if (!source.vertex) throw new MissingSource(selectors[0]?.path ?? "/");
  const tree = done.get(source.vertex)?.record?.root;
  return tree && selectContent(tree, selectors, "image");
}

/** The key by content that the key by identity leads to, when all of its parts are known and it was met before. */
function linkedKey(
  vertex: GraphVertex,
  rootKey: string | undefined,
  selections: readonly (Selection | undefined)[],
  done: ReadonlyMap<GraphVertex, Forecast>,
  cache: BuildCache,
): string | undefined {
  const inputs: string[] = [];
  let byIdentity = false;
  for (const [index, source] of vertex.sources.entries()) {
    if (source.kind === "vertex" && source.vertex && sharedRoot(vertex, index) !== "identity") {
      const { key, opaque } = done.get(source.vertex) as Forecast;
      if (key === undefined || opaque) return undefined;
      inputs.push(key);
      byIdentity = true;
    } else inputs.push(selections[index]?.digest ?? "");
  }
  return byIdentity ? cache.linked(identityKey(vertex, rootKey, inputs)) : undefined;
}

/**
 * What nobody asks for does not run: a step whose result is gone counts as cached when all that stands on it or reads
 * from it is (spec §1, end).
 */
function settle(graph: Graph, forecasts: Map<GraphVertex, Forecast>): Map<GraphVertex, Forecast> {
  const asked = new Set<GraphVertex>();
  const open = [graph.target.end?.root];
  while (open.length > 0) {
    const vertex = open.pop();
    if (!vertex || asked.has(vertex)) continue;
    asked.add(vertex);
    const forecast = forecasts.get(vertex) as Forecast;
    if (forecast.state !== "cached") open.push(vertex.root);
    for (const source of vertex.sources) {
      // A match by identity needs no files; a result that is there is no work either way.
      if (source.kind === "vertex" && forecast.state !== "cached") open.push(source.vertex);
    }
  }
  for (const [vertex, forecast] of forecasts) {
    if (forecast.state === "reran" && !forecast.opaque && !asked.has(vertex)) forecasts.set(vertex, { ...forecast, state: "cached" });
  }
  return forecasts;
}

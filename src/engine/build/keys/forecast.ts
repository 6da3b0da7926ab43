/** What a build would do with each vertex, told from keys alone (spec §1.4 to §1.8). Runs nothing and looks at no clock. */
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { BuildCache, CacheRecord } from "./cache.ts";
import type { Graph } from "../plan/graph.ts";
import { inlineDigest, keySelectors, prefixKey, sharedRoot, unreadSelection } from "./keys.ts";
import type { FileSource, GraphVertex } from "../plan/operation.ts";
import { MissingSource, type Selection, selectContent } from "./select.ts";
import { findResult, vertexKeys } from "./vertex-keys.ts";

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

/** The directories of the client's that a build reads. */
export interface ContextTrees {
  /** May be absent when nothing reads it. */
  readonly main: DirectoryNode | undefined;
  /** Those of `--build-context`, what their .dockerignore leaves. */
  named(name: string): DirectoryNode;
}

/** Forecasts for all vertices the target needs. */
export function forecastBuild(graph: Graph, cache: BuildCache, contexts: ContextTrees): Map<GraphVertex, Forecast> {
  const forecasts = new Map<GraphVertex, Forecast>();
  for (const vertex of graph.vertices) forecasts.set(vertex, forecastVertex(vertex, forecasts, cache, contexts));
  return settle(graph, forecasts);
}

function forecastVertex(
  vertex: GraphVertex,
  done: ReadonlyMap<GraphVertex, Forecast>,
  cache: BuildCache,
  contexts: ContextTrees,
): Forecast {
  const root = vertex.root && (done.get(vertex.root) as Forecast);
  const selections: (Selection | undefined)[] = [];
  let missing: MissingSource | undefined;
  try {
    for (const [index, source] of vertex.sources.entries()) selections.push(selection(vertex, index, source, done, contexts));
  } catch (error) {
    if (!(error instanceof MissingSource)) throw error;
    missing = error;
  }
  const keys = vertexKeys(vertex, { root, selections, vertex: (index) => forecastOf(vertex.sources[index], done) });
  const { opaque, content, identity } = keys;
  const found = (state: Forecast["state"], key?: string, record?: CacheRecord): Forecast => ({
    vertex,
    state,
    key,
    record,
    selections,
    opaque,
    ...(missing && { missing }),
  });
  if (missing) return found("failed");
  if (!keys.isRootKnown) return found(root?.state === "unknown" && !opaque ? "unknown" : "reran");
  if (vertex.operation.kind === "local") return found("cached", content);
  const record = findResult(keys, cache);
  if (record) return found("cached", record.key, record);
  const key = content ?? (identity && cache.linked(identity));
  if (opaque || key !== undefined) return found("reran", opaque ? content : key);
  return found(cache.knowsPrefix(prefixKey(vertex, keys.rootKey)) ? "unknown" : "reran");
}

function forecastOf(source: FileSource | undefined, done: ReadonlyMap<GraphVertex, Forecast>): Forecast | undefined {
  return source?.kind === "vertex" && source.vertex ? done.get(source.vertex) : undefined;
}

/** The files read from one source, when they can be known now. Throws `MissingSource`. */
function selection(
  vertex: GraphVertex,
  index: number,
  source: FileSource,
  done: ReadonlyMap<GraphVertex, Forecast>,
  contexts: ContextTrees,
): Selection | undefined {
  if (source.kind === "inline") return { digest: inlineDigest(source), picks: [] };
  if (sharedRoot(vertex, index) === "identity") return unreadSelection;
  const selectors = keySelectors(vertex, index);
  if (source.kind === "context") return contexts.main && selectContent(contexts.main, selectors, "context");
  if (source.kind === "named") return selectContent(contexts.named(source.name), selectors, "context");
  if (!source.vertex) throw new MissingSource(selectors[0]?.path ?? "/");
  const { operation } = source.vertex;
  const tree = operation.kind === "local" ? contexts.named(operation.name) : done.get(source.vertex)?.record?.root;
  return tree && selectContent(tree, selectors, "image");
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

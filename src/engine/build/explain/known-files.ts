/** The files a step read, for steps that were found in the cache before anyone looked at them. */
import type { BuildCache } from "../keys/cache.ts";
import { keySelectors, sharedRoot } from "../keys/keys.ts";
import { MissingSource, type Selection, selectContent } from "../keys/select.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Outcome } from "./memory.ts";

/** The outcome with the files of stages that the cache still has. */
export function withSelections(
  vertex: GraphVertex,
  outcome: Outcome,
  outcomes: ReadonlyMap<GraphVertex, Outcome>,
  cache: BuildCache,
): Outcome {
  const isKnown = vertex.sources.every((source, index) => source.kind !== "vertex" || outcome.selections[index]);
  if (isKnown) return outcome;
  return { ...outcome, selections: vertex.sources.map((_, index) => outcome.selections[index] ?? read(vertex, index, outcomes, cache)) };
}

function read(vertex: GraphVertex, index: number, outcomes: ReadonlyMap<GraphVertex, Outcome>, cache: BuildCache): Selection | undefined {
  const source = vertex.sources[index];
  if (source?.kind !== "vertex" || !source.vertex || sharedRoot(vertex, index) === "identity") return undefined;
  const root = cache.find(outcomes.get(source.vertex)?.key ?? "")?.root;
  try {
    return root && selectContent(root, keySelectors(vertex, index), "image");
  } catch (error) {
    if (error instanceof MissingSource) return undefined;
    throw error;
  }
}

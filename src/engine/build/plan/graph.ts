/** The build graph (spec §1, §2.1, §5): stages with their steps, and the vertices the target needs. */
import type { SourceRange } from "../../api.ts";
import type { Dockerfile } from "../../dockerfile/ast.ts";
import { dispatchStages } from "./dispatch.ts";
import type { BaseLookup, GraphOptions, GraphStage } from "./graph-parts.ts";
import type { GraphVertex } from "./operation.ts";
import { type Plan, planStages } from "./plan.ts";
import { normalizePlatform } from "./platform.ts";

export interface Graph {
  readonly plan: Plan;
  readonly stages: readonly GraphStage[];
  readonly target: GraphStage;
  /** All that the target's stages need, inputs before those who read them. */
  readonly vertices: readonly GraphVertex[];
  /** True when some reachable step reads the build context. */
  readonly readsContext: boolean;
  readonly platform: string;
}

export type { BaseFound, BaseLookup, GraphOptions, GraphStage, GraphStep } from "./graph-parts.ts";

/** The first half: no image is looked at yet. Throws `DockerfileError`. */
export function planGraph(dockerfile: Dockerfile, options: GraphOptions): Plan {
  return planStages(dockerfile, { target: options.target, buildArgs: options.buildArgs, platform: normalizePlatform(options.platform) });
}

/** Canonical references of all images the reachable stages name, in order, without repeats (spec §2.2). */
export function referencesOf(
  plan: Plan,
): { readonly reference: string; readonly written: string; readonly platform: string; readonly range: SourceRange }[] {
  const found = new Map<string, { reference: string; written: string; platform: string; range: SourceRange }>();
  const platform = normalizePlatform(undefined);
  for (const stage of plan.stages) {
    if (!stage.reachable) continue;
    if (stage.base.kind === "image" && !found.has(stage.base.reference)) {
      found.set(stage.base.reference, {
        reference: stage.base.reference,
        written: stage.base.name,
        platform: stage.platform ?? platform,
        range: stage.source.from.range,
      });
    }
  }
  for (const stage of plan.stages) {
    if (!stage.reachable) continue;
    for (const read of [...stage.reads.values()].flat()) {
      if (read.kind !== "image" || found.has(read.reference)) continue;
      found.set(read.reference, { reference: read.reference, written: read.written, platform, range: read.range });
    }
  }
  return [...found.values()];
}

/**
 * The second half: walks the reachable stages.
 * @param lookup must know every reference of `referencesOf`
 * Throws `DockerfileError`.
 */
export function buildGraph(plan: Plan, lookup: BaseLookup, options: GraphOptions): Graph {
  const platform = normalizePlatform(options.platform);
  const { stages, vertices } = dispatchStages(plan, lookup, options, platform);
  const target = stages[plan.target.index] as GraphStage;
  const needed = neededVertices(target);
  return {
    plan,
    stages,
    target,
    vertices: vertices.filter((vertex) => needed.has(vertex)),
    readsContext: [...needed].some((vertex) => vertex.sources.some((source) => source.kind === "context")),
    platform,
  };
}

function neededVertices(target: GraphStage): Set<GraphVertex> {
  const needed = new Set<GraphVertex>();
  const open = [target.end?.root];
  while (open.length > 0) {
    const vertex = open.pop();
    if (!vertex || needed.has(vertex)) continue;
    needed.add(vertex);
    open.push(vertex.root);
    for (const source of vertex.sources) if (source.kind === "vertex") open.push(source.vertex);
  }
  return needed;
}

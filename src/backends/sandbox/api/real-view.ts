import type { BuildView, StepView, Verdict, Vertex } from "../../../engine/api.ts";
import type { Outcome } from "./builds.ts";

/**
 * A build as the real engine did it, in the simulator's frame: the steps and why they ran are the simulator's, the verdicts
 * BuildKit's. A step that came out otherwise than foretold keeps what was foretold.
 */
export function realView(foretold: BuildView, outcome: Outcome): BuildView {
  const { vertices, warnings, failure, imageId, durationMs, request } = outcome;
  const bySteps = new Map([...vertices.values()].flatMap((vertex) => (vertex.step === undefined ? [] : [[vertex.step, vertex] as const])));
  const { failure: _, imageId: __, size: ___, durationMs: ____, ...frame } = foretold;
  return {
    ...frame,
    kind: "built",
    warnings,
    tags: request.tags ?? [],
    durationMs,
    stages: foretold.stages.map((stage) => ({ ...stage, steps: stage.steps.map((step) => realStep(step, bySteps.get(step.id))) })),
    ...(failure && { failure }),
    ...(imageId !== undefined && { imageId }),
  };
}

function realStep(step: StepView, vertex: Vertex | undefined): StepView {
  if (step.kind === "CONFIG") return step;
  const verdict = verdictOf(vertex, step);
  const { durationMs: _, layer: __, ...rest } = step;
  const took =
    vertex?.started !== undefined && vertex.completed !== undefined && !vertex.cached ? vertex.completed - vertex.started : undefined;
  return {
    ...rest,
    verdict,
    ...(took !== undefined && { durationMs: took }),
    ...(verdict !== step.verdict && { foretold: step.verdict }),
  };
}

function verdictOf(vertex: Vertex | undefined, { kind, verdict }: StepView): Verdict {
  // Stages on the same base share one vertex, which bears the name of one of them.
  if (!vertex) return kind === "FROM" && verdict === "cached" ? verdict : "skipped";
  if (vertex.canceled) return "canceled";
  if (vertex.error !== undefined) return "failed";
  if (vertex.cached) return "cached";
  // A base image that is there already is resolved, and BuildKit says nothing of a cache.
  if (kind === "FROM") return verdict === "reran" || verdict === "cached" ? verdict : "cached";
  return vertex.completed === undefined ? "skipped" : "reran";
}

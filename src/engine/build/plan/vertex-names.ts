import type { GraphStage } from "./graph-parts.ts";
import type { GraphVertex } from "./operation.ts";

/**
 * What several stages have in common is one vertex, which is called as it was met last on the way from the target down:
 * what a step stands on comes first, then what it reads, then the step itself (spec §2.1).
 */
export function nameVertices(stages: readonly GraphStage[], target: GraphStage): void {
  const met = new Set<GraphStage>();
  const meet = (stage: GraphStage | undefined): void => {
    if (!stage || met.has(stage)) return;
    met.add(stage);
    const { base } = stage.planned;
    if (base.kind === "stage") meet(stages[base.index]);
    for (const { vertex, name } of stage.steps) {
      if (!vertex || name === undefined) continue;
      for (const source of vertex.sources) {
        if (source.kind !== "vertex") continue;
        if (source.stage !== undefined) meet(stages[source.stage]);
        else if (source.vertex && source.name !== undefined) rename(source.vertex, source.name);
      }
      rename(vertex, name);
    }
  };
  meet(target);
}

function rename(vertex: GraphVertex, name: string): void {
  vertex.name = name;
}

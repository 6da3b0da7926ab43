/** A build as a person looks at it: the graph, the verdicts and the reasons put together (`BuildView` in api.ts). */
import type { BuildRequest, BuildView, BuildWarning, LayerSummary, Reason, StageView, StepId, StepView, Verdict } from "../../api.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { type Alignment, alignSteps } from "./align.ts";
import type { PreparedContext } from "../keys/context.ts";
import type { Graph, GraphStage, GraphStep } from "../plan/graph.ts";
import { type BuildChanges, changesSince, despite } from "./irrelevant.ts";
import { type BuildMemory, inputsOf, type Outcome, type StepInputs, stepTexts } from "./memory.ts";
import { selectorsOf } from "../keys/keys.ts";
import type { GraphVertex } from "../plan/operation.ts";
import { reasonToRun } from "./reasons.ts";
import type { Selection } from "../keys/select.ts";

/** What came of a vertex, or will. */
export interface VertexResult {
  readonly verdict: Verdict;
  readonly key?: string;
  readonly selections: readonly (Selection | undefined)[];
  readonly pruned?: boolean;
  readonly size?: number;
  readonly changes?: LayerSummary;
  readonly layer?: string;
  readonly durationMs?: number;
  /** A path that a step names and that is not there. */
  readonly missing?: string;
}

export interface ViewParts {
  readonly graph: Graph;
  readonly results: ReadonlyMap<GraphVertex, VertexResult>;
  readonly memory: BuildMemory | undefined;
  readonly request: BuildRequest;
  readonly context: PreparedContext;
  readonly alignment?: Alignment;
}

/** The stages of a view. */
export function viewStages(parts: ViewParts): StageView[] {
  return new Viewer(parts).stages();
}

/** Everything of a view but its stages. */
export function viewFrame(request: BuildRequest, kind: BuildView["kind"], warnings: readonly BuildWarning[]): BuildView {
  return { number: 0, kind, dockerfileName: request.dockerfile.name, stages: [], warnings, tags: request.tags ?? [] };
}

class Viewer {
  readonly #parts: ViewParts;
  readonly #alignment: Alignment;
  readonly #changes: BuildChanges | undefined;
  readonly #texts: ReadonlyMap<GraphVertex, string>;
  readonly #outcomes: ReadonlyMap<GraphVertex, Outcome>;
  /** Of the step a vertex was first met as. */
  readonly #reasons = new Map<GraphVertex, Reason>();
  readonly #ids = new Map<GraphVertex, StepId>();
  /** What stages share is one vertex, with a step of its own in each. */
  readonly #own = new Map<GraphStage, Map<GraphVertex, StepId>>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
    const { graph, memory, request, context } = parts;
    this.#alignment = parts.alignment ?? alignSteps(graph.stages, memory);
    this.#changes = memory && changesSince(memory, request, context, graph, this.#alignment);
    this.#texts = stepTexts(graph);
    this.#outcomes = parts.results;
    for (const stage of graph.stages) {
      const own = new Map<GraphVertex, StepId>();
      for (const { id, vertex } of stage.steps) {
        if (!vertex) continue;
        own.set(vertex, id);
        if (!this.#ids.has(vertex)) this.#ids.set(vertex, id);
      }
      this.#own.set(stage, own);
    }
  }

  stages(): StageView[] {
    const { graph } = this.#parts;
    return graph.stages.map((stage) => ({
      name: stage.planned.name,
      index: stage.planned.index,
      named: stage.planned.source.name !== undefined,
      reachable: stage.planned.reachable,
      isTarget: stage === graph.target,
      dependsOn: stage.dependsOn,
      steps: stage.steps.map((step) => this.#step(stage, step)),
    }));
  }

  #step(stage: GraphStage, step: GraphStep): StepView {
    const { id, kind, label, text, range, vertex } = step;
    const common = { id, stage: stage.planned.name, kind, label, text, range };
    if (!vertex) {
      const unreachable = label !== "";
      const reason: Reason = unreachable ? { kind: "skipped", why: "unreachable" } : { kind: "config" };
      return { ...common, verdict: unreachable ? "skipped" : "config", reason, key: "", inputs: [] };
    }
    const result = this.#parts.results.get(vertex);
    // Below the target, or never reached: the stage is needed, this step of it is not.
    if (!result)
      return { ...common, verdict: "skipped", reason: { kind: "skipped", why: "not-run" }, key: "", inputs: this.#inputs(stage, vertex) };
    const reason = this.#reasons.get(vertex) ?? this.#reason(stage, step, vertex, result);
    this.#reasons.set(vertex, reason);
    const { verdict, key = "", changes, layer, durationMs } = result;
    // A base is as large as its image, and that is known before anything is pulled.
    const size = vertex.operation.kind === "from" ? vertex.operation.size : result.size;
    const reads = contextPaths(vertex, result.selections);
    return {
      ...common,
      verdict,
      reason,
      key,
      inputs: this.#inputs(stage, vertex),
      ...(reads.length > 0 && { reads }),
      ...(size !== undefined && { size }),
      ...(changes && { changes }),
      ...(layer && { layer }),
      ...(durationMs !== undefined && { durationMs }),
    };
  }

  /** A step stands on one of its own stage where it can. */
  #inputs(stage: GraphStage, { root, sources }: GraphVertex): StepId[] {
    const own = root && this.#own.get(stage)?.get(root);
    const read = sources.map((source) => source.kind === "vertex" && source.vertex && this.#ids.get(source.vertex));
    return [...new Set([own ?? (root && this.#ids.get(root)), ...read].filter((id) => typeof id === "string"))];
  }

  #reason(stage: GraphStage, step: GraphStep, vertex: GraphVertex, result: VertexResult): Reason {
    switch (result.verdict) {
      case "skipped":
      case "canceled":
        return { kind: "skipped", why: "earlier-failure" };
      case "unknown":
        return { kind: "unknown", message: this.#unknown(vertex) };
      case "cached":
        return { kind: "cached", despite: this.#despite(stage, step, vertex, result) };
      default:
        if (result.missing !== undefined) return { kind: "unknown", message: this.#missing(vertex, result.missing) };
        return this.#reasonToRun(step, vertex, result);
    }
  }

  #missing(vertex: GraphVertex, path: string): string {
    const source = vertex.sources.find((_, index) => selectorsOf(vertex.operation, index).some((selector) => selector.path === path));
    if (source?.kind === "vertex") return `\`${path}\` is not in \`${source.label}\``;
    const { context } = this.#parts;
    const excluded = exists(context.whole, path) && !exists(context.tree, path);
    return excluded
      ? `\`${path.slice(1)}\` is kept out of the build context by .dockerignore`
      : `\`${path.slice(1)}\` is not in the build context`;
  }

  #reasonToRun(step: GraphStep, vertex: GraphVertex, result: VertexResult): Reason {
    const now: StepInputs = inputsOf(vertex, step.text, result, this.#outcomes, this.#texts);
    const root = vertex.root && this.#parts.results.get(vertex.root);
    const rootReason = vertex.root && this.#reasons.get(vertex.root);
    const parent =
      vertex.root && root && rootReason ? { id: this.#ids.get(vertex.root) ?? "", verdict: root.verdict, reason: rootReason } : undefined;
    return reasonToRun({
      text: step.text,
      now,
      before: this.#alignment.before.get(step),
      forced: vertex.forced,
      pruned: result.pruned ?? false,
      parent,
    });
  }

  #unknown(vertex: GraphVertex): string {
    const undecided = (input: GraphVertex | undefined) => {
      const verdict = input && this.#parts.results.get(input)?.verdict;
      return verdict === "unknown" || verdict === "reran";
    };
    const source = vertex.sources.find((one) => one.kind === "vertex" && undecided(one.vertex));
    if (source?.kind === "vertex")
      return `stage ${source.label} runs first: if what this step takes from it comes out the same, it stays cached`;
    const above = vertex.root && this.#texts.get(vertex.root);
    return above ? `it follows ${above}, and whether that runs again is not known yet` : "the files it reads are not known yet";
  }

  #despite(stage: GraphStage, step: GraphStep, vertex: GraphVertex, result: VertexResult) {
    if (!this.#changes) return [];
    const textBefore = this.#alignment.before.get(step)?.text;
    const reranSources = vertex.sources.flatMap((source) =>
      source.kind === "vertex" && source.vertex && this.#parts.results.get(source.vertex)?.verdict === "reran" ? [source.label] : [],
    );
    return despite(
      { stage, step, vertex, selections: result.selections, reranSources, ...(textBefore !== undefined && { textBefore }) },
      this.#changes,
    );
  }
}

function exists(tree: DirectoryNode, path: string): boolean {
  try {
    return resolvePath(tree, path, false).node !== undefined;
  } catch {
    return false; // something on the way is no directory
  }
}

/** What a vertex reads of the build context, as far as it was looked at. */
function contextPaths({ sources }: GraphVertex, selections: readonly (Selection | undefined)[]): string[] {
  return sources.flatMap(({ kind }, index) =>
    kind === "context" ? (selections[index]?.picks ?? []).map(({ path }) => path.slice(1)) : [],
  );
}

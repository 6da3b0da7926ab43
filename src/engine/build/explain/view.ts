/** A build as a person looks at it: the graph, the verdicts and the reasons put together (`BuildView` in api.ts). */
import type {
  BuildRequest,
  BuildView,
  BuildWarning,
  FileChange,
  LayerSummary,
  Reason,
  StageView,
  StepId,
  StepView,
  Verdict,
} from "../../api.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { type Alignment, alignSteps } from "./align.ts";
import type { PreparedContext } from "../keys/context.ts";
import type { Graph, GraphStage, GraphStep } from "../plan/graph.ts";
import { type BuildEdits, editsSince } from "./edits.ts";
import { ignoredBy } from "./ignored-by.ts";
import { despite } from "./irrelevant.ts";
import { type BuildMemory, inputsOf, type Outcome, stepTexts } from "./memory.ts";
import { isRootByContent, selectorsOf } from "../keys/keys.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { HiddenBy } from "../solve/hidden.ts";
import { type Below, type ReasonFacts, reasonToRun } from "./reasons.ts";
import { differencesOf } from "./difference.ts";
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
  readonly startedMs?: number;
  readonly hidden?: readonly HiddenBy<GraphVertex>[];
  /** A path that a step names and that is not there. */
  readonly missing?: string;
  /** Where its result came from, when `--cache-from` brought it. */
  readonly imported?: string;
}

export interface ViewParts {
  readonly graph: Graph;
  readonly results: ReadonlyMap<GraphVertex, VertexResult>;
  readonly memory: BuildMemory | undefined;
  readonly request: BuildRequest;
  readonly context: PreparedContext;
  readonly alignment?: Alignment;
  /** What cache mounts hold now. */
  readonly mounts: ReadonlyMap<string, DirectoryNode>;
}

/** The stages of a view. */
export function viewStages(parts: ViewParts): StageView[] {
  return new Viewer(parts).stages();
}

/** Everything of a view but its stages. */
export function viewFrame(request: BuildRequest, kind: BuildView["kind"], warnings: readonly BuildWarning[]): BuildView {
  const { dockerfile, tags = [], title } = request;
  return { number: 0, kind, dockerfileName: dockerfile.name, stages: [], warnings, tags, ...(title && { title }) };
}

class Viewer {
  readonly #parts: ViewParts;
  readonly #alignment: Alignment;
  readonly #edits: BuildEdits | undefined;
  readonly #texts: ReadonlyMap<GraphVertex, string>;
  readonly #outcomes: ReadonlyMap<GraphVertex, Outcome>;
  /** What the steps that stand on a vertex are told of it. */
  readonly #reasons = new Map<GraphVertex, Reason>();
  /** Of the steps that are one vertex, the one that is known from before. */
  readonly #known = new Map<GraphVertex, GraphStep>();
  readonly #ids = new Map<GraphVertex, StepId>();
  /** What stages share is one vertex, with a step of its own in each. */
  readonly #own = new Map<GraphStage, Map<GraphVertex, StepId>>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
    const { graph, memory, request, context, mounts } = parts;
    this.#alignment = parts.alignment ?? alignSteps(graph.stages, memory);
    this.#edits = memory && editsSince(memory, request, context, graph, this.#alignment, mounts);
    this.#texts = stepTexts(graph);
    this.#outcomes = parts.results;
    for (const stage of graph.stages) {
      const own = new Map<GraphVertex, StepId>();
      for (const { id, vertex } of stage.steps) {
        if (!vertex) continue;
        own.set(vertex, id);
        if (!this.#ids.has(vertex)) this.#ids.set(vertex, id);
      }
      for (const step of stage.steps)
        if (step.vertex && !this.#known.has(step.vertex) && this.#alignment.before.get(step)?.inputs) this.#known.set(step.vertex, step);
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
      // A FROM that names a stage makes no layer either: what it stands on are the layers of that stage.
      if (!unreachable) return { ...common, kind: "CONFIG", verdict: "config", reason, key: "", inputs: [] };
      return { ...common, verdict: "skipped", reason, key: "", inputs: [] };
    }
    const result = this.#parts.results.get(vertex);
    // Below the target, or never reached: the stage is needed, this step of it is not.
    if (!result)
      return { ...common, verdict: "skipped", reason: { kind: "skipped", why: "not-run" }, key: "", inputs: this.#inputs(stage, vertex) };
    const reason = this.#reason(stage, step, vertex, result);
    if (!this.#reasons.has(vertex)) this.#reasons.set(vertex, reason);
    const { verdict, key = "", changes, layer, durationMs, startedMs, hidden } = result;
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
      ...(startedMs !== undefined && { startedMs }),
      ...(hidden && {
        hidden: hidden.map(({ by, ...files }) => ({ by: this.#own.get(stage)?.get(by) ?? this.#ids.get(by) ?? "", ...files })),
      }),
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
        return {
          kind: "cached",
          despite: this.#despite(stage, step, vertex, result),
          ...(result.imported !== undefined && { imported: result.imported }),
        };
      default:
        if (result.missing !== undefined) return this.#missing(vertex, result.missing);
        return reasonToRun(this.#facts(stage, step, vertex, result));
    }
  }

  #missing(vertex: GraphVertex, path: string): Reason {
    const source = vertex.sources.find((_, index) => selectorsOf(vertex.operation, index).some((selector) => selector.path === path));
    const missing = { kind: "missing", path: path.replace(/^\//, "") || "/" } as const;
    if (source?.kind === "vertex") return { ...missing, path, from: source.label };
    if (source?.kind === "named") return { ...missing, from: source.name };
    const { whole, tree, ignore } = this.#parts.context;
    const ignored = ignore !== undefined && exists(whole, path) && !exists(tree, path) ? ignoredBy(ignore, missing.path) : undefined;
    return { ...missing, ...(ignored && { ignored }) };
  }

  #facts(stage: GraphStage, step: GraphStep, vertex: GraphVertex, result: VertexResult): ReasonFacts {
    const { request } = this.#parts;
    // A step that stages share may be new in one and known from the other.
    const known = this.#alignment.before.get(step)?.inputs ? step : (this.#known.get(vertex) ?? step);
    const own = vertex.root && this.#own.get(stage)?.get(vertex.root);
    const parent = vertex.root && !isRootByContent(vertex) ? this.#below(vertex.root, own) : undefined;
    return {
      now: inputsOf(vertex, step, result, this.#outcomes, this.#texts),
      before: this.#alignment.before.get(known),
      forced: vertex.forced ? (request.noCache ? "--no-cache" : "--no-cache-filter") : undefined,
      pruned: result.pruned ?? false,
      localBase: vertex.root?.operation.kind === "local" ? vertex.root.operation.name : undefined,
      parent,
      sources: vertex.sources.map((source) => (source.kind === "vertex" && source.vertex ? this.#below(source.vertex) : undefined)),
      buildArgs: request.buildArgs ?? {},
      markIgnored: (change) => this.#markIgnored(change),
    };
  }

  #markIgnored(change: FileChange): FileChange {
    const { context, memory } = this.#parts;
    if (change.how === "added" && memory && exists(memory.context, change.path) && !exists(memory.filtered, change.path))
      return { ...change, wasIgnored: true };
    if (change.how !== "removed" || context.ignore === undefined || !exists(context.whole, change.path)) return change;
    const ignored = ignoredBy(context.ignore, change.path.replace(/\/$/, ""));
    return ignored ? { ...change, ignored } : change;
  }

  #below(vertex: GraphVertex, id = this.#ids.get(vertex)): Below | undefined {
    const result = this.#parts.results.get(vertex);
    const reason = this.#reasons.get(vertex);
    return id !== undefined && result && reason ? { id, verdict: result.verdict, reason } : undefined;
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
    if (!this.#edits) return [];
    const before = this.#alignment.before.get(step);
    const reranSources = vertex.sources.flatMap((source) =>
      source.kind === "vertex" && source.vertex && this.#parts.results.get(source.vertex)?.verdict === "reran" ? [source.label] : [],
    );
    const { key, selections } = result;
    const differences = () => differencesOf(this.#facts(stage, step, vertex, result));
    return despite({ stage, step, vertex, selections, key, before, differences, reranSources }, this.#edits);
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

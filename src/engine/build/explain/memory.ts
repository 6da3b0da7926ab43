/** What is remembered of the last build, to say later why a step ran again or did not have to. */
import type { SourceRange, StepKind } from "../../api.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { Variable } from "../plan/environment.ts";
import type { Graph, GraphStage, GraphStep } from "../plan/graph.ts";
import type { CopyOperation, GraphVertex, RunOperation, WorkdirOperation, LocalOperation } from "../plan/operation.ts";
import { operationDigest, selectorsOf } from "../keys/keys.ts";
import type { Pick as PickedFile } from "../keys/select.ts";

/** Plain data, with trees in it. */
export interface BuildMemory {
  readonly stages: readonly StageMemory[];
  /** The directory that was named on the command line, and what .dockerignore left of it. */
  readonly context: DirectoryNode;
  readonly filtered: DirectoryNode;
  readonly ignore?: string;
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Path of the Dockerfile, and where its context was. */
  readonly name?: string;
  readonly place?: string;
  /** Of the command line, each value in a form that can be compared; secrets as digests. */
  readonly options?: Readonly<Record<string, string>>;
  /** What cache mounts held when it ended, by id. */
  readonly mounts?: readonly (readonly [string, DirectoryNode])[];
  /** The last builds of other Dockerfiles, newest first. */
  readonly others?: readonly BuildMemory[];
}

export interface StageMemory {
  readonly name: string;
  readonly named: boolean;
  readonly steps: readonly StepMemory[];
}

export interface StepMemory {
  readonly id: string;
  readonly kind: StepKind;
  readonly keyword: string;
  readonly text: string;
  readonly range: SourceRange;
  /** Inputs when it last ran or was found in the cache; absent for settings and for what was never reached. */
  readonly inputs?: StepInputs;
}

export interface StepInputs {
  /** As it was written then. */
  readonly text: string;
  /** With variables put in, as progress shows it. */
  readonly shown?: string;
  /** What the variables in its text were. */
  readonly variables?: readonly (readonly [string, Variable])[];
  readonly key?: string;
  readonly rootKey?: string;
  /** Text of the step it stood on. */
  readonly rootText?: string;
  readonly operation: PlainOperation;
  /** Of what counts of the operation; absent in what older versions kept. */
  readonly digest?: string;
  readonly files: readonly FilesRead[];
}

export interface FilesRead {
  /** The stage or image they came from; absent for the context. */
  readonly from?: string;
  /** Digest of all of them; absent when it was not known. */
  readonly digest?: string;
  readonly picks: readonly PickedFile[];
  /** Paths and patterns that were asked for, as one text. */
  readonly selects?: string;
  /** The client's own files: owners do not count. */
  readonly isLocal?: boolean;
  /** A here-document's text instead of files. */
  readonly inline?: { readonly name: string; readonly content: string };
}

export type PlainOperation =
  | { readonly kind: "from"; readonly reference: string; readonly chainId: string; readonly digest?: string }
  | (Omit<RunOperation, "environment" | "proxies"> & { readonly variables: readonly (readonly [string, Variable])[] })
  | CopyOperation
  | WorkdirOperation
  | LocalOperation
  | { readonly kind: "unsupported"; readonly text: string };

/** What the solver or a forecast knows of a vertex in the end. */
export interface Outcome {
  readonly key?: string;
  readonly selections: readonly ({ readonly digest: string; readonly picks: readonly PickedFile[] } | undefined)[];
}

/**
 * Writes a build down.
 * @param outcomes of the vertices that ran or were cached; others keep what `earlier` knows of them
 * @param earlier the step of the build before that a step corresponds to
 */
export function rememberBuild(
  graph: Graph,
  outcomes: ReadonlyMap<GraphVertex, Outcome>,
  earlier: (step: GraphStep) => StepMemory | undefined,
  about: Omit<BuildMemory, "stages" | "others">,
): BuildMemory {
  const texts = stepTexts(graph);
  const stages = graph.stages.map((stage) => ({
    name: stage.planned.name,
    named: stage.planned.source.name !== undefined,
    steps: stage.steps.map((step): StepMemory => {
      const { id, kind, keyword, text, range, vertex } = step;
      const outcome = vertex && outcomes.get(vertex);
      const inputs = outcome ? inputsOf(vertex, step, outcome, outcomes, texts) : earlier(step)?.inputs;
      return { id, kind, keyword, text, range, ...(inputs && { inputs }) };
    }),
  }));
  return { ...about, stages };
}

/** The instruction that made a vertex, by vertex. */
export function stepTexts(graph: { readonly stages: readonly GraphStage[] }): Map<GraphVertex, string> {
  const texts = new Map<GraphVertex, string>();
  for (const { steps } of graph.stages) for (const { vertex, text } of steps) if (vertex && !texts.has(vertex)) texts.set(vertex, text);
  return texts;
}

export function inputsOf(
  vertex: GraphVertex,
  { text, variables }: Pick<GraphStep, "text" | "variables">,
  outcome: Outcome,
  outcomes: ReadonlyMap<GraphVertex, Outcome>,
  texts: ReadonlyMap<GraphVertex, string>,
): StepInputs {
  const rootKey = vertex.root && outcomes.get(vertex.root)?.key;
  const rootText = vertex.root && texts.get(vertex.root);
  const { name } = vertex;
  const shown = name.startsWith("[") ? name.slice(name.indexOf("] ") + 2) : name;
  return {
    text,
    ...(shown !== text && { shown }),
    ...(variables && variables.length > 0 && { variables }),
    operation: plain(vertex),
    digest: operationDigest(vertex.operation),
    files: vertex.sources.map((source, index): FilesRead => {
      const selection = outcome.selections[index];
      return {
        ...(source.kind === "vertex" && { from: source.label }),
        ...(source.kind === "named" && { from: source.name, isLocal: true }),
        ...(source.kind !== "inline" && { selects: JSON.stringify(selectorsOf(vertex.operation, index)) }),
        ...(source.kind === "inline" && { inline: { name: source.name, content: source.content } }),
        ...(selection && { digest: selection.digest }),
        picks: selection?.picks ?? [],
      };
    }),
    ...(outcome.key !== undefined && { key: outcome.key }),
    ...(rootKey !== undefined && { rootKey }),
    ...(rootText !== undefined && { rootText }),
  };
}

function plain({ operation }: GraphVertex): PlainOperation {
  if (operation.kind === "from") return { kind: "from", reference: operation.reference, chainId: operation.chainId };
  if (operation.kind === "unsupported") return { kind: "unsupported", text: operation.text };
  if (operation.kind !== "run") return operation;
  const { environment, proxies: _, ...rest } = operation;
  return { ...rest, variables: environment.pairs };
}

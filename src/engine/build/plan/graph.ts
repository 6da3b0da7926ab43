/** The build graph (spec §1, §2.1, §5): stages with their steps, and the vertices the target needs. */
import type { SourceRange } from "../../api.ts";
import { type Dockerfile, DockerfileError } from "../../dockerfile/ast.ts";
import { dispatchStages } from "./dispatch.ts";
import type { BaseLookup, GraphOptions, GraphStage } from "./graph-parts.ts";
import type { GraphVertex } from "./operation.ts";
import { type Plan, planStages, type StageBase } from "./plan.ts";
import { normalizePlatform } from "../../dockerfile/platform.ts";
import { nameVertices } from "./vertex-names.ts";

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

/**
 * The first half: of base images only what they set off is looked at.
 * @param lookup what is known of them
 * Throws `DockerfileError`.
 */
export function planGraph(dockerfile: Dockerfile, options: GraphOptions, lookup?: BaseLookup): Plan {
  const { target, buildArgs, namedContexts, check } = options;
  return planStages(dockerfile, {
    ...(check && { check }),
    triggersOf: (reference, platform) => lookup?.(reference, platform)?.description.config.OnBuild,
    target,
    buildArgs,
    platform: normalizePlatform(options.platform),
    ...(namedContexts && { namedContexts }),
  });
}

/** An image or a directory that a build asks about before its steps. */
export type Asked = AskedImage | { readonly kind: "local"; readonly name: string };

export interface AskedImage {
  readonly kind: "image";
  /** Canonical. */
  readonly reference: string;
  readonly written: string;
  /** The named context it was given as. */
  readonly context?: string;
  readonly platform: string;
  /** Absent for what a mount reads. */
  readonly range?: SourceRange;
}

/** What the reachable stages name, in order and without repeats: stages first, then what they read (spec §2.2). */
export function askedBy(plan: Plan): Asked[] {
  const found = new Map<string, Asked>();
  const ask = (base: StageBase, platform: string, range: SourceRange | undefined, written?: string): void => {
    if (base.kind === "local") found.set(`local ${base.name}`, base);
    if (base.kind !== "image" || base.wrong) return;
    const { reference, name, context } = base;
    const key = `${platform} ${context === undefined ? "" : `${context}=`}${reference}`;
    if (found.has(key)) return;
    const shown = context === undefined ? (written ?? name) : name;
    found.set(key, { kind: "image", reference, written: shown, platform, range, ...(context !== undefined && { context }) });
  };
  const reachable = plan.stages.filter((stage) => stage.reachable);
  for (const { base, platform: own, source } of reachable) ask(base, own ?? plan.platform, source.from.range);
  for (const { reads, platform: own } of reachable)
    for (const read of [...reads.values()].flat()) ask(read, own ?? plan.platform, read.mount ? undefined : read.range, read.written);
  return [...found.values()];
}

/** The images among them. */
export function referencesOf(plan: Plan): AskedImage[] {
  return askedBy(plan).filter((asked) => asked.kind === "image");
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
  nameVertices(stages, target);
  const needed = neededVertices(target);
  if (!options.check) for (const vertex of needed) refuseOperation(vertex, options);
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

/** What the solver will not even begin with: no command at all, and what the daemon does not permit. */
function refuseOperation({ operation }: GraphVertex, { network }: GraphOptions): void {
  if (operation.kind !== "run") return;
  if (operation.argv.length === 0) throw new DockerfileError("failed to marshal LLB definition: arguments are required");
  if (operation.network === "host" && network !== "host") throw new DockerfileError("failed to load LLB: network.host is not allowed");
  if (operation.security === "insecure") throw new DockerfileError("failed to load LLB: security.insecure is not allowed");
}

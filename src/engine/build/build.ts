/** One build from beginning to end: frontend, solver, export, and the view of it all (spec §2.2). */
import type {
  BuildFailure,
  BuildMaterial,
  BuildOptions,
  BuildOutput,
  BuildRequest,
  BuildResult,
  BuildSecret,
  BuildView,
  Digest,
} from "../api.ts";
import type { Clock } from "../clock.ts";
import { outlineOf, targetsOf } from "../dockerfile/outline.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { compareNames } from "../filesystem/walk.ts";
import type { Image } from "../images/image.ts";
import { type Builder, frontendFailure } from "./builder.ts";
import { importCaches } from "./cache-import.ts";
import { ContextLoader, TransferError } from "./contexts.ts";
import { alignSteps } from "./explain/align.ts";
import type { Outcome } from "./explain/memory.ts";
import { type VertexResult, viewFrame, viewStages } from "./explain/view.ts";
import { type Exported, exportResult } from "./exporter.ts";
import { type Analysed, type FindBase, Frontend } from "./frontend.ts";
import type { CacheRecord } from "./keys/cache.ts";
import type { BaseLookup, Graph } from "./plan/graph.ts";
import type { GraphVertex } from "./plan/operation.ts";
import { isContextSpent } from "./solve/context-written.ts";
import { type HiddenBy, hiddenFiles, type StackedLayer } from "./solve/hidden.ts";
import { Progress, type RunningVertex } from "./solve/progress.ts";
import { type Solved, SolveError } from "./solve/solved.ts";
import { Solver } from "./solve/solver.ts";
import type { StepRunner } from "./solve/solver-hooks.ts";

/** What a build needs of the engine around it. */
export interface BuildWorld {
  readonly clock: Clock;
  readonly builder: Builder;
  readonly lookup: BaseLookup;
  readonly find: FindBase;
  readonly runStep: StepRunner;
  /** Brings a base image; announces its pull under `progress` when it is not here yet. */
  load(reference: string, platform: string, progress: RunningVertex | undefined, signal: AbortSignal): Promise<Image>;
  /** Puts the image in the store and gives it its names. */
  keep(image: Image, tags: readonly string[]): void;
  /** Looks like the ids in BuildKit's message about a missing source. */
  checksumRef(source: string): string;
}

/** Runs a build. Rejects only with the signal's reason; `onView` is told the view in that case too. */
export async function runBuild(
  request: BuildRequest,
  options: BuildOptions,
  world: BuildWorld,
  onView: (view: BuildView) => BuildView,
): Promise<BuildResult> {
  return new BuildRun(request, options, world, onView).run();
}

/** How a build ended. */
interface End {
  readonly failure?: BuildFailure;
  readonly imageId?: Digest;
  readonly outputs?: readonly BuildOutput[];
  /** Of the image, in bytes. */
  readonly size?: number;
}

class BuildRun {
  readonly #request: BuildRequest;
  readonly #world: BuildWorld;
  readonly #progress: Progress;
  readonly #frontend: Frontend;
  readonly #onView: (view: BuildView) => BuildView;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #given: AbortSignal | undefined;
  readonly #started: number;
  readonly #receive: BuildOptions["receive"];

  constructor(request: BuildRequest, options: BuildOptions, world: BuildWorld, onView: (view: BuildView) => BuildView) {
    const { clock, builder, lookup, find } = world;
    this.#request = request;
    this.#world = world;
    this.#onView = onView;
    this.#given = options.signal;
    this.#receive = options.receive;
    this.#signal = options.signal ? AbortSignal.any([options.signal, this.#abort.signal]) : this.#abort.signal;
    this.#progress = new Progress(clock, options.onEvent ?? (() => {}));
    this.#started = clock.now();
    const parts = { clock, builder, lookup, find, progress: this.#progress, signal: this.#signal, started: this.#started };
    this.#frontend = new Frontend(request, parts);
  }

  async run(): Promise<BuildResult> {
    let analysed: Analysed;
    try {
      this.#signal.throwIfAborted();
      if (this.#request.call === "targets") return { targets: targetsOf(await this.#frontend.loadDefinition()), ...this.#finish({}, []) };
      analysed = await this.#frontend.analyse();
      if (!this.#request.check) await this.#importCaches();
    } catch (error) {
      this.#progress.cancelAll();
      this.#given?.throwIfAborted();
      return this.#finish({ failure: frontendFailure(error) }, []);
    }
    if (this.#request.call === "outline") return { outline: outlineOf(analysed.dockerfile, this.#request), ...this.#finish({}, []) };
    if (this.#request.check) return this.#finish({}, []);
    try {
      return await this.#solve(analysed);
    } finally {
      this.#world.builder.cache.withdraw();
    }
  }

  async #importCaches(): Promise<void> {
    const { clock, builder, lookup, load } = this.#world;
    await importCaches(this.#request.cacheFrom ?? [], {
      clock,
      cache: builder.cache,
      progress: this.#progress,
      signal: this.#signal,
      find: async (reference, platform) => (lookup(reference, platform) ? load(reference, platform, undefined, this.#signal) : undefined),
    });
  }

  async #solve(analysed: Analysed): Promise<BuildResult> {
    const { graph, context } = analysed;
    const { clock, builder, runStep } = this.#world;
    const contexts = new ContextLoader(graph, context, {
      clock,
      builder,
      progress: this.#progress,
      signal: this.#signal,
      archived: this.#request.archived ?? false,
    });
    const solver = new Solver(graph, {
      clock,
      runStep,
      cache: builder.cache,
      secrets: this.#request.secrets ?? {},
      unreadableSecrets: this.#request.unreadableSecrets ?? {},
      ssh: this.#request.ssh ?? [],
      signal: this.#signal,
      progress: this.#progress,
      abort: (reason) => this.#abort.abort(reason),
      checksumRef: (source) => this.#world.checksumRef(source),
      context: (name) => contexts.load(name),
      loadImage: async (reference, platform, progress) => topOf(await this.#world.load(reference, platform, progress, this.#signal)),
    });
    try {
      const top = await solver.solve();
      return this.#conclude(analysed, solver, endOf(await this.#export(graph, solver, top)));
    } catch (error) {
      this.#progress.cancelAll();
      if (this.#given?.aborted) {
        this.#conclude(analysed, solver, { failure: { message: "Canceled: context canceled" } });
        throw this.#given.reason;
      }
      if (error instanceof TransferError) return this.#conclude(analysed, solver, { failure: { message: error.message } });
      if (!(error instanceof SolveError)) throw error;
      return this.#conclude(analysed, solver, { failure: solveFailure(error, graph) });
    }
  }

  #export(graph: Graph, solver: Solver, top: DirectoryNode | undefined): Promise<Exported> {
    const { clock, builder, load, keep } = this.#world;
    const base = graph.target.end?.base;
    const platform = graph.target.planned.platform ?? graph.platform;
    return exportResult(graph, this.#request, {
      clock,
      progress: this.#progress,
      signal: this.#signal,
      solved: solver.solved,
      top,
      keep,
      ...(this.#receive && { receive: this.#receive }),
      loadBase: async () => base && load(base.reference, platform, undefined, this.#signal),
      recordOf: (vertex) => recordFor(vertex, solver, builder),
    });
  }

  #conclude(analysed: Analysed, solver: Solver, end: End): BuildResult {
    const { graph, context, dockerfile } = analysed;
    const { builder } = this.#world;
    const hidden = end.imageId === undefined ? undefined : hiddenIn(graph, solver);
    const results = new Map(
      [...solver.solved].map(([vertex, solved]) => [vertex, viewResult(solved, this.#started, hidden?.get(vertex))] as const),
    );
    const memory = builder.baseline(this.#request);
    const alignment = alignSteps(graph.stages, memory);
    const mounts = builder.cache.mounts();
    const stages = viewStages({ graph, results, memory, request: this.#request, context, alignment, mounts });
    const settled = new Map<GraphVertex, Outcome>();
    for (const [vertex, { state, key, selections }] of solver.solved)
      if (state === "cached" || state === "reran") settled.set(vertex, { key, selections });
    builder.remember(graph, settled, alignment, this.#request, context, dockerfile);
    if (isContextSpent(solver.solved)) builder.sent = undefined;
    return { ...this.#finish(end, stages), materials: materialsOf(graph), locals: this.#localsOf(graph), secrets: secretsOf(graph) };
  }

  /** Beside an ignore file of the Dockerfile's own nobody looks into the context before a step does. */
  #localsOf({ vertices }: Graph): string[] {
    const { locals } = this.#frontend;
    const isRead = !this.#request.archived && vertices.some(({ sources }) => sources.some(({ kind }) => kind === "context"));
    return [...new Set([...locals, ...(isRead ? ["context"] : [])])];
  }

  #finish({ outputs = [], ...end }: End, stages: BuildView["stages"]): BuildResult {
    const frame = viewFrame(this.#request, "built", this.#frontend.warnings);
    const view = this.#onView({ ...frame, ...end, stages, beganAt: this.#started, durationMs: this.#world.clock.now() - this.#started });
    return {
      view,
      ...(end.failure && { failure: end.failure }),
      ...(end.imageId && { imageId: end.imageId }),
      ...(outputs.length > 0 && { outputs }),
    };
  }
}

function materialsOf({ vertices }: Graph): BuildMaterial[] {
  return vertices.flatMap(({ operation }) => {
    if (operation.kind !== "from") return [];
    const { reference, platform, chainId } = operation;
    return [{ reference, platform, digest: chainId }];
  });
}

function secretsOf({ vertices }: Graph): BuildSecret[] {
  const found = new Map<string, BuildSecret>();
  for (const { operation } of vertices)
    for (const mount of operation.kind === "run" ? operation.mounts : []) {
      if (mount.type !== "secret" && mount.type !== "ssh") continue;
      const { id, type: kind } = mount;
      const required = mount.required || found.get(`${kind} ${id}`)?.required === true;
      found.set(`${kind} ${id}`, { kind, id, required });
    }
  return [...found.values()].sort((a, b) => compareNames(a.id, b.id));
}

function endOf({ image, outputs }: Exported): End {
  if (!image) return { outputs };
  return { outputs, imageId: image.id, size: image.layers.reduce((sum, { size }) => sum + size, 0) };
}

function topOf(image: Image): DirectoryNode {
  return image.layers.at(-1)?.root ?? { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };
}

function recordFor(vertex: GraphVertex, solver: Solver, builder: Builder): CacheRecord {
  const { record, key } = solver.solved.get(vertex) ?? {};
  const found = record ?? (key === undefined ? undefined : builder.cache.find(key));
  if (!found) throw new Error(`no result of ${vertex.name}`);
  return found;
}

/** What the layers of the image hide of one another. */
function hiddenIn(graph: Graph, solver: Solver): Map<GraphVertex, HiddenBy<GraphVertex>[]> {
  const layers = (graph.target.end?.history ?? []).flatMap(({ vertex }): StackedLayer<GraphVertex>[] => {
    const record = vertex && solver.solved.get(vertex)?.record;
    return vertex && record?.root ? [{ id: vertex, below: record.below, root: record.root }] : [];
  });
  let base: GraphVertex | undefined = layers[0]?.id;
  while (base?.root) base = base.root;
  return hiddenFiles(base, layers);
}

function viewResult(solved: Solved, begun: number, hidden: VertexResult["hidden"]): VertexResult {
  const { state, key, selections, record, pruned, duration, started, missing, imported } = solved;
  return {
    verdict: state === "pending" ? "skipped" : state,
    selections,
    pruned: pruned && state !== "cached",
    ...(key !== undefined && { key }),
    ...(record && { size: record.size, changes: record.changes, ...(record.layer && { layer: record.layer }) }),
    ...(missing !== undefined && { missing }),
    ...(imported !== undefined && { imported }),
    ...(duration !== undefined && state !== "cached" && { durationMs: duration }),
    ...(started !== undefined && { startedMs: Math.max(0, Math.round(started - begun)) }),
    ...(hidden && { hidden }),
  };
}

/** The excerpt shows the instruction of the vertex that failed. */
function solveFailure(error: SolveError, graph: Graph): BuildFailure {
  const step = error.isUnplaced ? undefined : graph.stages.flatMap(({ steps }) => steps).find(({ vertex }) => vertex === error.vertex);
  const lab = error.vertex.operation.kind === "unsupported" || error.message.startsWith("the lab ");
  return { message: error.message, vertex: error.vertex.id, ...(step && { source: step.range }), ...(lab && { lab }) };
}

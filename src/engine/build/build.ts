/** One build from beginning to end: frontend, solver, export, and the view of it all (spec §2.2). */
import type { BuildFailure, BuildOptions, BuildRequest, BuildResult, BuildView, BuildWarning, Digest } from "../api.ts";
import type { Clock } from "../clock.ts";
import { DockerfileError, type Dockerfile } from "../dockerfile/ast.ts";
import { lintFailure } from "../dockerfile/lint.ts";
import { withSuggestion } from "../dockerfile/suggest.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import type { Image } from "../images/image.ts";
import { canonical } from "../images/reference.ts";
import { alignSteps } from "./explain/align.ts";
import { type Builder, frontendFailure, unknownImage } from "./builder.ts";
import { ignoreText, type PreparedContext, prepareContext } from "./keys/context.ts";
import { exportImage } from "./solve/export.ts";
import { type BaseFound, type BaseLookup, buildGraph, type Graph, planGraph, referencesOf } from "./plan/graph.ts";
import { contentKey, selectorsOf } from "./keys/keys.ts";
import type { Outcome } from "./explain/memory.ts";
import type { GraphVertex } from "./plan/operation.ts";
import type { Plan } from "./plan/plan.ts";
import { Progress, type RunningVertex } from "./solve/progress.ts";
import { SolveError, type Solved, Solver } from "./solve/solver.ts";
import type { StepRunner } from "./solve/solver-hooks.ts";
import { contextTransfer, fileTransfer } from "./solve/transfer.ts";
import { type VertexResult, viewFrame, viewStages } from "./explain/view.ts";

/** What a build needs of the engine around it. */
export interface BuildWorld {
  readonly clock: Clock;
  readonly builder: Builder;
  readonly lookup: BaseLookup;
  readonly runStep: StepRunner;
  /** Brings a base image; announces its pull under `progress` when it is not here yet. */
  load(reference: string, platform: string, progress: RunningVertex | undefined, signal: AbortSignal): Promise<Image>;
  /** Puts the image in the store and gives it its names. */
  keep(image: Image, tags: readonly string[]): void;
  /** Looks like the ids in BuildKit's message about a missing source. */
  checksumRef(): string;
}

interface Analysed {
  readonly dockerfile: Dockerfile;
  readonly graph: Graph;
  readonly context: PreparedContext;
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

class BuildRun {
  readonly #request: BuildRequest;
  readonly #world: BuildWorld;
  readonly #progress: Progress;
  readonly #onView: (view: BuildView) => BuildView;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #given: AbortSignal | undefined;
  readonly #started: number;
  #warnings: readonly BuildWarning[] = [];

  constructor(request: BuildRequest, options: BuildOptions, world: BuildWorld, onView: (view: BuildView) => BuildView) {
    this.#request = request;
    this.#world = world;
    this.#onView = onView;
    this.#given = options.signal;
    this.#signal = options.signal ? AbortSignal.any([options.signal, this.#abort.signal]) : this.#abort.signal;
    this.#progress = new Progress(world.clock, options.onEvent ?? (() => {}));
    this.#started = world.clock.now();
  }

  async run(): Promise<BuildResult> {
    let analysed: Analysed;
    try {
      this.#signal.throwIfAborted();
      analysed = await this.#analyse();
    } catch (error) {
      this.#progress.cancelAll();
      this.#given?.throwIfAborted();
      const failure = frontendFailure(error);
      return this.#finish({ failure }, []);
    }
    return this.#request.check ? this.#finish({}, []) : this.#solve(analysed);
  }

  async #solve(analysed: Analysed): Promise<BuildResult> {
    const { graph, context } = analysed;
    const { clock, builder, runStep } = this.#world;
    let tree: Promise<DirectoryNode> | undefined;
    const solver = new Solver(graph, {
      clock,
      runStep,
      cache: builder.cache,
      secrets: this.#request.secrets ?? {},
      signal: this.#signal,
      progress: this.#progress,
      abort: (reason) => this.#abort.abort(reason),
      checksumRef: () => this.#world.checksumRef(),
      context: () => {
        tree ??= this.#loadContext(graph, context);
        return tree;
      },
      loadImage: async (reference, platform, progress) => topOf(await this.#world.load(reference, platform, progress, this.#signal)),
    });
    try {
      await solver.solve(graph);
      const image = await this.#export(graph, solver);
      return this.#conclude(analysed, solver, { imageId: image.id }, image);
    } catch (error) {
      this.#progress.cancelAll();
      if (this.#given?.aborted) {
        this.#conclude(analysed, solver, { failure: { message: "Canceled: context canceled" } });
        throw this.#given.reason;
      }
      if (!(error instanceof SolveError)) throw error;
      return this.#conclude(analysed, solver, { failure: solveFailure(error, graph) });
    }
  }

  /** The internal vertices up to the graph (spec §2.2). Throws `DockerfileError`. */
  async #analyse(): Promise<Analysed> {
    const dockerfile = await this.#loadDefinition();
    const plan = planGraph(dockerfile, this.#request);
    await this.#loadMetadata(plan);
    // An ignore file of the Dockerfile's own came with it.
    if (this.#request.dockerfile.ignoreText === undefined)
      await this.#internal("load .dockerignore", "transferring context:", this.#ignoreBytes());
    const violation = lintFailure(this.#warnings, dockerfile.directives);
    if (violation) throw new DockerfileError(violation);
    const context = prepareContext(this.#request, this.#world.builder.sent);
    return { dockerfile, context, graph: buildGraph(plan, this.#world.lookup, this.#request) };
  }

  async #loadDefinition(): Promise<Dockerfile> {
    const { name, text } = this.#request.dockerfile;
    const running = this.#progress.start({ id: "definition", name: `[internal] load build definition from ${baseName(name)}` });
    const size = text === undefined ? undefined : new TextEncoder().encode(text).length;
    await running.task("transferring dockerfile:", () => this.#sleep(6), fileTransfer(baseName(name), size, this.#started));
    try {
      const { builder } = this.#world;
      const dockerfile = builder.parse(this.#request);
      this.#warnings = builder.warnings(dockerfile, this.#request);
      return dockerfile;
    } catch (error) {
      if (error instanceof DockerfileError && error.warnings.length > 0) this.#warnings = error.warnings;
      throw error;
    } finally {
      if (!this.#request.check) for (const warning of this.#warnings) this.#progress.warning(warning);
      await this.#sleep(4);
      running.complete();
    }
  }

  async #loadMetadata(plan: Plan): Promise<void> {
    for (const { reference, written, platform, range } of referencesOf(plan)) {
      const running = this.#progress.start({ id: `metadata ${reference}`, name: `[internal] load metadata for ${reference}` });
      const found: BaseFound | undefined = this.#world.lookup(reference, platform);
      await this.#sleep(found?.remote || !found ? 180 : 3);
      if (!found) {
        running.log(2, `drydock: the lab brings a small registry of its own, and ${reference} is not in it\n`);
        running.fail(`${reference}: not found`);
        const { message, range: at } = unknownImage(reference, written, range);
        const names = plan.stages.flatMap(({ source }) => source.name ?? []);
        throw new DockerfileError(withSuggestion(message, written, names, false), at);
      }
      running.complete();
    }
  }

  #ignoreBytes(): number {
    const text = ignoreText(this.#request);
    return fileTransfer(".dockerignore", text === undefined ? undefined : new TextEncoder().encode(text).length, this.#started);
  }

  async #internal(what: string, task: string, bytes: number): Promise<void> {
    const running = this.#progress.start({ id: what, name: `[internal] ${what}` });
    await running.task(task, () => this.#sleep(3 + bytes / 1e5), bytes);
    running.complete();
  }

  async #loadContext(graph: Graph, context: PreparedContext): Promise<DirectoryNode> {
    const wanted = graph.vertices.flatMap((vertex) =>
      vertex.sources.flatMap((source, index) =>
        source.kind === "context" ? selectorsOf(vertex.operation, index).map(({ path }) => path) : [],
      ),
    );
    const { bytes } = contextTransfer(context.tree, this.#world.builder.sent, wanted);
    await this.#internal("load build context", "transferring context:", bytes);
    return context.tree;
  }

  async #export(graph: Graph, solver: Solver): Promise<Image> {
    const { clock } = this.#world;
    const running = this.#progress.start({
      id: "exporting",
      name: "exporting to image",
      inputs: graph.target.end?.root ? [graph.target.end.root.id] : [],
    });
    const base = graph.target.end?.base;
    const baseImage =
      base && (await this.#world.load(base.reference, graph.target.planned.platform ?? graph.platform, undefined, this.#signal));
    const recordOf = (vertex: GraphVertex) => recordFor(vertex, solver, this.#world.builder);
    const made = graph.target.end?.history.flatMap(({ vertex }) => vertex ?? []) ?? [];
    const fresh = made.filter((vertex) => solver.solved.get(vertex)?.state === "reran").map(recordOf);
    const bytes = fresh.reduce((sum, { size }) => sum + size, 0);
    const image = exportImage(graph, {
      clock,
      recordOf,
      ...(this.#request.labels && { labels: this.#request.labels }),
      ...(baseImage && { base: baseImage }),
    });
    if (image.layers.length > 0)
      await running.task("exporting layers", () => this.#sleep(fresh.length > 0 ? 18 * fresh.length + bytes / 2e5 : 0));
    await running.task(`writing image ${image.id}`, () => this.#sleep(4));
    const tags = [...new Set(this.#request.tags)];
    for (const tag of tags) await running.task(`naming to ${withoutLatest(canonical(tag))}`, () => this.#sleep(1));
    this.#world.keep(image, tags);
    running.complete();
    return image;
  }

  #conclude(analysed: Analysed, solver: Solver, end: { failure?: BuildFailure; imageId?: Digest }, image?: Image): BuildResult {
    const { graph, context, dockerfile } = analysed;
    const { builder } = this.#world;
    const results = new Map([...solver.solved].map(([vertex, solved]) => [vertex, viewResult(solved)] as const));
    const alignment = alignSteps(graph.stages, builder.memory);
    const stages = viewStages({ graph, results, memory: builder.memory, request: this.#request, context, alignment });
    const settled = new Map<GraphVertex, Outcome>();
    for (const [vertex, { state, key, selections }] of solver.solved)
      if (state === "cached" || state === "reran") settled.set(vertex, { key, selections });
    builder.remember(graph, settled, alignment, this.#request, context, dockerfile);
    return this.#finish({ ...end, ...(image && { size: image.layers.reduce((sum, { size }) => sum + size, 0) }) }, stages);
  }

  #finish(end: { failure?: BuildFailure; imageId?: Digest; size?: number }, stages: BuildView["stages"]): BuildResult {
    const frame = viewFrame(this.#request, "built", this.#warnings);
    const view = this.#onView({ ...frame, ...end, stages, durationMs: this.#world.clock.now() - this.#started });
    return { view, ...(end.failure && { failure: end.failure }), ...(end.imageId && { imageId: end.imageId }) };
  }

  #sleep(ms: number): Promise<void> {
    return this.#world.clock.sleep(ms, this.#signal);
  }
}

function topOf(image: Image): DirectoryNode {
  return image.layers.at(-1)?.root ?? { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };
}

function recordFor(vertex: GraphVertex, solver: Solver, builder: Builder) {
  const solved = solver.solved.get(vertex);
  const record = solved?.record ?? builder.cache.find(solved?.key ?? contentKey(vertex, undefined, []));
  if (!record) throw new Error(`no result of ${vertex.name}`);
  return record;
}

function viewResult(solved: Solved): VertexResult {
  const { state, key, selections, record, pruned, duration, missing } = solved;
  return {
    verdict: state === "pending" ? "skipped" : state,
    selections,
    pruned: pruned && state !== "cached",
    ...(key !== undefined && { key }),
    ...(record && { size: record.size, changes: record.changes, ...(record.layer && { layer: record.layer }) }),
    ...(missing !== undefined && { missing }),
    ...(duration !== undefined && state !== "cached" && { durationMs: duration }),
  };
}

/** The excerpt shows the instruction of the vertex that failed. */
function solveFailure(error: SolveError, graph: Graph): BuildFailure {
  const step = graph.stages.flatMap(({ steps }) => steps).find(({ vertex }) => vertex === error.vertex);
  const lab = error.vertex.operation.kind === "unsupported" || error.message.startsWith("the lab ");
  return { message: error.message, vertex: error.vertex.id, ...(step && { source: step.range }), ...(lab && { lab }) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The tag that goes without saying is not printed (spec §2.3). */
function withoutLatest(reference: string): string {
  return reference.replace(/:latest$/, "");
}

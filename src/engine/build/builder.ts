/**
 * The light half of the engine: what a builder remembers, and what it foretells from that. It runs nothing, so it needs
 * neither a shell nor files of base images; the home page lives on it alone.
 */
import type { BuildFailure, BuildRequest, BuildView, BuildWarning, Digest } from "../api.ts";
import { DockerfileError, type Dockerfile } from "../dockerfile/ast.ts";
import { frontendOf, NoFrontend, unknownFrontend } from "../dockerfile/frontend.ts";
import { lintDockerfile } from "../dockerfile/lint.ts";
import { checkSize, LabLimitError } from "../dockerfile/limits.ts";
import { matcher, parseIgnore } from "../dockerfile/ignore.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { canonical } from "../images/reference.ts";
import { type Alignment, alignSteps } from "./explain/align.ts";
import { baselineOf, remembered } from "./explain/baseline.ts";
import { optionsOf } from "./explain/edits.ts";
import { withSelections } from "./explain/known-files.ts";
import { BuildCache } from "./keys/cache.ts";
import { ignoreText, type PreparedContext, prepareContext } from "./keys/context.ts";
import { type ContextTrees, type Forecast, forecastBuild } from "./keys/forecast.ts";
import type { BaseLookup, Graph } from "./plan/graph.ts";
import { contentKey, identityKey, prefixKey, rootIdentity } from "./keys/keys.ts";
import { type BuildMemory, rememberBuild } from "./explain/memory.ts";
import type { GraphVertex } from "./plan/operation.ts";
import { sha } from "./keys/hash.ts";
import { NamedContexts } from "./plan/named-contexts.ts";
import { type Walk, walkStages } from "./plan/walk.ts";
import { normalizePlatform } from "../dockerfile/platform.ts";
import { nothingSent, placeOfSent } from "./sent-dockerfile.ts";
import { type VertexResult, viewFrame, viewStages } from "./explain/view.ts";

export interface BuilderState {
  readonly cache: BuildCache;
  memory: BuildMemory | undefined;
  /** What the builder got of the context with the last build that read it. */
  sent: DirectoryNode | undefined;
}

/** What the linter last said, and of what. */
interface Linted {
  readonly dockerfile: Dockerfile;
  readonly options: string;
  /** Digests of the base images that it asked for: a tag may name another image by the next time. */
  readonly bases: ReadonlyMap<string, Digest | undefined>;
  readonly warnings: readonly BuildWarning[];
}

export class Builder {
  /** Digests of the archives that were build contexts. */
  readonly archives = new Set<string>();
  readonly cache: BuildCache;
  memory: BuildMemory | undefined;
  sent: DirectoryNode | undefined;
  /** The same of named contexts. Only the bytes that are told hang on it, so it need not last. */
  readonly sentNamed = new Map<string, DirectoryNode>();
  readonly #lookup: BaseLookup;
  #linted: Linted | undefined;
  #parsed: { text: string; options: string; dockerfile: Dockerfile } | undefined;

  /** @param lookup what base images there are */
  constructor(lookup: BaseLookup, state?: Partial<BuilderState>) {
    this.#lookup = lookup;
    this.cache = state?.cache ?? new BuildCache();
    this.memory = state?.memory;
    this.sent = state?.sent;
  }

  /** What a build would do now. Never throws for a mistake in the Dockerfile: that is the view's `failure`. */
  preview(request: BuildRequest): BuildView {
    let warnings: readonly BuildWarning[] = [];
    try {
      const dockerfile = this.parse(request);
      const walk = walkStages(dockerfile, request, this.#lookup);
      warnings = this.warnings(dockerfile, request, walk);
      const { graph, context } = this.prepare(request, walk);
      const forecasts = forecastBuild(graph, this.cache, contextTrees(context));
      const results = new Map([...forecasts].map(([vertex, forecast]) => [vertex, this.#result(forecast)] as const));
      const stages = viewStages({ graph, results, memory: this.baseline(request), request, context, mounts: this.cache.mounts() });
      const failure = missingFailure(graph, forecasts);
      return { ...viewFrame(request, "preview", warnings), stages, ...(failure && { failure }) };
    } catch (error) {
      if (error instanceof DockerfileError && error.warnings) warnings = error.warnings;
      return { ...viewFrame(request, "preview", warnings), failure: frontendFailure(error) };
    }
  }

  /** Parses, looks images up, walks the stages. Throws `DockerfileError`. */
  prepare(request: BuildRequest, walk?: Walk): { graph: Graph; context: PreparedContext; dockerfile: Dockerfile } {
    const dockerfile = this.parse(request);
    const frontend = frontendOf(dockerfile.text, request.buildArgs);
    if (frontend && !frontend.features) throw unknownFrontend(frontend);
    const { unplanned, graph, mistake } = walk ?? walkStages(dockerfile, request, this.#lookup);
    if (unplanned) throw unplanned;
    const context = prepareContext(request, this.sent);
    if (!graph) throw mistake;
    return { graph, context, dockerfile };
  }

  /** Throws `DockerfileError`. The text of the last call is not parsed again. */
  parse(request: BuildRequest): Dockerfile {
    const { text, name, isDirectory, leadsTo = name, isLoop, isUnsent } = request.dockerfile;
    if (isUnsent) throw new NoFrontend(`failed to read dockerfile: ${nothingSent}`);
    if (isDirectory) throw new NoFrontend(`failed to read dockerfile: read ${placeOfSent(leadsTo)}: is a directory`);
    if (isLoop) throw new NoFrontend("failed to read dockerfile: too many links");
    if (text === undefined) throw new NoFrontend(`failed to read dockerfile: open ${name}: no such file or directory`);
    const { BUILDKIT_SYNTAX, BUILDKIT_DOCKERFILE_CHECK } = request.buildArgs ?? {};
    const options = JSON.stringify([BUILDKIT_SYNTAX, BUILDKIT_DOCKERFILE_CHECK]);
    if (this.#parsed?.text !== text || this.#parsed.options !== options) {
      const dockerfile = parseDockerfile(text, { buildArgs: request.buildArgs });
      checkSize(dockerfile);
      this.#parsed = { text, options, dockerfile };
    }
    return this.#parsed.dockerfile;
  }

  /** The linter's warnings, base images taken into account. */
  warnings(dockerfile: Dockerfile, request: BuildRequest, walk = walkStages(dockerfile, request, this.#lookup)): readonly BuildWarning[] {
    const { buildArgs, target, platform, check, namedContexts } = request;
    const ignore = ignoreText(request);
    const { endLine } = walk;
    const contexts = new NamedContexts(namedContexts);
    const options = JSON.stringify([buildArgs, target, platform, check, ignore, endLine, contexts.summary]);
    const baseOf = (image: string) => this.#describe(image, platform);
    if (
      this.#linted?.dockerfile !== dockerfile ||
      this.#linted.options !== options ||
      [...this.#linted.bases].some(([image, digest]) => baseOf(image)?.digest !== digest)
    ) {
      const bases = new Map<string, Digest | undefined>();
      const warnings = lintDockerfile(dockerfile, {
        buildArgs,
        target,
        platform,
        allStages: Boolean(check) && !target,
        ...(endLine !== undefined && { endLine }),
        imageConfig: (image) => {
          const [, context] = contexts.get(image) ?? [];
          if (context && context.kind !== "image") return undefined;
          const reference = context?.reference ?? image;
          const base = baseOf(reference);
          bases.set(reference, base?.digest);
          return base?.config;
        },
        isReplaced: (stage) => contexts.get(stage) !== undefined,
        isIgnored: ignore === undefined ? undefined : isIgnored(ignore),
      });
      this.#linted = { dockerfile, options, bases, warnings };
    }
    return this.#linted.warnings;
  }

  #describe(image: string, platform: string | undefined) {
    try {
      return this.#lookup(canonical(image), normalizePlatform(platform))?.description;
    } catch {
      return undefined; // not a reference: the build says so, not the linter
    }
  }

  /** Takes every step of a build as done, without doing it. Returns the view of that build, or of its failure. */
  markBuilt(request: BuildRequest): BuildView {
    const view = this.preview(request);
    if (view.failure) return view;
    const { graph, context, dockerfile } = this.prepare(request);
    const forecasts = forecastBuild(graph, this.cache, contextTrees(context));
    const keys = new Map<GraphVertex, string>();
    for (const [vertex, forecast] of forecasts) keys.set(vertex, this.#mark(vertex, forecast, keys));
    const alignment = alignSteps(graph.stages, this.baseline(request));
    const outcomes = new Map([...forecasts].map(([vertex, { selections }]) => [vertex, { key: keys.get(vertex), selections }] as const));
    this.remember(graph, outcomes, alignment, request, context, dockerfile);
    const stages = view.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((step) => (step.verdict === "unknown" ? { ...step, verdict: "reran" as const } : step)),
    }));
    return { ...view, kind: "built", stages };
  }

  /** The earlier build that this one is compared with. */
  baseline({ dockerfile: { name, text = "" }, place }: BuildRequest): BuildMemory | undefined {
    return baselineOf(this.memory, { name, text, ...(place !== undefined && { place }) });
  }

  /** Keeps what the reasons of the next build need. */
  remember(
    graph: Graph,
    outcomes: Parameters<typeof rememberBuild>[1],
    alignment: Alignment,
    request: BuildRequest,
    context: PreparedContext,
    dockerfile: Dockerfile,
  ): void {
    const about = {
      context: context.whole,
      filtered: context.tree,
      text: dockerfile.text,
      buildArgs: { ...request.buildArgs },
      name: request.dockerfile.name,
      options: optionsOf(request),
      mounts: [...this.cache.mounts()],
      ...(request.place !== undefined && { place: request.place }),
      ...(context.ignore !== undefined && { ignore: context.ignore }),
    };
    const known = new Map(
      [...outcomes].map(([vertex, outcome]) => [vertex, withSelections(vertex, outcome, outcomes, this.cache)] as const),
    );
    this.memory = remembered(
      this.memory,
      rememberBuild(graph, known, (step) => alignment.before.get(step), about),
    );
    if (graph.readsContext) this.sent = context.tree;
  }

  #mark(vertex: GraphVertex, { key, selections, record }: Forecast, keys: ReadonlyMap<GraphVertex, string>): string {
    if (record) return record.key;
    const rootKey = rootIdentity(vertex, vertex.root && keys.get(vertex.root));
    const inputs = vertex.sources.map((source, index) =>
      source.kind === "vertex" && source.vertex ? (keys.get(source.vertex) ?? "") : (selections[index]?.digest ?? ""),
    );
    const made =
      key ??
      contentKey(
        vertex,
        rootKey,
        inputs.map((input, index) => selections[index]?.digest ?? sha(`made by ${input}`)),
      );
    if (vertex.sources.some(({ kind }) => kind === "vertex")) this.cache.link(identityKey(vertex, rootKey, inputs), made);
    const now = { created: 0, duration: 0, lastUsed: 0, uses: 0 };
    const kind =
      vertex.operation.kind === "from"
        ? "FROM"
        : vertex.operation.kind === "run"
          ? "RUN"
          : vertex.operation.kind === "workdir"
            ? "WORKDIR"
            : "COPY";
    this.cache.store({
      id: made.slice(0, 25),
      key: made,
      prefix: prefixKey(vertex, rootKey),
      kind,
      description: vertex.name,
      size: 0,
      changes: { added: 0, modified: 0, deleted: 0 },
      ...now,
    });
    return made;
  }

  #result({ state, key, selections, record, missing }: Forecast): VertexResult {
    return {
      verdict: state,
      selections,
      pruned: key !== undefined && state === "reran" && this.cache.wasPruned(key),
      ...(key !== undefined && { key }),
      ...(record?.root && { size: record.size, changes: record.changes, ...(record.layer && { layer: record.layer }) }),
      ...(missing && { missing: missing.path }),
    };
  }
}

function contextTrees(context: PreparedContext): ContextTrees {
  return { main: context.tree, named: context.named };
}

/** Tells of a path whether .dockerignore keeps it out. A pattern that is none is told of elsewhere. */
function isIgnored(text: string): ((path: string) => boolean) | undefined {
  try {
    return matcher(parseIgnore(text));
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

/** An error of the frontend as a failure; anything else is thrown on. */
export function frontendFailure(error: unknown): BuildFailure {
  if (!(error instanceof DockerfileError)) throw error;
  return {
    message: error.message,
    ...(error.range && { source: error.range }),
    ...(error.moreRanges.length > 0 && { moreSources: error.moreRanges }),
    ...(error instanceof NoFrontend && { noFrontend: true }),
    ...(error instanceof LabLimitError && { lab: true }),
  };
}

function missingFailure(graph: Graph, forecasts: ReadonlyMap<GraphVertex, Forecast>): BuildFailure | undefined {
  for (const { steps } of graph.stages) {
    for (const { vertex, range } of steps) {
      const missing = vertex && forecasts.get(vertex)?.missing;
      if (missing)
        return {
          message: `failed to compute cache key: failed to calculate checksum of ref: ${missing.message}`,
          vertex: vertex.id,
          source: range,
        };
    }
  }
  return undefined;
}

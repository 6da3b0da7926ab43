/** The first half of a build: the internal vertices up to the graph (spec §2.2). */
import type { BuildRequest, BuildWarning } from "../api.ts";
import type { Clock } from "../clock.ts";
import { type Dockerfile, DockerfileError } from "../dockerfile/ast.ts";
import { syntaxDirective } from "../dockerfile/directives.ts";
import { frontendOf, NoFrontend } from "../dockerfile/frontend.ts";
import { lintFailure } from "../dockerfile/lint.ts";
import { reported } from "../dockerfile/lint/reported.ts";
import { diffTrees } from "../filesystem/diff.ts";
import { tarDigest } from "../filesystem/tar.ts";
import type { Builder } from "./builder.ts";
import { ignoreSize, tellTransfer } from "./contexts.ts";
import { loadFrontend } from "./frontend-image.ts";
import { nothingSent } from "./sent-dockerfile.ts";
import { ignoreText, namedIgnoreText, type PreparedContext, prepareContext } from "./keys/context.ts";
import { type AskedImage, askedBy, type BaseLookup, buildGraph, type Graph, planGraph } from "./plan/graph.ts";
import { checkNames, checkTriggers, type Plan } from "./plan/plan.ts";
import { unknownImage } from "./plan/walk.ts";
import { defaultPlatform, isMultiPlatform } from "../dockerfile/platform.ts";
import type { Progress, RunningVertex } from "./solve/progress.ts";
import { fileTransfer } from "./solve/transfer.ts";

export interface Analysed {
  readonly dockerfile: Dockerfile;
  readonly graph: Graph;
  readonly context: PreparedContext;
}

/** Resolves to what is wrong with the image, nothing when it has been found. */
export type FindBase = (reference: string, platform: string, signal: AbortSignal) => Promise<string | undefined>;

export interface FrontendWorld {
  readonly clock: Clock;
  readonly builder: Builder;
  readonly lookup: BaseLookup;
  /** Asks a registry for what `lookup` does not know; it does from then on. Resolves to why it still does not. */
  readonly find: FindBase;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** When the build began, in simulated milliseconds. */
  readonly started: number;
}

export class Frontend {
  readonly #request: BuildRequest;
  readonly #world: FrontendWorld;
  /** The linter's, as far as the file could be read. */
  warnings: readonly BuildWarning[] = [];
  /** The client's directories that were looked into before there was a graph, by name. */
  readonly locals = new Set<string>();

  constructor(request: BuildRequest, world: FrontendWorld) {
    this.#request = request;
    this.#world = world;
  }

  /** Throws `DockerfileError`. */
  async analyse(): Promise<Analysed> {
    const dockerfile = await this.loadDefinition();
    let plan = planGraph(dockerfile, this.#request, this.#world.lookup);
    for (const asked of askedBy(plan)) {
      if (asked.kind === "image") await this.#loadMetadata(asked, plan);
      else {
        await this.#loadIgnore(asked.name, namedIgnoreText(this.#request.namedContexts?.[asked.name]), `context ${asked.name}`);
      }
    }
    this.#warnOfPlatforms(plan, dockerfile);
    checkNames(plan);
    // What a registry has told by now may set off more.
    plan = planGraph(dockerfile, this.#request, this.#world.lookup);
    checkTriggers(plan);
    // An ignore file of the Dockerfile's own came with it.
    if (this.#request.dockerfile.ignoreText === undefined && !this.#request.archived)
      await this.#loadIgnore("context", ignoreText(this.#request), "internal");
    const violation = lintFailure(this.warnings, dockerfile.directives);
    if (violation) throw new DockerfileError(violation);
    const context = prepareContext(this.#request, this.#world.builder.sent);
    return { dockerfile, context, graph: buildGraph(plan, this.#world.lookup, this.#request) };
  }

  /** Reads the Dockerfile, and no more. Throws `DockerfileError`. */
  async loadDefinition(): Promise<Dockerfile> {
    const { builder, progress } = this.#world;
    const { name, text } = this.#request.dockerfile;
    const base = name.slice(name.lastIndexOf("/") + 1);
    const given = this.#request.buildArgs?.BUILDKIT_SYNTAX !== undefined;
    // The client asks for the one a build argument names, before anything is sent.
    if (given && text !== undefined) await this.#loadFrontend(text);
    const running = this.#request.archived ? await this.#unpackContext() : await this.#transferDefinition(base, text);
    let isRead = false;
    const end = async () => {
      if (isRead) return;
      isRead = true;
      await this.#sleep(4);
      running.complete();
    };
    try {
      if (!given && text !== undefined && syntaxDirective(text)) {
        await end();
        await this.#loadFrontend(text);
      }
      const dockerfile = builder.parse(this.#request);
      this.warnings = builder.warnings(dockerfile, this.#request);
      return dockerfile;
    } catch (error) {
      if (error instanceof DockerfileError && error.warnings.length > 0) this.warnings = error.warnings;
      throw error;
    } finally {
      // Checks print them in a way of their own; targets come of the text alone.
      if (!this.#request.check || this.#request.call === "outline") for (const warning of this.warnings) progress.warning(warning);
      await end();
    }
  }

  /** A registry may have one image only, for whatever platform it is asked (spec §11). */
  #warnOfPlatforms(plan: Plan, { directives }: Dockerfile): void {
    const found = askedBy(plan).flatMap((asked): BuildWarning[] => {
      const actual = asked.kind === "image" ? this.#world.lookup(asked.reference, asked.platform)?.platform : undefined;
      if (asked.kind !== "image" || actual === undefined || !asked.range) return [];
      const message = `Base image ${asked.written} was pulled with platform "${actual}", expected "${asked.platform}" for current build`;
      return [{ rule: "InvalidBaseImagePlatform", message, range: asked.range }];
    });
    const shown = reported(found, directives);
    this.warnings = [...this.warnings, ...shown];
    if (!this.#request.check) for (const warning of shown) this.#world.progress.warning(warning);
  }

  /** Brings the frontend that the file or a build argument names, if any. */
  async #loadFrontend(text: string): Promise<void> {
    const { builder, progress, clock, signal } = this.#world;
    const frontend = frontendOf(text, this.#request.buildArgs);
    if (frontend) await loadFrontend(frontend, { clock, cache: builder.cache, progress, signal });
  }

  async #transferDefinition(name: string, text: string | undefined): Promise<RunningVertex> {
    const { builder, progress, started, clock } = this.#world;
    this.locals.add("dockerfile");
    const running = progress.start({ id: "definition", name: `[internal] load build definition from ${name}` });
    if (this.#request.dockerfile.isUnsent) {
      await running.task("transferring dockerfile:", async () => {
        running.fail(nothingSent);
        throw new NoFrontend(`failed to read dockerfile: ${nothingSent}`);
      });
    }
    const size = ignoreSize(text);
    await running.task("transferring dockerfile:", () => this.#sleep(6), fileTransfer(name, size, started));
    builder.cache.sources.transferred("dockerfile", size ?? 0, clock.now());
    return running;
  }

  /** An archive is taken as a whole and unpacked; the Dockerfile is read in what came out. */
  async #unpackContext(): Promise<RunningVertex> {
    const { builder, progress } = this.#world;
    const digest = this.#request.archiveDigest ?? tarDigest(diffTrees(undefined, this.#request.context));
    const cached = builder.archives.has(digest);
    builder.archives.add(digest);
    const loading = progress.start({ id: "remote context", name: "[internal] load remote build context" });
    if (!cached) await this.#sleep(6);
    loading.complete({ cached });
    const copying = progress.start({ id: "unpacked context", name: "copy /context /" });
    if (cached) copying.complete({ cached });
    return copying;
  }

  async #loadMetadata(asked: AskedImage, plan: Plan): Promise<void> {
    const { reference, written, platform, context } = asked;
    const prefix = isMultiPlatform(this.#request.buildArgs) ? `${platform} ` : "";
    const name =
      context === undefined ? `[${prefix}internal] load metadata for ${reference}` : `[context ${context}] load metadata for ${written}`;
    const running = this.#world.progress.start({ id: `metadata ${name}`, name });
    const { lookup, find, signal } = this.#world;
    const problem = lookup(reference, platform) ? undefined : await find(reference, platform, signal);
    const found = lookup(reference, platform);
    await this.#sleep(found?.remote || !found ? 180 : 3);
    if (problem !== undefined) {
      running.fail(problem);
      throw unknownImage(asked, plan, problem);
    }
    if (!found) {
      running.log(
        2,
        `drydock: the lab brings a small registry of its own, and ${reference} is not in it${platform === defaultPlatform ? "" : ` for ${platform}`}\n`,
      );
      running.fail(`${reference}: not found`);
      throw unknownImage(asked, plan);
    }
    running.complete();
  }

  /** @param who `internal`, or `context <name>` */
  async #loadIgnore(what: string, text: string | undefined, who: string): Promise<void> {
    this.locals.add(what);
    const { builder, clock, started } = this.#world;
    const size = ignoreSize(text);
    await tellTransfer(this.#world, `[${who}] load .dockerignore`, what, fileTransfer(".dockerignore", size, started));
    builder.cache.sources.transferred(what, size ?? 0, clock.now(), "ignore file");
  }

  #sleep(ms: number): Promise<void> {
    return this.#world.clock.sleep(ms, this.#world.signal);
  }
}

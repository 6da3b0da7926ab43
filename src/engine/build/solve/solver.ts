/**
 * Solves a build graph: finds results by key, runs what has none, side by side where nothing stands in the way, and asks
 * for nothing it does not need (spec §1, §2.4, §3.6).
 */
import type { StepKind } from "../../api.ts";
import { diffTrees, layerSize, layerSummary } from "../../filesystem/diff.ts";
import { directory } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { CacheRecord } from "../keys/cache.ts";
import { inlineTree } from "../keys/context.ts";
import { StepError } from "./copy.ts";
import { Documents } from "./documents.ts";
import { type Execution, execute } from "./execute.ts";
import type { Graph } from "../plan/graph.ts";
import {
  contentKey,
  identityKey,
  inlineDigest,
  isRootByContent,
  keySelectors,
  prefixKey,
  rootIdentity,
  sharedRoot,
  unreadSelection,
} from "../keys/keys.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Progress, RunningVertex } from "./progress.ts";
import { MissingSource, type Selection, selectContent } from "../keys/select.ts";

/** The first step that failed. */
export class SolveError extends Error {
  readonly vertex: GraphVertex;
  constructor(message: string, vertex: GraphVertex) {
    super(message);
    this.name = "SolveError";
    this.vertex = vertex;
  }
}

export interface SolverWorld extends Execution {
  readonly progress: Progress;
  /** The context as the builder has it; announces the transfer when first asked. */
  context(): Promise<DirectoryNode>;
  /** Files of a base image; announces nothing but the pull under `progress`. */
  loadImage(reference: string, platform: string, progress: RunningVertex): Promise<DirectoryNode>;
  /** Stops all that is under way. */
  abort(reason: unknown): void;
  /** Two ids for the message about a missing source. */
  checksumRef(): string;
}

/** What a vertex came to. */
export interface Solved {
  key?: string;
  record?: CacheRecord;
  selections: (Selection | undefined)[];
  state: "cached" | "reran" | "failed" | "canceled" | "pending";
  pruned: boolean;
  /** A path it names that is not there. */
  missing?: string;
  duration?: number;
}

interface Resolution {
  readonly key: string;
  readonly record?: CacheRecord;
  /** The key is of no use to others in this build (spec §3.6). */
  readonly opaque: boolean;
}

export class Solver {
  readonly solved = new Map<GraphVertex, Solved>();
  readonly #world: SolverWorld;
  readonly #resolutions = new Map<GraphVertex, Promise<Resolution>>();
  readonly #trees = new Map<GraphVertex, Promise<DirectoryNode>>();
  readonly #selected = new Map<GraphVertex, Promise<void>>();
  readonly #documents: Documents;
  /** Keys by identity that are linked once the step's result is stored. */
  readonly #pendingLinks = new Map<GraphVertex, readonly [string, string]>();
  /** FROMs that are announced, and how many of those that use them are not known to be cached. */
  readonly #bases = new Map<GraphVertex, RunningVertex>();
  readonly #children = new Map<GraphVertex, number>();

  constructor(graph: Graph, world: SolverWorld) {
    this.#world = world;
    this.#documents = new Documents(world.cache, world.progress);
    for (const vertex of graph.vertices) {
      this.solved.set(vertex, { selections: [], state: "pending", pruned: false });
      for (const input of [vertex.root, ...vertex.sources.map((source) => (source.kind === "vertex" ? source.vertex : undefined))]) {
        if (input?.operation.kind === "from") this.#children.set(input, (this.#children.get(input) ?? 0) + 1);
      }
    }
  }

  /** The target's file system, all steps below it done. Rejects with `SolveError` for the first failure. */
  async solve(graph: Graph): Promise<DirectoryNode | undefined> {
    const end = graph.target.end?.root;
    try {
      // Inputs first, so that no chain of steps is too long for the stack.
      for (const vertex of graph.vertices) this.#resolve(vertex);
      // Sources of the context are looked at at once: a missing file fails the build before the steps above it have run.
      await Promise.all([end && this.#result(end), ...graph.vertices.map((vertex) => this.#contextSelections(vertex))]);
      // What nobody asked for did not have to run (spec §1, end).
      for (const vertex of graph.vertices) this.#announceCached(vertex);
      return end && (await this.#tree(end));
    } catch (error) {
      this.#world.abort(error);
      await Promise.allSettled([...this.#trees.values(), ...this.#resolutions.values()]);
      for (const [vertex, running] of this.#bases) {
        const known = this.solved.get(vertex)?.record !== undefined;
        if (known) running.complete({ cached: true });
        else running.cancel();
      }
      throw error;
    }
  }

  /** Tells that a step was found in the cache. */
  #announceCached(vertex: GraphVertex): void {
    const solved = this.solved.get(vertex) as Solved;
    if (solved.state !== "pending") return;
    solved.state = "cached";
    if (solved.record) this.#world.cache.touch(solved.record, this.#world.clock.now());
    this.#documents.announce(vertex, false);
    if (vertex.operation.kind === "from") this.#bases.get(vertex)?.complete();
    else this.#start(vertex).complete({ cached: true });
  }

  /** FROM is done when all that stand on it are cached: then only its key was needed (spec §2.4). */
  #childCached(vertex: GraphVertex): void {
    for (const input of [vertex.root, ...vertex.sources.map((source) => (source.kind === "vertex" ? source.vertex : undefined))]) {
      if (input?.operation.kind !== "from") continue;
      const left = (this.#children.get(input) ?? 1) - 1;
      this.#children.set(input, left);
      if (left === 0) this.#announceCached(input);
    }
  }

  #start(vertex: GraphVertex): RunningVertex {
    const inputs = [
      vertex.root?.id,
      ...vertex.sources.map((source) => (source.kind === "vertex" ? source.vertex?.id : source.kind === "context" ? "context" : undefined)),
    ];
    const { id, name, step } = vertex;
    return this.#world.progress.start({ id, name, inputs: inputs.filter((input) => input !== undefined), ...(step && { step }) });
  }

  #resolve(vertex: GraphVertex): Promise<Resolution> {
    let resolution = this.#resolutions.get(vertex);
    if (!resolution) {
      resolution = this.#findKey(vertex);
      this.#resolutions.set(vertex, resolution);
      resolution.catch(() => {});
    }
    return resolution;
  }

  async #findKey(vertex: GraphVertex): Promise<Resolution> {
    const { cache } = this.#world;
    const solved = this.solved.get(vertex) as Solved;
    if (vertex.operation.kind === "from") this.#bases.set(vertex, this.#start(vertex));
    const root = vertex.root && (await this.#resolve(vertex.root));
    // A root that is new to the builder cannot be under anything it knows: it may as well start now.
    if (vertex.root && root && !root.record) this.#tree(vertex.root).catch(() => {});
    const rootKey = rootIdentity(vertex, root?.key);
    const opaque = vertex.forced || (root?.opaque === true && !isRootByContent(vertex));
    await this.#contextSelections(vertex);
    let key = opaque ? undefined : await this.#linkedKey(vertex, rootKey, solved.selections);
    if (key === undefined || !cache.find(key)) {
      await this.#stageSelections(vertex, solved);
      key = contentKey(
        vertex,
        rootKey,
        solved.selections.map((selection) => selection?.digest ?? ""),
      );
    }
    const record = opaque ? undefined : cache.find(key);
    solved.key = key;
    solved.pruned = cache.wasPruned(key);
    if (record) solved.record = record;
    if (!opaque) await this.#link(vertex, rootKey, solved.selections, key);
    if (record && vertex.operation.kind !== "from") {
      this.#announceCached(vertex);
      this.#childCached(vertex);
    }
    return { key, opaque, ...(record && { record }) };
  }

  /** Reads here-documents and files of the context; a missing one fails the step at once. */
  #contextSelections(vertex: GraphVertex): Promise<void> {
    let selected = this.#selected.get(vertex);
    if (!selected) {
      selected = this.#selectContext(vertex);
      this.#selected.set(vertex, selected);
      selected.catch(() => {});
    }
    return selected;
  }

  async #selectContext(vertex: GraphVertex): Promise<void> {
    const solved = this.solved.get(vertex) as Solved;
    for (const [index, source] of vertex.sources.entries()) {
      if (source.kind === "vertex") continue;
      if (source.kind === "inline") {
        solved.selections[index] = { digest: inlineDigest(source), picks: [] };
        continue;
      }
      const tree = await this.#world.context();
      solved.selections[index] = this.#select(vertex, index, tree, "context");
    }
  }

  async #stageSelections(vertex: GraphVertex, solved: Solved): Promise<void> {
    await Promise.all(
      vertex.sources.map(async (source, index) => {
        if (source.kind !== "vertex" || solved.selections[index]) return;
        if (sharedRoot(vertex, index) === "identity") {
          solved.selections[index] = unreadSelection;
          return;
        }
        const tree = source.vertex ? await this.#tree(source.vertex) : directory();
        solved.selections[index] = this.#select(vertex, index, tree, "image");
      }),
    );
  }

  #select(vertex: GraphVertex, index: number, tree: DirectoryNode, ownership: "context" | "image"): Selection {
    try {
      return selectContent(tree, keySelectors(vertex, index), ownership);
    } catch (error) {
      if (!(error instanceof MissingSource)) throw error;
      (this.solved.get(vertex) as Solved).missing = error.path;
      const message = `failed to calculate checksum of ref ${this.#world.checksumRef()}: ${error.message}`;
      throw this.#failed(vertex, this.#start(vertex), message, `failed to compute cache key: ${message}`);
    }
  }

  async #identity(
    vertex: GraphVertex,
    rootKey: string | undefined,
    selections: readonly (Selection | undefined)[],
  ): Promise<string | undefined> {
    const inputs: string[] = [];
    let byIdentity = false;
    for (const [index, source] of vertex.sources.entries()) {
      if (source.kind === "vertex" && source.vertex && sharedRoot(vertex, index) !== "identity") {
        const { key, opaque } = await this.#resolve(source.vertex);
        if (opaque) return undefined;
        inputs.push(key);
        byIdentity = true;
      } else inputs.push(selections[index]?.digest ?? "");
    }
    return byIdentity ? identityKey(vertex, rootKey, inputs) : undefined;
  }

  async #linkedKey(
    vertex: GraphVertex,
    rootKey: string | undefined,
    selections: readonly (Selection | undefined)[],
  ): Promise<string | undefined> {
    const identity = await this.#identity(vertex, rootKey, selections);
    return identity && this.#world.cache.linked(identity);
  }

  async #link(
    vertex: GraphVertex,
    rootKey: string | undefined,
    selections: readonly (Selection | undefined)[],
    key: string,
  ): Promise<void> {
    const identity = await this.#identity(vertex, rootKey, selections);
    if (identity) this.#pendingLinks.set(vertex, [identity, key]);
    if (identity && this.#world.cache.find(key)) this.#world.cache.link(identity, key);
  }

  /** The key is found, and the step has run if there was no result under it. */
  async #result(vertex: GraphVertex): Promise<void> {
    const { record } = await this.#resolve(vertex);
    if (!record) await this.#tree(vertex);
  }

  /** The files after a vertex: loaded, or made now. */
  #tree(vertex: GraphVertex): Promise<DirectoryNode> {
    let tree = this.#trees.get(vertex);
    if (!tree) {
      tree = this.#makeTree(vertex);
      this.#trees.set(vertex, tree);
      tree.catch(() => {});
    }
    return tree;
  }

  async #makeTree(vertex: GraphVertex): Promise<DirectoryNode> {
    const { key, record } = await this.#resolve(vertex);
    if (vertex.operation.kind === "from") return this.#loadBase(vertex, key, record);
    if (record?.root) return record.root;
    const inputs = [vertex.root, ...vertex.sources.map((source) => (source.kind === "vertex" ? source.vertex : undefined))];
    const [root] = await Promise.all(inputs.map((input) => input && this.#tree(input)));
    return this.#run(vertex, key, root);
  }

  /** FROM says CACHED when its files were asked for and are there, DONE when they had to be fetched (spec §2.4). */
  async #loadBase(vertex: GraphVertex, key: string, record: CacheRecord | undefined): Promise<DirectoryNode> {
    const { operation } = vertex;
    if (operation.kind !== "from") throw new Error("not an image");
    const solved = this.solved.get(vertex) as Solved;
    const running = this.#bases.get(vertex) ?? this.#start(vertex);
    if (solved.state === "pending" && record?.root) {
      this.#world.cache.touch(record, this.#world.clock.now());
      solved.state = "cached";
      running.complete({ cached: true });
    }
    if (record?.root) return record.root;
    const root = await this.#guard(vertex, running, () => this.#world.loadImage(operation.reference, operation.platform, running));
    this.#store(vertex, key, root, root, running);
    running.complete();
    return root;
  }

  async #run(vertex: GraphVertex, key: string, root: DirectoryNode | undefined): Promise<DirectoryNode> {
    this.#documents.announce(vertex, true);
    const running = this.#start(vertex);
    const after = await this.#guard(vertex, running, () =>
      execute(vertex, root, (index) => this.#sourceTree(vertex, index), this.#world, running),
    );
    this.#store(vertex, key, after, root, running);
    running.complete();
    return after;
  }

  async #sourceTree(vertex: GraphVertex, index: number): Promise<DirectoryNode> {
    const source = vertex.sources[index];
    if (source?.kind === "context") return this.#world.context();
    if (source?.kind === "inline") return inlineTree(source.name, source.content, source.mode);
    return source?.vertex ? this.#tree(source.vertex) : directory();
  }

  async #guard<T>(vertex: GraphVertex, running: RunningVertex, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#world;
    try {
      signal.throwIfAborted();
      return await work();
    } catch (error) {
      const solved = this.solved.get(vertex) as Solved;
      if (signal.aborted) {
        solved.state = "canceled";
        running.cancel();
        throw error;
      }
      const message =
        error instanceof StepError
          ? error.message
          : `the lab could not run this step: ${error instanceof Error ? error.message : String(error)}`;
      throw this.#failed(vertex, running, message, message);
    }
  }

  #failed(vertex: GraphVertex, running: RunningVertex, shown: string, message: string): SolveError {
    const solved = this.solved.get(vertex) as Solved;
    solved.state = "failed";
    solved.duration = running.elapsed;
    running.fail(shown);
    return new SolveError(message, vertex);
  }

  #store(vertex: GraphVertex, key: string, root: DirectoryNode, below: DirectoryNode | undefined, running: RunningVertex): void {
    const { cache, clock } = this.#world;
    const solved = this.solved.get(vertex) as Solved;
    const changes = diffTrees(below, root);
    const now = clock.now();
    const record: CacheRecord = {
      id: key.slice(0, 25),
      key,
      prefix: prefixKey(vertex, rootIdentity(vertex, vertex.root && this.solved.get(vertex.root)?.key)),
      root,
      ...(below && { below }),
      kind: kinds[vertex.operation.kind],
      description: vertex.name,
      size: layerSize(changes),
      changes: layerSummary(changes),
      created: now,
      duration: running.elapsed,
      lastUsed: now,
      uses: 1,
    };
    cache.store(record);
    const link = this.#pendingLinks.get(vertex);
    if (link) cache.link(...link);
    solved.record = record;
    solved.state = "reran";
    solved.duration = record.duration;
  }
}

const kinds: Record<GraphVertex["operation"]["kind"], StepKind> = {
  from: "FROM",
  run: "RUN",
  copy: "COPY",
  workdir: "WORKDIR",
  unsupported: "RUN",
};

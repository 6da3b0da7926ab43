/**
 * Solves a build graph: finds results by key, runs what has none, side by side where nothing stands in the way, and asks
 * for nothing it does not need (spec §1, §2.4, §3.6).
 */
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { CacheRecord } from "../keys/cache.ts";
import { ownedByRoot } from "../keys/context.ts";
import { prefixKey } from "../keys/keys.ts";
import { findResult, type KnownVertex, type VertexKeys, vertexKeys } from "../keys/vertex-keys.ts";
import type { Graph } from "../plan/graph.ts";
import type { GraphVertex } from "../plan/operation.ts";
import { Announcer } from "./announcer.ts";
import { StepError } from "./copy.ts";
import { execute } from "./execute.ts";
import type { RunningVertex } from "./progress.ts";
import { resultRecord } from "./result-record.ts";
import { startsFromSomething } from "./run-mounts.ts";
import { began, failVertex, inputsOf, type Solved, type SolverWorld } from "./solved.ts";
import { SourceReader } from "./source-reader.ts";

/** Simulated milliseconds from the order to stop until a step is gone: what else there is to tell is told by then. */
const stopTime = 150;

interface Resolution extends KnownVertex {
  readonly key: string;
  readonly record?: CacheRecord;
}

export class Solver {
  readonly solved = new Map<GraphVertex, Solved>();
  readonly #graph: Graph;
  readonly #world: SolverWorld;
  readonly #announcer: Announcer;
  readonly #reader: SourceReader;
  readonly #resolutions = new Map<GraphVertex, Promise<Resolution>>();
  readonly #trees = new Map<GraphVertex, Promise<DirectoryNode>>();
  readonly #keys = new Map<GraphVertex, VertexKeys>();

  constructor(graph: Graph, world: SolverWorld) {
    this.#graph = graph;
    this.#world = world;
    for (const vertex of graph.vertices) this.solved.set(vertex, { selections: [], state: "pending", pruned: false });
    this.#announcer = new Announcer(graph.vertices, this.solved, world);
    this.#reader = new SourceReader(world, this.solved, this.#announcer, (vertex) => this.#tree(vertex));
  }

  /** The target's file system, all steps below it done. Rejects with `SolveError` for the first failure. */
  async solve(): Promise<DirectoryNode | undefined> {
    const { vertices, target } = this.#graph;
    const end = target.end?.root;
    this.#emptyForcedMounts();
    try {
      // Inputs first, so that no chain of steps is too long for the stack.
      for (const vertex of vertices) this.#resolve(vertex);
      this.#announcer.documents.begin(vertices);
      // Sources of the client's are looked at at once: a missing file fails the build before the steps above it have run.
      await Promise.all([end && this.#result(end), ...vertices.map((vertex) => this.#reader.readClient(vertex))]);
      // An image with nothing but settings of its own: its files are what the build ends in.
      if (end?.operation.kind === "from") await this.#tree(end);
      // What nobody asked for did not have to run (spec §1, end).
      for (const vertex of vertices) this.#announcer.cached(vertex);
      return end && (await this.#tree(end));
    } catch (error) {
      this.#world.abort(error);
      await Promise.allSettled([...this.#trees.values(), ...this.#resolutions.values()]);
      this.#announcer.endBases();
      throw await this.#reader.told(error, vertices);
    }
  }

  /**
   * `--no-cache` does not spare cache mounts: those of steps that are forced begin empty, all at once before anything runs
   * (a real engine 28.5 does so, and BuildKit since 2019; spec §6 has it otherwise). Of several mounts of one id the first step's
   * says whether those that start from nothing are meant, or the others.
   */
  #emptyForcedMounts(): void {
    const forced = new Map<string, boolean>();
    for (const { forced: isForced, operation } of this.#graph.vertices) {
      if (!isForced || operation.kind !== "run") continue;
      for (const mount of operation.mounts)
        if (mount.type === "cache" && !forced.has(mount.id)) forced.set(mount.id, startsFromSomething(mount));
    }
    for (const [id, fromSomething] of forced) this.#world.cache.emptyMounts(id, fromSomething);
  }

  /** The key is found, and the step has run if there was no result under it. */
  async #result(vertex: GraphVertex): Promise<void> {
    const { record } = await this.#resolve(vertex);
    if (!record) await this.#tree(vertex);
  }

  #resolve(vertex: GraphVertex): Promise<Resolution> {
    return once(this.#resolutions, vertex, () => this.#findKey(vertex));
  }

  async #findKey(vertex: GraphVertex): Promise<Resolution> {
    const { cache } = this.#world;
    const solved = this.solved.get(vertex) as Solved;
    if (vertex.operation.kind === "from") this.#announcer.startBase(vertex);
    this.#startSources(vertex);
    const root = vertex.root && (await this.#resolve(vertex.root));
    // A root that is new to the builder cannot be under anything it knows: it may as well start now.
    if (vertex.root && root && !root.record && !this.solved.get(vertex.root)?.pruned) this.#tree(vertex.root).catch(() => {});
    await this.#reader.readClient(vertex);
    const sources = await this.#sourceKeys(vertex);
    const ask = () => vertexKeys(vertex, { root, selections: solved.selections, vertex: (index) => sources[index] });
    let keys = ask();
    let record = findResult(keys, cache);
    if (!record) {
      this.#announcer.documents.end(vertex, true);
      await this.#reader.readStages(vertex);
      keys = ask();
      record = findResult(keys, cache);
    }
    this.#keys.set(vertex, keys);
    const key = record?.key ?? keys.content;
    if (key === undefined) throw new Error(`no key for ${vertex.name}`);
    solved.key = key;
    if (keys.identity !== undefined) solved.identity = keys.identity;
    solved.pruned = cache.wasPruned(key);
    if (record) {
      if (cache.adopt(record) && record.origin !== undefined) solved.imported = record.origin;
      solved.record = record;
      if (keys.identity) cache.link(keys.identity, key);
      solved.started = this.#world.clock.now();
      if (vertex.operation.kind !== "from") this.#announcer.cached(vertex);
    }
    return { key, opaque: keys.opaque, ...(record && { record }) };
  }

  /**
   * A stage that it reads and that is new to the builder has to run, whatever becomes of this step: nothing can be found by
   * a key that never was. So it starts beside what this step stands on.
   */
  #startSources(vertex: GraphVertex): void {
    if (this.#world.cache.hasOffer) return;
    for (const source of vertex.sources) {
      const from = source.kind === "vertex" ? source.vertex : undefined;
      if (!from) continue;
      const start = async (): Promise<void> => {
        const { record } = await this.#resolve(from);
        if (!record && !this.solved.get(from)?.pruned) await this.#tree(from);
      };
      start().catch(() => {});
    }
  }

  /** Keys of the stages and images it reads. Forced steps have no use for them. */
  async #sourceKeys(vertex: GraphVertex): Promise<(KnownVertex | undefined)[]> {
    if (vertex.forced) return [];
    return Promise.all(
      vertex.sources.map((source) => (source.kind === "vertex" && source.vertex ? this.#resolve(source.vertex) : undefined)),
    );
  }

  /** The files after a vertex: loaded, or made now. */
  #tree(vertex: GraphVertex): Promise<DirectoryNode> {
    return once(this.#trees, vertex, () => this.#makeTree(vertex));
  }

  async #makeTree(vertex: GraphVertex): Promise<DirectoryNode> {
    const { operation } = vertex;
    const { key, record } = await this.#resolve(vertex);
    if (operation.kind === "local") return ownedByRoot((await this.#world.context(operation.name)).files);
    if (record) this.#world.cache.touch(record, this.#world.clock.now());
    if (operation.kind === "from") return this.#loadBase(vertex, key, record);
    if (record?.root) return record.root;
    const [root] = await Promise.all(inputsOf(vertex).map((input) => input && this.#tree(input)));
    return this.#run(vertex, key, root);
  }

  /** FROM says CACHED when its files were asked for and are there, DONE when they had to be fetched (spec §2.4). */
  async #loadBase(vertex: GraphVertex, key: string, record: CacheRecord | undefined): Promise<DirectoryNode> {
    const { operation } = vertex;
    if (operation.kind !== "from") throw new Error("not an image");
    const solved = this.solved.get(vertex) as Solved;
    const running = this.#announcer.startBase(vertex);
    if (record?.root) {
      if (solved.state === "pending") {
        solved.state = "cached";
        running.complete({ cached: true });
      }
      return record.root;
    }
    const root = await this.#guard(vertex, running, () => this.#world.loadImage(operation.reference, operation.platform, running));
    this.#store(vertex, key, root, root, running);
    running.complete();
    return root;
  }

  async #run(vertex: GraphVertex, key: string, root: DirectoryNode | undefined): Promise<DirectoryNode> {
    // Files come all at once: a copy does not begin where another one's are missing, be its own a here-document.
    if (readsClient(vertex) || vertex.sources.some(({ kind }) => kind === "inline"))
      await Promise.all(this.#graph.vertices.filter(readsClient).map((other) => this.#reader.readClient(other)));
    this.#world.signal.throwIfAborted();
    const running = this.#announcer.start(vertex);
    const treeOf = (index: number) => this.#reader.treeOf(vertex, index);
    const after = await this.#guard(vertex, running, () => execute(vertex, root, treeOf, this.#world, running));
    this.#store(vertex, key, after, root, running);
    const size = this.solved.get(vertex)?.record?.size;
    running.complete(size === undefined ? {} : { size });
    return after;
  }

  async #guard<T>(vertex: GraphVertex, running: RunningVertex, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#world;
    try {
      signal.throwIfAborted();
      const made = await work();
      if (signal.aborted) await this.#world.clock.sleep(stopTime);
      return made;
    } catch (error) {
      const solved = this.solved.get(vertex) as Solved;
      if (signal.aborted) {
        solved.state = "canceled";
        began(solved, running);
        if (vertex.operation.kind === "run") await this.#world.clock.sleep(stopTime);
        running.cancel();
        throw error;
      }
      const why = error instanceof Error ? error.message : String(error);
      const failure = failVertex(vertex, solved, running, error instanceof StepError ? why : `the lab could not run this step: ${why}`);
      // What runs beside it is stopped at once, whoever waits for it.
      this.#world.abort(failure);
      throw failure;
    }
  }

  #store(vertex: GraphVertex, key: string, root: DirectoryNode, below: DirectoryNode | undefined, running: RunningVertex): void {
    const { cache, clock } = this.#world;
    const { rootKey, identity } = this.#keys.get(vertex) ?? {};
    const parent = vertex.root && this.solved.get(vertex.root)?.record;
    const record = resultRecord(vertex, {
      key,
      prefix: prefixKey(vertex, rootKey),
      root,
      below,
      parent,
      created: clock.now(),
      duration: running.elapsed,
    });
    cache.store(record);
    if (identity) cache.link(identity, key);
    const solved = this.solved.get(vertex) as Solved;
    solved.record = record;
    solved.state = "reran";
    solved.duration = record.duration;
    began(solved, running);
  }
}

/** It needs files of the client's. */
function readsClient({ sources }: GraphVertex): boolean {
  return sources.some(({ kind }) => kind === "context" || kind === "named");
}

/** The work under way or done for a vertex; begun when it is first asked for. */
function once<T>(known: Map<GraphVertex, Promise<T>>, vertex: GraphVertex, begin: () => Promise<T>): Promise<T> {
  let work = known.get(vertex);
  if (!work) {
    work = begin();
    known.set(vertex, work);
    work.catch(() => {});
  }
  return work;
}

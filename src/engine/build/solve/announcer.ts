/** When a vertex is told of, and how it ends when it did not run (spec §2.4). */
import type { VertexId } from "../../api.ts";
import type { GraphVertex } from "../plan/operation.ts";
import { Documents } from "./documents.ts";
import type { RunningVertex, VertexDraft } from "./progress.ts";
import { inputsOf, type Solved, type SolvedVertices, type SolverWorld } from "./solved.ts";

export class Announcer {
  readonly documents: Documents;
  readonly #world: SolverWorld;
  readonly #solved: SolvedVertices;
  /** FROMs that are announced, and how many of those that use them are not known to be cached. */
  readonly #bases = new Map<GraphVertex, RunningVertex>();
  readonly #children = new Map<GraphVertex, number>();
  readonly #begun = new Set<GraphVertex>();

  constructor(vertices: readonly GraphVertex[], solved: SolvedVertices, world: SolverWorld) {
    this.#world = world;
    this.#solved = solved;
    this.documents = new Documents(world.cache, world.progress);
    for (const vertex of vertices) {
      // A directory of the client's is told of when it is sent.
      if (vertex.operation.kind !== "local") world.progress.announce(this.#draft(vertex));
      for (const input of inputsOf(vertex)) {
        if (input?.operation.kind === "from") this.#children.set(input, (this.#children.get(input) ?? 0) + 1);
      }
    }
  }

  start(vertex: GraphVertex): RunningVertex {
    this.#begun.add(vertex);
    return this.#world.progress.start(this.#draft(vertex));
  }

  #draft(vertex: GraphVertex): VertexDraft {
    const sources = vertex.sources.map((source): VertexId | undefined => {
      if (source.kind === "vertex") return source.vertex?.id;
      return source.kind === "context" ? "context" : undefined;
    });
    const inputs = [vertex.root?.id, ...sources].filter((input) => input !== undefined);
    const { id, name, step } = vertex;
    return { id, name, inputs, ...(step && { step }) };
  }

  startBase(vertex: GraphVertex): RunningVertex {
    const running = this.#bases.get(vertex) ?? this.start(vertex);
    this.#bases.set(vertex, running);
    return running;
  }

  /** A step was found in the cache, or nobody asked for it. */
  cached(vertex: GraphVertex): void {
    const solved = this.#solved.get(vertex) as Solved;
    if (solved.state !== "pending") return;
    solved.state = "cached";
    // A directory of the client's has lines of its own.
    if (vertex.operation.kind === "local") return;
    this.documents.end(vertex, false);
    if (vertex.operation.kind === "from") this.#bases.get(vertex)?.complete();
    else this.start(vertex).complete({ cached: true });
    this.#childCached(vertex);
  }

  /**
   * The build ends at a step that was never run: what it stands on or reads, and nobody began, is shown as cached, although it is
   * not (BuildKit had asked for the keys of these steps, and tells no more of them).
   */
  unbegunBelow(failed: GraphVertex): void {
    const seen = new Set<GraphVertex>();
    const left = [failed];
    for (let vertex = left.pop(); vertex; vertex = left.pop()) {
      for (const input of inputsOf(vertex)) {
        if (!input || seen.has(input)) continue;
        seen.add(input);
        left.push(input);
      }
    }
    for (const vertex of seen) {
      const { kind } = vertex.operation;
      const isIdle = this.#solved.get(vertex)?.state === "pending" && !this.#begun.has(vertex);
      if (isIdle && kind !== "from" && kind !== "local") this.start(vertex).complete({ cached: true });
    }
  }

  /** FROM is done when all that stand on it are cached: then only its key was needed. */
  #childCached(vertex: GraphVertex): void {
    for (const input of inputsOf(vertex)) {
      if (input?.operation.kind !== "from") continue;
      const left = (this.#children.get(input) ?? 1) - 1;
      this.#children.set(input, left);
      if (left === 0) this.cached(input);
    }
  }

  /** The build ends here: bases whose files are here were at least found. */
  endBases(): void {
    for (const [vertex, running] of this.#bases) {
      if (this.#solved.get(vertex)?.record) running.complete({ cached: true });
      else running.cancel();
    }
  }
}

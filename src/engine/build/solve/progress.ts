/** Tells a build's progress as BuildKit's SolveStatus does, and keeps what the view needs of it. */
import type { BuildEvent, BuildWarning, Vertex, VertexId } from "../../api.ts";
import type { Clock } from "../../clock.ts";

/** A vertex before it has started. */
export type VertexDraft = Pick<Vertex, "id" | "name" | "step"> & { readonly inputs?: readonly VertexId[] };

export class Progress {
  readonly #clock: Clock;
  readonly #emit: (event: BuildEvent) => void;
  readonly #running = new Set<RunningVertex>();

  constructor(clock: Clock, emit: (event: BuildEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Tells of a vertex that is part of the build and may start later. */
  announce(draft: VertexDraft): void {
    this.#emit({ type: "vertex", vertex: { inputs: [], ...draft } });
  }

  /** Announces a vertex that starts now. */
  start(draft: VertexDraft): RunningVertex {
    const vertex: Vertex = { inputs: [], ...draft, started: this.#clock.now() };
    const running = new RunningVertex(vertex, this.#clock, this.#emit, () => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  warning(warning: BuildWarning): void {
    this.#emit({ type: "warning", warning });
  }

  /** Ends everything that is under way: another step failed, or the person gave up. */
  cancelAll(): void {
    for (const running of [...this.#running]) running.cancel();
  }
}

export class RunningVertex {
  readonly vertex: Vertex;
  readonly #clock: Clock;
  readonly #emit: (event: BuildEvent) => void;
  readonly #onEnd: () => void;
  #ended = false;

  constructor(vertex: Vertex, clock: Clock, emit: (event: BuildEvent) => void, onEnd: () => void) {
    this.vertex = vertex;
    this.#clock = clock;
    this.#emit = emit;
    this.#onEnd = onEnd;
    emit({ type: "vertex", vertex });
  }

  get elapsed(): number {
    return this.#clock.now() - (this.vertex.started ?? 0);
  }

  log(stream: 1 | 2, text: string): void {
    if (!this.#ended && text !== "") this.#emit({ type: "log", vertex: this.vertex.id, stream, text, time: this.#clock.now() });
  }

  /** Runs `work` as one line below the vertex: `transferring context: 26B done`. */
  async task(id: string, work: () => Promise<void>, current = 0, total?: number): Promise<void> {
    const started = this.#clock.now();
    const common = { type: "status", vertex: this.vertex.id, id, started, ...(total !== undefined && { total }) } as const;
    this.#emit({ ...common, current: total === undefined ? current : 0 });
    await work();
    this.#emit({ ...common, current, completed: this.#clock.now() });
  }

  /** As `task`, but what is done of `total` is told after each of `count` equal pieces. */
  async steps(id: string, total: number, count: number, piece: () => Promise<void>): Promise<void> {
    const common = { type: "status", vertex: this.vertex.id, id, total, started: this.#clock.now() } as const;
    this.#emit({ ...common, current: 0 });
    for (let done = 1; done <= count; done++) {
      await piece();
      const current = Math.round((total * done) / count);
      this.#emit({ ...common, current, ...(done === count && { completed: this.#clock.now() }) });
    }
  }

  complete(how: { cached?: boolean; size?: number } = {}): void {
    this.#end(how);
  }

  fail(error: string): void {
    this.#end({ error });
  }

  cancel(): void {
    this.#end({ error: "context canceled", canceled: true });
  }

  #end(how: Partial<Vertex>): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    this.#emit({ type: "vertex", vertex: { ...this.vertex, ...how, completed: this.#clock.now() } });
  }
}

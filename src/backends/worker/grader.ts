import type { BackendState, CheckReport } from "../backend.ts";
import { NotFetchedError } from "../not-fetched.ts";
import type { LabWorker } from "./worker-backend.ts";
import { type FromWorker, fromWire, type ToWorker } from "./protocol.ts";

interface Waiting {
  settle(value: unknown): void;
  fail(error: Error): void;
}

/**
 * Runs an exercise's checks in a worker of its own, on a copy of the learner's state. Whatever their work does there (an
 * endless RUN, a gigabyte of output), the worker that they type into never waits for it and is never ended for it.
 */
export class Grader {
  readonly #createWorker: () => LabWorker;
  readonly #patience: number;
  #worker: LabWorker | undefined;
  #nextId = 1;
  readonly #waiting = new Map<number, Waiting>();
  /** By call that was called off: when the worker is given up if it has not heard. */
  readonly #deadlines = new Map<number, ReturnType<typeof setTimeout>>();

  /** @param patience milliseconds that the worker has to hear that it is called off */
  constructor(createWorker: () => LabWorker, patience: number) {
    this.#createWorker = createWorker;
    this.#patience = patience;
  }

  /** Rejects with an `AbortError` at once when `signal` aborts. */
  async grade(lesson: string | undefined, state: BackendState, signal: AbortSignal): Promise<readonly CheckReport[]> {
    signal.throwIfAborted();
    this.#worker ??= this.#open();
    // What it knew of the last time is out of date; its images and programs stay loaded.
    this.#worker.postMessage({ type: "renew" });
    await this.#call("start", { ...state, lesson, copy: true }, signal);
    return (await this.#call("grade", null, signal)) as readonly CheckReport[];
  }

  dispose(): void {
    this.#end(new DOMException("The lab was closed.", "AbortError"));
  }

  #open(): LabWorker {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#receive(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#end(event.message ? new Error(event.message) : new NotFetchedError("What runs the checks"));
    };
    return worker;
  }

  #call(name: "start" | "grade", ask: unknown, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    const id = this.#nextId++;
    const stop = () => {
      const waiting = this.#waiting.get(id);
      if (!waiting) return;
      this.#waiting.delete(id);
      this.#worker?.postMessage({ type: "stop", id });
      this.#deadlines.set(
        id,
        setTimeout(() => this.#end(new DOMException("Grading was called off.", "AbortError")), this.#patience),
      );
      waiting.fail(new DOMException("Grading was called off.", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
    return new Promise((settle, fail) => {
      this.#waiting.set(id, { settle, fail });
      this.#worker?.postMessage({ type: "call", id, name, ask } as ToWorker);
    }).finally(() => signal.removeEventListener("abort", stop));
  }

  #receive(message: FromWorker): void {
    if (message.type === "stopping") {
      clearTimeout(this.#deadlines.get(message.id));
      this.#deadlines.delete(message.id);
    } else if (message.type === "answer") this.#take(message.id)?.settle(message.value);
    else if (message.type === "failed") this.#take(message.id)?.fail(fromWire(message.error));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** Lets the worker go; the next grading opens another. */
  #end(why: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const timer of this.#deadlines.values()) clearTimeout(timer);
    this.#deadlines.clear();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of waiting) fail(why);
  }
}

import type {
  BackendEvents,
  BackendState,
  CheckReport,
  ExecRequest,
  ExecResult,
  FileEdit,
  LabBackend,
  MadeStep,
  Onlooker,
  Page,
  PageRequest,
  SandboxKey,
} from "../backend.ts";
import type { AskOf, ViewName, ViewOf } from "../../views/views.ts";
import { NotFetchedError } from "../not-fetched.ts";
import type { WorkerLike } from "../worker-ends.ts";
import { Grader } from "./grader.ts";
import type { ViewNews, ViewWatch } from "./view-watches.ts";
import { type CallName, type Calls, type FromWorker, fromWire, type ToWorker } from "./protocol.ts";

/** The worker that a lab is in. */
export type LabWorker = WorkerLike<ToWorker, FromWorker>;

export interface WorkerBackendOptions {
  readonly lesson?: string;
  readonly events: BackendEvents;
  readonly createWorker: () => LabWorker;
  /** The newest state the page has, for starting anew. */
  readonly state: () => BackendState;
  /** The sandbox whose engine is to be used; absent for the simulator. */
  readonly sandbox?: () => SandboxKey | undefined;
  /** Milliseconds an interrupted command has to say that it heard, and to end. */
  readonly patience?: { readonly hear: number; readonly end: number };
}

interface Pending {
  readonly name: CallName;
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
  readonly output?: ExecRequest["output"];
}

/**
 * A lab in a worker, and its supervisor: a command that does not let itself be interrupted takes its worker with it, and a
 * new one goes on from what was saved.
 */
export class WorkerBackend implements LabBackend {
  readonly #options: WorkerBackendOptions;
  readonly #patience: { readonly hear: number; readonly end: number };
  readonly #grader: Grader;
  #worker: LabWorker;
  #pending = new Map<number, Pending>();
  #nextId = 1;
  #executing: number | undefined;
  /** All that was typed at the running command. */
  #typed = "";
  /** By command: what happens when it does not answer being stopped. */
  #deadlines = new Map<number, { hear: ReturnType<typeof setTimeout>; end: ReturnType<typeof setTimeout> }>();
  #following: string | undefined;
  #disposed = false;
  #edits = 0;
  #editedAt = new Map<string, number>();
  /** The pictures that are looked at, by id: a new worker is told of them again. */
  readonly #watched = new Map<number, { readonly watch: ViewWatch; readonly tell: (news: ViewNews) => void }>();

  constructor(options: WorkerBackendOptions) {
    this.#options = options;
    this.#patience = options.patience ?? { hear: 2000, end: 5000 };
    this.#grader = new Grader(options.createWorker, this.#patience.hear);
    this.#worker = this.#open();
  }

  start(state: BackendState): Promise<Calls["start"]["answer"]> {
    const sandbox = this.#options.sandbox?.();
    return this.#call("start", { ...state, lesson: this.#options.lesson, ...(sandbox && { sandbox }) });
  }

  edit(edits: readonly FileEdit[]): void {
    const count = ++this.#edits;
    for (const { path } of edits) this.#editedAt.set(path, count);
    this.#worker.postMessage({ type: "edit", edits, count });
  }

  follow(dockerfile: string): void {
    this.#following = dockerfile;
    this.#worker.postMessage({ type: "follow", dockerfile });
  }

  prompt(): Promise<string> {
    return this.#call("prompt", null);
  }

  async exec({ output, ...request }: ExecRequest): Promise<ExecResult> {
    const id = this.#nextId;
    this.#executing = id;
    this.#typed = "";
    try {
      const { heard, typedAhead, ...result } = await this.#call("exec", request, output);
      // What came too late for it is ahead of the next prompt as well.
      return { ...result, typedAhead: typedAhead + this.#typed.slice(heard) };
    } finally {
      if (this.#executing === id) this.#executing = undefined;
      this.#clearDeadline(id);
    }
  }

  type(text: string): void {
    const id = this.#executing;
    if (id === undefined || text === "") return;
    this.#typed += text;
    this.#worker.postMessage({ type: "type", id, text });
    if (!text.includes("\x03") || this.#deadlines.has(id)) return;
    const restart = () => this.#restart("The command did not answer Ctrl-C, so the lab was started anew.");
    this.#deadlines.set(id, { hear: setTimeout(restart, this.#patience.hear), end: setTimeout(restart, this.#patience.end) });
  }

  resize(columns: number, rows: number): void {
    if (this.#executing !== undefined) this.#worker.postMessage({ type: "resize", columns, rows });
  }

  isIncomplete(line: string): Promise<boolean> {
    return this.#call("isIncomplete", line);
  }

  complete(line: string, cursor: number): Promise<Calls["complete"]["answer"]> {
    return this.#call("complete", { line, cursor });
  }

  layerChanges({ key, layer }: MadeStep): Promise<Calls["layerChanges"]["answer"]> {
    return this.#call("layerChanges", { key, ...(layer && { layer }) });
  }

  images(): Promise<Calls["images"]["answer"]> {
    return this.#call("images", null);
  }

  imageStacks(): Promise<Calls["imageStacks"]["answer"]> {
    return this.#call("imageStacks", null);
  }

  watch<Name extends ViewName>(name: Name, ask: AskOf<Name>, onlooker: Onlooker<Name>): () => void {
    const id = this.#nextId++;
    const tell = (news: ViewNews): void => {
      if ("trouble" in news) onlooker.trouble(news.trouble);
      else onlooker.see(news.view as ViewOf<Name>);
    };
    this.#watched.set(id, { watch: { name, ask }, tell });
    this.#worker.postMessage({ type: "watch", id, watch: { name, ask } });
    return () => {
      if (this.#watched.delete(id)) this.#worker.postMessage({ type: "unwatch", id });
    };
  }

  browse(request: PageRequest, signal: AbortSignal): Promise<Page> {
    return this.#stoppable(signal, () => this.#call("browse", request));
  }

  /** A call that ends when `signal` aborts. */
  async #stoppable<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const id = this.#nextId;
    const stop = (): void => this.#worker.postMessage({ type: "stop", id });
    signal.addEventListener("abort", stop, { once: true });
    try {
      return await call();
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  grade(signal: AbortSignal): Promise<readonly CheckReport[]> {
    // An engine elsewhere cannot be copied: its checks look at the very one.
    if (this.#options.sandbox?.()) return this.#stoppable(signal, () => this.#call("grade", null));
    return this.#grader.grade(this.#options.lesson, this.#options.state(), signal);
  }

  useNode(door: MessagePort | undefined): void {
    this.#worker.postMessage({ type: "node", door }, door ? [door] : []);
  }

  dispose(): void {
    this.#disposed = true;
    this.#watched.clear();
    for (const id of [...this.#deadlines.keys()]) this.#clearDeadline(id);
    this.#worker.terminate();
    this.#grader.dispose();
    this.#failAll(new DOMException("The lab was closed.", "AbortError"));
  }

  #open(): LabWorker {
    const worker = this.#options.createWorker();
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#receive(data);
    };
    worker.onerror = (event) => {
      if (worker !== this.#worker) return;
      event.preventDefault();
      // Without a message it is not an error of the program: the program has not come.
      if (event.message) this.#options.events.trouble(`The lab's engine stopped: ${event.message}`);
      this.#failAll(event.message ? new Error(event.message) : new NotFetchedError("The lab's engine"));
    };
    return worker;
  }

  #call<Name extends CallName>(name: Name, ask: Calls[Name]["ask"], output?: ExecRequest["output"]): Promise<Calls[Name]["answer"]> {
    if (this.#disposed) return Promise.reject(new DOMException("The lab was closed.", "AbortError"));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { name, settle: resolve as (value: unknown) => void, fail: reject, output });
      this.#worker.postMessage({ type: "call", id, name, ask } as ToWorker);
    });
  }

  #receive(message: FromWorker): void {
    const { events } = this.#options;
    switch (message.type) {
      case "answer":
        this.#pending.get(message.id)?.settle(message.value);
        this.#pending.delete(message.id);
        return;
      case "failed":
        this.#pending.get(message.id)?.fail(fromWire(message.error));
        this.#pending.delete(message.id);
        return;
      case "stopping":
        clearTimeout(this.#deadlines.get(message.id)?.hear);
        return;
      case "taken":
        this.#clearDeadline(message.id);
        return;
      case "output":
        void this.#show(message.id, message.text);
        return;
      case "view":
        this.#watched.get(message.id)?.tell(message.news);
        return;
      case "preview":
        events.preview(message.view);
        return;
      case "building":
        events.building(message.plan);
        return;
      case "progress":
        events.progress(message.news);
        return;
      case "built":
        events.built(message.build);
        return;
      case "stopped":
        events.stopped(message.names);
        return;
      case "containers":
        events.containers(message.all);
        return;
      case "files":
        // What was typed after the worker looked is newer than what it saw, and on its way there.
        events.files(message.edits.filter(({ path }) => (this.#editedAt.get(path) ?? 0) <= message.seen));
        return;
      case "saved":
        events.saved(message.piece, message.state);
        return;
      case "unreadable":
        events.unreadable(message.piece, message.why);
        return;
      case "sandbox":
        events.sandbox(message.news);
        return;
      case "trouble":
        events.trouble(message.message);
        return;
    }
  }

  async #show(id: number, text: string): Promise<void> {
    await this.#pending.get(id)?.output?.(text);
    this.#worker.postMessage({ type: "shown", id, characters: text.length });
  }

  /** Ends the worker and puts a new one in its place. A running command answers 130, as one that was killed by Ctrl-C. */
  #restart(why: string): void {
    for (const id of [...this.#deadlines.keys()]) this.#clearDeadline(id);
    if (this.#disposed) return;
    this.#worker.terminate();
    this.#worker = this.#open();
    this.#edits = 0;
    this.#editedAt.clear();
    const pending = this.#pending;
    this.#pending = new Map();
    const started = this.start(this.#options.state());
    if (this.#following !== undefined) this.follow(this.#following);
    for (const [id, { watch }] of this.#watched) this.#worker.postMessage({ type: "watch", id, watch });
    started.then(
      async () => {
        const prompt = await this.prompt();
        // ^C took with it what was typed before.
        const heard = this.#typed.lastIndexOf("\x03") + 1;
        this.#options.events.restarted(why);
        for (const call of pending.values()) {
          if (call.name === "exec") call.settle({ exitCode: 130, prompt, typedAhead: "", heard } satisfies Calls["exec"]["answer"]);
          else call.fail(new DOMException(why, "AbortError"));
        }
      },
      (error: unknown) => {
        for (const call of pending.values()) call.fail(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  #failAll(error: Error): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) call.fail(error);
  }

  #clearDeadline(id: number): void {
    const deadline = this.#deadlines.get(id);
    clearTimeout(deadline?.hear);
    clearTimeout(deadline?.end);
    this.#deadlines.delete(id);
  }
}

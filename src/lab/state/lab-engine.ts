import { type Signal, signal } from "@preact/signals";
import type { BackendEvents, BackendState, Files, LabBackend, SandboxKey, SandboxNews } from "../../backends/backend.ts";
import { wordsOf } from "../../backends/error-words.ts";
import type { BuildView } from "../../engine/api.ts";
import type { Predictions } from "../../views/predictions.ts";
import { EngineChoice } from "./engine-choice.ts";
import type { Keeper } from "./keeper.ts";
import { NodeChoice } from "./node-choice.ts";
import type { Notices } from "./notices.ts";

export type MakeBackend = (options: {
  lesson?: string;
  events: BackendEvents;
  state: () => BackendState;
  sandbox: () => SandboxKey | undefined;
}) => LabBackend;

/** What the engine and the host's shell want to be kept. */
export interface EngineState {
  readonly engine?: unknown;
  readonly shell?: unknown;
}

/** What a lab lends its engine. */
export interface EngineHost {
  readonly lesson: string | undefined;
  readonly makeBackend: MakeBackend;
  readonly notices: Notices;
  readonly keeper: Pick<Keeper, "touch" | "setAside">;
  /** The builds of the engine's history, the oldest first. */
  readonly builds: Signal<readonly BuildView[]>;
  readonly events: Pick<BackendEvents, "preview" | "building" | "progress" | "built" | "containers" | "stopped" | "files">;
  files(): Files;
  predictions(): Predictions;
  /** Another engine begins: what was seen of the one before no longer holds. */
  begins(): void;
  /** It can be asked now. */
  ready(): void;
}

/** The engine behind a lab: starts it, keeps its state, goes on with another one when that is asked for or the first is lost. */
export class LabEngine {
  readonly choice = new EngineChoice();
  readonly node = new NodeChoice(() => void this.#lendNode());
  /** The backend, once it has an engine that can be looked at; another one after a restart. */
  readonly started = signal<LabBackend | undefined>(undefined);
  /** Prompt of the shell, once it is known. */
  readonly prompt = signal("dev@drydock:~/workspace$ ");
  readonly #host: EngineHost;
  #backend: LabBackend | undefined;
  #saved: EngineState = {};
  /** The backend was given a real Node.js. */
  #hasRealNode = false;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /** There from `open` on. */
  get backend(): LabBackend {
    if (!this.#backend) throw new Error("the lab has not been opened yet");
    return this.#backend;
  }

  get saved(): EngineState {
    return this.#saved;
  }

  /** A backend for what was kept; it answers once it was started. */
  open(saved: EngineState): void {
    this.#saved = saved;
    this.#backend = this.#newBackend();
  }

  /** Starts what was opened. When that can't be had the lab is there without it, says why, and tries again when asked to. */
  async start(): Promise<void> {
    try {
      await this.#startBackend();
    } catch (error) {
      if (isNamed(error, "AbortError")) return;
      const why = wordsOf(error);
      this.#host.notices.say(`${why} Your files can be edited meanwhile.`, {
        kind: "warning",
        stays: true,
        actions: [{ label: "Try again", run: () => void this.restartWith(this.#saved) }],
      });
    }
  }

  /** A state that can't be read is set aside, and the engine goes on without it. */
  async #startBackend(): Promise<void> {
    const { builds, keeper } = this.#host;
    try {
      builds.value = (await this.backend.start(this.#state())).builds;
    } catch (error) {
      const why = wordsOf(error);
      if (this.choice.inUse.value === "sandbox") {
        this.#loseSandbox(why);
        return;
      }
      if (this.#saved.engine === undefined || isNamed(error, "NotFetchedError", "AbortError")) throw error;
      this.#saved = { ...this.#saved, engine: undefined };
      await keeper.setAside("engine", why);
      builds.value = (await this.backend.start(this.#state())).builds;
    }
    await this.#lendNode();
    this.#host.ready();
    this.started.value = this.backend;
    this.prompt.value = await this.backend.prompt();
  }

  async restartWith(saved: EngineState): Promise<void> {
    this.backend.dispose();
    this.#host.begins();
    this.open(saved);
    this.#host.keeper.touch("engine", "shell", "work");
    await this.start();
  }

  /** Goes on with the same files on the other engine. */
  async use(engine: "simulator" | "sandbox"): Promise<void> {
    this.choice.use(engine);
    await this.restartWith(this.#saved);
  }

  /** A real Node.js runs what containers start with `node`, if it can be had; else a sentence says why not. */
  async useRealNode(): Promise<void> {
    try {
      await this.node.useReal();
    } catch (error) {
      const why = wordsOf(error);
      this.#host.notices.say(`${why} The lab's own node goes on running your programs.`, { kind: "warning", stays: true });
    }
  }

  dispose(): void {
    this.choice.dispose();
    this.node.useSimulated();
    this.#backend?.dispose();
  }

  #newBackend(): LabBackend {
    const { lesson, makeBackend, notices, keeper, events } = this.#host;
    return makeBackend({
      lesson,
      state: () => this.#state(),
      sandbox: () => this.choice.key(),
      events: {
        ...events,
        saved: (piece, state) => {
          this.#saved = { ...this.#saved, [piece]: state };
          keeper.touch(piece);
        },
        unreadable: (piece, why) => {
          this.#saved = { ...this.#saved, [piece]: undefined };
          void keeper.setAside(piece, why);
        },
        restarted: (why) => {
          notices.say(`${why} Your files and images are as they were; the shell's variables are gone.`, { kind: "warning" });
          void this.#lendNode();
        },
        sandbox: (news) => this.#onSandbox(news),
        trouble: (message) => notices.say(message, { kind: "warning", stays: true }),
      },
    });
  }

  #state(): BackendState {
    return { files: [...this.#host.files()], ...this.#saved, predictions: this.#host.predictions() };
  }

  async #lendNode(): Promise<void> {
    const { backend } = this;
    const door = await this.node.door();
    if (door || this.#hasRealNode) backend.useNode(door);
    this.#hasRealNode = door !== undefined;
  }

  #onSandbox(news: SandboxNews): void {
    switch (news.kind) {
      case "open":
        this.choice.opened(news);
        return;
      case "away":
      case "back":
        this.choice.isAway.value = news.kind === "away";
        return;
      case "said":
        this.#host.notices.say(news.message, { kind: "warning", stays: true });
        return;
      case "down":
        this.choice.down(() => this.#sayEngineIsBack());
        this.#goOn(news.why);
        return;
      case "over":
        this.#loseSandbox(news.why);
    }
  }

  #sayEngineIsBack(): void {
    this.#host.notices.say("The Docker Engine answers again. Your files come along; what the simulator holds stays there.", {
      kind: "good",
      actions: [{ label: "Go back to it", run: () => void this.use("sandbox") }],
    });
  }

  #loseSandbox(why: string): void {
    this.choice.lost();
    this.#goOn(why);
  }

  /** The simulator takes over with the files as they stand. */
  #goOn(why: string): void {
    const message = `${why} The lab goes on with the simulator; your files are as they were.`;
    this.#host.notices.say(message, { kind: "warning", stays: true });
    void this.restartWith(this.#saved);
  }
}

/** Errors come out of a worker by name: a part that could not be fetched, or a backend that was closed while it was asked. */
function isNamed(error: unknown, ...names: readonly ("NotFetchedError" | "AbortError")[]): boolean {
  return error instanceof Error && names.some((name) => name === error.name);
}

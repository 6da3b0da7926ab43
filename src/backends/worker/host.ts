import type { Engine } from "../../engine/api.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { LabSession } from "../../shell/session.ts";
import type { Beside } from "../../views/beside.ts";
import type { Predictions } from "../../views/predictions.ts";
import type { CheckReport, KnownImage } from "../backend.ts";
import type { Sandbox, SandboxKey, SandboxNews } from "../sandbox/open.ts";
import { Beginning } from "./beginning.ts";
import { applyEdits, diffTrees, learner, treeOf, workspacePath } from "./files.ts";
import { watchContainers } from "./container-watch.ts";
import { knownImages, layerChanges } from "./image-questions.ts";
import { ImageStacks } from "./image-stacks.ts";
import { OutputPump } from "./output-pump.ts";
import { Previewer } from "./previewer.ts";
import { type CallName, type Calls, type FromWorker, type ToWorker, toWire } from "./protocol.ts";
import { recording } from "./recorder.ts";
import type { NodeRuntime } from "../../engine/programs/node/runtime.ts";
import { Reporter } from "./reporter.ts";
import { ViewWatches } from "./view-watches.ts";
import { ScaledClock } from "./scaled-clock.ts";

type SavingEngine = Engine & {
  save(): Promise<unknown>;
  /** Starts containers that ran when the state was saved; gives the names of those that are left as they are. */
  resume(again: "all" | "by policy"): readonly string[];
};

/** What the host is made of, so that tests can put in their own. Whatever is heavy comes by a promise. */
export interface Parts {
  createEngine(clock: ScaledClock, saved: unknown): Promise<SavingEngine>;
  /** An engine outside the browser. Rejects with a sentence when it cannot be had. */
  openSandbox(key: SandboxKey, tell: (news: SandboxNews) => void): Promise<Sandbox>;
  /** Fetches what a lesson begins with when it is opened for the first time: to be run once. */
  beginning(lesson: string): Promise<((session: LabSession) => Promise<void>) | undefined>;
  createSession(engine: SavingEngine, clock: ScaledClock, workspace: DirectoryNode, saved: unknown): Promise<LabSession>;
  /** A real Node.js at the other end of a port. */
  openNode(door: MessagePort): Promise<NodeRuntime>;
  /** The base images that can be pulled. */
  bases(): readonly KnownImage[];
  /** @param limit milliseconds one check may take */
  grade(lesson: string, session: LabSession, signal: AbortSignal, limit?: number): Promise<readonly CheckReport[]>;
}

/**
 * The worker's side: one engine, one disk, one shell. The shell is heavy and comes later; until then edits go to a disk of
 * our own, so that previews work at once.
 */
export class Host {
  readonly #post: (message: FromWorker) => void;
  readonly #parts: Parts;
  readonly #clock = new ScaledClock();
  readonly #reporter = new Reporter(this.#clock, (news) => this.#post({ type: "progress", news }));
  readonly #running = new Map<number, AbortController>();
  /** The commands that can be typed at, with how much was. */
  readonly #typing = new Map<number, { heard: number }>();
  readonly #pumps = new Map<number, OutputPump>();
  #engine!: SavingEngine;
  #previewer!: Previewer;
  #disk: { readonly tree: WorkingTree; readonly base: string } | undefined;
  /** What came while the engine was still being made. */
  readonly #early: Exclude<ToWorker, { type: "renew" }>[] = [];
  #sandbox: Sandbox | undefined;
  #starting: Promise<Calls["start"]["answer"]> | undefined;
  #session: Promise<LabSession> | undefined;
  #live: LabSession | undefined;
  #lesson: string | undefined;
  #shellState: unknown;
  /** What was said of builds before there was a shell. */
  #said: Predictions | undefined;
  /** The workspace as the page knows it. */
  #known!: DirectoryNode;
  #unsaved = false;
  #beginning: Beginning | undefined;
  #copy = false;
  /** Aborts when this host is not needed any more. */
  readonly #over = new AbortController();
  readonly #stacks = new ImageStacks();
  readonly #views = new ViewWatches((id, news) => this.#post({ type: "view", id, news }));
  /** For pictures of what the client does, not the engine. */
  readonly #beside: Beside = {
    composePlans: async () => (await this.#shell()).composePlans(),
    apiCommands: () => this.#live?.apiCommands() ?? [],
  };
  #seen = 0;

  constructor(post: (message: FromWorker) => void, parts: Parts) {
    this.#post = post;
    this.#parts = parts;
  }

  /** Another host takes this one's place. */
  dispose(): void {
    this.#sandbox?.close();
    this.#over.abort();
    this.#views.endAll();
  }

  receive(message: Exclude<ToWorker, { type: "renew" }>): void {
    if (!this.#disk && (message.type === "edit" || message.type === "follow" || message.type === "watch" || message.type === "unwatch")) {
      this.#early.push(message);
      return;
    }
    switch (message.type) {
      case "call":
        void this.#answer(message);
        return;
      case "stop":
        this.#post({ type: "stopping", id: message.id });
        this.#running.get(message.id)?.abort(new DOMException("Interrupted", "AbortError"));
        return;
      case "type":
        this.#type(message.id, message.text);
        return;
      case "resize":
        this.#live?.resize(message.columns, message.rows);
        return;
      case "edit":
        if (this.#disk) applyEdits(this.#disk.tree, this.#disk.base, message.edits);
        this.#seen = message.count;
        this.#known = this.#workspace();
        this.#previewer.schedule();
        return;
      case "follow":
        this.#previewer.follow(message.dockerfile);
        return;
      case "watch":
        this.#views.begin(message.id, this.#engine, message.watch, this.#beside);
        return;
      case "unwatch":
        this.#views.end(message.id);
        return;
      case "node":
        void this.#useNode(message.door).catch((error) => this.#post({ type: "trouble", message: toWire(error).message }));
        return;
      case "shown":
        this.#pumps.get(message.id)?.shown(message.characters);
    }
  }

  async #answer({ id, name, ask }: Extract<ToWorker, { type: "call" }>): Promise<void> {
    const control = new AbortController();
    this.#running.set(id, control);
    try {
      const calls: { [Name in CallName]: (ask: Calls[Name]["ask"]) => Promise<Calls[Name]["answer"]> } = {
        start: (state) => {
          this.#starting = this.#start(state);
          return this.#starting;
        },
        prompt: async () => (await this.#shell()).prompt,
        exec: (request) => this.#exec(id, request, control.signal),
        isIncomplete: async (line) => (await this.#shell()).isIncomplete(line),
        complete: async ({ line, cursor }) => (await this.#shell()).complete(line, cursor),
        layerChanges: (step) => layerChanges(this.#engine, step),
        images: () => knownImages(this.#engine, this.#parts.bases()),
        imageStacks: () => this.#stacks.all(this.#engine),
        browse: async ({ port, path }) => (await this.#shell()).browse(port, path, control.signal),
        grade: () => this.#grade(control.signal),
      };
      const value = await (calls[name] as (ask: unknown) => Promise<unknown>)(ask);
      this.#post({ type: "answer", id, value });
    } catch (error) {
      this.#post({ type: "failed", id, error: toWire(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #start(state: Calls["start"]["ask"]): Promise<Calls["start"]["answer"]> {
    this.#lesson = state.lesson;
    this.#shellState = state.shell;
    this.#said = state.predictions;
    this.#copy = state.copy ?? false;
    this.#beginning = this.#beginningOf(state);
    if (state.sandbox) this.#sandbox = await this.#openSandbox(state.sandbox);
    const engine = this.#sandbox?.engine ?? (await this.#parts.createEngine(this.#clock, state.engine));
    this.#engine = recording(engine, {
      building: (request) => {
        this.#tellFiles();
        this.#post({ type: "building", plan: engine.preview(request) });
        this.#reporter.begin();
      },
      event: (event) => this.#reporter.take(event),
      ended: () => this.#reporter.end(),
      built: (request, { view }) => {
        const place = this.#previewer.built(request);
        this.#post({ type: "built", build: { view, ...place } });
      },
      changed: () => {
        this.#unsaved = true;
        this.#previewer.schedule();
      },
    });
    const now = () => this.#clock.now();
    const tree = new WorkingTree(treeOf(state.files, now), { now, ...learner });
    this.#disk = { tree, base: "" };
    this.#known = tree.root;
    this.#previewer = new Previewer(
      this.#engine,
      () => this.#workspace(),
      (view) => this.#post({ type: "preview", view }),
    );
    this.#previewer.schedule();
    for (const message of this.#early.splice(0)) this.receive(message);
    return { builds: this.#engine.builds() };
  }

  /** Where nothing was kept, whatever the lesson begins with has to be made. Checks on a copy can't do without it, the learner can. */
  #beginningOf({ lesson, engine, shell, sandbox }: Calls["start"]["ask"]): Beginning | undefined {
    const fresh = sandbox ? "token" in sandbox : engine === undefined && shell === undefined;
    if (!fresh || !lesson) return undefined;
    return new Beginning(
      () => this.#parts.beginning(lesson),
      this.#copy ? undefined : (message) => this.#post({ type: "trouble", message }),
    );
  }

  async #openSandbox(key: SandboxKey): Promise<Sandbox> {
    this.#clock.runAsOutside();
    return this.#parts.openSandbox(key, (news) => this.#post({ type: "sandbox", news }));
  }

  #workspace(): DirectoryNode {
    return this.#live ? this.#live.workspace : this.#own().root;
  }

  #own(): WorkingTree {
    if (!this.#disk) throw new Error("The lab has not been started.");
    return this.#disk.tree;
  }

  /** The shell, loaded when first needed. What was edited while it loaded is in it too. */
  #shell(): Promise<LabSession> {
    this.#session ??= (async () => {
      // A line may be typed while an engine elsewhere is still being reached.
      await this.#starting;
      const before = this.#own().root;
      const session = await this.#makeSession(before);
      if (this.#said) session.predictions = this.#said;
      // The page's files are the newer ones: what was saved with the shell may be from before the last edits.
      if (!session.disk.exists(workspacePath)) session.disk.mkdir(workspacePath, { recursive: true });
      applyEdits(session.disk, workspacePath, diffTrees(session.workspace, this.#own().root));
      this.#live = session;
      this.#disk = { tree: session.disk, base: workspacePath };
      this.#known = session.workspace;
      session.onChange(() => this.#tellFiles());
      this.#sandbox?.join(session);
      await this.#wake(session);
      return session;
    })();
    this.#session.catch(() => {
      this.#session = undefined;
    });
    return this.#session;
  }

  /** Starts what ran, or what the lesson begins with, now that there is a disk and a shell. */
  async #wake(session: LabSession): Promise<void> {
    const stopped = this.#engine.resume(this.#copy ? "all" : "by policy");
    if (stopped.length > 0) this.#post({ type: "stopped", names: stopped });
    await this.#beginning?.make(session);
    if (this.#copy) return;
    if (this.#unsaved) await this.#save(session);
    const trouble = (error: unknown): void => this.#post({ type: "trouble", message: toWire(error).message });
    watchContainers(this.#engine, (all) => this.#post({ type: "containers", all }), this.#over.signal).catch(trouble);
  }

  async #makeSession(workspace: DirectoryNode): Promise<LabSession> {
    try {
      return await this.#parts.createSession(this.#engine, this.#clock, workspace, this.#shellState);
    } catch (error) {
      if (this.#shellState === undefined) throw error;
      this.#shellState = undefined;
      this.#post({ type: "unreadable", piece: "shell", why: toWire(error).message });
      return this.#parts.createSession(this.#engine, this.#clock, workspace, undefined);
    }
  }

  async #useNode(door: MessagePort | undefined): Promise<void> {
    const node = door && (await this.#parts.openNode(door));
    (await this.#shell()).host.node = node;
  }

  #type(id: number, text: string): void {
    const typing = this.#typing.get(id);
    if (!typing || !this.#live) return;
    typing.heard += text.length;
    const stops = this.#live.type(text);
    if (text.includes("\x03")) this.#post({ type: stops ? "stopping" : "taken", id });
  }

  async #exec(id: number, ask: Calls["exec"]["ask"], signal: AbortSignal): Promise<Calls["exec"]["answer"]> {
    const session = await this.#shell();
    await this.#beginning?.make(session);
    const { line, columns, rows, predictions = session.predictions } = ask;
    session.predictions = predictions;
    const pump = new OutputPump((text) => this.#post({ type: "output", id, text }));
    this.#pumps.set(id, pump);
    // One screen shows both streams, and needs its line feeds to carry it back to the first column.
    const typing = { heard: 0 };
    this.#typing.set(id, typing);
    const ended = (exitCode: number): Calls["exec"]["answer"] => {
      this.#typing.delete(id);
      return {
        exitCode,
        prompt: session.prompt,
        typedAhead: session.takeTypedAhead(),
        heard: typing.heard,
        predictions: session.predictions,
      };
    };
    const write = (text: string) => pump.write(text.replace(/\r?\n/g, "\r\n"));
    try {
      await this.#sandbox?.exchange();
      const { exitCode } = await session.exec(line, { stdout: write, stderr: write, signal, terminal: { columns, rows } });
      return ended(exitCode);
    } catch (error) {
      if (!signal.aborted) throw error;
      return ended(130);
    } finally {
      await this.#sandbox?.exchange().catch(() => {});
      pump.end();
      this.#pumps.delete(id);
      this.#typing.delete(id);
      this.#tellFiles();
      await this.#save(session);
    }
  }

  #tellFiles(): void {
    const now = this.#workspace();
    if (now === this.#known) return;
    const edits = diffTrees(this.#known, now);
    this.#known = now;
    if (edits.length === 0) return;
    this.#post({ type: "files", edits, seen: this.#seen });
    this.#previewer.schedule();
  }

  async #save(session: LabSession): Promise<void> {
    try {
      this.#post({ type: "saved", piece: "shell", state: session.save() });
      if (this.#sandbox) return;
      // What runs writes files without being asked.
      const running = await this.#engine.containerList({ limit: 1 });
      if (!this.#unsaved && running.length === 0) return;
      this.#unsaved = false;
      this.#post({ type: "saved", piece: "engine", state: await this.#engine.save() });
    } catch (error) {
      this.#post({ type: "trouble", message: `The lab's state could not be saved: ${toWire(error).message}` });
    }
  }

  async #grade(signal: AbortSignal): Promise<readonly CheckReport[]> {
    if (!this.#lesson) return [];
    const session = await this.#shell();
    // Where time is everybody's, a check that waits a minute takes a minute.
    return await this.#parts.grade(this.#lesson, session, signal, this.#sandbox && 300_000);
  }
}

/**
 * What the lab needs of whoever runs its commands. Today that is a worker with the simulator; another engine can stand
 * behind the same terminal by implementing this. All paths are relative to the workspace, without a leading slash.
 */
import type { BuildEvent, BuildView, ContainerView, ImageConfig, ImageStack, LayerChange, StepView } from "../engine/api.ts";
import type { SandboxKey, SandboxNews } from "./sandbox/open.ts";
import type { Completion, Page } from "../shell/session.ts";
import type { Predictions } from "../views/predictions.ts";
import type { AskOf, ViewName, ViewOf } from "../views/views.ts";

/** A workspace entry as it crosses from the worker to the page and into storage. Folders are listed too: empty ones exist. */
export type FileEntry =
  | { readonly kind: "file"; readonly text: string; readonly mode: number }
  /** Not UTF-8, or with a hole: shown by size, never edited. */
  | { readonly kind: "binary"; readonly bytes: Uint8Array; readonly size: number; readonly mode: number }
  | { readonly kind: "directory"; readonly mode: number }
  | { readonly kind: "symlink"; readonly target: string };

export type Files = ReadonlyMap<string, FileEntry>;

/** `entry: null` removes the path and all below it. */
export interface FileEdit {
  readonly path: string;
  readonly entry: FileEntry | null;
}

/** All a backend needs to stand where another one stood. */
export interface BackendState {
  readonly files: readonly (readonly [string, FileEntry])[];
  /** What `events.saved` was last given of each piece. Opaque to the page. */
  readonly engine?: unknown;
  readonly shell?: unknown;
  readonly predictions?: Predictions;
}

/** `engine`: images, tags, build cache, containers, networks and volumes. `shell`: the disk outside the workspace, directory, variables, history. */
export type StatePiece = "engine" | "shell";

export interface CheckReport {
  readonly id: string;
  readonly title: string;
  readonly status: "pass" | "fail" | "error" | "waiting";
  readonly message?: string;
}

export interface BackendEvents {
  /** What the next build would do, after the newest edit. */
  preview(view: BuildView): void;
  /** A build begins with the files as they were told up to now. `plan` foretells it. */
  building(plan: BuildView): void;
  /** What changed in the running build, about once a frame. */
  progress(news: BuildNews): void;
  /** A build ended. `dockerfile` and `context` are workspace paths; `context` is empty for the workspace itself. */
  built(build: BuiltNotice): void;
  /** What containers there are, the newest first; told again whenever something happens to one. */
  containers(all: readonly ContainerView[]): void;
  /** These containers ran when the lab was closed and do not any more: what runs cannot be kept. */
  stopped(names: readonly string[]): void;
  /** A command changed files. Never called for the page's own edits. */
  files(edits: readonly FileEdit[]): void;
  /** Keep this to hand it back in `start`. */
  saved(piece: StatePiece, state: unknown): void;
  /** A piece given to `start` turned out to be damaged; the backend goes on without it. */
  unreadable(piece: StatePiece, why: string): void;
  /** The backend had to be started anew; files and images are as last saved, shell variables are gone. */
  restarted(why: string): void;
  /** What is to be known of the sandbox that the lab works on. */
  sandbox(news: SandboxNews): void;
  /** Something of ours broke; the lab says so. */
  trouble(message: string): void;
}

export interface BuildNews {
  /** Vertices that started or ended, oldest first: BuildKit's own, logs and transfers left out. */
  readonly events: readonly BuildEvent[];
  /** Simulated milliseconds since the epoch. */
  readonly now: number;
}

/** What is needed to find a step's layer again. */
export type MadeStep = Pick<StepView, "key" | "layer">;

export interface KnownImage {
  /** As it is written in FROM: `python:3.12-slim`. */
  readonly name: string;
  readonly config: Pick<ImageConfig, "Env" | "Shell">;
}

/** What the small browser asks for: a port of the host, and a path from its slash on. */
export interface PageRequest {
  readonly port: number;
  readonly path: string;
}

/** Who looks at a picture. */
export interface Onlooker<Name extends ViewName> {
  /** What there is to see, at once and whenever it changes. */
  see(view: ViewOf<Name>): void;
  /** It can't be seen, and why: a sentence for the learner. */
  trouble(why: string): void;
}

export type { SandboxKey, SandboxNews };

export type { Page };

export interface BuiltNotice {
  readonly view: BuildView;
  readonly dockerfile: string;
  readonly context: string;
}

export interface ExecRequest {
  readonly line: string;
  readonly columns: number;
  readonly rows: number;
  /** What was said of the next build, which the line may be; what the shell knows of it stays when absent. */
  readonly predictions?: Predictions;
  /** Resolves when the text has been shown: nothing more is sent while too much is under way. */
  output(text: string): Promise<void> | void;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly prompt: string;
  /** What was typed and the command did not read, as a keyboard sends it: it belongs to the next prompt. */
  readonly typedAhead: string;
  /** What is said of the next build now, and how those before came out. */
  readonly predictions?: Predictions;
}

export interface LabBackend {
  /** Resolves when previews work; the shell may still be loading. Rejects when the saved engine state cannot be read. */
  start(state: BackendState): Promise<{ readonly builds: readonly BuildView[] }>;
  edit(edits: readonly FileEdit[]): void;
  /** Loads the shell and tells its prompt. */
  prompt(): Promise<string>;
  exec(request: ExecRequest): Promise<ExecResult>;
  /**
   * What is typed or pasted while a command runs, as a keyboard sends it. A ^C among it stops the command, politely, and when
   * that does not listen, by starting anew from what was saved; unless it is for a program that takes keys as they are.
   */
  type(text: string): void;
  /** The terminal has another size while a command runs, in characters. */
  resize(columns: number, rows: number): void;
  isIncomplete(line: string): Promise<boolean>;
  complete(line: string, cursor: number): Promise<Completion>;
  /** Which file the preview follows: a workspace path of a Dockerfile. */
  follow(dockerfile: string): void;
  /** What a step of a build changed; rejects with a sentence for the learner when that is not known any more. */
  layerChanges(step: MadeStep): Promise<readonly LayerChange[]>;
  /** Images that can be built on: the catalogue's and the learner's own. */
  images(): Promise<readonly KnownImage[]>;
  /** The images of the store, the newest first. */
  imageStacks(): Promise<readonly ImageStack[]>;
  /** Looks at a picture until the function that comes back is called. */
  watch<Name extends ViewName>(name: Name, ask: AskOf<Name>, onlooker: Onlooker<Name>): () => void;
  /** A GET from the host, while a command may be running. Rejects with an `AbortError` when `signal` aborts. */
  browse(request: PageRequest, signal: AbortSignal): Promise<Page>;
  /** Runs the exercise's checks on a copy; rejects with an `AbortError` when `signal` aborts. */
  grade(signal: AbortSignal): Promise<readonly CheckReport[]>;
  /** Lets a real Node.js at the other end of the port run what containers start with `node`; without a port, the lab's own does again. */
  useNode(door: MessagePort | undefined): void;
  dispose(): void;
}

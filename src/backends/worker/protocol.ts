/** What the page and the worker say to each other. Plain data only: it crosses by structured clone. */
import type { BuildView, ContainerView, ImageStack, LayerChange } from "../../engine/api.ts";
import type { SandboxKey, SandboxNews } from "../sandbox/open.ts";
import type { Completion } from "../../shell/session.ts";
import type { ViewNews, ViewWatch } from "./view-watches.ts";
import type {
  BackendState,
  BuildNews,
  BuiltNotice,
  CheckReport,
  ExecRequest,
  ExecResult,
  FileEdit,
  KnownImage,
  MadeStep,
  Page,
  PageRequest,
  StatePiece,
} from "../backend.ts";

/** Requests that are answered, by name: their argument and their answer. */
export interface Calls {
  /** `copy`: what ran when the state was saved runs in the copy too, whatever its restart policy says. */
  start: {
    ask: BackendState & { readonly lesson?: string; readonly copy?: boolean; readonly sandbox?: SandboxKey };
    answer: { readonly builds: readonly BuildView[] };
  };
  prompt: { ask: null; answer: string };
  exec: {
    ask: Omit<ExecRequest, "output">;
    /** `heard`: so many characters of `type` messages came while it ran. */
    answer: ExecResult & { readonly heard: number };
  };
  isIncomplete: { ask: string; answer: boolean };
  complete: { ask: { readonly line: string; readonly cursor: number }; answer: Completion };
  layerChanges: { ask: MadeStep; answer: readonly LayerChange[] };
  images: { ask: null; answer: readonly KnownImage[] };
  imageStacks: { ask: null; answer: readonly ImageStack[] };
  browse: { ask: PageRequest; answer: Page };
  grade: { ask: null; answer: readonly CheckReport[] };
}
export type CallName = keyof Calls;

export type ToWorker =
  | {
      readonly [Name in CallName]: { readonly type: "call"; readonly id: number; readonly name: Name; readonly ask: Calls[Name]["ask"] };
    }[CallName]
  /** All that was is forgotten; a `start` follows. */
  | { readonly type: "renew" }
  /** Aborts the call. Answered with `stopping` at once, and by the call's own end. */
  | { readonly type: "stop"; readonly id: number }
  /** Typed while `exec` runs. One with a ^C in it is answered at once: `stopping` when that ends the command, else `taken`. */
  | { readonly type: "type"; readonly id: number; readonly text: string }
  | { readonly type: "resize"; readonly columns: number; readonly rows: number }
  /** `count` goes up by one with each edit. */
  | { readonly type: "edit"; readonly edits: readonly FileEdit[]; readonly count: number }
  | { readonly type: "follow"; readonly dockerfile: string }
  /** A picture is looked at: told now and at each change, until `unwatch` with the same id. */
  | { readonly type: "watch"; readonly id: number; readonly watch: ViewWatch }
  | { readonly type: "unwatch"; readonly id: number }
  /** A box with a real Node.js is at the other end; nothing is any more. */
  | { readonly type: "node"; readonly door: MessagePort | undefined }
  /** The page has shown this much of a command's output. */
  | { readonly type: "shown"; readonly id: number; readonly characters: number };

export type FromWorker =
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly error: WireError }
  | { readonly type: "stopping"; readonly id: number }
  /** The running program has the ^C as a key. */
  | { readonly type: "taken"; readonly id: number }
  | { readonly type: "output"; readonly id: number; readonly text: string }
  | { readonly type: "view"; readonly id: number; readonly news: ViewNews }
  | { readonly type: "preview"; readonly view: BuildView }
  | { readonly type: "building"; readonly plan: BuildView }
  | { readonly type: "progress"; readonly news: BuildNews }
  | { readonly type: "built"; readonly build: BuiltNotice }
  | { readonly type: "stopped"; readonly names: readonly string[] }
  | { readonly type: "containers"; readonly all: readonly ContainerView[] }
  /** `seen` is the count of the page's last edit that had been done before: what the page has typed since is newer. */
  | { readonly type: "files"; readonly edits: readonly FileEdit[]; readonly seen: number }
  | { readonly type: "saved"; readonly piece: StatePiece; readonly state: unknown }
  | { readonly type: "unreadable"; readonly piece: StatePiece; readonly why: string }
  | { readonly type: "sandbox"; readonly news: SandboxNews }
  | { readonly type: "trouble"; readonly message: string };

export interface WireError {
  readonly name: string;
  readonly message: string;
}

export function toWire(error: unknown): WireError {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: "Error", message: String(error) };
}

export function fromWire({ name, message }: WireError): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** How much output may be under way to the page before the worker holds the rest back, in UTF-16 units. */
export const outputWindow = 128 * 1024;

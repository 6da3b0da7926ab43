import { signal } from "@preact/signals";
import { toBase64 } from "../../engine/base64.ts";
import { LabStore, NotOwner, type SetAside } from "../../progress/lab-store.ts";
import { flushWhenHidden, Saver } from "../../progress/saver.ts";
import { type PieceName, type Pieces, pieceTitles } from "../../progress/schema.ts";
import { TabLock } from "../../progress/tab-lock.ts";
import type { Notices } from "./notices.ts";

/** What is kept, given on demand: collected as late as possible. */
export interface Kept {
  readonly notices: Notices;
  pieces(): { readonly [Name in PieceName]: () => object };
}

/**
 * Keeps a lab in the browser. The lab works the same when nothing can be kept; then that is said, once. When another tab has
 * the lesson, this one only looks until it is told to take over.
 */
export class Keeper {
  /** True while another tab has the lesson. */
  readonly elsewhere = signal(false);
  /** What could not be read, for the learner to download. */
  readonly setAsides = signal<readonly SetAside[]>([]);
  readonly #lesson: string;
  readonly #lab: Kept;
  readonly #saver: Saver<PieceName>;
  readonly #lock: TabLock;
  #store: LabStore | undefined;
  #stopListening = () => {};

  constructor(lesson: string, lab: Kept) {
    this.#lesson = lesson;
    this.#lab = lab;
    this.#saver = new Saver((names) => this.#write(names));
    this.#lock = new TabLock(lesson, {
      handOver: () => this.#saver.flush(),
      lost: () => {
        this.#saver.stop();
        this.elsewhere.value = true;
      },
    });
  }

  /** Claims the lesson and reads what is kept of it; `{}` when nothing is, or nothing can be read. */
  async open({ takeOver = false } = {}): Promise<Pieces> {
    try {
      const store = new LabStore(this.#lesson);
      const owned = takeOver ? await this.#lock.takeOver() : await this.#lock.claim();
      this.elsewhere.value = !owned;
      if (owned) await answered(store.own());
      const { pieces, setAside } = await answered(store.load({ moveFaults: owned }));
      this.#store = store;
      if (setAside.length > 0) this.setAsides.value = setAside;
      if (owned) this.#stopListening = flushWhenHidden(() => void this.#saver.flush());
      else this.#saver.stop();
      markKept(this.#lesson, pieces.work !== undefined);
      return pieces;
    } catch (error) {
      this.#store = undefined;
      this.#sayNotKept(error);
      return {};
    }
  }

  touch(...names: readonly PieceName[]): void {
    if (this.#store) this.#saver.touch(...names);
  }

  /** Writes down all that has changed, now. */
  flush(): Promise<void> {
    return this.#saver.flush();
  }

  async setAside(piece: PieceName, why: string): Promise<void> {
    if (!this.#store) return;
    this.setAsides.value = [...this.setAsides.value, await this.#store.setAside(piece, why)];
  }

  /** What was set aside, as a file to download. */
  async download({ key, piece }: SetAside): Promise<void> {
    const value = await this.#store?.read(key);
    const text = JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { base64: toBase64(part) } : part), 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `drydock-${this.#lesson.replaceAll("/", "-")}-${piece}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  dispose(): void {
    void this.#saver.flush().finally(() => this.#lock.dispose());
    this.#stopListening();
  }

  async #write(names: readonly PieceName[]): Promise<void> {
    if (!this.#store) return;
    try {
      const pieces = this.#lab.pieces();
      await this.#store.save(Object.fromEntries(names.map((name) => [name, pieces[name]()])));
      markKept(this.#lesson, true);
    } catch (error) {
      if (error instanceof NotOwner) {
        this.#saver.stop();
        this.elsewhere.value = true;
      } else this.#sayNotKept(error);
    }
  }

  #sayNotKept(error: unknown): void {
    const full = error instanceof Error && error.name === "QuotaExceededError";
    const why = full
      ? "The browser's storage for this site is full."
      : error instanceof NoAnswer
        ? "The browser's storage does not answer."
        : "This browser does not let the site store anything.";
    this.#lab.notices.once("not-kept", `${why} The lab works, but what you do now will not be there after a reload.`, {
      kind: "warning",
      stays: true,
    });
  }
}

/** Storage that neither gives nor refuses, as browsers' storage does now and then. */
class NoAnswer extends Error {}

/** How long the lab waits for its storage before it begins without, in ms. */
const patience = 5000;

function answered<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), patience);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

/** Lets the page know, before any script of ours has loaded, that the lesson's own files are not what the learner will see. */
function markKept(lesson: string, kept: boolean): void {
  try {
    const key = `drydock.kept:${lesson}`;
    if (kept) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // Then the lesson's files may show for a moment.
  }
}

/** `your files and the terminal's text` */
export function nameSetAsides(all: readonly SetAside[]): string {
  return new Intl.ListFormat("en").format(all.map(({ piece }) => pieceTitles[piece]));
}

/**
 * Writes things down soon after they changed: at most `delay` ms later, and at once when the page is being hidden. One write
 * at a time; what changed while it ran is written by the next.
 */
export class Saver<Name extends string> {
  readonly #write: (names: readonly Name[]) => Promise<void>;
  readonly #delay: number;
  #changed = new Set<Name>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;
  #stopped = false;

  /** `write` takes the names of what changed and collects the values itself, as late as possible. */
  constructor(write: (names: readonly Name[]) => Promise<void>, delay = 250) {
    this.#write = write;
    this.#delay = delay;
  }

  /** True while something is not written down yet. */
  get pending(): boolean {
    return this.#changed.size > 0 || this.#writing !== undefined;
  }

  touch(...names: readonly Name[]): void {
    if (this.#stopped) return;
    for (const name of names) this.#changed.add(name);
    // Not put off by the next change: whoever types without pause is saved all the same.
    this.#timer ??= setTimeout(() => void this.flush(), this.#delay);
  }

  /** Writes now. Resolves when all that had changed before the call is down, or was given up. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#writing) await this.#writing;
    if (this.#changed.size === 0 || this.#stopped) return;
    const names = [...this.#changed];
    this.#changed.clear();
    this.#writing = this.#write(names).finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** Forgets what is not written, and writes no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#changed.clear();
  }
}

/** Calls `flush` whenever this may be the last chance. Returns a function that stops it. */
export function flushWhenHidden(flush: () => void): () => void {
  const hidden = () => {
    if (document.visibilityState === "hidden") flush();
  };
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", flush);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("pagehide", flush);
  };
}

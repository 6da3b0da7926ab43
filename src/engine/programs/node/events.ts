/** What keeps a program of node's alive, and what has happened that it was not told yet. */
export interface NodeEvent {
  /** Whose: the number that the program gave. */
  readonly id: number;
  readonly args: readonly unknown[];
}

export class Events {
  readonly #queue: NodeEvent[] = [];
  readonly #alive = new Map<number, boolean>();
  #wake: (() => void) | undefined;

  push(id: number, ...args: readonly unknown[]): void {
    this.#queue.push({ id, args });
    this.#wake?.();
  }

  /** Something that the program waits for; it does not end before that does. */
  hold(id: number): void {
    this.#alive.set(id, true);
  }
  release(id: number): void {
    this.#alive.delete(id);
    this.#wake?.();
  }
  /** Whether it keeps the program alive (`unref`). */
  setHolding(id: number, holds: boolean): void {
    if (this.#alive.has(id)) this.#alive.set(id, holds);
  }

  get idle(): boolean {
    return this.#queue.length === 0 && ![...this.#alive.values()].includes(true);
  }

  /** The next event; `undefined` when nothing can happen any more. Rejects with the signal's reason. */
  async next(signal: AbortSignal): Promise<NodeEvent | undefined> {
    while (this.#queue.length === 0) {
      if (this.idle) return undefined;
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => reject(signal.reason);
        if (signal.aborted) return abort();
        signal.addEventListener("abort", abort, { once: true });
        this.#wake = () => {
          signal.removeEventListener("abort", abort);
          this.#wake = undefined;
          resolve();
        };
      });
    }
    return this.#queue.shift();
  }
}

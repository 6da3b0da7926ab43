/** What a gateway has to say to a session without being asked. */
import type { Session } from "./session.ts";

export type Notice =
  /** A sentence for the learner. */
  | { readonly kind: "said"; readonly message: string }
  /** The engine does not answer any more, or does again. */
  | { readonly kind: "engine"; readonly alive: boolean };

export class Notices {
  readonly #listeners = new Map<Session, Set<(notice: Notice) => void>>();
  #isAlive = true;

  /** Whether the engine answered when it was last looked at. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The engine does not answer any more, or does again: every session is told. */
  tellEngine(alive: boolean): void {
    this.#isAlive = alive;
    for (const session of this.#listeners.keys()) this.tell(session, { kind: "engine", alive });
  }

  tell(session: Session, notice: Notice): void {
    for (const listener of this.#listeners.get(session) ?? []) listener(notice);
  }

  /** Lines of JSON until `signal` aborts. */
  async *stream(session: Session, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const queue: Notice[] = this.#isAlive ? [] : [{ kind: "engine", alive: false }];
    let wake = (): void => {};
    const listener = (notice: Notice): void => {
      // Who does not read them for long has the newest.
      if (queue.length >= 100) queue.shift();
      queue.push(notice);
      wake();
    };
    const all = this.#listeners.get(session) ?? new Set();
    this.#listeners.set(session, all.add(listener));
    signal.addEventListener("abort", () => wake(), { once: true });
    try {
      while (!signal.aborted) {
        const next = queue.shift();
        if (next) yield Buffer.from(`${JSON.stringify(next)}\n`);
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      all.delete(listener);
      if (all.size === 0) this.#listeners.delete(session);
    }
  }
}

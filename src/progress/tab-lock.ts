/** As much of the Web Locks API as is used. */
export interface Locks {
  request(name: string, options: LockOptions, callback: (lock: unknown) => unknown): Promise<unknown>;
}

export interface TabLockOptions {
  /** Another tab asks for the lesson: write everything down; the lock is given up when this resolves. */
  readonly handOver: () => Promise<void>;
  /** The lock is gone: handed over, or taken by force from a tab that did not answer. */
  readonly lost: () => void;
  readonly locks?: Locks | undefined;
  readonly channel?: BroadcastChannel | undefined;
  /** How long the other tab has to hand over, in ms. */
  readonly patience?: number;
}

/** At most one tab works on a lesson. Where the browser has no locks, every tab is taken to be the only one. */
export class TabLock {
  readonly #name: string;
  readonly #options: TabLockOptions;
  readonly #locks: Locks | undefined;
  readonly #channel: BroadcastChannel | undefined;
  #release: (() => void) | undefined;

  constructor(lesson: string, options: TabLockOptions) {
    this.#name = `drydock:${lesson}`;
    this.#options = options;
    this.#locks = "locks" in options ? options.locks : globalThis.navigator?.locks;
    this.#channel =
      "channel" in options ? options.channel : typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(this.#name);
    this.#channel?.addEventListener("message", ({ data }) => {
      if (data === "hand over") void this.#handOver();
    });
  }

  get held(): boolean {
    return this.#release !== undefined;
  }

  /** True when this tab has the lesson now; false when another tab has it. */
  claim(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** Takes the lesson from the tab that has it: asks first, and does not wait for ever. */
  async takeOver(): Promise<boolean> {
    this.#channel?.postMessage("hand over");
    const patience = AbortSignal.timeout(this.#options.patience ?? 1500);
    try {
      return await this.#request({ signal: patience });
    } catch {
      return this.#request({ steal: true });
    }
  }

  dispose(): void {
    this.#release?.();
    this.#release = undefined;
    this.#channel?.close();
  }

  async #handOver(): Promise<void> {
    if (!this.#release) return;
    try {
      await this.#options.handOver();
    } finally {
      const release = this.#release;
      this.#release = undefined;
      release?.();
      this.#options.lost();
    }
  }

  #request(options: LockOptions): Promise<boolean> {
    if (!this.#locks) {
      this.#release = () => {};
      return Promise.resolve(true);
    }
    const locks = this.#locks;
    return new Promise((resolve, reject) => {
      const done = locks.request(this.#name, options, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        // The lock is ours for as long as this promise is open.
        return new Promise<void>((release) => {
          this.#release = release;
        });
      });
      done.catch((error: unknown) => {
        reject(error);
        if (!this.#release) return;
        this.#release = undefined;
        this.#options.lost();
      });
    });
  }
}

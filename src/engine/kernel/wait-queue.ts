/** Those who sleep until something changes, as Linux keeps them: first come, first woken. */
export class WaitQueue<Value = void> {
  readonly #sleepers = new Set<(value: Value) => void>();

  /** Resolves with what the next waker hands over. Rejects with the signal's reason. */
  wait(signal?: AbortSignal): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = (): void => {
        this.#sleepers.delete(wake);
        reject(signal?.reason);
      };
      const wake = (value: Value): void => {
        signal?.removeEventListener("abort", abort);
        resolve(value);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#sleepers.add(wake);
    });
  }

  /** Wakes whoever has waited longest; `false` when nobody waits. */
  wakeOne(value: Value): boolean {
    for (const wake of this.#sleepers) {
      this.#sleepers.delete(wake);
      wake(value);
      return true;
    }
    return false;
  }

  /** Wakes everyone who waits now. */
  wakeAll(value: Value): void {
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const wake of sleepers) wake(value);
  }
}

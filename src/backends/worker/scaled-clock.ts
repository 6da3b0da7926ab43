import type { Clock } from "../../engine/clock.ts";
import { longTimer } from "../../engine/long-timer.ts";

/** How many times faster than life work goes in the lab: fast enough not to bore, slow enough to be followed. */
const LAB_SPEED = 10;

/**
 * The lab's time. It runs like everyone's until something sleeps; while anything sleeps it runs `speed` times faster, so that
 * a 40-second install takes four and still says forty. Never runs backwards.
 */
export class ScaledClock implements Clock {
  #speed: number;
  #simulated: number;
  #real: number;
  #sleepers = 0;

  constructor(start: number = Date.now(), speed = LAB_SPEED) {
    this.#simulated = start;
    this.#speed = speed;
    this.#real = performance.now();
  }

  now(): number {
    return this.#simulated + (performance.now() - this.#real) * (this.#sleepers > 0 ? this.#speed : 1);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    // Who sleeps for ever is not waited for: time does not hurry for them.
    const awaited = ms === Number.POSITIVE_INFINITY ? 0 : 1;
    return new Promise((resolve, reject) => {
      this.#change(awaited);
      const done = () => {
        cancel();
        signal?.removeEventListener("abort", stop);
        this.#change(-awaited);
      };
      const stop = () => {
        done();
        reject(signal?.reason);
      };
      const cancel = longTimer(Math.max(0, ms) / this.#speed, () => {
        done();
        resolve();
      });
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  /** From now on it runs as fast as everyone's: what the lab waits for happens elsewhere. */
  runAsOutside(): void {
    this.#change(0);
    this.#speed = 1;
  }

  #change(by: number): void {
    this.#simulated = this.now();
    this.#real = performance.now();
    this.#sleepers += by;
  }
}

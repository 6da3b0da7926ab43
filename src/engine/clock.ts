/**
 * The engine's only notion of time. In the lab time is scaled, so that a 40-second install can be watched in two;
 * in tests and the headless lab it is instant; the engine cannot tell.
 */
export interface Clock {
  /** Simulated time in milliseconds since the epoch. */
  now(): number;
  /** Resolves when `ms` simulated milliseconds have passed. Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The engine's only notion of time. In the lab time is scaled, so that a 40-second install can be watched in two;
 * in tests and the headless lab it is instant; the engine cannot tell.
 */
export interface Clock {
  /** Simulated time in milliseconds since the epoch. */
  now(): number;
  /** Resolves when `ms` simulated milliseconds have passed. Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** The same time, for what goes on by itself whether anyone waits for it or not: containers. Absent where time passes anyway. */
  background?(): Clock;
  /**
   * For a clock that jumps: until what it gives is called, time does not pass for the sake of the background alone, only as
   * far as somebody else sleeps. Between two lines at a prompt an hour must not go by.
   */
  hold?(): () => void;
}

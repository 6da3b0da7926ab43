/**
 * Three clocks: one that jumps for tests and the headless lab, one that runs at a fraction of real time for the lab, and the
 * machine's own for an engine that other programs of the machine talk to.
 */
import type { Clock } from "./clock.ts";
import { longTimer } from "./long-timer.ts";
import { isTurning } from "./turns.ts";

/** 2026-01-05 09:00:00 UTC: where virtual time begins, so that ids and dates come out the same each run. */
export const virtualStart = Date.UTC(2026, 0, 5, 9);

interface Sleeper {
  readonly due: number;
  readonly order: number;
  readonly background: boolean;
  wake(): void;
}

/**
 * A clock that never waits: once every task is asleep it jumps to the earliest sleeper. Sleepers that are due at the same
 * time wake in the order they lay down, so a run is the same each time.
 * @param start where it begins, in milliseconds since the epoch
 */
export function virtualClock(start: number = virtualStart): Clock {
  let time = start;
  let count = 0;
  let scheduled = false;
  const sleepers = new Set<Sleeper>();
  let holds = 0;

  function schedule(): void {
    if (scheduled || sleepers.size === 0) return;
    scheduled = true;
    afterMicrotasks(() => {
      scheduled = false;
      if (isTurning()) return schedule();
      let next: Sleeper | undefined;
      for (const sleeper of sleepers) {
        if (!next || sleeper.due < next.due || (sleeper.due === next.due && sleeper.order < next.order)) next = sleeper;
      }
      // Held, and only the background sleeps: it sleeps on until somebody wakes it by waiting too.
      if (next && holds > 0 && ![...sleepers].some(({ background }) => !background)) return;
      if (next) {
        sleepers.delete(next);
        time = Math.max(time, next.due);
        next.wake();
      }
      schedule();
    });
  }

  const clockFor = (background: boolean): Clock => ({
    now: () => time,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        let sleeper: Sleeper | undefined;
        const abort = () => {
          if (sleeper) sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
        // For ever: nothing to jump to.
        if (ms === Number.POSITIVE_INFINITY) return;
        sleeper = {
          due: time + Math.max(0, ms),
          order: count++,
          background,
          wake() {
            signal?.removeEventListener("abort", abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        schedule();
      });
    },
  });
  const background = clockFor(true);
  return {
    ...clockFor(false),
    background: () => background,
    hold() {
      holds++;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds--;
        schedule();
      };
    },
  };
}

/**
 * A clock over real time.
 * @param scale real milliseconds per simulated one: 0.05 shows a 40-second install in two
 * @param start simulated time now; the real time by default
 */
export function scaledClock(scale: number, start: number = Date.now()): Clock {
  const begun = performance.now();
  return {
    now: () => start + (scale > 0 ? (performance.now() - begun) / scale : 0),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          cancel();
          reject(signal?.reason);
        };
        const cancel = longTimer(Math.max(0, ms) * scale, () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        });
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
  };
}

/**
 * The machine's own clock, corrections included: whoever asks a daemon for what happened *until now* reads that clock too.
 * Set back, it stands still until it is as late as it was.
 */
export function machineClock(): Clock {
  let latest = 0;
  return {
    ...scaledClock(1),
    now() {
      latest = Math.max(latest, Date.now());
      return latest;
    },
  };
}

/** A macrotask without the four milliseconds that nested timers cost in a browser. */
const afterMicrotasks: (task: () => void) => void = (() => {
  if (typeof setImmediate === "function") return (task) => void setImmediate(task);
  const channel = new MessageChannel();
  const queue: (() => void)[] = [];
  channel.port1.onmessage = () => queue.shift()?.();
  return (task) => {
    queue.push(task);
    channel.port2.postMessage(0);
  };
})();

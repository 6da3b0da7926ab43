import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { machineClock, scaledClock, virtualClock, virtualStart } from "./clocks.ts";

test("virtual time jumps to the earliest sleeper, in the order of lying down when they are due together", async () => {
  const clock = virtualClock();
  const woken: string[] = [];
  const sleeper = async (name: string, ...naps: number[]) => {
    for (const nap of naps) await clock.sleep(nap);
    woken.push(`${name} ${clock.now() - virtualStart}`);
  };
  await Promise.all([sleeper("a", 100), sleeper("b", 20, 30), sleeper("c", 50), sleeper("d", 0)]);
  expect(woken).toEqual(["d 0", "c 50", "b 50", "a 100"]);
});

test("who sleeps for ever never wakes, and holds nobody up", async () => {
  const clock = virtualClock(0);
  const control = new AbortController();
  const woken: string[] = [];
  const ever = clock.sleep(Number.POSITIVE_INFINITY, control.signal).catch(() => woken.push("ended"));
  await clock.sleep(1e15);
  expect(woken).toEqual([]);
  control.abort();
  await ever;
  expect(woken).toEqual(["ended"]);
});

test.each([
  ["25 days", 2 ** 31 - 1],
  ["a year", 365 * 86_400_000],
  ["for ever", Number.POSITIVE_INFINITY],
])("over real time a sleep may be longer than a timer: %s", async (_, length) => {
  vi.useFakeTimers();
  try {
    let awake = false;
    void scaledClock(1)
      .sleep(length)
      .then(() => {
        awake = true;
      });
    await vi.advanceTimersByTimeAsync(Math.min(length, 1e12) - 1);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(awake).toBe(length < 1e12);
  } finally {
    vi.useRealTimers();
  }
});

test("an aborted sleep rejects with the reason and holds nobody up", async () => {
  const clock = virtualClock(0);
  const controller = new AbortController();
  const long = clock.sleep(1_000_000, controller.signal);
  await clock.sleep(10);
  controller.abort(new Error("stop"));
  await expect(long).rejects.toThrow("stop");
  await expect(clock.sleep(1, controller.signal)).rejects.toThrow("stop");
  await clock.sleep(5);
  expect(clock.now()).toBe(15);
});

test("time never runs backwards, and everyone wakes when due", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(1000), { maxLength: 5 }), { maxLength: 8 }), async (people) => {
      const clock = virtualClock(0);
      await Promise.all(
        people.map(async (naps) => {
          let due = 0;
          for (const nap of naps) {
            await clock.sleep(nap);
            due += nap;
            expect(clock.now()).toBe(due);
          }
        }),
      );
    }),
    { numRuns: 50 },
  ));

test("a scaled clock passes simulated time faster than real time", async () => {
  const clock = scaledClock(0.001, 5000);
  const before = performance.now();
  await clock.sleep(20_000);
  expect(performance.now() - before).toBeLessThan(5000);
  expect(clock.now()).toBeGreaterThanOrEqual(5000 + 15_000);
  const controller = new AbortController();
  const long = clock.sleep(1e9, controller.signal);
  controller.abort(new Error("stop"));
  await expect(long).rejects.toThrow("stop");
});

test("a clock that is held does not move for the background alone, and goes as far as others sleep", async () => {
  const clock = virtualClock(0);
  const background = clock.background?.() as typeof clock;
  const woken: number[] = [];
  for (const ms of [10, 20, 30]) void background.sleep(ms).then(() => woken.push(ms));
  const release = clock.hold?.();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  await turn();
  expect({ now: clock.now(), woken }).toEqual({ now: 0, woken: [] });
  await clock.sleep(20);
  expect({ now: clock.now(), woken }).toEqual({ now: 20, woken: [10, 20] });
  await turn();
  expect(clock.now()).toBe(20);
  release?.();
  await turn();
  expect({ now: clock.now(), woken }).toEqual({ now: 30, woken: [10, 20, 30] });
});

test("the machine's clock is followed when it is put forward, and waited for when it is put back", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  try {
    const clock = machineClock();
    expect(clock.now()).toBe(1_000_000);
    vi.setSystemTime(1_060_000);
    expect(clock.now()).toBe(1_060_000);
    vi.setSystemTime(1_059_000);
    expect(clock.now()).toBe(1_060_000);
    vi.setSystemTime(1_061_000);
    expect(clock.now()).toBe(1_061_000);
  } finally {
    vi.useRealTimers();
  }
});

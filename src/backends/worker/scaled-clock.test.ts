import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ScaledClock } from "./scaled-clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const day = 86_400_000;

test("while somebody sleeps it runs faster than life, and at life's pace again afterwards", async () => {
  const clock = new ScaledClock(0, 10);
  let awake = false;
  void clock.sleep(1000).then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(99);
  expect(awake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect([awake, clock.now()]).toEqual([true, 1000]);
  await vi.advanceTimersByTimeAsync(100);
  expect(clock.now()).toBe(1100);
});

test("a sleep may be longer than a timer can be set to", async () => {
  const clock = new ScaledClock(0, 10);
  let awake = false;
  void clock.sleep(1000 * day).then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(100 * day - 1);
  expect(awake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(awake).toBe(true);
});

test("time does not hurry for who sleeps for ever", async () => {
  const clock = new ScaledClock(0, 10);
  const control = new AbortController();
  const end = clock.sleep(Number.POSITIVE_INFINITY, control.signal).catch(() => "ended");
  await vi.advanceTimersByTimeAsync(1000);
  expect(clock.now()).toBe(1000);
  control.abort();
  expect(await end).toBe("ended");
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CheckReport } from "../../backends/backend.ts";
import { Checks } from "./checks.ts";

const checks = [
  { id: "a", title: "A" },
  { id: "b", title: "B" },
];
const report = (status: CheckReport["status"]) => checks.map((check) => ({ ...check, status }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(grade: (signal: AbortSignal) => Promise<readonly CheckReport[]>) {
  let busy = false;
  const onSolved = vi.fn();
  const model = new Checks({ checks, grade, busy: () => busy, onChange: () => {}, onSolved, rest: 900 });
  return { model, onSolved, setBusy: (value: boolean) => (busy = value) };
}

it("runs once after a rest, however much was typed", async () => {
  const grade = vi.fn(async () => report("fail"));
  const { model } = setUp(grade);
  for (let index = 0; index < 5; index++) {
    model.edited();
    await vi.advanceTimersByTimeAsync(300);
  }
  await vi.advanceTimersByTimeAsync(900);
  expect(grade).toHaveBeenCalledOnce();
  expect(model.reports.value.map(({ status }) => status)).toEqual(["fail", "fail"]);
});

it("calls off a run that an edit has made pointless", async () => {
  const signals: AbortSignal[] = [];
  const { model } = setUp((signal) => {
    signals.push(signal);
    return new Promise((resolve) => setTimeout(() => resolve(report("pass")), 5000));
  });
  void model.run();
  model.edited();
  expect(signals[0]?.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5500);
  expect(model.solved.value).toBe(false);
});

it("lets a running command end first", async () => {
  const grade = vi.fn(async () => report("fail"));
  const { model, setBusy } = setUp(grade);
  setBusy(true);
  void model.run();
  await vi.advanceTimersByTimeAsync(1000);
  expect(grade).not.toHaveBeenCalled();
  setBusy(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(grade).toHaveBeenCalledOnce();
});

it("celebrates the first solving only", async () => {
  const { model, onSolved } = setUp(async () => report("pass"));
  await model.run();
  expect(model.celebrating.value).toBe(true);
  model.celebrating.value = false;
  await model.run();
  expect(model.celebrating.value).toBe(false);
  expect(onSolved).toHaveBeenCalledOnce();
});

it("says when grading itself failed, and marks nothing as the learner's fault", async () => {
  const { model } = setUp(async () => {
    throw new Error("out of order");
  });
  await model.run();
  expect(model.trouble.value).toBe("out of order");
  expect(model.reports.value.every(({ status }) => status === "waiting")).toBe(true);
});

import { describe, expect, it } from "vitest";
import type { BuildEvent, Reason } from "../../engine/api.ts";
import { sketch } from "./fixture.ts";
import { type LiveStep, liveStepOf, liveView } from "./live.ts";
import { layOut } from "./layout.ts";
import { motionsOf } from "./motion.ts";
import { liveSentence, stampOf, stepSentence, summaryOf } from "./words.ts";

const changed: Reason = { kind: "files-changed", changes: [{ path: "app.py", how: "content" }] };
const plan = sketch([
  {
    steps: [
      { text: "FROM python" },
      { text: "COPY . .", verdict: "reran", reason: changed },
      { text: "RUN make", verdict: "reran", reason: { kind: "parent-reran", step: "stage-0:2", root: "stage-0:2" } },
      { text: "CMD x" },
    ],
  },
]);
const at = (steps: Record<string, LiveStep>) => liveView(plan, new Map(Object.entries(steps)));
const stamps = (view: typeof plan) => view.stages[0]?.steps.map((step) => stampOf(step, view.kind));
const event = (change: object): BuildEvent => ({
  type: "vertex",
  vertex: { id: "v", name: "[2/3] COPY . .", inputs: [], step: "stage-0:2", started: 1000, ...change },
});

describe("what an event says of a step", () => {
  it.each([
    [{}, "running"],
    [{ completed: 3000 }, "done"],
    [{ completed: 1000, cached: true }, "cached"],
    [{ completed: 2000, error: "exit code: 1" }, "failed"],
    [{ completed: 2000, error: "context canceled", canceled: true }, "canceled"],
  ])("%j is %s", (change, state) => {
    expect(liveStepOf(event(change))).toMatchObject({ id: "stage-0:2", step: { state, started: 1000 } });
  });

  it("is silent about the builder's own vertices", () => {
    expect(liveStepOf({ type: "vertex", vertex: { id: "v", name: "[internal] load build context", inputs: [] } })).toBeUndefined();
  });
});

describe("a build under way", () => {
  it("waits, runs and is done, step by step; what stays cached waits for nothing", () => {
    expect(stamps(at({}))).toEqual(["cached", "waiting", "waiting", ""]);
    const running = at({ "stage-0:1": { state: "cached", started: 1, completed: 1 }, "stage-0:2": { state: "running", started: 1 } });
    expect(stamps(running)).toEqual(["cached", "running", "waiting", ""]);
    expect(stamps(at({ "stage-0:2": { state: "done", started: 1000, completed: 3500 } }))).toEqual(["cached", "re-ran", "waiting", ""]);
    expect(stamps(at({ "stage-0:2": { state: "failed", started: 1, completed: 2 } }))).toEqual(["cached", "failed", "waiting", ""]);
  });

  it("says in words what runs and why", () => {
    const view = at({ "stage-0:2": { state: "running", started: 1000 } });
    const step = view.stages[0]?.steps[1];
    if (!step) throw new Error("no step");
    expect(liveSentence(view, step)).toBe("`COPY . .` is running because app.py changed.");
    expect(stepSentence(view, step)).toBe("Step 2 of 3, COPY . ., running because app.py changed");
    expect(summaryOf(view)).toBe("Building: Step 2 of 3, COPY . ., is running. 1 step still to come.");
  });

  it("keeps every plate where it was foretold, and ends without a movement", () => {
    const view = at({ "stage-0:2": { state: "running", started: 1000 } });
    const places = (of: typeof plan) => layOut(of).stages[0]?.rows.map(({ bottom, height }) => [bottom, height]);
    expect(places(view)).toEqual(places(plan));
    expect(motionsOf({ ...plan, kind: "built", number: 1 }, view).size).toBe(0);
  });
});

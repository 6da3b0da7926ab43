import { render } from "preact-render-to-string";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BuildView, StepView } from "../../engine/api.ts";
import { sketch } from "../layers/fixture.ts";
import { liveView, liveViewAt } from "../layers/live.ts";
import { GraphPicture } from "./GraphPicture.tsx";
import { scheduleOf } from "./schedule.ts";
import { graphSummary, graphWords } from "./words.ts";

/** The view with times: by step, when it began and how long it took, in milliseconds. */
function timed(view: BuildView, times: Readonly<Record<string, readonly [number, number]>>): BuildView {
  const at = (step: StepView): StepView => {
    const [startedMs, durationMs] = times[step.id] ?? [0, 0];
    return { ...step, startedMs, ...(durationMs > 0 && { durationMs }) };
  };
  return { ...view, stages: view.stages.map((stage) => ({ ...stage, steps: stage.steps.map(at) })) };
}

/** Two stages that run side by side, one that nobody needs, and the image that copies from both. */
const shop = timed(
  sketch(
    [
      { name: "deps", steps: [{ text: "FROM node" }, { text: "RUN npm ci", verdict: "reran" }] },
      { name: "api", steps: [{ text: "FROM golang" }, { text: "RUN go build", verdict: "reran" }] },
      { name: "tests", steps: [{ text: "FROM alpine" }, { text: "RUN npm test" }], reachable: false },
      {
        steps: [
          { text: "FROM alpine" },
          { text: "COPY --from=deps /m /m", reads: ["deps:2"], verdict: "reran" },
          { text: "COPY --from=api /s /s", reads: ["api:2"], verdict: "reran" },
        ],
      },
    ],
    { kind: "built", number: 2, durationMs: 9000, size: 21e6 },
  ),
  { "deps:2": [100, 3000], "api:2": [100, 8000], "stage-3:2": [3100, 10], "stage-3:3": [8100, 10] },
);

const place = (view: BuildView, room = 400) => {
  const schedule = scheduleOf(view, room);
  return { schedule, bars: new Map(schedule.lanes.flatMap(({ bars }) => bars.map((bar) => [bar.id, bar] as const))) };
};

describe("the schedule of a build", () => {
  it("puts what ran at the same time at the same place, and gives more room to what took longer", () => {
    const { bars } = place(shop);
    const [deps, api] = [bars.get("deps:2"), bars.get("api:2")];
    expect(deps?.from).toBe(api?.from);
    expect((api?.to ?? 0) - (api?.from ?? 0)).toBeGreaterThan(1.8 * ((deps?.to ?? 0) - (deps?.from ?? 0)));
  });

  it("knows the chain that decided the time", () => {
    expect(place(shop).schedule.critical.map(({ id }) => id)).toEqual(["api:1", "api:2", "stage-3:3"]);
  });

  it("has an edge for each copy between stages", () => {
    expect(place(shop).schedule.edges.map(({ from, to, kind, critical }) => [from, to, kind, critical])).toEqual([
      ["deps:2", "stage-3:2", "copy", false],
      ["api:2", "stage-3:3", "copy", true],
    ]);
  });

  it("decides nothing when nothing ran, and still draws every step after what it needs", () => {
    const cached = sketch([
      { name: "a", steps: [{ text: "FROM x" }, { text: "RUN y" }] },
      {
        steps: [
          { text: "FROM a", verdict: "config" },
          { text: "RUN z", reads: ["a:2"] },
        ],
      },
    ]);
    const { schedule, bars } = place(cached);
    expect(schedule.critical).toEqual([]);
    expect(schedule.edges).toEqual([{ from: "a:2", to: "stage-1:2", kind: "base", critical: false }]);
    expect(bars.get("stage-1:2")?.from).toBeGreaterThanOrEqual(bars.get("a:2")?.to ?? 0);
  });

  it("tells a stage that stands on another from one that begins with a copy", () => {
    const stages = (from: string) =>
      sketch([
        { name: "a", steps: [{ text: "FROM x" }, { text: "RUN y" }] },
        {
          steps: [
            { text: from, verdict: "config" },
            { text: "COPY --from=a /o /o", reads: ["a:2"] },
          ],
        },
      ]);
    expect(place(stages("FROM scratch")).schedule.edges[0]?.kind).toBe("copy");
    expect(graphWords(stages("FROM scratch"), place(stages("FROM scratch")).schedule).join()).not.toContain("stands on");
    expect(place(stages("FROM --platform=linux/amd64 a")).schedule.edges[0]?.kind).toBe("base");
    expect(graphWords(stages("FROM a"), place(stages("FROM a")).schedule)).toContain("Stage stage-1 stands on stage a.");
  });

  it("never draws a step before one that it reads, and no plate over another of its stage", () => {
    const step = fc.record({ ms: fc.nat(9000), wait: fc.nat(500), read: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 5 }), (stages) => {
        const ends = new Map<string, number>();
        const times: Record<string, readonly [number, number]> = {};
        const view = sketch(
          stages.map((steps, stage) => ({
            name: `s${stage}`,
            steps: steps.map(({ ms, wait, read }, index) => {
              const reads = read && stage > 0 ? [`s${stage - 1}:1`] : [];
              const ready = Math.max(0, ends.get(`s${stage}:${index}`) ?? 0, ...reads.map((id) => ends.get(id) ?? 0));
              times[`s${stage}:${index + 1}`] = [ready + wait, ms];
              ends.set(`s${stage}:${index + 1}`, ready + wait + ms);
              return { text: index === 0 ? "FROM x" : "RUN y", verdict: "reran" as const, reads };
            }),
          })),
          { kind: "built", number: 1 },
        );
        const { schedule, bars } = place(timed(view, times));
        const whole = (id: string) => [...bars.values()].find(({ steps }) => steps.some((one) => one.id === id));
        for (const { bars: lane } of schedule.lanes) {
          for (const [index, bar] of lane.entries()) {
            expect(bar.to).toBeGreaterThan(bar.from);
            expect(bar.from).toBeGreaterThanOrEqual((lane[index - 1]?.to ?? 0) - 0.001);
            for (const input of bar.steps[0]?.inputs ?? []) expect(bar.from).toBeGreaterThanOrEqual((whole(input)?.to ?? 0) - 0.001);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("folds a long stage, and keeps what others read", () => {
    const long = Array.from({ length: 60 }, (_, index) => ({ text: index === 0 ? "FROM x" : `RUN ${index}` }));
    const { schedule } = place(
      sketch([{ name: "a", steps: long }, { steps: [{ text: "FROM y" }, { text: "COPY --from=a", reads: ["a:30"] }] }]),
    );
    expect(schedule.lanes[0]?.bars.map(({ steps }) => steps.length)).toEqual([1, 28, 1, 30]);
  });
});

describe("the graph in words", () => {
  const schedule = scheduleOf(shop, 400);

  it("tells stages, what is skipped, what crosses, what ran side by side, and where the time went", () => {
    expect(graphSummary(shop, schedule)).toBe("3 stages, 1 skipped in 9.0 s; deps and api ran side by side.");
    expect(graphWords(shop, schedule)).toEqual([
      "Stage deps, which stays behind: 2 steps, from second 0.1 to 3.1; its steps took 3.0 s.",
      "Stage api, which stays behind: 2 steps, from second 0.1 to 8.1; its steps took 8.0 s.",
      "Stage tests is skipped with its 2 steps: the target does not need it.",
      "Stage stage-3, which becomes the image, 21 MB: 3 steps, from second 3.1 to 8.1; its steps took 0.0 s.",
      "COPY --from=deps /m /m brings files from stage deps to stage stage-3.",
      "COPY --from=api /s /s brings files from stage api to stage stage-3.",
      "deps and api ran side by side for 3.0 s.",
      "The chain that decided the time: RUN go build (8.0 s), then COPY --from=api /s /s (0.0 s); together 8.0 s of 9.0 s.",
      "The slowest of it, RUN go build, took 89 % of the time.",
      "Steps beside that chain took 3.0 s and made the build no longer.",
    ]);
  });

  it("is said of each plate too, and one of them takes the Tab key", () => {
    const html = render(<GraphPicture view={shop} builds={[shop]} explain={({ text }) => `\`${text}\` had to.`} />);
    expect(html).toContain('aria-label="Step 2 of 2 in api, RUN go build, ran, 8.0 s, one of the chain that decided the time"');
    expect(html.match(/data-bar="[^"]*"[^>]*tabindex="0"/gi)).toHaveLength(1);
    expect(html).toContain("<code>RUN go build</code> had to.");
    expect(html).toMatch(/– 2 steps/);
  });
});

describe("a build under way", () => {
  const begun = 1_000_000;
  const steps = {
    "stage-0:1": { state: "cached", started: begun, completed: begun },
    "stage-0:2": { state: "running", started: begun },
  } as const;
  const view = liveView(
    sketch([{ steps: [{ text: "FROM node" }, { text: "RUN npm ci" }, { text: "RUN ls", verdict: "reran" }] }]),
    new Map(Object.entries(steps)),
  );

  it("gives a step that runs the time it has been running", () => {
    const times = (now: number) => liveViewAt(view, now).stages[0]?.steps.map(({ durationMs }) => durationMs);
    expect(times(begun + 1500)).toEqual([0, 1500, undefined]);
    const width = (now: number) => {
      const bar = place(liveViewAt(view, now)).bars.get("stage-0:2");
      return (bar?.to ?? 0) - (bar?.from ?? 0);
    };
    expect(width(begun + 4000)).toBeGreaterThan(width(begun));
  });

  it("shows it, and says in its legend which mark is which", () => {
    const text = render(<GraphPicture view={view} builds={[]} explain={() => ""} now={() => begun + 1500} />);
    expect(text).toContain("1.5 s");
    expect(text).toContain("longest so far");
    expect(text).not.toContain("decided the time");
    expect(
      [...text.matchAll(/class="state (\w+)"><b>([^<]*)<\/b> ([^<]+)/g)].map(([, look, mark, word]) => `${look} ${mark} ${word}`),
    ).toEqual(["cached ✓ cached", "running ● running", "waiting · waiting"]);
  });
});

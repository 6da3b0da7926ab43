import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reason, Verdict } from "../../engine/api.ts";
import { type StageSketch, sketch } from "./fixture.ts";
import { type RememberedSizes, rememberSizes } from "./remembered.ts";
import { breakOf, layOut, plateFoot, type Row, thicknessOf } from "./layout.ts";

const changed: Reason = { kind: "files-changed", changes: [{ path: "app.py", how: "content", before: "3f2a", after: "9b1c" }] };
const parent: Reason = { kind: "parent-reran", step: "stage-0:3", root: "stage-0:3" };
const shop: StageSketch = {
  steps: [
    { text: "FROM python:3.12-slim", size: 124e6 },
    { text: "WORKDIR /app", size: 0 },
    { text: "COPY . .", size: 18e3, verdict: "reran", reason: changed },
    { text: "RUN pip install -r requirements.txt", size: 61e6, verdict: "reran", reason: parent },
    { text: "EXPOSE 8000" },
  ],
};

const step = fc.record({
  text: fc.constantFrom("FROM alpine", "RUN make", "COPY . .", "ENV A=b", "WORKDIR /x", 'CMD ["sh"]'),
  verdict: fc.constantFrom<Verdict[]>("cached", "reran", "failed", "skipped", "unknown"),
  size: fc.option(fc.integer({ min: 0, max: 5e9 }), { nil: undefined }),
});
const anyView = fc
  .array(fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 45 }), reachable: fc.boolean() }), { minLength: 1, maxLength: 6 })
  .map((stages) =>
    sketch(
      stages.map(({ steps, reachable }) => ({
        reachable,
        steps: steps.map(({ size, ...rest }) => (size === undefined ? rest : { ...rest, size })),
      })),
    ),
  );

describe("layOut", () => {
  it("puts each step above the one it stands on, without overlap, inside its stage", () => {
    fc.assert(
      fc.property(anyView, fc.constantFrom("stacked" as const, "beside" as const), (view, arrangement) => {
        const layout = layOut(view, arrangement);
        for (const box of layout.stages) {
          let top = box.bottom;
          for (const row of box.rows) {
            expect(row.bottom).toBeGreaterThanOrEqual(top);
            expect(row.rise + row.thickness).toBeLessThanOrEqual(row.height);
            top = row.bottom + row.height;
          }
          expect(top).toBeLessThanOrEqual(box.bottom + box.height);
          expect(box.bottom + box.height).toBeLessThanOrEqual(layout.height);
        }
      }),
    );
  });

  it("keeps stacked stages apart and puts stages that stand side by side on one ground", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const stacked = layOut(view).stages;
        stacked.slice(1).forEach((box, index) => {
          const below = stacked[index];
          expect(box.bottom).toBeGreaterThan((below?.bottom ?? 0) + (below?.height ?? 0));
        });
        expect(layOut(view, "beside").stages.map(({ bottom, column }) => [bottom, column])).toEqual(
          view.stages.map((_, index) => [0, index]),
        );
      }),
    );
  });

  it("lifts everything from the break upwards, and only that", () => {
    const [box] = layOut(sketch([shop])).stages;
    expect(box?.breakAt?.step.text).toBe("COPY . .");
    expect(box?.rows.map(({ lifted }) => lifted)).toEqual([false, false, true, true, true]);
    const [below, above] = [box?.rows[1], box?.rows[2]] as [Row, Row];
    expect(box?.breakAt?.at).toBeGreaterThan(below.bottom + below.height);
    expect(box?.breakAt?.at).toBeLessThan(above.bottom);
  });

  it("moves nothing below the break when the cache breaks", () => {
    const whole = { steps: shop.steps.map(({ text, size }) => (size === undefined ? { text } : { text, size })) };
    const before = layOut(sketch([whole])).stages[0];
    const after = layOut(sketch([shop])).stages[0];
    expect(before?.breakAt).toBeUndefined();
    expect(after?.rows.slice(0, 2).map(({ bottom }) => bottom)).toEqual(before?.rows.slice(0, 2).map(({ bottom }) => bottom));
  });

  it("numbers the steps that make layers and gives configuration no plate", () => {
    const rows = layOut(sketch([shop])).stages[0]?.rows ?? [];
    expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4, 0]);
    expect(rows.at(-1)?.thickness).toBe(0);
  });

  it("measures the dimension line from the lowest plate's foot to the highest one's top", () => {
    const box = layOut(sketch([shop])).stages[0];
    const rows = box?.rows ?? [];
    expect(box?.extent?.from).toBe(plateFoot(rows[0] as Row));
    expect(box?.extent?.to).toBe(plateFoot(rows[3] as Row) + (rows[3]?.thickness ?? 0) + (rows[3]?.rise ?? 0));
  });

  it("draws a line for each stage that a step reads from, in lanes that don't overlap", () => {
    const view = sketch([
      { name: "a", steps: [{ text: "FROM x" }] },
      { name: "b", steps: [{ text: "FROM y" }] },
      { steps: [{ text: "FROM z" }, { text: "COPY --from=a / /", reads: ["a:1"] }, { text: "COPY --from=b / /", reads: ["b:1"] }] },
    ]);
    const { links, lanes } = layOut(view);
    expect(links.map(({ from, to }) => [from, to])).toEqual([
      ["a:1", "stage-2:2"],
      ["b:1", "stage-2:3"],
    ]);
    expect(lanes).toBe(2);
  });

  it("keeps the thickness of a layer that is not made yet, and knows that it is only remembered", () => {
    const built = sketch([
      {
        steps: [
          { text: "FROM x", size: 9e6 },
          { text: "RUN a", size: 61e6 },
        ],
      },
    ]);
    const next = sketch([
      {
        steps: [
          { text: "FROM x", size: 9e6 },
          { text: "RUN a", verdict: "reran" },
        ],
      },
    ]);
    const rows = (sizes?: RememberedSizes) => layOut(next, "stacked", undefined, sizes).stages[0]?.rows ?? [];
    expect(rows(rememberSizes(built))[1]).toMatchObject({
      size: 61e6,
      remembered: true,
      thickness: layOut(built).stages[0]?.rows[1]?.thickness,
    });
    expect(rows()[1]?.size).toBeUndefined();
    expect(rows(rememberSizes(built))[0]?.remembered).toBe(false);
  });

  it("gets denser as the Dockerfile gets longer", () => {
    const of = (count: number) => layOut(sketch([{ steps: Array.from({ length: count }, () => ({ text: "RUN true" })) }])).density;
    expect([of(5), of(12), of(40)]).toEqual(["roomy", "snug", "dense"]);
  });
});

describe("breakOf", () => {
  const first: Reason = { kind: "first-build" };
  const stage = (...steps: StageSketch["steps"]) => sketch([{ steps }]).stages[0] as NonNullable<ReturnType<typeof sketch>["stages"][0]>;

  it("is nowhere in a first build", () => {
    expect(breakOf(stage({ text: "FROM x", verdict: "cached" }, { text: "RUN a", verdict: "reran", reason: first }))).toBeUndefined();
  });

  it("is at a step that was added above remembered ones", () => {
    expect(breakOf(stage({ text: "FROM x" }, { text: "RUN a" }, { text: "RUN b", verdict: "reran", reason: first }))?.text).toBe("RUN b");
  });

  it("is nowhere when the cache is switched off", () => {
    expect(
      breakOf(stage({ text: "FROM x" }, { text: "RUN a", verdict: "reran", reason: { kind: "no-cache", option: "--no-cache" } })),
    ).toBeUndefined();
  });
});

describe("thicknessOf", () => {
  it("never shrinks as a layer grows, and stays drawable", () => {
    fc.assert(
      fc.property(fc.nat({ max: 9e12 }), fc.nat({ max: 9e12 }), (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(thicknessOf(small)).toBeLessThanOrEqual(thicknessOf(large));
        expect(thicknessOf(large)).toBeGreaterThanOrEqual(4);
        expect(thicknessOf(large)).toBeLessThanOrEqual(34);
      }),
    );
  });

  it("tells 20 kB, 20 MB and 1 GB apart at a glance", () => {
    const [small, middle, large] = [20e3, 20e6, 1e9].map(thicknessOf) as [number, number, number];
    expect(middle - small).toBeGreaterThan(8);
    expect(large - middle).toBeGreaterThan(8);
  });
});

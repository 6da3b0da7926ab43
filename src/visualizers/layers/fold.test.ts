import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sketch } from "./fixture.ts";
import { foldRuns } from "./fold.ts";
import { foldedStack } from "./folded-stack.ts";

describe("foldRuns", () => {
  it("keeps every step, in order, and folds only what is alike and may be folded", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "KEEP")), (steps) => {
        const groups = foldRuns(steps, { alike: (a, b) => a === b, keep: (step) => step === "KEEP" });
        expect(groups.flat()).toEqual(steps);
        for (const group of groups) {
          expect(new Set(group).size).toBe(1);
          expect(group.length === 1 || (group.length >= 4 && group[0] !== "KEEP")).toBe(true);
        }
      }),
    );
  });
});

describe("the stack of a long Dockerfile", () => {
  const view = sketch([
    {
      steps: Array.from({ length: 200 }, (_, place) => ({
        text: place === 0 ? "FROM alpine" : place % 9 === 8 ? `ENV A=${place}` : `RUN make ${place}`,
        ...(place % 9 !== 8 && { verdict: place < 100 ? ("cached" as const) : ("reran" as const) }),
        ...(place === 100 && { reason: { kind: "files-changed" as const, changes: [] } }),
      })),
    },
  ]);
  const [stage] = view.stages;
  if (!stage) throw new Error("no stage");

  it("is a few plates: the base, what stays, the break, what runs again, the last", () => {
    const groups = foldedStack(view, new Set())(stage);
    expect(groups.map((group) => group.length)).toEqual([1, 99, 1, 98, 1]);
    expect(groups[2]?.[0]?.text).toBe("RUN make 100");
  });

  it("opens the run that was asked for", () => {
    const groups = foldedStack(view, new Set(["stage-0:2"]))(stage);
    expect(groups.slice(0, 100).every((group) => group.length === 1)).toBe(true);
    expect(groups).toHaveLength(1 + 99 + 3);
  });

  it("leaves a short one alone", () => {
    const short = sketch([{ steps: Array.from({ length: 40 }, () => ({ text: "RUN make" })) }]);
    expect(foldedStack(short, new Set())(short.stages[0] as typeof stage)).toHaveLength(40);
  });
});

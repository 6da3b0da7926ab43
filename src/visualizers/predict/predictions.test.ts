import { describe, expect, it } from "vitest";
import { liveView } from "../layers/live.ts";
import { sketch } from "../layers/fixture.ts";
import { type Guess, guessKeys, resultOf, totalOf } from "../../views/predictions.ts";
import { answersOf, withoutForecast } from "./predictions.ts";

const steps = [{ text: "FROM alpine" }, { text: "RUN make" }, { text: "RUN make", verdict: "reran" as const }, { text: "CMD a" }];
const built = sketch([{ steps }], { kind: "built", number: 4 });
const guesses = (view: typeof built, said: Record<string, Guess>) => {
  const keys = guessKeys(view);
  return new Map(Object.entries(said).map(([id, guess]) => [keys.get(id) ?? "", guess] as const));
};

describe("predictions", () => {
  it("asks about layers of stages that are needed, and tells equal instructions apart", () => {
    const view = sketch([{ name: "unused", steps: [{ text: "FROM x" }], reachable: false }, { steps }]);
    expect([...guessKeys(view).keys()]).toEqual(["stage-1:1", "stage-1:2", "stage-1:3"]);
    expect(new Set(guessKeys(view).values()).size).toBe(3);
  });

  it("counts what was said and answered, and nothing else", () => {
    const said = guesses(built, { "stage-0:1": "stays", "stage-0:2": "reruns", "stage-0:3": "reruns" });
    expect(resultOf(built, said)).toEqual({ number: 4, right: 2, asked: 3 });
    expect(resultOf(built, guesses(built, { "stage-0:3": "stays" }))).toEqual({ number: 4, right: 0, asked: 1 });
    expect(resultOf(built, new Map())).toBeUndefined();
    const stopped = sketch(
      [
        {
          steps: [
            { text: "FROM a", verdict: "failed" },
            { text: "RUN b", verdict: "skipped" },
          ],
        },
      ],
      { kind: "built" },
    );
    expect(resultOf(stopped, guesses(stopped, { "stage-0:1": "reruns", "stage-0:2": "reruns" }))).toMatchObject({ right: 1, asked: 1 });
  });

  it("follows an instruction that an edit moves", () => {
    const said = guesses(built, { "stage-0:3": "reruns" });
    const moved = sketch([{ steps: [steps[0], { text: "RUN first" }, ...steps.slice(1)] as typeof steps }], { kind: "built" });
    expect(answersOf(moved, said).get("stage-0:4")).toEqual({ guess: "reruns", truth: "reruns" });
  });

  it("answers step by step as a build runs, and says nothing before", () => {
    const plan = sketch([{ steps }]);
    const said = guesses(plan, { "stage-0:1": "stays", "stage-0:2": "stays" });
    expect([...answersOf(plan, said).values()].some(({ truth }) => truth !== undefined)).toBe(false);
    const live = liveView(
      plan,
      new Map([
        ["stage-0:1", { state: "cached", started: 0, completed: 0 }],
        ["stage-0:2", { state: "running", started: 0 }],
      ] as const),
    );
    expect(answersOf(live, said).get("stage-0:1")).toEqual({ guess: "stays", truth: "stays" });
    expect(answersOf(live, said).get("stage-0:2")).toEqual({ guess: "stays", truth: "reruns" });
    expect(answersOf(live, said).get("stage-0:3")).toEqual({});
  });

  it("keeps a tally over builds", () => {
    expect(
      totalOf([
        { number: 1, right: 2, asked: 3 },
        { number: 2, right: 4, asked: 4 },
      ]),
    ).toEqual({ right: 6, asked: 7, perfect: 1 });
  });

  it("gives nothing away of what is foretold", () => {
    const foretold = withoutForecast(sketch([{ steps }], { failure: { message: "no" } }));
    expect(new Set(foretold.stages[0]?.steps.map(({ verdict }) => verdict))).toEqual(new Set(["unknown", "config"]));
    expect(foretold.failure).toBeUndefined();
  });
});

import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { sketch } from "../layers/fixture.ts";
import { TimeLine } from "./TimeLine.tsx";
import { timeLineLabel, timeLineValue } from "./words.ts";

const built = (number: number) =>
  sketch([{ steps: [{ text: "FROM a" }, { text: "RUN b" }] }], { kind: "built", number, durationMs: 400 * number });
const builds = Array.from({ length: 5 }, (_, index) => built(index + 1));
const next = sketch([{ steps: [{ text: "FROM a" }, { text: "RUN b" }] }]);

describe("the time line", () => {
  it("is a slider over all builds and the next", () => {
    const html = render(<TimeLine builds={builds} next={next} at={2} onChoose={() => undefined} />);
    expect(html).toMatch(/role="slider"[^>]*aria-valuemin="1"[^>]*aria-valuemax="6"[^>]*aria-valuenow="3"/);
    expect(html).toContain("Build 3 of 5 · 1.2 s. Every step was cached.");
  });

  it("tells which build is shown, and that one failed", () => {
    expect(timeLineLabel(builds, next, 5)).toBe("The next build");
    expect(timeLineValue(builds, next, 5)).toBe("The next build. The next build would run nothing: every step is cached.");
    expect(timeLineLabel([{ ...built(1), failure: { message: "no" } }], next, 0)).toBe("Build 1 of 1 · 0.4 s · failed");
  });

  it("draws a window of a long session, the chosen one in it", () => {
    const many = Array.from({ length: 400 }, (_, index) => built(index + 1));
    const html = render(<TimeLine builds={many} next={next} at={200} onChoose={() => undefined} />);
    const places = [...html.matchAll(/data-place="(\d+)"/g)].map((match) => Number(match[1]));
    expect(places.length).toBeLessThanOrEqual(40);
    expect(places).toContain(200);
  });
});

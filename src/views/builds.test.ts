import { describe, expect, it } from "vitest";
import { playScenario } from "../site/scenarios.ts";

const dockerfile = [
  "FROM alpine AS left",
  "RUN sleep 2 && echo left > /left",
  "FROM alpine AS right",
  "RUN sleep 5 && echo right > /right",
  "FROM left",
  "RUN head -c 5000 /dev/zero > /scratch",
  "RUN rm /scratch && echo kept > /kept",
  "COPY --from=right /right /",
].map((line) => `echo '${line}' >> Dockerfile`);

describe("the builds of a session", () => {
  it("tell when each step ran, what stands on what, and which bytes are hidden", async () => {
    const [before, built, again] = await playScenario({
      picture: "builds",
      ask: { side: "graph" },
      before: dockerfile,
      steps: ["docker build -q -t app .", "docker build -q -t app ."],
    });
    expect(before?.view.builds).toEqual([]);
    const steps = new Map(built?.view.builds[0]?.stages.flatMap((stage) => stage.steps.map((step) => [step.text, step] as const)));
    const at = (text: string) => {
      const step = [...steps.values()].find((one) => one.text.startsWith(text));
      if (!step) throw new Error(`no step ${text}`);
      return step;
    };
    const [left, right] = [at("RUN sleep 2"), at("RUN sleep 5")];
    // Side by side: each began before the other was done.
    expect(left.startedMs).toBeLessThan((right.startedMs ?? 0) + (right.durationMs ?? 0));
    expect(right.startedMs).toBeLessThan((left.startedMs ?? 0) + (left.durationMs ?? 0));
    expect(at("COPY --from=right").startedMs).toBeGreaterThanOrEqual((right.startedMs ?? 0) + (right.durationMs ?? 0));
    expect(at("FROM left").kind).toBe("CONFIG");
    expect(at("RUN head").hidden).toEqual([{ by: at("RUN rm").id, bytes: 5000, files: 1, largest: "/scratch" }]);
    expect(at("RUN rm").hidden).toBeUndefined();
    // What is cached is in the image all the same.
    expect(again?.view.builds).toHaveLength(2);
    const cached = again?.view.builds[1]?.stages.flatMap((stage) => stage.steps).find(({ text }) => text.startsWith("RUN head"));
    expect(cached).toMatchObject({ verdict: "cached", hidden: [{ bytes: 5000 }] });
  });
});

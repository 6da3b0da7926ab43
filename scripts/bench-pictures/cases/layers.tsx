import { type StepSketch, sketch } from "../../../src/visualizers/layers/fixture.ts";
import { LayersPanel } from "../../../src/visualizers/layers/LayersPanel.tsx";
import type { BenchCase } from "../bench-case.ts";

/** A Dockerfile of one stage in which the cache breaks at step `breaks`. */
function long(steps: number, breaks: number) {
  const lines = Array.from(
    { length: steps },
    (_, place): StepSketch => ({
      text: place === 0 ? "FROM alpine" : `RUN make part-${place}`,
      verdict: place < breaks ? "cached" : "reran",
      ...(place > breaks
        ? { reason: { kind: "parent-reran", step: `stage-0:${place}`, root: `stage-0:${breaks + 1}` } }
        : { reason: { kind: "cached", despite: [] } }),
      size: 1000 * (place + 1),
    }),
  );
  return sketch([{ steps: lines }]);
}

const views = [long(200, 20), long(200, 120)];

export const cases: readonly BenchCase[] = [
  { name: "layers: 200 steps", frames: views.map((view) => () => <LayersPanel view={view} explain={() => "It stands on another."} />) },
];

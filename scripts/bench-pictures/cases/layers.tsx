import type { BuildView } from "../../../src/engine/api.ts";
import { ComparePicture } from "../../../src/visualizers/compare/ComparePicture.tsx";
import { GraphPicture } from "../../../src/visualizers/graph/GraphPicture.tsx";
import { type StepSketch, sketch } from "../../../src/visualizers/layers/fixture.ts";
import { LayersPanel } from "../../../src/visualizers/layers/LayersPanel.tsx";
import { PredictPanel } from "../../../src/visualizers/predict/PredictPanel.tsx";
import { SizesPicture } from "../../../src/visualizers/sizes/SizesPicture.tsx";
import { TimeLine } from "../../../src/visualizers/timeline/TimeLine.tsx";
import type { BenchCase } from "../bench-case.ts";

/** Stages of `steps` steps together, in each of which the cache breaks after `breaks`. The last copies from all others. */
function build(stages: number, steps: number, breaks: number, number: number): BuildView {
  const each = steps / stages;
  return sketch(
    Array.from({ length: stages }, (_, stage) => {
      const name = stage === stages - 1 ? undefined : `part${stage}`;
      return { ...(name && { name }), steps: Array.from({ length: each }, (_, place) => step(stages, stage, place, each, breaks)) };
    }),
    { kind: "built", number, durationMs: 90_000, size: 4e8, imageId: "sha256:0" },
  );
}

function step(stages: number, stage: number, place: number, each: number, breaks: number): StepSketch {
  const id = (at: number) => `${stage === stages - 1 ? `stage-${stage}` : `part${stage}`}:${at}`;
  const copies = stage === stages - 1 && place > each - stages;
  return {
    text:
      place === 0 ? "FROM alpine" : copies ? `COPY --from=part${place - (each - stages) - 1} /out /out` : `RUN make part-${stage}-${place}`,
    verdict: place < breaks ? "cached" : "reran",
    reason: place > breaks ? { kind: "parent-reran", step: id(place), root: id(breaks + 1) } : { kind: "cached", despite: [] },
    size: 1000 * (place + 1),
    ...(place >= breaks && { ms: 300 + 10 * place }),
    ...(copies && { reads: [`part${place - (each - stages) - 1}:${each}`] }),
  };
}

const one = [build(1, 200, 20, 1), build(1, 200, 120, 2)];
const four = [build(4, 200, 20, 1), build(4, 200, 35, 2)];
const session = Array.from({ length: 400 }, (_, number) => build(1, 20, number % 20, number + 1));
const explain = () => "It stands on another.";
const nothing = () => undefined;

export const cases: readonly BenchCase[] = [
  { name: "layers: 200 steps", frames: one.map((view) => () => <LayersPanel view={view} explain={explain} />) },
  { name: "layers: 200 steps in 4 stages", frames: four.map((view) => () => <LayersPanel view={view} explain={explain} />) },
  { name: "graph: 200 steps in 4 stages", frames: four.map((view) => () => <GraphPicture view={view} builds={four} explain={explain} />) },
  { name: "sizes: 200 layers", frames: one.map((view) => () => <SizesPicture view={view} builds={one} explain={explain} />) },
  {
    name: "compare: 200 steps",
    frames: [...one].reverse().map((view) => () => <ComparePicture view={view} builds={one} explain={explain} />),
  },
  { name: "time line: 400 builds", frames: [3, 390].map((at) => () => <TimeLine builds={session} at={at} onChoose={nothing} />) },
  {
    name: "predict: 40 steps",
    frames: [build(1, 40, 9, 1), build(1, 40, 30, 2)].map((view) => () => (
      <PredictPanel view={view} guesses={new Map()} results={[]} onGuess={nothing} onNext={nothing} explain={explain} />
    )),
  },
];

import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { BuildView, HiddenFiles } from "../../engine/api.ts";
import { sketch } from "../layers/fixture.ts";
import { SizesPicture } from "./SizesPicture.tsx";
import { weightsOf } from "./weights.ts";
import { sizesSummary, sizesWords } from "./words.ts";

function hiding(view: BuildView, id: string, hidden: readonly HiddenFiles[]): BuildView {
  const stages = view.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => (step.id === id ? { ...step, hidden } : step)),
  }));
  return { ...view, stages };
}

const image = hiding(
  sketch(
    [
      {
        name: "base",
        steps: [
          { text: "FROM alpine", size: 8e6 },
          { text: "RUN fetch", size: 12e6 },
        ],
      },
      { name: "tools", steps: [{ text: "FROM golang", size: 3e8 }] },
      { steps: [{ text: "FROM base", verdict: "config" }, { text: "RUN clean", size: 0, reads: ["base:2"] }, { text: "CMD a" }] },
    ],
    { kind: "built", number: 1, imageId: "sha256:1", tags: ["docker.io/library/shop:latest"] },
  ),
  "base:2",
  [{ by: "stage-2:2", bytes: 9e6, files: 3, largest: "/cache/big" }],
);

describe("what layers weigh", () => {
  it("are the image's layers, through the stages it stands on, each once", () => {
    expect(weightsOf(image)?.layers.map(({ steps, size, hidden }) => [steps[0]?.text, size, hidden])).toEqual([
      ["FROM alpine", 8e6, 0],
      ["RUN fetch", 12e6, 9e6],
      ["RUN clean", 0, 0],
    ]);
  });

  it("is told with what is wasted, who hides it and which files", () => {
    const weights = weightsOf(image);
    expect(sizesSummary(image, weights)).toBe("shop weighs 20 MB, 9 MB of it wasted.");
    expect(sizesWords(image, weights)[1]).toBe(
      "Step 2 of 2 in base, RUN fetch: 12 MB (60 %), of which step 1 in stage-2, RUN clean, hides 9 MB (/cache/big and 2 other files).",
    );
    const html = render(<SizesPicture view={image} builds={[image]} explain={() => ""} />);
    expect(html).toContain("9 MB wasted");
    expect(html).toContain("RUN clean, hides 9 MB");
  });

  it("folds what is small among two hundred layers, and keeps what wastes", () => {
    const steps = Array.from({ length: 200 }, (_, index) => ({ text: `RUN ${index}`, size: index === 0 ? 1e8 : 1000 }));
    const long = hiding(sketch([{ steps }], { kind: "built", number: 1 }), "stage-0:100", [
      { by: "stage-0:150", bytes: 900, files: 1, largest: "/a" },
    ]);
    expect(weightsOf(long)?.layers.map((layer) => layer.steps.length)).toEqual([1, 98, 1, 100]);
    expect(weightsOf(long)).toMatchObject({ size: 1e8 + 199_000, hidden: 900 });
  });

  it("says so when nothing is built, and weighs the last image while the next is foretold", () => {
    const next = sketch([{ steps: [{ text: "FROM alpine" }] }]);
    expect(render(<SizesPicture view={next} builds={[]} explain={() => ""} />)).toContain("Nothing is built yet");
    expect(render(<SizesPicture view={next} builds={[image]} explain={() => ""} />)).toContain("shop weighs 20 MB");
  });
});

/**
 * The engine behind the home page: the real builder's light half. It foretells every verdict exactly; it runs nothing, so
 * sizes and times of RUN steps are those that the whole engine measured while the site was built.
 */
import home from "../../../content/catalogue/generated/home.json" with { type: "json" };
import { describeOnly, familyTable, type HomeTable } from "../../../content/catalogue/describe.ts";
import type { BuildRequest, BuildView, StepView } from "../../engine/api.ts";
import { Builder } from "../../engine/build/builder.ts";
import { explain as explainReason } from "../../engine/build/explain/explain.ts";
import { fromPaths } from "../../engine/filesystem/build.ts";
import type { DemoFiles } from "./demo-files.ts";
import { type Measures, measureOf } from "./measures.ts";

export interface BoardEngine {
  /** What a build would do now. */
  preview(files: DemoFiles): BuildView;
  /** Takes a build as done. The view is the preview's when the Dockerfile cannot be built. */
  build(files: DemoFiles): BuildView;
  explain(step: StepView, view: BuildView): string;
}

/** A builder that has built `files` once. */
export function createBoardEngine(files: DemoFiles, measures: Measures): BoardEngine {
  const images = describeOnly([familyTable(home as unknown as HomeTable)]);
  const builder = new Builder((reference) => {
    const description = images.describe(reference);
    return description && { description, remote: true };
  });
  let number = 1;
  builder.markBuilt(requestOf(files));
  return {
    preview: (now) => withSizes(builder.preview(requestOf(now)), now, measures),
    build(now) {
      const view = builder.markBuilt(requestOf(now));
      if (view.kind !== "built") return withSizes(view, now, measures);
      number += 1;
      return withSizes({ ...view, number }, now, measures);
    },
    explain: (step, view) => explainReason(step.reason, step, view),
  };
}

function requestOf(files: DemoFiles): BuildRequest {
  return { context: fromPaths(files), dockerfile: { name: "Dockerfile", text: files.Dockerfile }, tags: ["shop:latest"] };
}

/** Adds what the builder cannot know, and the image's total when every part of it is known. */
function withSizes(view: BuildView, files: DemoFiles, measures: Measures): BuildView {
  const stages = view.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => {
      if (step.size !== undefined || step.kind === "FROM") return step;
      const { size, durationMs } = measureOf(step, files, measures);
      return { ...step, size, ...(view.kind === "built" && step.verdict === "reran" ? { durationMs } : {}) };
    }),
  }));
  const target = stages.find(({ isTarget }) => isTarget)?.steps.filter(({ kind }) => kind !== "CONFIG") ?? [];
  const known = target.every(({ size }) => size !== undefined);
  return { ...view, stages, ...(known ? { size: target.reduce((sum, { size = 0 }) => sum + size, 0) } : {}) };
}

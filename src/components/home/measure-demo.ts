/** Sizes and times of the home page's RUN steps, measured by the whole engine while the site is built. */
import { builtView } from "../../site/figure-views.ts";
import { betterOrder, type DemoFiles, demoFiles } from "./demo-files.ts";
import { type Measures, measureKey } from "./measures.ts";

/** Throws with the build's own words when the demonstration does not build. */
export async function measureDemo(): Promise<Measures> {
  const measures: Record<string, { size: number; durationMs: number }> = {};
  const variants: DemoFiles[] = [demoFiles, { ...demoFiles, Dockerfile: betterOrder }];
  for (const files of variants) {
    const view = await builtView(files);
    for (const step of view.stages.flatMap(({ steps }) => steps)) {
      if (step.kind === "RUN" && step.size !== undefined)
        measures[measureKey(step.text, files)] ??= { size: step.size, durationMs: Math.round(step.durationMs ?? 0) };
    }
  }
  return measures;
}

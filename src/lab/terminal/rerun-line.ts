import type { BuildView } from "../../engine/api.ts";
import { shortened } from "../../engine/build/explain/text.ts";
import { breakSteps, causeInShort, lookOf } from "../../visualizers/layers/words.ts";

/**
 * What the lab adds below a build in its terminal: how many steps re-ran, and why. Docker prints no such line, so it begins
 * with the lab's name.
 * @returns undefined when nothing ran again: on a first build, when all was cached, and when the build failed
 */
export function rerunLine(view: BuildView): string | undefined {
  if (view.failure) return undefined;
  const steps = view.stages.flatMap((stage) => (stage.reachable ? stage.steps : [])).filter(({ kind }) => kind !== "CONFIG");
  if (!steps.some((step) => lookOf(step) === "reran" || lookOf(step) === "cached")) return undefined;
  const ran = steps.filter(({ verdict }) => verdict === "reran").length;
  if (ran === 0) return undefined;
  const causes = new Set(
    breakSteps(view)
      .filter(({ reason }) => reason.kind !== "parent-reran")
      .map((step) => (step.reason.kind === "first-build" ? `${shortened(step.text, 40)} is new` : causeInShort(view, step))),
  );
  const because = [...causes].filter(Boolean).slice(0, 2).join(", and ");
  return `drydock: ${ran} step${ran === 1 ? "" : "s"} ran${because ? ` because ${because}` : ""} · type why for more`;
}

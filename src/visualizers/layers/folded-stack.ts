/** Which steps of a long Dockerfile the stack draws as one. */
import type { BuildView, StageView, StepId, StepView } from "../../engine/api.ts";
import { foldRuns } from "./fold.ts";
import { breakOf } from "./layout.ts";
import { lookOf } from "./words.ts";

/** A view with more steps than this is folded. */
const roomy = 40;

/** By stage, its steps in groups: of one each, or of a run that is drawn as one plate. A run with one of `open` in it is not. */
export function foldedStack(view: BuildView, open: ReadonlySet<StepId>): (stage: StageView) => readonly (readonly StepView[])[] {
  const steps = view.stages.flatMap((stage) => stage.steps);
  if (steps.length <= roomy) return (stage) => stage.steps.map((step) => [step]);
  const stageOf = new Map(steps.map(({ id, stage }) => [id, stage] as const));
  const crossing = new Set(
    steps.flatMap(({ id, stage, inputs }) =>
      inputs.filter((input) => stageOf.has(input) && stageOf.get(input) !== stage).flatMap((input) => [input, id]),
    ),
  );
  return (stage) => {
    const broken = breakOf(stage);
    const last = stage.steps.at(-1);
    const keep = (step: StepView) =>
      step.kind === "FROM" ||
      step === broken ||
      step === last ||
      crossing.has(step.id) ||
      lookOf(step) === "failed" ||
      lookOf(step) === "running";
    // Settings among layers do not end a run.
    const alike = (a: StepView, b: StepView) => a.kind === "CONFIG" || b.kind === "CONFIG" || lookOf(a) === lookOf(b);
    return foldRuns(stage.steps, { alike, keep }).flatMap((group) =>
      group.some(({ id }) => open.has(id)) ? group.map((step) => [step]) : [group],
    );
  };
}

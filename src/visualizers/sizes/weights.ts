/** What the layers of an image weigh, and how much of it nobody can see any more. */
import type { BuildView, HiddenFiles, StepView } from "../../engine/api.ts";
import { baseStageOf } from "../layers/base-stage.ts";
import { foldRuns } from "../layers/fold.ts";

export interface Weight {
  /** One step, or several small ones in a row, folded. */
  readonly steps: readonly StepView[];
  /** Bytes, all its steps together. */
  readonly size: number;
  /** Bytes of that which later layers hide. */
  readonly hidden: number;
  readonly by: readonly HiddenFiles[];
}

export interface Weights {
  /** The lowest layer first: those of the image alone, not what stays behind in other stages. */
  readonly layers: readonly Weight[];
  /** Bytes, all together. */
  readonly size: number;
  readonly hidden: number;
}

/** More layers than this are folded. */
const roomy = 16;
/** Neighbours that weigh less than this share of the largest can be folded. */
const small = 1 / 20;

/** The layers of the image that a build made; `undefined` when it made none, or nothing is known of their sizes. */
export function weightsOf(view: BuildView): Weights | undefined {
  const steps = imageSteps(view).filter(({ size }) => size !== undefined);
  if (steps.length === 0) return undefined;
  const largest = Math.max(...steps.map(({ size = 0 }) => size));
  const isSmall = ({ size = 0, hidden = [] }: StepView) => size < largest * small && hidden.length === 0;
  const groups =
    steps.length <= roomy ? steps.map((step) => [step]) : foldRuns(steps, { alike: () => true, keep: (step) => !isSmall(step) });
  const layers = groups.map((group): Weight => {
    const by = group.flatMap(({ hidden = [] }) => hidden);
    return {
      steps: group,
      size: group.reduce((sum, { size = 0 }) => sum + size, 0),
      hidden: by.reduce((sum, { bytes }) => sum + bytes, 0),
      by,
    };
  });
  return {
    layers,
    size: layers.reduce((sum, { size }) => sum + size, 0),
    hidden: layers.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

/** The steps whose layers the image holds: those of the target, below them those of the stages it stands on. */
function imageSteps(view: BuildView): StepView[] {
  const steps: StepView[] = [];
  let stage = view.stages.find(({ isTarget }) => isTarget);
  while (stage) {
    steps.unshift(...stage.steps.filter(({ kind }) => kind !== "CONFIG"));
    stage = baseStageOf(view, stage);
  }
  return steps;
}

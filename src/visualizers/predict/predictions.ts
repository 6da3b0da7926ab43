/** What a learner said a build would do against what it does, step by step, also while it runs. */
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { askedSteps, type Guess, type Guesses, guessKeys, truthOf } from "../../views/predictions.ts";
import { liveOf } from "../layers/live.ts";

export interface Answer {
  readonly guess?: Guess;
  /** Absent until the build has come to the step, and for a step it never came to. */
  readonly truth?: Guess;
}

/** Guess and truth of every step of a build, under way or done. A preview answers nothing. */
export function answersOf(view: BuildView, guesses: Guesses): ReadonlyMap<StepId, Answer> {
  const keys = guessKeys(view);
  return new Map(
    askedSteps(view).map((step) => {
      const guess = guesses.get(keys.get(step.id) ?? "");
      const truth = truthSoFar(step, view);
      return [step.id, { ...(guess && { guess }), ...(truth && { truth }) }] as const;
    }),
  );
}

/** The view with its forecast taken out, so that it gives nothing away. */
export function withoutForecast(view: BuildView): BuildView {
  const unsaid = { kind: "unknown", message: "it has not been predicted" } as const;
  const hush = (step: StepView): StepView => (step.kind === "CONFIG" ? step : { ...step, verdict: "unknown", reason: unsaid });
  const { failure: _, ...rest } = view;
  return { ...rest, stages: view.stages.map((stage) => (stage.reachable ? { ...stage, steps: stage.steps.map(hush) } : stage)) };
}

function truthSoFar(step: StepView, view: BuildView): Guess | undefined {
  const live = liveOf(step)?.state;
  if (live !== undefined) return live === "cached" ? "stays" : live === "waiting" || live === "canceled" ? undefined : "reruns";
  return view.kind === "preview" ? undefined : truthOf(step);
}

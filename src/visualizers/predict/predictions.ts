/** What a learner said a build would do, and what it did: plain data and arithmetic. */
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { liveOf } from "../layers/live.ts";

export type Guess = "stays" | "reruns";

/** By `guessKeys`: a guess belongs to an instruction, wherever an edit moves it. */
export type Guesses = ReadonlyMap<string, Guess>;

/** How one build came out against what was said of it. */
export interface PredictedBuild {
  readonly number: number;
  readonly right: number;
  /** How many steps had a guess and an answer. */
  readonly asked: number;
}

export interface Answer {
  readonly guess?: Guess;
  /** Absent until the build has come to the step, and for a step it never came to. */
  readonly truth?: Guess;
}

/** The steps that can be asked about: those of the stages that are needed, configuration left out. */
export function askedSteps(view: BuildView): StepView[] {
  return view.stages.filter(({ reachable }) => reachable).flatMap(({ steps }) => steps.filter(({ kind }) => kind !== "CONFIG"));
}

/** What each step's guess is kept under: its stage, its text, and which of several equal ones it is. */
export function guessKeys(view: BuildView): ReadonlyMap<StepId, string> {
  const met = new Map<string, number>();
  return new Map(
    askedSteps(view).map(({ id, stage, text }) => {
      const name = `${stage}\n${text}`;
      const nth = met.get(name) ?? 0;
      met.set(name, nth + 1);
      return [id, `${name}\n${nth}`] as const;
    }),
  );
}

/** Guess and truth of every step of a build, under way or done. A preview answers nothing. */
export function answersOf(view: BuildView, guesses: Guesses): ReadonlyMap<StepId, Answer> {
  const keys = guessKeys(view);
  return new Map(
    askedSteps(view).map((step) => {
      const guess = guesses.get(keys.get(step.id) ?? "");
      const truth = truthOf(step, view);
      return [step.id, { ...(guess && { guess }), ...(truth && { truth }) }] as const;
    }),
  );
}

/** How a build came out; `undefined` when nothing was said of it that it answered. */
export function resultOf(view: BuildView, guesses: Guesses): PredictedBuild | undefined {
  const answered = [...answersOf(view, guesses).values()].filter(({ guess, truth }) => guess && truth);
  if (answered.length === 0) return undefined;
  return { number: view.number, right: answered.filter(({ guess, truth }) => guess === truth).length, asked: answered.length };
}

export function totalOf(results: readonly PredictedBuild[]): { readonly right: number; readonly asked: number; readonly perfect: number } {
  return {
    right: results.reduce((sum, { right }) => sum + right, 0),
    asked: results.reduce((sum, { asked }) => sum + asked, 0),
    perfect: results.filter(({ right, asked }) => right === asked).length,
  };
}

/** The view with its forecast taken out, so that it gives nothing away. */
export function withoutForecast(view: BuildView): BuildView {
  const unsaid = { kind: "unknown", message: "it has not been predicted" } as const;
  const hush = (step: StepView): StepView => (step.kind === "CONFIG" ? step : { ...step, verdict: "unknown", reason: unsaid });
  const { failure: _, ...rest } = view;
  return { ...rest, stages: view.stages.map((stage) => (stage.reachable ? { ...stage, steps: stage.steps.map(hush) } : stage)) };
}

function truthOf(step: StepView, view: BuildView): Guess | undefined {
  const live = liveOf(step)?.state;
  if (live !== undefined) return live === "cached" ? "stays" : live === "waiting" || live === "canceled" ? undefined : "reruns";
  if (view.kind === "preview") return undefined;
  if (step.verdict === "cached") return "stays";
  return step.verdict === "reran" || step.verdict === "failed" ? "reruns" : undefined;
}

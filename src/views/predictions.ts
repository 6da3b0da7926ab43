/** What a learner said a build would do, and how it came out: plain data and arithmetic, the same for pictures, terminal and checks. */
import type { BuildView, StepId, StepView } from "../engine/api.ts";

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

/** All that was said and answered so far, as it is kept and handed on. */
export interface Predictions {
  /** Of the next build, or of the one under way. */
  readonly guesses: readonly (readonly [string, Guess])[];
  /** The oldest first. */
  readonly results: readonly PredictedBuild[];
  /** What was said of the last build that was predicted. */
  readonly answered?: { readonly number: number; readonly guesses: readonly (readonly [string, Guess])[] };
}

export const noPredictions: Predictions = { guesses: [], results: [] };

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

/** Says of steps of the next build what will become of them. */
export function withGuess(said: Predictions, view: BuildView, ids: readonly StepId[], guess: Guess): Predictions {
  const keys = guessKeys(view);
  const guesses = new Map(said.guesses);
  for (const id of ids) {
    const key = keys.get(id);
    if (key !== undefined) guesses.set(key, guess);
  }
  return { ...said, guesses: [...guesses] };
}

/** A build is done: what was said of it counts. The very same comes back when it answers nothing of what was said. */
export function withAnswer(said: Predictions, view: BuildView): Predictions {
  const result = resultOf(view, new Map(said.guesses));
  if (!result) return said;
  return { guesses: [], results: [...said.results, result], answered: { number: view.number, guesses: said.guesses } };
}

/** What became of a step of a finished build; `undefined` when it never came to it. */
export function truthOf({ verdict }: StepView): Guess | undefined {
  if (verdict === "cached") return "stays";
  return verdict === "reran" || verdict === "failed" ? "reruns" : undefined;
}

/** How a finished build came out; `undefined` when nothing was said of it that it answered. */
export function resultOf(view: BuildView, guesses: Guesses): PredictedBuild | undefined {
  const keys = guessKeys(view);
  const answered = askedSteps(view).flatMap((step) => {
    const [guess, truth] = [guesses.get(keys.get(step.id) ?? ""), truthOf(step)];
    return guess && truth ? [guess === truth] : [];
  });
  if (answered.length === 0) return undefined;
  return { number: view.number, right: answered.filter((right) => right).length, asked: answered.length };
}

export function totalOf(results: readonly PredictedBuild[]): { readonly right: number; readonly asked: number; readonly perfect: number } {
  return {
    right: results.reduce((sum, { right }) => sum + right, 0),
    asked: results.reduce((sum, { asked }) => sum + asked, 0),
    perfect: results.filter(({ right, asked }) => right === asked).length,
  };
}

/** `So far 13 of 16 in 3 builds, 1 of them without a mistake.`; empty before the first. */
export function scoreWords(results: readonly PredictedBuild[]): string {
  if (results.length === 0) return "";
  const { right, asked, perfect } = totalOf(results);
  const builds = results.length === 1 ? "one build" : `${results.length} builds`;
  return `So far ${right} of ${asked} in ${builds}${results.length > 1 ? `, ${perfect} without a mistake` : ""}.`;
}

/** What a guess is called, on its mark and in the terminal. */
export const guessWord: Readonly<Record<Guess, string>> = { stays: "stays", reruns: "re-runs" };

/** Predictions in words. */
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { isLive } from "../layers/live.ts";
import { stepName } from "../layers/words.ts";
import { type Guess, guessWord, type PredictedBuild, scoreWords } from "../../views/predictions.ts";
import type { Answer } from "./predictions.ts";

/** `Step 3 of 5, COPY . .: will it stay or run again?` */
export function stepQuestion(view: BuildView, step: StepView): string {
  return `${stepName(view, step)}, ${step.text}: will it stay in the cache or run again?`;
}

/** What one step came to, against what was said of it. */
export function answerWords({ guess, truth }: Answer): string {
  if (!truth) return guess ? `You said it ${guessWord[guess]}.` : "";
  if (!guess) return `It ${past[truth]}. You did not say.`;
  return guess === truth ? `It ${past[truth]}, as you said.` : `You said it ${guessWord[guess]}. It ${past[truth]}.`;
}

const past: Readonly<Record<Guess, string>> = { stays: "stayed", reruns: "ran" };

/** What is to be done now, or how it came out; then the score. */
export function predictSummary(view: BuildView, answers: ReadonlyMap<StepId, Answer>, results: readonly PredictedBuild[]): string {
  const all = [...answers.values()];
  if (all.length === 0) return "There is nothing to predict yet: write a Dockerfile.";
  const said = all.filter(({ guess }) => guess).length;
  const known = all.filter(({ guess, truth }) => guess && truth);
  const right = known.filter(({ guess, truth }) => guess === truth).length;
  const score = scoreWords(results);
  if (isLive(view)) return known.length === 0 ? "The build answers, step by step…" : `${right} of ${known.length} right so far…`;
  if (view.kind === "preview") {
    const ask =
      said === 0
        ? "What will the next build do? Mark each step."
        : said < all.length
          ? `${said} of ${all.length} steps marked.`
          : "All steps are marked.";
    return `${ask}${score ? ` ${score}` : ""}`;
  }
  if (known.length === 0) return `Nothing was predicted of build ${view.number}.${score ? ` ${score}` : ""}`;
  const how = right === known.length ? "All right" : `${right} of ${known.length} right`;
  return `Build ${view.number}: ${how}.${results.length > 1 ? ` ${score}` : ""}`;
}

/**
 * The stack as the learner foretells it: each step is marked *stays* or *re-runs*, and its plate lies as it was marked. When
 * the build runs, each step answers, with the reason.
 */
import "./predict.css";
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { CodeText } from "../frame/CodeText.tsx";
import { isLive } from "../layers/live.ts";
import { Plate } from "../layers/Plate.tsx";
import { thicknessOf } from "../layers/layout.ts";
import type { Look } from "../layers/words.ts";
import { askedSteps, type Guess, type Guesses, guessWord, type PredictedBuild } from "../../views/predictions.ts";
import { type Answer, answersOf } from "./predictions.ts";
import { answerWords, predictSummary, stepQuestion } from "./words.ts";

export interface PredictPanelProps {
  /** The next build, or the one that answers: under way or done. */
  readonly view: BuildView;
  /** What was said of it. */
  readonly guesses: Guesses;
  /** Of the builds so far, the oldest first. */
  readonly results: readonly PredictedBuild[];
  onGuess(id: StepId, guess: Guess): void;
  /** Asks about the next build. */
  onNext(): void;
  /** Builds; absent while a command runs. */
  readonly onBuild?: (() => void) | undefined;
  /** Why a step has its verdict, in a sentence; code in backticks. */
  explain(step: StepView): string;
}

export function PredictPanel({ view, guesses, results, onGuess, onNext, onBuild, explain }: PredictPanelProps) {
  const answers = answersOf(view, guesses);
  const asking = view.kind === "preview" && !isLive(view);
  const steps = askedSteps(view);
  const open = steps.filter(({ id }) => !answers.get(id)?.guess);
  const marked = steps.length - open.length;
  const markOpen = (guess: Guess) => {
    for (const { id } of open) onGuess(id, guess);
  };
  const titled = view.stages.length > 1;
  return (
    <section class="predict plates" aria-label="Predict the next build">
      <div class="predict-head">
        <p role="status">{predictSummary(view, answers, results)}</p>
        {asking && open.length > 1 && (
          <fieldset class="predict-rest" aria-label={marked === 0 ? "Mark all steps" : "Mark the steps that are left"}>
            <span aria-hidden="true">{marked === 0 ? "All" : "The rest"}</span>
            {(["stays", "reruns"] as const).map((one) => (
              <button type="button" class={one} key={one} onClick={() => markOpen(one)}>
                {guessWord[one]}
              </button>
            ))}
          </fieldset>
        )}
        {asking && onBuild && steps.length > 0 && (
          <button type="button" class={`btn ${marked === steps.length ? "primary" : ""}`} disabled={marked === 0} onClick={onBuild}>
            Build and see
          </button>
        )}
        {!asking && !isLive(view) && (
          <button type="button" class="btn" onClick={onNext}>
            Predict the next build
          </button>
        )}
      </div>
      <div class="predict-stack grid">
        {view.stages
          .filter(({ reachable }) => reachable)
          .map((stage) => (
            <div key={stage.index} class="predict-stage">
              {titled && (
                <p class="predict-stage-name">
                  <b>{stage.name}</b> {stage.isTarget ? "becomes the image" : "stays behind"}
                </p>
              )}
              <ol>
                {stage.steps
                  .filter(({ kind }) => kind !== "CONFIG")
                  .map((step) => {
                    const answer = answers.get(step.id) ?? {};
                    return asking ? (
                      <Question key={step.id} view={view} step={step} guess={answer.guess} onGuess={(guess) => onGuess(step.id, guess)} />
                    ) : (
                      <Reply key={step.id} view={view} step={step} answer={answer} explain={explain} />
                    );
                  })}
              </ol>
            </div>
          ))}
      </div>
    </section>
  );
}

interface QuestionProps {
  view: BuildView;
  step: StepView;
  guess: Guess | undefined;
  onGuess: (guess: Guess) => void;
}

function Question({ view, step, guess, onGuess }: QuestionProps) {
  return (
    <li class={`predict-step ${guess ?? "open"}`}>
      <StepPlate step={step} look={lookOfGuess(guess)} />
      <fieldset>
        <legend>
          <span class="visually-hidden">{stepQuestion(view, step)}</span>
          <Instruction text={step.text} />
        </legend>
        {(["stays", "reruns"] as const).map((one) => (
          <label key={one} class={one}>
            <input type="radio" name={`predict-${step.id}`} checked={guess === one} onChange={() => onGuess(one)} />
            <span>{guessWord[one]}</span>
          </label>
        ))}
      </fieldset>
    </li>
  );
}

interface ReplyProps {
  view: BuildView;
  step: StepView;
  answer: Answer;
  explain: (step: StepView) => string;
}

function Reply({ view, step, answer, explain }: ReplyProps) {
  const { guess, truth } = answer;
  const outcome = !truth ? "to-come" : !guess ? "unasked" : guess === truth ? "right" : "wrong";
  return (
    <li class={`predict-step ${truth ?? "open"} ${outcome}`}>
      <StepPlate step={step} look={lookOfGuess(truth)} />
      <div class="predict-reply">
        <p>
          <Instruction text={step.text} />
        </p>
        <p class="predict-verdict">
          {outcome === "right" || outcome === "wrong" ? <span class={`mark ${outcome}`}>{outcome === "right" ? "✓" : "✕"}</span> : null}
          {answerWords(answer)}
        </p>
        {truth && !isLive(view) && (
          <p class="predict-reason">
            <CodeText text={explain(step)} />
          </p>
        )}
      </div>
    </li>
  );
}

function StepPlate({ step, look }: { step: StepView; look: Look }) {
  return (
    <span class={`predict-plate ${look}`} aria-hidden="true">
      <Plate look={look} thickness={Math.round(thicknessOf(step.size) * 0.6) + 3} rise={12} base={step.kind === "FROM"} width={96} />
    </span>
  );
}

function Instruction({ text }: { text: string }) {
  const [word = "", ...rest] = text.split(" ");
  return (
    <span class="predict-instruction" title={text}>
      <b>{word}</b> {rest.join(" ")}
    </span>
  );
}

function lookOfGuess(guess: Guess | undefined): Look {
  return guess === "stays" ? "cached" : guess === "reruns" ? "reran" : "unknown";
}

import type { BuildView, StepView } from "../../engine/api.ts";
import { liveOf } from "../layers/live.ts";
import { liveSentence, lookOf, MARKS, sizeInWords, stampOf, stepName, timeInWords } from "../layers/words.ts";
import { CodeText } from "../frame/CodeText.tsx";

interface Props {
  view: BuildView;
  step: StepView | undefined;
  explain: (step: StepView, view: BuildView) => string;
}

/** What there is to say about the step that is pointed at, always in the same place. */
export function StepNote({ view, step, explain }: Props) {
  if (!step) return null;
  const look = lookOf(step);
  return (
    <div class="step-note">
      <p class="step-note-head">
        <b>{stepName(view, step)}</b>
        <span class={`verdict ${look}`}>
          {MARKS[look]} {stampOf(step, view.kind)}
        </span>
        {step.size !== undefined && <span>{sizeInWords(step.size)}</span>}
        {step.durationMs !== undefined && look !== "cached" && <span data-varies>{timeInWords(step.durationMs)}</span>}
      </p>
      <p>
        <CodeText text={liveOf(step) ? liveSentence(view, step) : explain(step, view)} />
      </p>
    </div>
  );
}

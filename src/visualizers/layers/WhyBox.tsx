/** The reason in words, always in the same place. Says the break when nothing is pointed at. */
import type { BuildView, LayerChange, StepId, StepView } from "../../engine/api.ts";
import { LayerFiles } from "./LayerFiles.tsx";
import {
  breakSteps,
  consequence,
  lookOf,
  MARKS,
  shortDigest,
  sizeInWords,
  stampOf,
  stepName,
  stepOf,
  summaryOf,
  timeInWords,
} from "./words.ts";

interface Props {
  view: BuildView;
  hovered?: StepId | undefined;
  selected?: StepId | undefined;
  explain(step: StepView): string;
  filesId: string;
  loadChanges?: ((step: StepView) => Promise<LayerChange[]>) | undefined;
  onClose(): void;
}

export function WhyBox({ view, hovered, selected, explain, filesId, loadChanges, onClose }: Props) {
  const chosen = stepOf(view, selected);
  const step = chosen ?? stepOf(view, hovered) ?? breakSteps(view)[0];
  return (
    <div class={`why ${chosen ? "open" : ""}`}>
      {step ? <StepWords view={view} step={step} explain={explain} /> : <p class="reason">{summaryOf(view)}</p>}
      {chosen && loadChanges && chosen.kind !== "CONFIG" && <LayerFiles id={filesId} step={chosen} load={loadChanges} onClose={onClose} />}
    </div>
  );
}

function StepWords({ view, step, explain }: { view: BuildView; step: StepView; explain(step: StepView): string }) {
  const look = lookOf(step);
  const word = stampOf(step, view.kind);
  const after = consequence(view, step);
  return (
    <>
      <p class="heading">
        <b>{stepName(view, step)}</b>
        {word && (
          <span class={`verdict ${look}`}>
            {MARKS[look]} {word}
          </span>
        )}
        <span class="facts">
          {step.size !== undefined && <span>{sizeInWords(step.size)}</span>}
          {step.durationMs !== undefined && look !== "cached" && <span>{timeInWords(step.durationMs)}</span>}
          {step.layer && <code>{shortDigest(step.layer)}</code>}
        </span>
      </p>
      {step.text.length > 60 && <p class="instruction">{step.text}</p>}
      <p class="reason">
        <Marked text={explain(step)} /> {after && <span class="after">{after}</span>}
      </p>
    </>
  );
}

/** A sentence with `code` in it. */
function Marked({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(`[^`]+`)/)
        .map((part, index) =>
          part.startsWith("`") && part.endsWith("`") && part.length > 2 ? <code key={`${index}${part}`}>{part.slice(1, -1)}</code> : part,
        )}
    </>
  );
}

/** The reason in words, always in the same place. Says the break when nothing is pointed at. */
import type { BuildView, LayerChange, StepId, StepView } from "../../engine/api.ts";
import { CodeText } from "../frame/CodeText.tsx";
import { LayerFiles } from "./LayerFiles.tsx";
import { liveOf, runningSteps } from "./live.ts";
import { ReasonDetails } from "./ReasonDetails.tsx";
import { RunningTime } from "./RunningTime.tsx";
import {
  breakSteps,
  consequence,
  failedStep,
  liveSentence,
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
  /** Simulated time, while a build runs. */
  now?: (() => number) | undefined;
  loadChanges?: ((step: StepView) => Promise<LayerChange[]>) | undefined;
  onClose(): void;
}

export function WhyBox({ view, hovered, selected, explain, filesId, now, loadChanges, onClose }: Props) {
  const chosen = stepOf(view, selected);
  const step = chosen ?? stepOf(view, hovered) ?? runningSteps(view)[0] ?? (now ? undefined : (failedStep(view) ?? breakSteps(view)[0]));
  return (
    <div class={`why ${chosen ? "open" : ""}`}>
      {step ? <StepWords view={view} step={step} explain={explain} now={now} /> : <p class="reason">{summaryOf(view)}</p>}
      {chosen && !liveOf(chosen) && <ReasonDetails reason={chosen.reason} />}
      {chosen && loadChanges && chosen.kind !== "CONFIG" && <LayerFiles id={filesId} step={chosen} load={loadChanges} onClose={onClose} />}
    </div>
  );
}

type WordsProps = Pick<Props, "view" | "explain" | "now"> & { step: StepView };

function StepWords({ view, step, explain, now }: WordsProps) {
  const look = lookOf(step);
  const live = liveOf(step);
  const word = stampOf(step, view.kind);
  const after = live ? "" : consequence(view, step);
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
          {live?.state === "running" && now && <RunningTime since={live.started} now={now} />}
          {step.layer && <code>{shortDigest(step.layer)}</code>}
        </span>
      </p>
      {step.text.length > 60 && <p class="instruction">{step.text}</p>}
      <p class="reason">
        <CodeText text={live ? liveSentence(view, step) : explain(step)} /> {after && <span class="after">{after}</span>}
      </p>
      {look === "failed" && !live && view.failure && (
        <p class="said">
          {view.kind === "preview" ? "It would say:" : "It said:"} <code>{view.failure.message}</code>
        </p>
      )}
    </>
  );
}

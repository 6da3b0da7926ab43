/** Where the time of a build went, on true scale: the decisive steps one after the other, and what was around them. */
import type { BuildView, StepId } from "../../engine/api.ts";
import { isLive } from "../layers/live.ts";
import { lookOf, timeInWords } from "../layers/words.ts";
import type { Schedule } from "./schedule.ts";
import { share } from "./words.ts";

interface Props {
  view: BuildView;
  schedule: Schedule;
  hovered?: StepId | undefined;
}

/** How many are named. */
const named = 3;

export function TimeStrip({ view, schedule: { critical }, hovered }: Props) {
  const total = view.durationMs ?? 0;
  const ran = critical.flatMap((step) => (step.durationMs ? [{ step, ms: step.durationMs }] : []));
  if (isLive(view) || total <= 0 || ran.length === 0) return null;
  const other = Math.max(0, total - ran.reduce((sum, { ms }) => sum + ms, 0));
  const slowest = ran
    .filter(({ ms }) => ms >= total / 100)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, named);
  return (
    <div class="time-strip">
      <p class="time-strip-title">
        Where the <span data-varies>{timeInWords(total)}</span> went
      </p>
      <div class="time-strip-line" aria-hidden="true">
        {ran.map(({ step, ms }) => (
          <i key={step.id} class={`${lookOf(step)} ${step.id === hovered ? "hovered" : ""}`} style={{ flexGrow: ms }} />
        ))}
        {other > 0 && <i class="other" style={{ flexGrow: other }} />}
      </div>
      <ol>
        {slowest.map(({ step, ms }) => (
          <li key={step.id} class={step.id === hovered ? "hovered" : ""}>
            <b data-varies>{share(ms, total)}</b> <code>{step.text}</code>
          </li>
        ))}
        {other > 0 && (
          <li class="other">
            <b data-varies>{share(other, total)}</b> around the steps: reading, sending the context, exporting
          </li>
        )}
      </ol>
    </div>
  );
}

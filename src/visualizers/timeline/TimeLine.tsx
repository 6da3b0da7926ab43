/**
 * All builds of a session as a row of small stacks, the oldest on the left, the next one dashed at the end. It is a slider:
 * arrow keys, Home and End, or a finger drawn along it choose the build that is shown.
 */
import "./timeline.css";
import type { BuildView } from "../../engine/api.ts";
import { SmallStack } from "./SmallStack.tsx";
import { type Place, timeLineLabel, timeLineValue } from "./words.ts";

export interface TimeLineProps {
  readonly builds: readonly BuildView[];
  /** What the next build would do; left out where there is none. */
  readonly next?: BuildView | undefined;
  readonly at: Place;
  readonly onChoose: (at: Place) => void;
}

/** How many builds are drawn at once; the rest is folded away to the left. */
const window = 36;

export function TimeLine({ builds, next, at, onChoose }: TimeLineProps) {
  const views = next ? [...builds, next] : builds;
  const last = views.length - 1;
  const from = Math.max(0, Math.min(at - 4, views.length - window));
  const drawn = views.slice(from, from + window);
  const go = (to: number): void => {
    const place = Math.max(0, Math.min(last, to));
    if (place !== at) onChoose(place);
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - 10,
    PageUp: at + 10,
    Home: 0,
    End: last,
  };
  const toPointer = ({ currentTarget, clientX }: preact.TargetedPointerEvent<HTMLDivElement>): void => {
    const columns = [...currentTarget.querySelectorAll("[data-place]")];
    const under = columns.findLast((column) => column.getBoundingClientRect().left <= clientX) ?? columns[0];
    go(Number(under?.getAttribute("data-place") ?? at));
  };
  return (
    <div class="time-line">
      <div
        class="time-line-slider"
        role="slider"
        tabIndex={0}
        aria-label="Build that is shown"
        aria-valuemin={1}
        aria-valuemax={views.length}
        aria-valuenow={at + 1}
        aria-valuetext={timeLineValue(builds, next, at)}
        onKeyDown={(event) => {
          const to = steps[event.key];
          if (to === undefined) return;
          event.preventDefault();
          go(to);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          toPointer(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) toPointer(event);
        }}
      >
        {from > 0 && (
          <span class="earlier" aria-hidden="true">
            ‹ {from}
          </span>
        )}
        {drawn.map((view, index) => (
          <SmallStack key={index} view={view} place={from + index} shown={from + index === at} />
        ))}
      </div>
      <p class="time-line-label" aria-hidden="true">
        {timeLineLabel(builds, next, at)}
      </p>
    </div>
  );
}

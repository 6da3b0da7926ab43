/** One build of the time line: its steps as cells on top of each other, the first at the bottom, and its number. */
import type { BuildView, StepView } from "../../engine/api.ts";
import { type Look, lookOf } from "../layers/words.ts";
import type { Place } from "./words.ts";

interface Props {
  readonly view: BuildView;
  readonly place: Place;
  readonly shown: boolean;
}

/** How many cells a small stack has at most. */
const most = 12;
/** Pixels. */
const width = 16;
const gap = 1;

export function SmallStack({ view, place, shown }: Props) {
  const next = view.kind === "preview";
  const looks: Look[] = [...stepsOf(view).map(lookOf), ...(view.failure ? ["failed" as const] : [])];
  const { height, outlines } = drawingOf(looks);
  return (
    <span class={`small-stack ${next ? "next" : ""} ${shown ? "shown" : ""}`} data-place={place} aria-hidden="true">
      <svg width={width} height={height} viewBox={`0 ${-height} ${width} ${height}`} aria-hidden="true">
        {[...outlines].map(([look, outline]) => (
          <path key={look} class={look} d={outline} />
        ))}
      </svg>
      <span class="number">{next ? "next" : view.number}</span>
    </span>
  );
}

/** The steps that say most: of a long build evenly chosen ones. */
function stepsOf(view: BuildView): StepView[] {
  const steps = view.stages.filter(({ reachable }) => reachable).flatMap((stage) => stage.steps.filter(({ kind }) => kind !== "CONFIG"));
  if (steps.length <= most) return steps;
  return Array.from({ length: most }, (_, index) => steps[Math.floor((index * steps.length) / most)] as StepView);
}

/** All cells of a look as one outline, from the ground at 0 up: a session has hundreds of cells, and is drawn anew at each build. */
function drawingOf(looks: readonly Look[]): { readonly height: number; readonly outlines: ReadonlyMap<Look, string> } {
  const outlines = new Map<Look, string>();
  let top = 0;
  for (const look of looks) {
    const { indent, height } = shapeOf(look);
    outlines.set(look, `${outlines.get(look) ?? ""}M${indent} ${-top}H${width}v${-height}H${indent}z`);
    top += height + gap;
  }
  return { height: top, outlines };
}

/** What ran is shorter, and what failed shorter and thicker: the shape says it without the colour. In pixels. */
function shapeOf(look: Look): { readonly indent: number; readonly height: number } {
  if (look === "failed") return { indent: 11, height: 3 };
  return { indent: look === "reran" || look === "running" ? 6 : 0, height: 2 };
}

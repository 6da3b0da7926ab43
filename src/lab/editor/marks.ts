import type { BuildView, StepView } from "../../engine/api.ts";
import { type Look, lookOf, stampOf } from "../../visualizers/layers/words.ts";

/** The mark in the margin of one line: the same look as the step's plate in the layers picture. */
export interface LineMark {
  readonly step: StepView;
  readonly look: Look;
  /** `will re-run`: for the tooltip. */
  readonly word: string;
  readonly first: boolean;
}

/** Marks by 1-based line. Configuration and steps that are not needed have none. */
export function marksOf(view: BuildView | undefined): ReadonlyMap<number, LineMark> {
  const marks = new Map<number, LineMark>();
  if (!view) return marks;
  for (const stage of view.stages) {
    for (const step of stage.steps) {
      const look = lookOf(step);
      if (look === "config") continue;
      for (let line = step.range.startLine; line <= step.range.endLine; line++) {
        marks.set(line, { step, look, word: stampOf(step, view.kind), first: line === step.range.startLine });
      }
    }
  }
  return marks;
}

/** The step that a line belongs to, configuration included. */
export function stepAt(view: BuildView | undefined, line: number): StepView | undefined {
  for (const stage of view?.stages ?? []) {
    for (const step of stage.steps) if (step.range.startLine <= line && line <= step.range.endLine) return step;
  }
  return undefined;
}

export function stepById(view: BuildView | undefined, id: string | undefined): StepView | undefined {
  if (id === undefined) return undefined;
  for (const stage of view?.stages ?? []) for (const step of stage.steps) if (step.id === id) return step;
  return undefined;
}

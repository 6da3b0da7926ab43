/** Long runs of steps that look alike are drawn as one: nobody can read two hundred plates. */
import type { StepView } from "../../engine/api.ts";

export interface Folding<Step> {
  /** Whether two neighbours tell the same. */
  alike(a: Step, b: Step): boolean;
  /** Steps that are always drawn by themselves. */
  keep(step: Step): boolean;
}

/** A shorter run is not worth it. */
const shortest = 4;

/** What a folded run looks like: as its first layer does. */
export function faceOf(group: readonly StepView[]): StepView {
  return group.find(({ kind }) => kind !== "CONFIG") ?? (group[0] as StepView);
}

/** The steps in groups, in order: of one each, or of a run that can be drawn as one. */
export function foldRuns<Step>(steps: readonly Step[], { alike, keep }: Folding<Step>): Step[][] {
  const groups: Step[][] = [];
  let run: Step[] = [];
  const close = (): void => {
    groups.push(...(run.length < shortest ? run.map((step) => [step]) : [run]));
    run = [];
  };
  for (const step of steps) {
    const last = run.at(-1);
    if (keep(step) || (last !== undefined && !alike(last, step))) close();
    if (keep(step)) groups.push([step]);
    else run.push(step);
  }
  close();
  return groups.filter((group) => group.length > 0);
}

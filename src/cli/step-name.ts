/** How the lab's own commands let a step be named. */
import type { StepView } from "../engine/api.ts";

/** `3/5`, `build 3/5`, the step's id, or a part of its text. */
export function matches(step: StepView, wanted: string): boolean {
  const label = step.label.trim().replace(/\s+/g, " ");
  return (
    label === wanted || label.split(" ").includes(wanted) || step.id === wanted || step.text.toLowerCase().includes(wanted.toLowerCase())
  );
}

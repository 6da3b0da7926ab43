/**
 * What layers weighed when they were last seen. A step that will run again has no size yet; its plate keeps the thickness
 * it had, and says so.
 */
import type { BuildView, StepView } from "../../engine/api.ts";

/** By `rememberKey`, in bytes. */
export type RememberedSizes = ReadonlyMap<string, number>;

/** The same instruction in the same stage. */
export function rememberKey({ stage, text }: Pick<StepView, "stage" | "text">): string {
  return `${stage}\n${text}`;
}

/** `known` with the sizes of a view laid over it. */
export function rememberSizes(view: BuildView, known: RememberedSizes = new Map()): RememberedSizes {
  const sizes = new Map(known);
  for (const { steps } of view.stages) for (const step of steps) if (step.size !== undefined) sizes.set(rememberKey(step), step.size);
  return sizes;
}

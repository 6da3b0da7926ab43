/** What moves when one view follows another. Each movement tells what happened; nothing moves for its own sake. */
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import { isLive } from "./live.ts";
import { lookOf } from "./words.ts";

export interface Motion {
  /**
   * `slide`: cached, in at once. `lay`: made, laid down. `crack`: failed. `part`: just broken away from what is below.
   * `settle`: back in its place. `none` otherwise.
   */
  readonly kind: "slide" | "lay" | "crack" | "part" | "settle" | undefined;
  /** Alternates, so that the same movement can be made twice in a row. */
  readonly beat: 0 | 1;
  /** Milliseconds after the view appeared. */
  readonly delay: number;
}

const STEP_DELAY = 90;
const LONGEST_WAIT = 1400;

/** The movement of every step of `view`, as it follows `previous`. */
export function motionsOf(view: BuildView, previous: BuildView | undefined): Map<StepId, Motion> {
  // A build under way moves by itself, step by step; when it ends, every plate lies where it belongs.
  if (isLive(view) || (previous && isLive(previous))) return new Map();
  const before = new Map<StepId, StepView>(previous?.stages.flatMap(({ steps }) => steps.map((step) => [step.id, step] as const)));
  const newBuild = view.kind === "built" && (previous?.kind !== "built" || previous.number !== view.number);
  const beat = (view.number % 2) as 0 | 1;
  const motions = new Map<StepId, Motion>();
  let laid = 0;
  for (const step of view.stages.flatMap(({ steps }) => steps)) {
    const kind = newBuild ? builtMotion(step) : foretoldMotion(step, before.get(step.id));
    const wait = kind === "lay" || kind === "crack" ? STEP_DELAY * laid++ : 0;
    motions.set(step.id, { kind, beat, delay: Math.min(LONGEST_WAIT, wait) });
  }
  return motions;
}

function builtMotion(step: StepView): Motion["kind"] {
  const look = lookOf(step);
  if (look === "cached") return "slide";
  if (look === "failed") return "crack";
  return look === "reran" || look === "fresh" ? "lay" : undefined;
}

function foretoldMotion(step: StepView, before: StepView | undefined): Motion["kind"] {
  if (!before) return undefined;
  const [was, is] = [lookOf(before), lookOf(step)];
  if (was === is) return undefined;
  if (is === "reran" || is === "failed") return "part";
  return is === "cached" && was === "reran" ? "settle" : undefined;
}

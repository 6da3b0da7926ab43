/** A build under way, as a person looks at it: the foretold view, and over it how far each step has come. */
import type { BuildEvent, BuildView, StepId, StepView } from "../../engine/api.ts";

export type LiveState = "waiting" | "running" | "done" | "cached" | "failed" | "canceled";

/** How far one step has come. Times are simulated milliseconds since the epoch. */
export interface LiveStep {
  readonly state: LiveState;
  readonly started?: number;
  readonly completed?: number;
  /** Of its layer, in bytes, once that is made. */
  readonly size?: number;
}

export type LiveSteps = ReadonlyMap<StepId, LiveStep>;

/** A step of a view that is being built. */
export interface DrawnStep extends StepView {
  readonly live?: LiveStep;
}

/** What an event says about a step; `undefined` when it is about none, or one that has yet to start. */
export function liveStepOf(event: BuildEvent): { readonly id: StepId; readonly step: LiveStep } | undefined {
  if (event.type !== "vertex" || event.vertex.step === undefined || event.vertex.started === undefined) return undefined;
  const { step: id, started, completed, cached, canceled, error, size } = event.vertex;
  const state: LiveState =
    completed === undefined ? "running" : canceled ? "canceled" : error !== undefined ? "failed" : cached ? "cached" : "done";
  return {
    id,
    step: {
      state,
      ...(started === undefined ? {} : { started }),
      ...(completed === undefined ? {} : { completed }),
      ...(size === undefined ? {} : { size }),
    },
  };
}

/**
 * The picture of a build under way. `plan` foretells it; a step that has not begun waits. Steps keep the verdict and so the place
 * that was foretold: the finished view finds every plate where it belongs.
 */
export function liveView(plan: BuildView, steps: LiveSteps): BuildView {
  return {
    ...plan,
    stages: plan.stages.map((stage) =>
      stage.reachable ? { ...stage, steps: stage.steps.map((step): DrawnStep => drawn(step, steps.get(step.id))) } : stage,
    ),
  };
}

function drawn(step: StepView, live: LiveStep = { state: "waiting" }): DrawnStep {
  if (step.kind === "CONFIG") return step;
  const { started, completed, size } = live;
  if (live.state === "running" || live.state === "waiting" || started === undefined || completed === undefined) return { ...step, live };
  return { ...step, live, durationMs: completed - started, ...(size === undefined ? {} : { size }) };
}

/** The same with the steps that run as long as they have been running by now, in simulated milliseconds since the epoch. */
export function liveViewAt(view: BuildView, now: number): BuildView {
  const aged = (step: StepView): StepView => {
    const live = liveOf(step);
    return live?.state === "running" && live.started !== undefined ? { ...step, durationMs: Math.max(0, now - live.started) } : step;
  };
  return { ...view, stages: view.stages.map((stage) => ({ ...stage, steps: stage.steps.map(aged) })) };
}

/** True when the view is of a build under way. */
export function isLive(view: BuildView): boolean {
  return view.stages.some(({ steps }) => steps.some((step) => liveOf(step) !== undefined));
}

export function liveOf(step: StepView): LiveStep | undefined {
  return (step as DrawnStep).live;
}

/** The steps that run at this moment, in file order. */
export function runningSteps(view: BuildView): StepView[] {
  return view.stages.flatMap(({ steps }) => steps.filter((step) => liveOf(step)?.state === "running"));
}

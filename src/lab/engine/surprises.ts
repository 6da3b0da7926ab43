import type { BuildView, StepView } from "../../engine/api.ts";

/** The steps that a real engine did otherwise than the simulator foretold. */
export function surprises(view: BuildView): readonly StepView[] {
  return view.stages.flatMap((stage) => stage.steps).filter(({ foretold }) => foretold !== undefined);
}

/** All that somebody needs to look into a wrong prediction, as JSON. */
export function reportOf(view: BuildView, dockerfile: string): string {
  const steps = view.stages.flatMap((stage) =>
    stage.steps.map(({ id, text, verdict, foretold, reason, key }) => ({ id, text, verdict, ...(foretold && { foretold }), reason, key })),
  );
  return `${JSON.stringify({ about: "Drydock: a build that came otherwise than foretold", dockerfile, steps }, null, 2)}\n`;
}

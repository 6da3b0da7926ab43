/** The simulator beside a real engine: it foretells each build, and learns how it went. */
import type { BuildEvent, BuildRequest, BuildView, StepView } from "../../../engine/api.ts";
import type { StepRunner } from "../../../engine/build/solve/solver-hooks.ts";
import type { Outcome } from "./builds.ts";

/** As much of a simulated engine as foretelling needs. */
export interface Foreteller {
  preview(request: BuildRequest): BuildView;
  build(request: BuildRequest, options?: { onEvent?: (event: BuildEvent) => void }): Promise<{ readonly view: BuildView }>;
}

export interface Prediction {
  readonly view: BuildView;
  /** The step that a vertex of BuildKit's is, by its name. */
  stepOf(vertexName: string): string | undefined;
  /**
   * The build as the simulator would have done it. Where a verdict hangs on files that a step has yet to make, it makes them;
   * of the real build it is told only which commands failed.
   */
  settle(outcome: Outcome): Promise<BuildView>;
}

export class Predictor {
  readonly #simulator: Foreteller;
  readonly #steps: RealOutcomes;

  /** @param steps the outcomes that the simulator's steps are run with: see `guided` */
  constructor(simulator: Foreteller, steps: RealOutcomes) {
    this.#simulator = simulator;
    this.#steps = steps;
  }

  preview(request: BuildRequest): BuildView {
    return this.#simulator.preview(request);
  }

  predict(request: BuildRequest): Prediction {
    const view = this.#simulator.preview(request);
    const steps = view.stages.flatMap((stage) => stage.steps);
    const byLabel = new Map(steps.filter(({ label }) => label !== "").map((step) => [step.label, step.id]));
    return {
      view,
      stepOf: (name) => byLabel.get(/^\[([^\]]+)\]/.exec(name)?.[1] ?? ""),
      settle: async ({ vertices, failure }) => {
        const failed = [...vertices.values()].find(({ error, canceled }) => error !== undefined && !canceled);
        this.#steps.failing = failed && failure ? withoutLabel(failed.name) : undefined;
        try {
          const { view: done } = await this.#simulator.build(request);
          return withForetold(done, steps);
        } catch {
          // The simulator cannot do this build: what it foretold stands as it was.
          return view;
        }
      },
    };
  }
}

/** Which command failed in the real build. */
export class RealOutcomes {
  failing: string | undefined;

  /** Steps that end as they did in the real build: what the simulator cannot run it takes as having changed nothing. */
  guided(run: StepRunner): StepRunner {
    return async (request) => {
      const result = await run(request);
      const fails = this.failing?.endsWith(request.argv.at(-1) ?? "") ?? false;
      if (fails === (result.exitCode !== 0 || result.startError !== undefined)) return result;
      return { exitCode: fails ? 1 : 0, root: request.root, kept: new Map() };
    };
  }
}

function withoutLabel(name: string): string {
  return name.replace(/^\[[^\]]+\] /, "");
}

/** What was foretold before the build, kept beside what the simulator then did. */
function withForetold(done: BuildView, before: readonly StepView[]): BuildView {
  const verdicts = new Map(before.map(({ id, verdict }) => [id, verdict]));
  const foretold = (step: StepView): StepView => {
    const verdict = verdicts.get(step.id);
    return verdict === undefined || verdict === "unknown" ? step : { ...step, verdict };
  };
  return { ...done, stages: done.stages.map((stage) => ({ ...stage, steps: stage.steps.map(foretold) })) };
}

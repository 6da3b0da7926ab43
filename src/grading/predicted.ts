/** A kind of check: the learner has said what a build would do, step by step, before it did. */
import type { BuildView } from "../engine/api.ts";
import { askedSteps, truthOf } from "../views/predictions.ts";
import type { Check, CheckResult, Probe } from "./exercise.ts";

export interface PredictedOptions extends Pick<Check, "id" | "title" | "part" | "after"> {
  /** In how many steps of the build the learner may have been wrong; none when left out. */
  readonly mistakes?: number;
  /**
   * Which builds count; when left out, those of which something stayed and something ran: of a first build, where everything
   * runs, there is little to foretell.
   */
  readonly counts?: (build: BuildView) => boolean;
  /** What to do to get such a build, told to those who predicted another: "Edit `app.py` first." */
  readonly otherwise?: string;
}

/**
 * Passes when one build that counts was predicted in full, all its steps marked before it ran, with no more mistakes than
 * are allowed. Else it tells of the last build that came closest.
 */
export function predicted({ mistakes = 0, counts = isMixed, otherwise = "", ...check }: PredictedOptions): Check {
  return { ...check, run: async (lab) => judge(lab, { mistakes, counts, otherwise }) };
}

function judge(
  lab: Probe,
  { mistakes, counts, otherwise }: Required<Pick<PredictedOptions, "mistakes" | "counts" | "otherwise">>,
): CheckResult {
  const results = lab.predictions();
  if (results.length === 0)
    return lab.fail(
      "No build has been predicted yet. Mark each step under Layers, Predict, or with `predict` in the terminal; then build.",
    );
  const builds = new Map(lab.builds().map((build) => [build.number, build]));
  const tried = results.flatMap((result) => {
    const build = builds.get(result.number);
    return build ? [{ ...result, build, steps: askedSteps(build).length }] : [];
  });
  const full = tried.filter(({ asked, steps }) => asked === steps);
  const counted = full.filter(({ build }) => counts(build));
  if (counted.some(({ right, steps }) => steps - right <= mistakes)) return lab.pass();
  const last = counted.at(-1);
  if (last) {
    const allowed = mistakes === 0 ? "all of them" : `${last.steps - mistakes}`;
    return lab.fail(
      `Of build ${last.number} you foretold ${last.right} of ${last.steps} steps; we expected ${allowed}. Read why the others went another way, change something, and predict the next build.`,
    );
  }
  const other = full.at(-1);
  if (other) return lab.fail(`You predicted build ${other.number}, but that is not the kind of build we ask about. ${otherwise}`.trim());
  const part = tried.at(-1);
  if (part)
    return lab.fail(
      `You marked ${part.asked} of the ${part.steps} steps of build ${part.number}. We expected all of them to be marked before it ran.`,
    );
  return lab.fail("The builds that you predicted are not known any more. Predict another one.");
}

/** Something stayed, something ran, and it came to its end. */
function isMixed(build: BuildView): boolean {
  const truths = new Set(askedSteps(build).map(truthOf));
  return truths.size === 2 && truths.has("stays") && truths.has("reruns");
}

import type { BuildView, Cause, Irrelevant, IrrelevantKind, StepView } from "../../../src/engine/api.ts";
import type { Exercise } from "../../../src/grading/exercise.ts";
import { predicted } from "../../../src/grading/predicted.ts";

function steps(build: BuildView): readonly StepView[] {
  return build.stages.flatMap((stage) => stage.steps);
}

/** What changed and did not matter to some step, of these kinds. */
function shrugged(build: BuildView, ...kinds: readonly IrrelevantKind[]): readonly Irrelevant[] {
  return steps(build).flatMap(({ reason }) => (reason.kind === "cached" ? reason.despite.filter(({ kind }) => kinds.includes(kind)) : []));
}

function causesOf({ reason }: StepView): readonly Cause[] {
  if (reason.kind === "cached" || reason.kind === "skipped" || reason.kind === "config") return [];
  if (reason.kind === "missing" || reason.kind === "unknown") return [];
  return [reason, ...(reason.also ?? [])];
}

/** A command went again for a variable that stands nowhere in its text. */
function ranForAVariable(build: BuildView): boolean {
  return steps(build).some(
    (step) =>
      step.kind === "RUN" &&
      causesOf(step).some((cause) => cause.kind === "environment-changed" && cause.changes.every(({ name }) => !step.text.includes(name))),
  );
}

function ranForAMode(build: BuildView): boolean {
  return steps(build).some((step) =>
    causesOf(step).some((cause) => cause.kind === "files-changed" && cause.changes.some(({ how }) => how === "mode")),
  );
}

const nothingMatters = "It looks like much, and nothing runs";
const lessThanItSeems = "Something runs, and less than you would think";
const moreThanItSeems = "Something runs, and nobody asked for it";

const exercise: Exercise = {
  task: "Foretell eight builds, every step of each, without a mistake.",
  checks: [
    predicted({
      id: "touched",
      part: nothingMatters,
      title: "A file with a new date",
      counts: (build) => shrugged(build, "time-only").length > 0,
      otherwise: "Give a file another time and leave its bytes alone: `touch names.txt`.",
    }),
    predicted({
      id: "comment",
      part: nothingMatters,
      title: "A comment on a line of its own",
      counts: (build) => shrugged(build, "comment").length > 0,
      otherwise: "Add a comment to the `Dockerfile`, change nothing else, and predict the build that follows.",
    }),
    predicted({
      id: "setting",
      part: nothingMatters,
      title: "Another `LABEL`, low in the stack",
      counts: (build) => shrugged(build, "setting").some(({ what }) => what.startsWith("LABEL")),
      otherwise: "Change the `LABEL` that stands below the steps of the last stage.",
    }),
    predicted({
      id: "undeclared",
      part: nothingMatters,
      title: "A `--build-arg` that nothing declares",
      counts: (build) => shrugged(build, "undeclared").length > 0 && !ranForAVariable(build),
      otherwise: "Build with `--build-arg` and a name that no `ARG` has.",
    }),
    predicted({
      id: "same-bytes",
      part: lessThanItSeems,
      title: "A stage that goes again, under a copy that stays",
      counts: (build) => shrugged(build, "same-bytes").length > 0,
      otherwise: "Change `names.txt` so that `sorted.txt` comes out as it was.",
    }),
    predicted({
      id: "back-again",
      part: lessThanItSeems,
      title: "An edit that is taken back",
      counts: (build) => shrugged(build, "earlier-build").length > 0,
      otherwise: "Edit a file, build, put it back as it was, and predict the build that follows.",
    }),
    predicted({
      id: "unused-variable",
      part: moreThanItSeems,
      title: "A variable that the command never looks at",
      counts: ranForAVariable,
      otherwise: "Give `EDITION` another value: `docker build --build-arg EDITION=2 -t crew .`",
    }),
    predicted({
      id: "mode",
      part: moreThanItSeems,
      title: "Permissions, and not a byte of content",
      counts: ranForAMode,
      otherwise: "Change the mode of a file that is copied: `chmod +x page.sh`.",
    }),
  ],
  hints: [
    "Ask the same three questions of each step, from the bottom up: is the instruction another one? Is the content of what it reads another? Is the step it stands on? Three times no, and it stays.",
    "A `RUN` has one thing more in its memory: every variable that is set where it stands, used or not. A `COPY` has none of them.",
    "`COPY --from` reads files, and does not stand on the stage they come from. What the stage had to do to make them is not asked.",
    "The cache holds more than the last build. A build that was made an hour ago is still there.",
  ],
};

export default exercise;

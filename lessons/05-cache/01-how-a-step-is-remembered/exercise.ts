import type { BuildView } from "../../../src/engine/api.ts";
import type { Exercise } from "../../../src/grading/exercise.ts";
import { predicted } from "../../../src/grading/predicted.ts";
import { verdictsOf } from "../../shared/build-checks.ts";

/** Some commands went again and some did not: the change came in between. */
function brokeInTheMiddle(build: BuildView): boolean {
  const runs = verdictsOf(build, "RUN");
  return runs.has("cached") && runs.has("reran");
}

/** All commands went again, on a base that stayed. */
function brokeAtTheBottom(build: BuildView): boolean {
  const runs = verdictsOf(build, "RUN");
  return !runs.has("cached") && runs.has("reran") && verdictsOf(build, "FROM").has("cached");
}

function stayedWhole(build: BuildView): boolean {
  const all = verdictsOf(build);
  return all.size === 1 && all.has("cached");
}

const exercise: Exercise = {
  task: "Foretell three builds, each step of them: one that breaks in the middle, one that breaks near the bottom, and one in which nothing runs.",
  checks: [
    predicted({
      id: "in-the-middle",
      title: "You foretold a build of which one `RUN` stays and another goes again",
      counts: brokeInTheMiddle,
      otherwise: "Build once, edit `page.sh`, and predict the build that follows.",
    }),
    predicted({
      id: "near-the-bottom",
      title: "You foretold a build in which every `RUN` goes again, on a base that stays",
      counts: brokeAtTheBottom,
      otherwise: "What is the lowest file that the image is made of? Edit that one, and predict the build that follows.",
    }),
    predicted({
      id: "nothing-runs",
      title: "You foretold a build in which nothing runs",
      counts: stayedWhole,
      otherwise: "Change something that no step is remembered by, and predict the build that follows.",
    }),
  ],
  hints: [
    "Go up the Dockerfile line by line, and ask of each: does it read what I changed? The first that does, runs.",
    "Everything above the first step that runs goes again too, whatever it reads. Everything below it stays.",
    "For the third: `touch words.txt`, a comment on a line of its own, another `CMD`. None of them is in the memory of a step that makes a layer.",
  ],
};

export default exercise;

import { catalogue } from "../../../content/catalogue/index.ts";
import { preloaded } from "../../../content/catalogue/preloaded.ts";
import type { StepRunner } from "../../engine/build/solve/solver-hooks.ts";
import { createEngine } from "../../engine/engine.ts";
import { placeholderLabel } from "../../engine/images/placeholder-label.ts";
import type { EngineState } from "../../engine/state.ts";
import type { Exercise } from "../../grading/exercise.ts";
import type { SavedSession } from "../../shell/session.ts";
import { fetched } from "../not-fetched.ts";
import type { Parts } from "./host.ts";
import { knownImage } from "./image-questions.ts";
import { lessonOfPath } from "./lesson-path.ts";

const exercises = import.meta.glob<{ default: Exercise }>("../../../lessons/*/*/exercise.ts");

/** Loads the bash interpreter and the programs that RUN steps call when the first step runs. */
const runStep: StepRunner = async (request) => (await import("../../engine/programs/step-runner.ts")).runStep(request);

/** What the lab is made of. Foretelling a build needs the engine and the catalogue's tables; the rest comes when it is needed. */
export const parts: Parts = {
  async createEngine(clock, saved) {
    const engine = createEngine({ clock, images: catalogue, preloaded, runStep });
    if (saved !== undefined) await engine.restore(saved as EngineState);
    return engine;
  },

  async openSandbox(key, tell) {
    const { openSandbox } = await fetched("What leads to the sandbox", () => import("../sandbox/open.ts"));
    const openSocket = () => new WebSocket(`ws://${location.host}/drydock/sandbox`);
    return openSandbox({ key, openSocket, images: catalogue, runStep, tell });
  },

  async openNode(door) {
    const { realNodeBehind } = await import("../webcontainer/real-node.ts");
    return realNodeBehind(door);
  },

  async createSession(engine, clock, workspace, saved) {
    const { LabSession } = await fetched("The shell", () => import("../../shell/session.ts"));
    const session = new LabSession({ engine, clock, workspace });
    if (saved !== undefined) session.restore(saved as SavedSession);
    return session;
  },

  async beginning(lesson) {
    const load = exerciseOf(lesson);
    if (!load) return undefined;
    const [{ default: exercise }, { beginLab }] = await fetched("This lesson's exercise", () =>
      Promise.all([load(), import("../../grading/begin.ts")]),
    );
    return (session) => beginLab(exercise, session);
  },

  bases: () =>
    catalogue.references().flatMap((name) => {
      const config = catalogue.describe(name)?.config;
      return config && !(placeholderLabel in (config.Labels ?? {})) ? [knownImage(name, config)] : [];
    }),

  async grade(lesson, session, signal, limit) {
    const load = exerciseOf(lesson);
    if (!load) return [];
    const [{ default: exercise }, { grade }] = await fetched("This lesson's checks", () =>
      Promise.all([load(), import("../../grading/grade.ts")]),
    );
    return grade(exercise, session, { signal, ...(limit !== undefined && { limit }) });
  },
};

/** Loads a lesson's exercise, where it has one. */
function exerciseOf(lesson: string): (() => Promise<{ default: Exercise }>) | undefined {
  return Object.entries(exercises).find(([path]) => lessonOfPath(path) === lesson)?.[1];
}

import { catalogue } from "../../content/catalogue/index.ts";
import { preloaded } from "../../content/catalogue/preloaded.ts";
import type { StepRunner } from "../engine/build/solve/solver-hooks.ts";
import type { Clock } from "../engine/clock.ts";
import { virtualClock } from "../engine/clocks.ts";
import { createEngine } from "../engine/engine.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { LabSession } from "../shell/session.ts";

/** The programs of RUN steps and their packages take a while to load: only a lab that runs a step pays for it. */
const runStep: StepRunner = async (request) => (await import("../engine/programs/step-runner.ts")).runStep(request);

/** A fresh lab over a workspace: an empty engine, the whole catalogue, and a clock that never waits unless another is given. */
export function createLab(workspace: DirectoryNode, clock: Clock = virtualClock()): LabSession {
  return new LabSession({ engine: createEngine({ clock, images: catalogue, preloaded, runStep }), clock, workspace });
}

import { catalogue } from "../../content/catalogue/index.ts";
import { virtualClock } from "../engine/clocks.ts";
import { createEngine } from "../engine/engine.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { registry } from "../engine/programs/registry.ts";
import { createStepRunner } from "../engine/programs/run-step.ts";
import { LabSession } from "../shell/session.ts";

/** A fresh lab over a workspace: an empty engine, the whole catalogue, and a clock that never waits. */
export function createLab(workspace: DirectoryNode): LabSession {
  const clock = virtualClock();
  const engine = createEngine({ clock, images: catalogue, runStep: createStepRunner(registry) });
  return new LabSession({ engine, clock, workspace });
}

import { registry } from "../../engine/programs/registry.ts";
import { createStepRunner } from "../../engine/programs/run-step.ts";

/** Runs the commands of RUN steps. A module of its own, so that it can come late. */
export const runStep = createStepRunner(registry);

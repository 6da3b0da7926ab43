import { registry } from "../engine/programs/registry.ts";
import { createStepRunner } from "../engine/programs/run-step.ts";

/** Runs the commands of RUN steps with every program the lab knows. */
export const runStep = createStepRunner(registry);

import { registry } from "./registry.ts";
import { createStepRunner } from "./run-step.ts";

/** Runs the commands of RUN steps with every program the lab knows. A module of its own, so that it can come late. */
export const runStep = createStepRunner(registry);

/** What some pictures show and no engine knows, since it is the client's: given by whoever holds the learner's session. */
import type { ComposePlan } from "./compose-plan.ts";

export interface Beside {
  /** The Compose projects whose files lie in the workspace. */
  composePlans(): Promise<readonly ComposePlan[]>;
}

/** Nothing beside the engine. */
export const alone: Beside = { composePlans: async () => [] };

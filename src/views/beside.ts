/** What some pictures show and no engine knows, since it is the client's: given by whoever holds the learner's session. */
import type { ApiCommand } from "./api-calls.ts";
import type { ComposePlan } from "./compose-plan.ts";

export interface Beside {
  /** The Compose projects whose files lie in the workspace. */
  composePlans(): Promise<readonly ComposePlan[]>;
  /** The last commands of the client with what each asked of the daemon, the oldest first. */
  apiCommands(): readonly ApiCommand[];
}

/** Nothing beside the engine. */
export const alone: Beside = { composePlans: async () => [], apiCommands: () => [] };

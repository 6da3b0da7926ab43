import type { DockerContext } from "../../context.ts";
import type { Docker } from "../command.ts";
import type { ComposeHost } from "../model/host.ts";
import type { Progress } from "./progress.ts";
import type { Stack } from "./stack.ts";

/** What everything that changes a project works with. */
export interface Work {
  readonly stack: Stack;
  readonly context: DockerContext;
  readonly host: ComposeHost;
  readonly progress: Progress;
  readonly docker: Docker;
  /** Nothing is really done: the engine of the context only pretends. */
  readonly dryRun: boolean;
}

/** Stopping and removing containers, telling of it. */
import { EngineError } from "../../../engine/api.ts";
import type { StackContainer } from "./containers.ts";
import { runHooks } from "./hooks.ts";
import type { Work } from "./work.ts";

/** Seconds; the container's own stop signal and time hold where nothing else is said. */
export function stopOptions(timeout: number | undefined): { timeout?: number } {
  return timeout === undefined ? {} : { timeout };
}

/** Also tells of one that does not run. */
export async function stopContainer(work: Work, container: StackContainer, timeout?: number): Promise<void> {
  const { context, progress, stack } = work;
  const id = `Container ${container.name}`;
  progress.event(id, "Stopping");
  try {
    await runHooks(work, container, stack.service(container.service)?.parts("pre_stop") ?? []);
    await context.engine.containerStop(container.id, stopOptions(timeout));
  } catch (error) {
    progress.event(id, "Error while Stopping", "error");
    throw error;
  }
  progress.event(id, "Stopped");
}

export interface Removal {
  readonly timeout?: number | undefined;
  /** Anonymous volumes go too. */
  readonly volumes?: boolean;
}

/** One that is gone already counts as removed. */
export async function stopAndRemove(work: Work, container: StackContainer, { timeout, volumes = false }: Removal): Promise<void> {
  const { context, progress } = work;
  const id = `Container ${container.name}`;
  try {
    await stopContainer(work, container, timeout);
    progress.event(id, "Removing");
    await context.engine.containerRemove(container.id, { force: true, volumes });
  } catch (error) {
    if (!(error instanceof EngineError && (error.status === 404 || error.status === 409))) throw error;
  }
  progress.event(id, "Removed");
}

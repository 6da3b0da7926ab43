import type { DockerContext } from "../../context.ts";
import type { StackContainer } from "./containers.ts";
import type { Work } from "./work.ts";

/** Stops a container, its own stop signal and time holding where nothing else is said. */
export async function stopContainer(context: DockerContext, { id }: StackContainer, timeout?: number): Promise<void> {
  await context.engine.containerStop(id, timeout === undefined ? {} : { timeout });
}

/** The same, telling of it. */
export async function stopTelling({ context, progress }: Work, container: StackContainer, timeout?: number): Promise<void> {
  const id = `Container ${container.name}`;
  progress.event(id, "Stopping");
  await stopContainer(context, container, timeout);
  progress.event(id, "Stopped");
}

import type { DockerContext } from "../../context.ts";
import type { StackContainer } from "./containers.ts";

/** Stops a container, its own stop signal and time holding where nothing else is said. */
export async function stopContainer(context: DockerContext, { id }: StackContainer, timeout?: number): Promise<void> {
  await context.engine.containerStop(id, timeout === undefined ? {} : { timeout });
}

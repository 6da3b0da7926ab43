/** Ending the containers of several services. */
import { replicasOf, type StackContainer } from "./containers.ts";
import { inReverseOrder } from "./graph.ts";
import { stopContainer } from "./stop.ts";
import type { Work } from "./work.ts";

/** Those that others depend on last; only those named, where some are. */
export async function stopServices(work: Work, named: readonly string[], timeout?: number): Promise<void> {
  const { stack, context } = work;
  const all = await replicasOf(context.engine, stack.name);
  await inReverseOrder(stack.services, async ({ name }) => {
    if (named.length > 0 && !named.includes(name)) return;
    await Promise.all(all.filter((one) => one.service === name).map((one) => stopContainer(work, one, timeout)));
  });
}

/** All at once. */
export async function killContainers({ context, progress }: Work, targets: readonly StackContainer[], signal: string): Promise<void> {
  const end = async (container: StackContainer): Promise<void> => {
    const id = `Container ${container.name}`;
    progress.event(id, "Killing");
    try {
      await context.engine.containerKill(container.id, signal);
    } catch (error) {
      progress.event(id, "Error while Killing", "error");
      throw error;
    }
    progress.event(id, "Killed");
  };
  const settled = await Promise.allSettled(targets.map(end));
  for (const one of settled) if (one.status === "rejected") throw one.reason;
}

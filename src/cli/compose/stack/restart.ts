/** Restarting services, and those that go with them. */
import { isMapping, mapValues } from "../model/tree.ts";
import { waitFor } from "./conditions.ts";
import { replicasOf, type StackContainer } from "./containers.ts";
import { inDependencyOrder } from "./graph.ts";
import { runHooks } from "./hooks.ts";
import type { Stack } from "./stack.ts";
import { stopOptions } from "./stop.ts";
import type { Work } from "./work.ts";

/** The services and those that want to be started again with them, or all. */
export async function restartServices(work: Work, named: readonly string[], timeout?: number): Promise<void> {
  const { context, progress } = work;
  // Only who is to be restarted with another waits for it.
  const related = work.stack.change(({ tree }) => ({
    ...tree,
    depends_on: mapValues(isMapping(tree.depends_on) ? tree.depends_on : {}, (need) =>
      isMapping(need) && need.restart === true ? need : undefined,
    ),
  }));
  const stack: Stack = named.length > 0 ? related.only(related.withDependents(named).map(({ name }) => name)) : related;
  const containers = await replicasOf(context.engine, stack.name);
  await inDependencyOrder(stack.services, async (service, signal) => {
    await waitFor({ ...work, stack }, { dependent: service.name, needs: service.dependencies, containers, signal });
    const again = async (container: StackContainer): Promise<void> => {
      await runHooks(work, container, service.parts("pre_stop"));
      progress.event(`Container ${container.name}`, "Restarting");
      await context.engine.containerRestart(container.id, stopOptions(timeout));
      progress.event(`Container ${container.name}`, "Started");
      await runHooks(work, container, service.parts("post_start"));
    };
    await Promise.all(containers.filter((one) => one.service === service.name).map(again));
  });
}

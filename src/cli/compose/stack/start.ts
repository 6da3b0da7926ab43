/** Starting what has been created, each service when its dependencies are ready (spec compose §5.1). */
import { ComposeProblem } from "../model/problem.ts";
import { containersOf, isRunning } from "./containers.ts";
import { untilHealthy, waitForDependencies } from "./conditions.ts";
import type { Work } from "./work.ts";
import { inDependencyOrder } from "./graph.ts";
import type { ServiceView } from "./service-view.ts";

export interface StartOptions {
  /** Waits until everything runs or is healthy. */
  readonly waits?: boolean;
  /** Seconds; no end when absent. */
  readonly waitTimeout?: number;
  /** A service without a container is a mistake. */
  readonly needsContainers?: boolean;
}

/** Throws `ComposeProblem` for a dependency that does not get ready. */
export async function start(work: Work, services: readonly ServiceView[], options: StartOptions = {}): Promise<void> {
  const { stack, context, progress } = work;
  const names = new Set(services.map(({ name }) => name));
  await inDependencyOrder(services, async (service) => {
    await waitForDependencies(stack, service, context, progress, (name) => names.has(name) && (stack.service(name)?.replicas ?? 0) > 0);
    const own = (await containersOf(context.engine, stack.name)).filter((one) => one.service === service.name && !one.oneOff);
    if (own.length === 0 && options.needsContainers) throw new ComposeProblem(`service "${service.name}" has no container to start`);
    for (const container of own) {
      if (isRunning(container)) continue;
      progress.event(`Container ${container.name}`, "Starting");
      await context.engine.containerStart(container.id);
      progress.event(`Container ${container.name}`, "Started");
    }
  });
  if (options.waits) await waitForAll(work, services, options.waitTimeout);
}

async function waitForAll(
  { stack, context, progress }: Work,
  services: readonly ServiceView[],
  timeout: number | undefined,
): Promise<void> {
  const names = new Set(services.map(({ name }) => name));
  const all = (await containersOf(context.engine, stack.name)).filter((one) => names.has(one.service) && !one.oneOff);
  for (const container of all) progress.event(`Container ${container.name}`, "Waiting");
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const waited = Promise.all(
    all.map(async (container) => {
      await untilHealthy(container, { ...context, signal }, true);
      progress.event(`Container ${container.name}`, "Healthy");
    }),
  );
  if (timeout === undefined) return void (await waited);
  const late = context.clock.sleep(timeout * 1000, signal).then(() => {
    throw new ComposeProblem(`application not healthy after ${timeout}s`);
  });
  late.catch(() => {});
  try {
    await Promise.race([waited, late]);
  } finally {
    over.abort();
    waited.catch(() => {});
  }
}

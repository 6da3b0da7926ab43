/** Starting what has been created, each service when its dependencies are ready (spec compose §5.1). */
import { ComposeProblem } from "../model/problem.ts";
import { type Need, waitFor } from "./conditions.ts";
import { isRunning, replicasOf, type StackContainer } from "./containers.ts";
import { copyContents } from "./grants.ts";
import { inDependencyOrder } from "./graph.ts";
import { runHooks } from "./hooks.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";
import type { Work } from "./work.ts";

export interface StartOptions {
  /** Waits until everything runs or is healthy. */
  readonly waits?: boolean;
  /** Seconds; no end when absent or 0. */
  readonly waitTimeout?: number;
}

/** Throws `ComposeProblem` for a dependency that does not get ready. */
export async function start(work: Work, options: StartOptions = {}): Promise<void> {
  const { stack, context } = work;
  const containers = await replicasOf(context.engine, stack.name);
  const waitTimeout = options.waitTimeout || undefined;
  await inDependencyOrder(stack.services, (service, signal) => startService(work, service, containers, signal));
  if (options.waits) await waitForAll(work, containers, waitTimeout);
}

async function startService(work: Work, service: ServiceView, containers: readonly StackContainer[], signal: AbortSignal): Promise<void> {
  const { context, progress, stack } = work;
  if (service.part("deploy").replicas === 0) return;
  await waitFor(work, { dependent: service.name, needs: service.dependencies, containers, signal });
  if (signal.aborted) return;
  if (containers.length === 0) {
    if (service.replicas === 0) return;
    throw new ComposeProblem(`service ${JSON.stringify(service.name)} has no container to start`);
  }
  for (const container of containers.filter((one) => one.service === service.name)) {
    if (isRunning(container)) continue;
    await copyContents(stack, service, container.id, context);
    progress.event(`Container ${container.name}`, "Starting");
    await context.engine.containerStart(container.id);
    await runHooks(work, container, service.parts("post_start"));
    progress.event(`Container ${container.name}`, "Started");
  }
}

async function waitForAll(work: Work, containers: readonly StackContainer[], timeout: number | undefined): Promise<void> {
  const { stack, context } = work;
  const needs = stack.services.map(
    ({ name }): Need => ({ service: name, condition: waitedCondition(stack, name), restart: false, required: true }),
  );
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const waited = waitFor(work, { dependent: stack.name, needs, containers, signal });
  if (timeout === undefined) return waited;
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

/** What others wait for to end is waited for to end here too. */
function waitedCondition(stack: Stack, name: string): Need["condition"] {
  const ends = stack.services.some(({ dependencies }) =>
    dependencies.some(({ service, condition }) => service === name && condition === "service_completed_successfully"),
  );
  return ends ? "service_completed_successfully" : "running_or_healthy";
}

/** Waiting until a service is what others need it to be (spec compose §5.3). */
import type { DockerContext } from "../../context.ts";
import { ComposeProblem } from "../model/problem.ts";
import { containersOf, type StackContainer } from "./containers.ts";
import type { Progress } from "./progress.ts";
import type { Dependency, ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";

const pause = 500;

/** Waits for everything that a service depends on. Throws `ComposeProblem` for what will not come about. */
export async function waitForDependencies(
  stack: Stack,
  service: ServiceView,
  context: DockerContext,
  progress: Progress,
  isWaitedFor: (dependency: string) => boolean,
): Promise<void> {
  const waiting = service.dependencies.filter(({ condition, service: name }) => condition !== "service_started" && isWaitedFor(name));
  await Promise.all(waiting.map((dependency) => waitFor(stack, service, dependency, context, progress)));
}

async function waitFor(
  stack: Stack,
  service: ServiceView,
  dependency: Dependency,
  context: DockerContext,
  progress: Progress,
): Promise<void> {
  const containers = (await containersOf(context.engine, stack.name)).filter((one) => one.service === dependency.service && !one.oneOff);
  if (containers.length === 0) {
    if (!dependency.required) return;
    throw new ComposeProblem(`${service.name} is missing dependency ${dependency.service}`);
  }
  for (const container of containers) progress.event(`Container ${container.name}`, "Waiting");
  for (const container of containers) {
    try {
      if (dependency.condition === "service_healthy") {
        await untilHealthy(container, context, false);
        progress.event(`Container ${container.name}`, "Healthy");
      } else {
        await untilCompleted(container, dependency.service, context);
        progress.event(`Container ${container.name}`, "Exited");
      }
    } catch (error) {
      if (!(error instanceof ComposeProblem)) throw error;
      if (dependency.required) {
        const completes = dependency.condition === "service_completed_successfully";
        progress.event(`Container ${container.name}`, completes ? error.message : "Error", "error");
        throw completes ? error : new ComposeProblem(`dependency failed to start: ${error.message}`);
      }
      progress.event(`Container ${container.name}`, "Skipped", "warning", `optional dependency "${dependency.service}" failed to start`);
    }
  }
}

/** Throws `ComposeProblem` when it ended, is unhealthy, or has no health check although it must. */
export async function untilHealthy(container: StackContainer, context: DockerContext, runningWillDo: boolean): Promise<void> {
  for (;;) {
    const { State } = await context.engine.containerInspect(container.id);
    if (State.Status === "exited" || State.Status === "dead")
      throw new ComposeProblem(`container ${container.name} exited (${State.ExitCode})`);
    const check = State.Health?.Status;
    if (check === undefined || check === "none") {
      if (!runningWillDo) throw new ComposeProblem(`container ${container.name} has no healthcheck configured`);
      if (State.Running) return;
    } else if (check === "healthy") return;
    else if (check === "unhealthy") throw new ComposeProblem(`container ${container.name} is unhealthy`);
    await context.clock.sleep(pause, context.signal);
  }
}

async function untilCompleted(container: StackContainer, service: string, context: DockerContext): Promise<void> {
  for (;;) {
    const { State } = await context.engine.containerInspect(container.id);
    if (State.Status === "exited" || State.Status === "dead") {
      if (State.ExitCode === 0) return;
      throw new ComposeProblem(`service "${service}" didn't complete successfully: exit ${State.ExitCode}`);
    }
    await context.clock.sleep(pause, context.signal);
  }
}

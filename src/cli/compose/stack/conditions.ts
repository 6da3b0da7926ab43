/** Waiting until services are what others need them to be (spec compose §5.3). */
import { ComposeProblem } from "../model/problem.ts";
import type { StackContainer } from "./containers.ts";
import type { Dependency } from "./service-view.ts";
import type { Work } from "./work.ts";

/** Milliseconds between two looks. */
const pause = 500;

/** Of `--wait`: running will do where there is no health check. */
export interface Need extends Omit<Dependency, "condition"> {
  readonly condition: Dependency["condition"] | "running_or_healthy";
}

export interface Waiting {
  /** Who waits. */
  readonly dependent: string;
  readonly needs: readonly Need[];
  /** All containers of the project. */
  readonly containers: readonly StackContainer[];
  readonly signal: AbortSignal;
}

/** Waits for everything that is needed. Throws `ComposeProblem` for what will not come about. */
export async function waitFor(work: Work, { dependent, needs, containers, signal }: Waiting): Promise<void> {
  const { stack, progress, host } = work;
  const tell = (targets: readonly StackContainer[], status: string, kind?: "warning" | "error"): void => {
    for (const { name } of targets) progress.event(`Container ${name}`, status, kind);
  };
  const waits: Promise<void>[] = [];
  for (const need of needs) {
    if (need.condition === "service_started" || stack.project.disabled.has(need.service)) continue;
    if (stack.required(need.service).replicas === 0) continue;
    const targets = containers.filter((one) => one.service === need.service && !one.oneOff);
    tell(targets, "Waiting");
    if (targets.length === 0) {
      const words = `${dependent} is missing dependency ${need.service}`;
      if (need.required) throw new ComposeProblem(words);
      host.warn(words);
      continue;
    }
    const skip = (reason: string, warning: string): void => {
      tell(targets, `Skipped: ${reason}`, "warning");
      host.warn(warning);
    };
    waits.push(
      (async () => {
        const outcome = await settle(work, need, targets, signal);
        if (outcome === undefined) return;
        if (outcome.problem === undefined) return tell(targets, outcome.word);
        const { reason, warning, failure, status } = outcome.problem;
        if (!need.required) return skip(reason, warning);
        if (status !== undefined) tell(targets, status, "error");
        throw new ComposeProblem(failure);
      })(),
    );
  }
  const settled = await Promise.allSettled(waits);
  for (const one of settled) if (one.status === "rejected") throw one.reason;
}

interface Outcome {
  readonly word: string;
  readonly problem?: {
    /** Why an optional dependency is skipped, and what is warned of. */
    readonly reason: string;
    readonly warning: string;
    /** What ends the command. */
    readonly failure: string;
    /** How the containers are marked. */
    readonly status?: string;
  };
}

/** How the wait ends; `undefined` when nobody waits any more. */
async function settle(work: Work, need: Need, targets: readonly StackContainer[], signal: AbortSignal): Promise<Outcome | undefined> {
  const { clock } = work.context;
  for (;;) {
    try {
      await clock.sleep(pause, signal);
    } catch {
      return undefined;
    }
    if (signal.aborted) return undefined;
    const outcome =
      need.condition === "service_completed_successfully" ? await completed(work, need, targets) : await healthy(work, need, targets);
    if (outcome) return outcome;
  }
}

async function completed({ context }: Work, { service }: Need, targets: readonly StackContainer[]): Promise<Outcome | undefined> {
  for (const { id } of targets) {
    const { State } = await context.engine.containerInspect(id);
    if (State.Status !== "exited") continue;
    if (State.ExitCode === 0) return { word: "Exited" };
    const end = `${JSON.stringify(service)} didn't complete successfully: exit ${State.ExitCode}`;
    const warning = `optional dependency ${end}`;
    return { word: "", problem: { reason: warning, warning, failure: `service ${end}`, status: `service ${end}` } };
  }
  return undefined;
}

async function healthy({ context }: Work, { service, condition }: Need, targets: readonly StackContainer[]): Promise<Outcome | undefined> {
  const runningWillDo = condition === "running_or_healthy";
  const problem = (why: string): Outcome => {
    const reason = `optional dependency ${JSON.stringify(service)} ${runningWillDo ? "is not running or is unhealthy" : "failed to start"}`;
    const failure = runningWillDo ? why : `dependency failed to start: ${why}`;
    return { word: "", problem: { reason, warning: `${reason}: ${why}`, failure, ...(runningWillDo ? {} : { status: "Error" }) } };
  };
  for (const { id, name } of targets) {
    const { State, Config } = await context.engine.containerInspect(id);
    if (State.Status === "exited") return problem(`container ${name} exited (${State.ExitCode})`);
    // The first of several decides, as in Compose itself.
    if (!Config.Healthcheck && runningWillDo) return State.Status === "running" ? { word: "Healthy" } : undefined;
    if (!State.Health) return problem(`container ${name} has no healthcheck configured`);
    if (State.Health.Status === "unhealthy") return problem(`container ${name} is unhealthy`);
    if (State.Health.Status !== "healthy") return undefined;
  }
  return { word: "Healthy" };
}

/** Compose projects: services and what each waits for, the containers there are of them, and when each was up. */
import type { ContainerInspect, ContainerStatus, Engine, EventMessage, HealthStatus } from "../engine/api.ts";
import type { Beside } from "./beside.ts";
import type { ComposePlan, DependencyCondition, PlannedService } from "./compose-plan.ts";
import { stillThere } from "../engine/api/still-there.ts";

export interface ComposeView {
  /** Those of the workspace's files first, then what runs besides. */
  readonly projects: readonly ComposeProject[];
}

export interface ComposeProject {
  readonly name: string;
  /** Relative to the workspace; absent when only its containers are known. */
  readonly file?: string;
  readonly problem?: string;
  /** Each after those it depends on. */
  readonly services: readonly ComposeService[];
  readonly disabled: readonly string[];
  /** Milliseconds since the epoch when the last start-up began: what the times of replicas count from. */
  readonly began?: number;
}

export interface ComposeService {
  readonly name: string;
  readonly image: string;
  readonly builds: boolean;
  /** Longest chain of services it waits for: 0 for one that waits for none. */
  readonly level: number;
  readonly waitsFor: readonly Wait[];
  /** Containers that the file asks for. */
  readonly wanted: number;
  readonly replicas: readonly Replica[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

export interface Wait {
  readonly service: string;
  readonly condition: DependencyCondition;
  /** What it waits for has come about. */
  readonly met: boolean;
}

export interface Replica {
  readonly name: string;
  readonly number: number;
  readonly status: ContainerStatus;
  readonly health?: HealthStatus;
  readonly exitCode: number;
  /** The file has other settings for it now: the next `up` makes it anew. */
  readonly outdated: boolean;
  /** Milliseconds after `began`; absent for what has not happened, or happened before. */
  readonly created?: number;
  readonly started?: number;
  readonly healthy?: number;
  readonly ended?: number;
}

const prefix = "com.docker.compose.";
/** A pause as long as this, in milliseconds, parts one start-up from the next. */
const pause = 120_000;

export async function gatherCompose(engine: Engine, _: null, beside: Beside): Promise<ComposeView> {
  const [plans, found] = await Promise.all([
    beside.composePlans(),
    engine.containerList({ all: true, filters: { label: [`${prefix}project`, `${prefix}oneoff=False`] } }),
  ]);
  const inspected = await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id))));
  const containers = inspected.filter((container) => container !== undefined);
  const events = containers.length === 0 ? [] : await pastEvents(engine);
  const planned = plans.map((plan) => projectOf(plan, ofProject(containers, plan.name), events));
  const names = new Set(plans.map(({ name }) => name));
  const others = [...new Set(containers.map((container) => labelOf(container, "project")))].filter((name) => !names.has(name)).sort();
  const unplanned = others.map((name) => projectOf(planFromLabels(name, ofProject(containers, name)), ofProject(containers, name), events));
  return { projects: [...planned, ...unplanned] };
}

/** What the daemon remembers of changes of health. */
async function pastEvents(engine: Engine): Promise<EventMessage[]> {
  const { SystemTime } = await engine.info();
  const events: EventMessage[] = [];
  const filters = { type: ["container"], event: ["health_status"] };
  for await (const event of await engine.events({ since: 0, until: Date.parse(SystemTime), filters })) events.push(event);
  return events;
}

function labelOf({ Config }: ContainerInspect, key: string): string {
  return Config.Labels?.[prefix + key] ?? "";
}

function ofProject(containers: readonly ContainerInspect[], name: string): ContainerInspect[] {
  return containers.filter((container) => labelOf(container, "project") === name);
}

interface KnownPlan extends Omit<ComposePlan, "file" | "services"> {
  readonly file?: string;
  /** Without a hash nothing is known to be outdated. */
  readonly services: readonly (Omit<PlannedService, "hash"> & { readonly hash?: string })[];
}

/** What the labels of containers tell of a project whose files are not here. */
function planFromLabels(name: string, containers: readonly ContainerInspect[]): KnownPlan {
  const services = new Map<string, ContainerInspect[]>();
  for (const container of containers) {
    const service = labelOf(container, "service");
    services.set(service, [...(services.get(service) ?? []), container]);
  }
  return {
    name,
    disabled: [],
    services: [...services].map(([service, own]) => {
      const first = own[0] as ContainerInspect;
      return {
        name: service,
        image: first.Config.Image ?? "",
        builds: false,
        replicas: own.length,
        dependencies: labelOf(first, "depends_on")
          .split(",")
          .filter(Boolean)
          .map((text) => {
            const [other = "", condition = "service_started"] = text.split(":");
            return { service: other, condition: condition as DependencyCondition };
          }),
        networks: Object.keys(first.NetworkSettings.Networks).map((network) => withoutProject(network, name)),
        volumes: first.Mounts.flatMap(({ Name }) => (Name?.startsWith(`${name}_`) ? [withoutProject(Name, name)] : [])),
      };
    }),
  };
}

function withoutProject(name: string, project: string): string {
  return name.startsWith(`${project}_`) ? name.slice(project.length + 1) : name;
}

function projectOf(plan: KnownPlan, containers: readonly ContainerInspect[], events: readonly EventMessage[]): ComposeProject {
  const began = beginningOf(containers);
  const replicasOf = (service: KnownPlan["services"][number]): Replica[] =>
    containers
      .filter((container) => labelOf(container, "service") === service.name)
      .map((container) => replicaOf(container, service.hash, began ?? 0, events))
      .sort((a, b) => a.number - b.number);
  const replicas = new Map(plan.services.map((service) => [service.name, replicasOf(service)]));
  const levels = levelsOf(plan.services);
  const services = plan.services
    .map(
      (service): ComposeService => ({
        name: service.name,
        image: service.image,
        builds: service.builds,
        level: levels.get(service.name) ?? 0,
        waitsFor: service.dependencies.map(({ service: other, condition }) => ({
          service: other,
          condition,
          met: isMet(condition, replicas.get(other) ?? []),
        })),
        wanted: service.replicas,
        replicas: replicas.get(service.name) ?? [],
        networks: service.networks,
        volumes: service.volumes,
      }),
    )
    .sort((a, b) => a.level - b.level || a.name.localeCompare(b.name));
  const { name, file, problem, disabled } = plan;
  return { name, ...(file && { file }), ...(problem && { problem }), services, disabled, ...(began !== undefined && { began }) };
}

function replicaOf(container: ContainerInspect, hash: string | undefined, began: number, events: readonly EventMessage[]): Replica {
  const { Name, State, Created } = container;
  const after = (moment: number | undefined): number | undefined =>
    moment !== undefined && moment >= began ? Math.round(moment - began) : undefined;
  const started = timeOf(State.StartedAt);
  const healthy = started === undefined ? undefined : firstHealthy(container, started, events);
  const ended = State.Running ? undefined : timeOf(State.FinishedAt);
  const times = { created: after(timeOf(Created)), started: after(started), healthy: after(healthy), ended: after(ended) };
  return {
    name: Name.slice(1),
    number: Number(labelOf(container, "container-number")) || 1,
    status: State.Status,
    ...(State.Health && State.Health.Status !== "none" && { health: State.Health.Status }),
    exitCode: State.ExitCode,
    outdated: hash !== undefined && labelOf(container, "config-hash") !== hash,
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)),
  };
}

/** When it was healthy for the first time since it started: by the daemon's events, or the checks it still remembers. */
function firstHealthy({ Id, State }: ContainerInspect, started: number, events: readonly EventMessage[]): number | undefined {
  const told = events.find(
    ({ Actor, Action, timeNano }) => Actor.ID === Id && Action === "health_status: healthy" && timeNano / 1e6 >= started,
  );
  if (told) return told.timeNano / 1e6;
  const log = State.Health?.Log ?? [];
  // Of an older one the first success is forgotten.
  return log.length < 5 ? timeOf(log.find(({ ExitCode }) => ExitCode === 0)?.End) : undefined;
}

/** Milliseconds since the epoch; `undefined` for Go's zero time. */
function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}

/** The first moment after the last long pause. */
function beginningOf(containers: readonly ContainerInspect[]): number | undefined {
  const moments = containers
    .flatMap(({ Created, State }) => [timeOf(Created), timeOf(State.StartedAt)])
    .filter((moment) => moment !== undefined)
    .sort((a, b) => a - b);
  let began = moments[0];
  for (const [at, moment] of moments.entries()) if (at > 0 && moment - (moments[at - 1] as number) > pause) began = moment;
  return began;
}

function isMet(condition: DependencyCondition, replicas: readonly Replica[]): boolean {
  if (replicas.length === 0) return false;
  switch (condition) {
    case "service_healthy":
      return replicas.every(({ health }) => health === "healthy");
    case "service_completed_successfully":
      return replicas.every(({ status, exitCode }) => status === "exited" && exitCode === 0);
    default:
      return replicas.every(({ status }) => status === "running" || status === "paused" || status === "exited");
  }
}

function levelsOf(
  services: readonly { readonly name: string; readonly dependencies: PlannedService["dependencies"] }[],
): Map<string, number> {
  const byName = new Map(services.map((service) => [service.name, service]));
  const levels = new Map<string, number>();
  const level = (name: string, above: ReadonlySet<string>): number => {
    const known = levels.get(name);
    if (known !== undefined || above.has(name)) return known ?? 0;
    const below = (byName.get(name)?.dependencies ?? []).filter(({ service }) => byName.has(service));
    const found = below.length === 0 ? 0 : 1 + Math.max(...below.map(({ service }) => level(service, new Set([...above, name]))));
    levels.set(name, found);
    return found;
  };
  for (const { name } of services) level(name, new Set());
  return levels;
}

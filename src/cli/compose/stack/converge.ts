/** Making what runs what the project asks for (spec compose §5.1, §5.2). */
import { configHash } from "../model/hash.ts";
import { ComposeProblem } from "../model/problem.ts";
import { containersOf, isRunning, type StackContainer } from "./containers.ts";
import { createRequest, type Replica } from "./create-request.ts";
import { copyContents } from "./grants.ts";
import { inDependencyOrder } from "./graph.ts";
import { imageId } from "./images.ts";
import { label } from "./labels.ts";
import { bringNetworks, bringVolumes } from "./resources.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";
import { stopContainer, stopTelling } from "./stop.ts";
import type { Work } from "./work.ts";

export interface ConvergeOptions {
  /** What to do with containers that are there: those that are not as they should be are made anew when absent. */
  readonly recreate?: "force" | "never";
  /** The services that `force` is for; all when absent. */
  readonly named?: readonly string[];
  /** How many containers of a service, where the command line says so. */
  readonly scale?: ReadonlyMap<string, number>;
  readonly renewVolumes?: boolean;
  readonly removesOrphans?: boolean;
  /** Seconds to stop in. */
  readonly timeout?: number;
}

/** Networks, volumes and containers of these services, created; nothing is started. */
export async function converge(work: Work, services: readonly ServiceView[], options: ConvergeOptions): Promise<void> {
  const { stack, context, host, progress } = work;
  const existing = await containersOf(context.engine, stack.name);
  await handleOrphans(work, existing, options);
  await Promise.all([bringNetworks(stack, context.engine, host, progress), bringVolumes(stack, context.engine, host, progress)]);
  const recreated = new Set<string>();
  await inDependencyOrder(services, (service) => convergeService(work, service, existing, recreated, options));
}

async function convergeService(
  work: Work,
  service: ServiceView,
  existing: readonly StackContainer[],
  recreated: Set<string>,
  options: ConvergeOptions,
): Promise<void> {
  const { stack, context, progress } = work;
  const wanted = options.scale?.get(service.name) ?? service.replicas;
  if (wanted > 1 && service.text("container_name"))
    throw new ComposeProblem(
      `WARNING: The "${service.name}" service is using the custom container name "${service.text("container_name")}". Docker requires each container to have a unique name. Remove the custom name to scale the service`,
    );
  const own = existing.filter((one) => one.service === service.name && !one.oneOff);
  const image = await imageId(context, stack.image(service));
  const isObsolete = (container: StackContainer): boolean =>
    options.recreate !== "never" &&
    ((options.recreate === "force" && (options.named?.includes(service.name) ?? true)) ||
      options.renewVolumes === true ||
      diverges(container, service, image) ||
      standsOnRecreated(service, recreated));
  // Those that are not as they should be go first, then the highest numbers.
  const byWorth = own.toSorted((a, b) => Number(isObsolete(a)) - Number(isObsolete(b)) || a.number - b.number);
  const kept = byWorth.slice(0, wanted).sort((a, b) => a.number - b.number);
  for (const container of byWorth.slice(wanted)) await removeReplica(work, container, options.timeout);
  const containerOf = namesOf(stack, existing);
  await Promise.all(
    kept.map(async (container) => {
      if (isObsolete(container)) {
        recreated.add(service.name);
        await recreate(work, service, container, { containerOf, ...(image ? { image } : {}) }, options);
      } else if (isRunning(container)) progress.event(`Container ${container.name}`, "Running");
    }),
  );
  const taken = new Set(own.map(({ number }) => number));
  const fresh: number[] = [];
  for (let number = 1; kept.length + fresh.length < wanted; number++) if (!taken.has(number)) fresh.push(number);
  await Promise.all(
    fresh.map((number) => create(work, service, { name: stack.containerName(service, number), number, imageId: image ?? "", containerOf })),
  );
}

/** Whether a container is not what its service says today. */
function diverges({ summary }: StackContainer, service: ServiceView, image: string | undefined): boolean {
  return summary.Labels[label.hash] !== configHash(service.tree) || (image !== undefined && summary.Labels[label.image] !== image);
}

/** Its namespaces or volumes are another container's, and that one is new. */
function standsOnRecreated(service: ServiceView, recreated: ReadonlySet<string>): boolean {
  const parents = [
    ...["network_mode", "ipc", "pid"]
      .map((key) => service.text(key))
      .filter((mode) => mode.startsWith("service:"))
      .map((mode) => mode.slice(8)),
    ...service.texts("volumes_from").map((from) => from.split(":")[0] as string),
  ];
  return parents.some((name) => recreated.has(name));
}

function namesOf(stack: Stack, existing: readonly StackContainer[]): (service: string) => string {
  return (name) => {
    const found = existing.find((one) => one.service === name && !one.oneOff);
    const view = stack.service(name);
    return found?.name ?? (view ? stack.containerName(view, 1) : name);
  };
}

/** A container of a service, made but not started. */
export async function create({ stack, context, progress }: Work, service: ServiceView, replica: Replica): Promise<string> {
  progress.event(`Container ${replica.name}`, "Creating");
  const { Id } = await engineCreate({ stack, context }, service, replica);
  progress.event(`Container ${replica.name}`, "Created");
  return Id;
}

async function engineCreate(
  { stack, context }: Pick<Work, "stack" | "context">,
  service: ServiceView,
  replica: Replica,
): Promise<{ Id: string }> {
  const created = await context.engine.containerCreate(createRequest(stack, service, replica));
  await copyContents(stack, service, created.Id, context);
  return created;
}

/** The new one takes the old one's name, number, and anonymous volumes. */
async function recreate(
  work: Work,
  service: ServiceView,
  old: StackContainer,
  { containerOf, image = "" }: { readonly containerOf: (service: string) => string; readonly image?: string },
  { renewVolumes, timeout }: ConvergeOptions,
): Promise<void> {
  const { context, progress } = work;
  progress.event(`Container ${old.name}`, "Recreate");
  const { Mounts } = await context.engine.containerInspect(old.id);
  const anonymous = Mounts.filter(({ Type, Name }) => Type === "volume" && Name && /^[0-9a-f]{64}$/.test(Name));
  const inherited = renewVolumes ? undefined : new Map(anonymous.map(({ Destination, Name }) => [Destination, Name as string]));
  const { Id } = await engineCreate(work, service, {
    name: `${old.id.slice(0, 12)}_${old.name}`,
    number: old.number,
    imageId: image,
    replaces: `${service.name}-${old.number}`,
    containerOf,
    ...(inherited ? { inherited } : {}),
  });
  await stopContainer(context, old, timeout);
  await context.engine.containerRemove(old.id, {});
  await context.engine.containerRename(Id, old.name);
  progress.event(`Container ${old.name}`, "Recreated");
}

async function removeReplica(work: Work, container: StackContainer, timeout: number | undefined): Promise<void> {
  const { context, progress } = work;
  await stopTelling(work, container, timeout);
  progress.event(`Container ${container.name}`, "Removing");
  await context.engine.containerRemove(container.id, {});
  progress.event(`Container ${container.name}`, "Removed");
}

/** Containers whose service the file does not have. */
async function handleOrphans(work: Work, existing: readonly StackContainer[], { removesOrphans, timeout }: ConvergeOptions): Promise<void> {
  const { stack, host } = work;
  const orphans = existing.filter((one) =>
    one.oneOff ? !isRunning(one) : !stack.service(one.service) && !stack.project.disabled.has(one.service),
  );
  if (orphans.length === 0) return;
  if (removesOrphans) for (const orphan of orphans) await removeReplica(work, orphan, timeout);
  else if (work.context.env.get("COMPOSE_IGNORE_ORPHANS") !== "1" && work.context.env.get("COMPOSE_IGNORE_ORPHANS") !== "true")
    host.warn(
      `Found orphan containers ([${orphans.map(({ name }) => name).join(" ")}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
    );
}

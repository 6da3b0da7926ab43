/** Making the containers that are there what the project asks for (spec compose §5.2). */
import { checkGrants } from "./grants.ts";
import { messageOf } from "../../problem.ts";
import { configHash } from "../model/hash.ts";
import { ComposeProblem } from "../model/problem.ts";
import { containersOf, replicasOf, type StackContainer } from "./containers.ts";
import { createRequest, type Replica } from "./create-request.ts";
import { inDependencyOrder, inReverseOrder } from "./graph.ts";
import { imageId } from "./images.ts";
import { label } from "./labels.ts";
import { type Known, linksOf, withReferences } from "./references.ts";
import type { ServiceView } from "./service-view.ts";
import { stopAndRemove, stopContainer, stopOptions } from "./stop.ts";
import type { Work } from "./work.ts";

/** When a container that is there is made anew: if it is not what it should be, always, or never. */
export type Recreate = "diverged" | "force" | "never";

export interface ConvergeOptions {
  /** For the services that were named. */
  readonly recreate: Recreate;
  /** For those that came along. */
  readonly recreateDependencies: Recreate;
  /** All, when nobody was named. */
  readonly named: readonly string[];
  /** Whether anonymous volumes stay. */
  readonly inherits: boolean;
  /** Seconds to stop in. */
  readonly timeout: number | undefined;
}

/** Containers of all services, created or made anew; nothing is started but what dependents need stopped. */
export async function converge(work: Work, options: ConvergeOptions): Promise<void> {
  const { stack, context } = work;
  const existing = (await containersOf(context.engine, stack.name)).filter(({ oneOff }) => !oneOff);
  const observed = new Map<string, readonly Known[]>();
  for (const name of new Set(existing.map(({ service }) => service)))
    observed.set(
      name,
      existing.filter((one) => one.service === name),
    );
  const stopped = new Set<string>();
  await inDependencyOrder(stack.services, async (service) => {
    const own = existing.filter((one) => one.service === service.name);
    const resolved = withReferences(service, (name) => observed.get(name) ?? []);
    observed.set(service.name, await new Convergence(work, resolved, own, options, stopped).apply());
  });
}

class Convergence {
  readonly #work: Work;
  readonly #service: ServiceView;
  readonly #own: readonly StackContainer[];
  readonly #options: ConvergeOptions;
  /** Ids of containers that were stopped for the sake of what they depend on. */
  readonly #stopped: Set<string>;
  #image: string | undefined;

  constructor(work: Work, service: ServiceView, own: readonly StackContainer[], options: ConvergeOptions, stopped: Set<string>) {
    this.#work = work;
    this.#service = service;
    this.#own = own;
    this.#options = options;
    this.#stopped = stopped;
  }

  /** The service's containers as they are then. */
  async apply(): Promise<Known[]> {
    const { stack, context, progress } = this.#work;
    const service = this.#service;
    const wanted = wantedReplicas(service);
    this.#image = await imageId(context, stack.image(service));
    const obsolete = new Set(this.#own.filter((one) => this.#isObsolete(one)));
    // Those that are not as they should be go first, the oldest of them before all, and then the highest numbers.
    const byWorth = this.#own.toSorted(
      (a, b) => Number(obsolete.has(a)) - Number(obsolete.has(b)) || (obsolete.has(a) ? 0 : a.number - b.number),
    );
    const kept = byWorth.slice(0, wanted);
    if (kept.some((one) => obsolete.has(one))) await this.#stopDependents();
    const gone = byWorth.slice(wanted).map((container) => stopAndRemove(this.#work, container, { timeout: this.#options.timeout }));
    const stay = kept.map(async (container): Promise<Known> => {
      if (obsolete.has(container)) return this.#recreate(container);
      if (this.#stopped.has(container.id)) return container;
      if (container.summary.State === "running") progress.event(`Container ${container.name}`, "Running");
      else if (container.summary.State === "paused" || container.summary.State === "dead") await this.#restart(container);
      return container;
    });
    const next = Math.max(0, ...this.#own.map(({ number }) => number)) + 1;
    const fresh = Array.from({ length: Math.max(0, wanted - this.#own.length) }, (_, index) => this.#create(next + index));
    const settled = await Promise.allSettled([...stay, ...fresh]);
    await Promise.all(gone);
    return settled.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
  }

  #isObsolete({ summary }: StackContainer): boolean {
    const { recreate, recreateDependencies, named } = this.#options;
    const policy = named.length === 0 || named.includes(this.#service.name) ? recreate : recreateDependencies;
    if (policy !== "diverged") return policy === "force";
    if (summary.Labels[label.hash] !== configHash(this.#service.tree) || summary.Labels[label.image] !== this.#image) return true;
    return summary.State === "running" && this.#lacksNetwork(summary) ? true : this.#lacksVolume(summary);
  }

  #lacksNetwork({ NetworkSettings }: StackContainer["summary"]): boolean {
    const { stack } = this.#work;
    if (this.#service.text("network_mode")) return false;
    const names = Object.keys(this.#service.part("networks")).map((key) => stack.resourceName("networks", key));
    return names.some((name) => NetworkSettings?.Networks[name] === undefined);
  }

  #lacksVolume({ Mounts }: StackContainer["summary"]): boolean {
    const { stack } = this.#work;
    const names = this.#service
      .parts("volumes")
      .filter(({ type, source }) => type === "volume" && source)
      .map(({ source }) => stack.resourceName("volumes", String(source)));
    return names.some((name) => !Mounts.some((mount) => mount.Type === "volume" && mount.Name === name));
  }

  /** Those that want to be started again with this one. */
  async #stopDependents(): Promise<void> {
    const { stack, context } = this.#work;
    const dependents = stack.services.filter(({ dependencies }) =>
      dependencies.some(({ service, restart }) => restart && service === this.#service.name),
    );
    if (dependents.length === 0) return;
    const all = await replicasOf(context.engine, stack.name);
    await inReverseOrder(dependents, async ({ name }) => {
      const own = all.filter((one) => one.service === name);
      for (const { id } of own) this.#stopped.add(id);
      await Promise.all(own.map((one) => stopContainer(this.#work, one)));
    });
  }

  async #restart(container: StackContainer): Promise<void> {
    const { context, progress } = this.#work;
    progress.event(`Container ${container.name}`, "Restart", "working");
    await context.engine.containerStart(container.id);
    progress.event(`Container ${container.name}`, "Restarted");
  }

  async #create(number: number): Promise<Known> {
    const name = this.#work.stack.containerName(this.#service, number);
    return { id: await createContainer(this.#work, this.#service, { name, number, imageId: this.#image }), name };
  }

  /** The new one takes the old one's name, number, and anonymous volumes. */
  async #recreate(old: StackContainer): Promise<Known> {
    const { stack, context, progress } = this.#work;
    const { inherits, timeout } = this.#options;
    const service = this.#service;
    const id = `Container ${old.name}`;
    progress.event(id, "Recreate");
    try {
      const created = await create(this.#work, service, {
        name: `${old.id.slice(0, 12)}_${stack.containerName(service, old.number)}`,
        number: old.number,
        imageId: this.#image,
        replaces: service.text("container_name") || `${service.name}-${old.number}`,
        ...(inherits ? { inherited: await anonymousVolumes(this.#work, old) } : {}),
      });
      await context.engine.containerStop(old.id, stopOptions(timeout));
      await context.engine.containerRemove(old.id, {});
      await context.engine.containerRename(created, stack.containerName(service, old.number));
      progress.event(id, "Recreated");
      return { id: created, name: stack.containerName(service, old.number) };
    } catch (error) {
      progress.event(id, messageOf(error), "error");
      throw error;
    }
  }
}

/** Throws `ComposeProblem` for several of one name. */
function wantedReplicas(service: ServiceView): number {
  const own = service.text("container_name");
  if (service.replicas > 1 && own)
    throw new ComposeProblem(
      `WARNING: The "${service.name}" service is using the custom container name "${own}". Docker requires each container to have a unique name. Remove the custom name to scale the service`,
    );
  return service.replicas;
}

/** By where they are mounted. */
async function anonymousVolumes({ context }: Work, { id }: StackContainer): Promise<Map<string, string>> {
  const { Mounts } = await context.engine.containerInspect(id);
  const anonymous = Mounts.filter(({ Type, Name }) => Type === "volume" && Name && /^[0-9a-f]{64}$/.test(Name));
  return new Map(anonymous.map(({ Destination, Name }) => [Destination, Name as string]));
}

/** A container of a service, made but not started. Returns its id. */
export async function createContainer(work: Work, service: ServiceView, replica: Omit<Replica, "links">): Promise<string> {
  const id = `Container ${replica.name}`;
  work.progress.event(id, "Creating");
  try {
    const created = await create(work, service, replica);
    work.progress.event(id, "Created");
    return created;
  } catch (error) {
    work.progress.event(id, messageOf(error), "error");
    throw error;
  }
}

async function create({ stack, context, host }: Work, service: ServiceView, replica: Omit<Replica, "links">): Promise<string> {
  checkGrants(stack, service, host);
  const isLinked = replica.slug !== undefined || ["links", "external_links"].some((key) => service.texts(key).length > 0);
  const all = isLinked ? await containersOf(context.engine, stack.name) : [];
  const links = linksOf(stack, service, replica.number, replica.slug !== undefined, all);
  return (await context.engine.containerCreate(createRequest(stack, service, { ...replica, links }))).Id;
}

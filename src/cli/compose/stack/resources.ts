/** A project's networks and volumes: made when they are missing, and their own (spec compose §5.1, §5.2). */
import { stillThere } from "../../../engine/api/still-there.ts";
import { messageOf } from "../../problem.ts";
import { asks } from "../ask.ts";
import { resourceHash } from "../model/hash.ts";
import { ComposeProblem } from "../model/problem.ts";
import { child, isList, isMapping, type Mapping } from "../model/tree.ts";
import { replicasOf, type StackContainer } from "./containers.ts";
import { inReverseOrder } from "./graph.ts";
import { composeVersion, label } from "./labels.ts";
import { type ServiceView, textPairs } from "./service-view.ts";
import { stopContainer } from "./stop.ts";
import type { Work } from "./work.ts";

/** One after the other. Throws `ComposeProblem` for an external one that is not there, and for one of somebody else's. */
export async function bringNetworks(work: Work): Promise<void> {
  const { engine } = work.context;
  for (const [key, settings] of work.stack.resources("networks")) {
    const name = String(settings.name);
    const found = await stillThere(engine.networkInspect(name));
    if (settings.external === true) {
      if (!found) throw new ComposeProblem(`network ${name} declared as external, but could not be found`);
      continue;
    }
    if (found?.Name !== name) {
      await createNetwork(work, key, settings);
      continue;
    }
    warnOfOwner(work, name, found.Labels?.[label.project]);
    const own = found.Labels?.[label.network] ?? "";
    if (own !== key)
      throw new ComposeProblem(`network ${name} was found but has incorrect label ${label.network} set to "${own}" (expected: "${key}")`);
    const hash = found.Labels?.[label.hash] ?? "";
    if (hash !== "" && hash !== resourceHash(settings)) await remakeNetwork(work, key, settings);
  }
}

function warnOfOwner({ host, stack }: Work, name: string, owner: string | undefined): void {
  const advice = "Set `external: true` to use an existing network";
  if (owner === undefined) host.warn(`a network with name ${name} exists but was not created by compose.\n${advice}`);
  else if (owner !== stack.name)
    host.warn(`a network with name ${name} exists but was not created for project "${stack.name}".\n${advice}`);
}

async function createNetwork({ stack, context, progress }: Work, key: string, settings: Mapping): Promise<void> {
  const name = String(settings.name);
  progress.event(`Network ${name}`, "Creating");
  try {
    await context.engine.networkCreate({
      Name: name,
      ...(settings.driver ? { Driver: String(settings.driver) } : {}),
      ...ipamOf(child(settings, "ipam")),
      ...(settings.internal === true ? { Internal: true } : {}),
      ...(settings.attachable === true ? { Attachable: true } : {}),
      ...(settings.enable_ipv6 === undefined ? {} : { EnableIPv6: settings.enable_ipv6 === true }),
      Options: textPairs(child(settings, "driver_opts")),
      Labels: {
        ...textPairs(child(settings, "labels")),
        [label.hash]: resourceHash(settings),
        [label.network]: key,
        [label.project]: stack.name,
        [label.version]: composeVersion,
      },
    });
  } catch (error) {
    progress.event(`Network ${name}`, "Error", "error");
    throw new ComposeProblem(`failed to create network ${name}: ${messageOf(error)}`);
  }
  progress.event(`Network ${name}`, "Created");
}

/** A network that is no longer what the file says: its containers are stopped and led over to the new one. */
async function remakeNetwork(work: Work, key: string, settings: Mapping): Promise<void> {
  const { stack, context, progress } = work;
  const name = String(settings.name);
  const users = stack.services.filter((service) => service.part("networks")[key] !== undefined);
  const containers = await stopServices(work, users);
  for (const { id } of containers) await context.engine.networkDisconnect(name, id, { force: true });
  try {
    await context.engine.networkRemove(name);
  } finally {
    // Compose tells so before it looks.
    progress.event(`Network ${name}`, "Removed");
  }
  await createNetwork(work, key, settings);
  for (const { id } of containers) await context.engine.networkConnect(name, id);
}

/** Returns the containers of these services. */
async function stopServices(work: Work, services: readonly ServiceView[]): Promise<StackContainer[]> {
  const { stack, context } = work;
  const names = services.map(({ name }) => name);
  const containers = (await replicasOf(context.engine, stack.name)).filter(({ service }) => names.includes(service));
  await inReverseOrder(services, async ({ name }) => {
    await Promise.all(containers.filter(({ service }) => service === name).map((one) => stopContainer(work, one)));
  });
  return containers;
}

/** One after the other. Throws `ComposeProblem` for an external one that is not there. */
export async function bringVolumes(work: Work, assumesYes: boolean): Promise<void> {
  const { context, stack, host } = work;
  for (const [key, settings] of stack.resources("volumes")) {
    const name = String(settings.name);
    const found = await stillThere(context.engine.volumeInspect(name));
    if (settings.external === true) {
      if (!found) throw new ComposeProblem(`external volume "${name}" not found`);
      continue;
    }
    if (!found) {
      await createVolume(work, key, settings);
      continue;
    }
    const owner = found.Labels?.[label.project];
    const advice = "Use `external: true` to use an existing volume";
    if (owner === undefined) host.warn(`volume "${name}" already exists but was not created by Docker Compose. ${advice}`);
    else if (owner !== stack.name)
      host.warn(`volume "${name}" already exists but was created for project "${owner}" (expected "${stack.name}"). ${advice}`);
    const hash = found.Labels?.[label.hash];
    if (hash !== undefined && hash !== resourceHash(settings)) await remakeVolume(work, key, settings, assumesYes);
  }
}

async function createVolume({ stack, context, progress }: Work, key: string, settings: Mapping): Promise<void> {
  const name = String(settings.name);
  progress.event(`Volume ${name}`, "Creating");
  try {
    await context.engine.volumeCreate({
      Name: name,
      Driver: String(settings.driver ?? "local"),
      DriverOpts: textPairs(child(settings, "driver_opts")),
      Labels: {
        ...textPairs(child(settings, "labels")),
        [label.hash]: resourceHash(settings),
        [label.project]: stack.name,
        [label.version]: composeVersion,
        [label.volume]: key,
      },
    });
  } catch (error) {
    progress.event(`Volume ${name}`, "Error", "error");
    throw error;
  }
  progress.event(`Volume ${name}`, "Created");
}

/** A volume that is no longer what the file says: its data are lost, if the person agrees. */
async function remakeVolume(work: Work, key: string, settings: Mapping, assumesYes: boolean): Promise<void> {
  const { context, stack } = work;
  const name = String(settings.name);
  const question = `Volume "${name}" exists but doesn't match configuration in compose file. Recreate (data will be lost)?`;
  if (!assumesYes && !(await asks(context, question))) return;
  const users = stack.services.filter((service) => service.parts("volumes").some(({ source }) => source === key));
  for (const container of await stopServices(work, users)) {
    work.progress.event(`Container ${container.name}`, "Removing");
    await context.engine.containerRemove(container.id, {});
    work.progress.event(`Container ${container.name}`, "Removed");
  }
  await context.engine.volumeRemove(name, { force: true });
  await createVolume(work, key, settings);
}

function ipamOf(ipam: Mapping) {
  const pools = isList(ipam.config) ? ipam.config.filter(isMapping) : [];
  if (pools.length === 0) return {};
  return {
    IPAM: {
      Driver: String(ipam.driver ?? "default"),
      Config: pools.map((pool) => ({
        ...(pool.subnet ? { Subnet: String(pool.subnet) } : {}),
        ...(pool.ip_range ? { IPRange: String(pool.ip_range) } : {}),
        ...(pool.gateway ? { Gateway: String(pool.gateway) } : {}),
        ...(pool.aux_addresses ? { AuxiliaryAddresses: textPairs(child(pool, "aux_addresses")) } : {}),
      })),
    },
  };
}

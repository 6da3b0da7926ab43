/** A project's networks and volumes: made when they are missing, and their own (spec compose §5.1, §5.2). */
import { type Engine, EngineError } from "../../../engine/api.ts";
import type { ComposeHost } from "../model/host.ts";
import { resourceHash } from "../model/hash.ts";
import { ComposeProblem } from "../model/problem.ts";
import { child, isList, isMapping, type Mapping } from "../model/tree.ts";
import { composeVersion, label } from "./labels.ts";
import type { Progress } from "./progress.ts";
import { textPairs } from "./service-view.ts";
import type { Stack } from "./stack.ts";

/** Throws `ComposeProblem` for an external one that is not there. */
export async function bringNetworks(stack: Stack, engine: Engine, host: ComposeHost, progress: Progress): Promise<void> {
  for (const [key, settings] of stack.resources("networks")) {
    const name = String(settings.name);
    const found = await engine.networkInspect(name).catch(missing);
    if (settings.external === true) {
      if (!found) throw new ComposeProblem(`network ${name} declared as external, but could not be found`);
      continue;
    }
    if (found) {
      const owner = found.Labels?.[label.project];
      if (owner === undefined)
        host.warn(`a network with name ${name} exists but was not created by compose.\nSet \`external: true\` to use an existing network`);
      else if (owner !== stack.name)
        host.warn(
          `a network with name ${name} exists but was not created for project "${stack.name}".\nSet \`external: true\` to use an existing network`,
        );
      continue;
    }
    progress.event(`Network ${name}`, "Creating");
    await engine.networkCreate({
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
    progress.event(`Network ${name}`, "Created");
  }
}

/** Throws `ComposeProblem` for an external one that is not there. */
export async function bringVolumes(stack: Stack, engine: Engine, host: ComposeHost, progress: Progress): Promise<void> {
  for (const [key, settings] of stack.resources("volumes")) {
    const name = String(settings.name);
    const found = await engine.volumeInspect(name).catch(missing);
    if (settings.external === true) {
      if (!found) throw new ComposeProblem(`external volume "${name}" not found`);
      continue;
    }
    if (found) {
      const owner = found.Labels?.[label.project];
      if (owner === undefined)
        host.warn(
          `volume "${name}" already exists but was not created by Docker Compose. Use \`external: true\` to use an existing volume`,
        );
      else if (owner !== stack.name)
        host.warn(
          `volume "${name}" already exists but was created for project "${owner}" (expected "${stack.name}"). Use \`external: true\` to use an existing volume`,
        );
      continue;
    }
    progress.event(`Volume ${name}`, "Creating");
    await engine.volumeCreate({
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
    progress.event(`Volume ${name}`, "Created");
  }
}

function missing(error: unknown): undefined {
  if (error instanceof EngineError && error.status === 404) return undefined;
  throw error;
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

/** `--link`: the old way to other containers of the default bridge, by lines of /etc/hosts and by variables. */
import { EngineError } from "../api.ts";
import type { HostsLine } from "../networks/files.ts";
import { addressesOf, isUserDefined } from "../networks/sandboxes.ts";
import type { Daemon } from "./daemon.ts";
import type { Container } from "./record.ts";

interface Link {
  readonly child: Container;
  readonly alias: string;
}

/** Throws `EngineError` 400 for a container that is not there. */
export function linksOf(daemon: Daemon, container: Container): Link[] {
  return (container.hostConfig.Links ?? []).map((link) => {
    const [name = "", alias = name] = link.split(":");
    const child = daemon.containers.find(name);
    if (!child) throw new EngineError(400, `could not get container for ${name}: No such container: ${name}`);
    return { child, alias: alias.replace(/^.*\//, "") };
  });
}

/** Throws `EngineError` 500 when a linked container is not where a link can reach it. */
export function requireLinks(daemon: Daemon, container: Container): void {
  if (isUserDefined(container.hostConfig.NetworkMode)) return;
  for (const { child } of linksOf(daemon, container)) {
    if (!child.isRunning)
      throw new EngineError(500, `Cannot link to a non running container: /${child.name} AS /${container.name}/${child.name}`);
    if (!child.networks.has("bridge")) throw new EngineError(500, `container ${child.id} not attached to default bridge network`);
  }
}

/** A line of hosts for each link. Throws `EngineError`. */
export function linkedHosts(daemon: Daemon, container: Container): HostsLine[] {
  if (isUserDefined(container.hostConfig.NetworkMode)) return [];
  return linksOf(daemon, container).flatMap(({ child, alias }) => {
    const address = addressOnBridge(child);
    const names = [alias, child.config.Hostname ?? "", ...(alias === child.name ? [] : [child.name])];
    return address ? [{ address, names: names.join(" ") }] : [];
  });
}

/** `DB_PORT=tcp://172.17.0.2:5432`, `DB_NAME=/web/db`, `DB_ENV_…`. Throws `EngineError`. */
export function linkedVariables(daemon: Daemon, container: Container): string[] {
  if (isUserDefined(container.hostConfig.NetworkMode)) return [];
  return linksOf(daemon, container).flatMap(({ child, alias }) => {
    const prefix = alias.toUpperCase().replaceAll("-", "_");
    const address = addressOnBridge(child) ?? "";
    const ports = Object.keys(child.config.ExposedPorts ?? {})
      .map((key) => key.split("/") as [string, string])
      .sort(([a, kind], [b]) => Number(a) - Number(b) || (kind === "tcp" ? -1 : 1));
    const at = ([port, kind]: [string, string]): string => `${kind}://${address}:${port}`;
    const [first] = ports;
    const told = ports.flatMap((port) => {
      const name = `${prefix}_PORT_${port[0]}_${port[1].toUpperCase()}`;
      return [`${name}=${at(port)}`, `${name}_ADDR=${address}`, `${name}_PORT=${port[0]}`, `${name}_PROTO=${port[1]}`];
    });
    const own = (child.config.Env ?? []).filter((pair) => !/^(HOME|PATH)=/.test(pair)).map((pair) => `${prefix}_ENV_${pair}`);
    return [...(first ? [`${prefix}_PORT=${at(first)}`] : []), ...told, `${prefix}_NAME=/${container.name}/${alias}`, ...own];
  });
}

function addressOnBridge(child: Container): string | undefined {
  const endpoint = child.running?.sandbox?.endpoints.find(({ network }) => network.name === "bridge");
  return endpoint && addressesOf(endpoint)[0];
}

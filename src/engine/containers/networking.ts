/** A container's networks: from what it asks for to a network namespace, and the files of /etc that follow from it. */
import { type EndpointSettings, EngineError, type NetworkingConfig } from "../api.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { formatIpv4 } from "../kernel/network/address.ts";
import { resolverConfig } from "../kernel/network/names.ts";
import { joinErrors } from "../networks/errors.ts";
import { type HostsLine, hostsFile, resolvConf } from "../networks/files.ts";
import type { Endpoint, NetworkRecord, PortRequest, Sandbox } from "../networks/records.ts";
import { addressesOf, dnsNamesOf, hasNames, isUserDefined, validateEndpoint } from "../networks/sandboxes.ts";
import type { Daemon } from "./daemon.ts";
import { isRestarting, wrapped } from "./errors.ts";
import type { FullHostConfig } from "./host-config.ts";
import { linkedHosts } from "./links.ts";
import type { Container } from "./record.ts";
import { parsePortRange } from "./validate.ts";

const settingUp = "failed to set up container networking";

/** Checks what is asked of each network. Throws `EngineError` 400. */
export function validateNetworking(daemon: Daemon, networking: NetworkingConfig | undefined): void {
  const errors: string[] = [];
  for (const [name, settings] of Object.entries(networking?.EndpointsConfig ?? {})) {
    const real = name === "default" ? "bridge" : name;
    try {
      validateEndpoint(daemon.networks.find(real), name, settings);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      errors.push(`invalid config for network ${real}: ${error.message}`);
    }
  }
  if (errors.length > 0) throw new EngineError(400, joinErrors(errors));
}

/** Notes which networks a new container is to be on. */
export function rememberNetworks(daemon: Daemon, container: Container, networking: NetworkingConfig | undefined): void {
  const mode = container.hostConfig.NetworkMode;
  if (mode.startsWith("container:")) return;
  const given = Object.entries(networking?.EndpointsConfig ?? {});
  for (const [name, settings] of given) container.networks.set(nameOf(daemon, name === "default" ? "bridge" : name), settings);
  if (container.networks.size === 0) container.networks.set(nameOf(daemon, mode), {});
}

function nameOf(daemon: Daemon, term: string): string {
  return daemon.networks.find(term)?.name ?? term;
}

/**
 * The network namespace of a container that is about to start; `undefined` when it joins another's. It is on no network yet:
 * see `joinNetworks`.
 */
export function openSandbox(daemon: Daemon, container: Container): Sandbox | undefined {
  const { NetworkMode, Dns } = container.hostConfig;
  if (NetworkMode.startsWith("container:")) {
    joinOther(daemon, container, NetworkMode.slice("container:".length));
    return undefined;
  }
  const forwarders = Dns?.length ? Dns : resolverConfig(daemon.machine.disk).nameservers;
  return daemon.sandboxes.create({
    containerId: container.id,
    containerName: container.name,
    host: NetworkMode === "host",
    ports: portsOf(container),
    forwarders,
  });
}

function joinOther(daemon: Daemon, container: Container, term: string): void {
  const words = "joining network namespace of container";
  const other = daemon.containers.find(term);
  if (!other) throw new EngineError(500, `${words}: No such container: ${term}`);
  if (other === container) throw new EngineError(500, "cannot join own network namespace");
  if (!other.isRunning)
    throw new EngineError(409, `cannot join network namespace of a non running container: container ${other.name} is ${other.status}`);
  if (other.restarting) throw wrapped("cannot join network namespace of container", isRestarting(term));
  const { Hostname = "", Domainname = "" } = other.config;
  container.config = { ...container.config, Hostname, Domainname };
  container.etc.hosts = other.etc.hosts;
  container.etc.hostname = other.etc.hostname;
  container.etc.resolv = other.etc.resolv;
}

/** Puts the sandbox on all its networks. Throws `EngineError`; it is on none then. */
export function joinNetworks(daemon: Daemon, container: Container, sandbox: Sandbox): void {
  try {
    requireFirst(daemon, container);
    // As libnetwork does: the one that a `docker run --network` names first, the others by name.
    for (const [name, settings] of [...container.networks]) {
      const { network } = joinNetwork(daemon, container, sandbox, name, settings);
      // From now on it is this one that is meant, whatever else may get the name.
      container.networks.set(name, { ...settings, NetworkID: network.id });
    }
  } catch (error) {
    daemon.sandboxes.release(sandbox);
    throw wrapped(settingUp, error);
  }
  writeEtc(daemon, container, sandbox);
}

/** Whoever is on another network already has the one that the mode names looked for by itself. Throws `EngineError` 404. */
function requireFirst({ networks }: Daemon, container: Container): void {
  const { NetworkMode } = container.hostConfig;
  if (networks.find(NetworkMode === "default" ? "bridge" : NetworkMode)) return;
  if (![...container.networks.keys()].some((name) => networks.find(name))) return;
  throw new EngineError(404, `could not find a network matching network mode ${NetworkMode}: network ${NetworkMode} not found`);
}

function joinNetwork(daemon: Daemon, container: Container, sandbox: Sandbox, name: string, settings: EndpointSettings): Endpoint {
  const network = daemon.networks.get(settings.NetworkID && isUserDefined(name) ? settings.NetworkID : name);
  const own = isUserDefined(network.name);
  validateEndpoint(network, network.name, settings);
  return daemon.sandboxes.connect(sandbox, network, {
    ipam: settings.IPAMConfig ?? undefined,
    mac: settings.MacAddress || container.config.MacAddress || "",
    dnsNames: own ? dnsNamesOf(container.name, container.id, container.config.Hostname ?? "", settings.Aliases ?? []) : [],
    links: linkedNames(own ? (settings.Links ?? []) : []),
    gatewayPriority: settings.GwPriority ?? 0,
  });
}

/** `db:database`, by the name that only this container knows another by. */
function linkedNames(links: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    links.map((link) => {
      const [name = "", alias = name] = link.split(":");
      return [alias.toLowerCase(), name.toLowerCase()];
    }),
  );
}

/** `docker network connect`. Throws `EngineError`. */
export function connectContainer(daemon: Daemon, container: Container, term: string, settings: EndpointSettings = {}): void {
  const { NetworkMode } = container.hostConfig;
  const sandbox = container.running?.sandbox;
  if (container.running && NetworkMode.startsWith("container:"))
    throw new EngineError(
      400,
      "container sharing network namespace with another container or host cannot be connected to any other network",
    );
  // One that stands still takes any name: the network is looked for when it starts.
  if (!container.running && !daemon.networks.find(term)) {
    container.networks.set(term, settings);
    return;
  }
  const network = daemon.networks.get(term);
  validateEndpoint(network, network.name, settings);
  requireCompatible(daemon, container, network);
  if (sandbox) {
    joinNetwork(daemon, container, sandbox, network.name, settings);
    container.networks.set(network.name, { ...settings, NetworkID: network.id });
    writeEtc(daemon, container, sandbox);
  } else container.networks.set(network.name, settings);
}

function requireCompatible(daemon: Daemon, container: Container, network: NetworkRecord): void {
  const fail = (words: string): never => {
    throw new EngineError(400, words);
  };
  if (container.hostConfig.NetworkMode !== "host" && network.driver === "host")
    fail("cannot connect container to host network - container must be created in host network mode");
  for (const name of container.networks.keys()) {
    const other = daemon.networks.find(name);
    if (!other || other === network) continue;
    if (other.driver === "host" || network.driver === "host")
      fail("container sharing network namespace with another container or host cannot be connected to any other network");
    if (other.driver === "null" || network.driver === "null")
      fail("container cannot be connected to multiple networks with one of the networks in private (none) mode");
  }
}

/** `docker network disconnect`. Throws `EngineError`. */
export function disconnectContainer(daemon: Daemon, container: Container, term: string, force: boolean): void {
  const network = force || !container.running ? daemon.networks.find(term) : daemon.networks.get(term);
  const name = network?.name ?? term;
  const sandbox = container.running?.sandbox;
  if (container.hostConfig.NetworkMode === "host" && network?.driver === "host" && container.isRunning)
    throw new EngineError(400, "cannot disconnect container from host network - container was created in host network mode");
  const endpoint = sandbox?.endpoints.find((entry) => entry.network.name === name);
  if (container.running && network && !endpoint)
    throw new EngineError(500, `container ${container.id} is not connected to network ${name}`);
  if (!container.networks.has(name)) throw new EngineError(500, `container ${container.id} is not connected to the network ${name}`);
  container.networks.delete(name);
  if (!sandbox || !endpoint) return;
  daemon.sandboxes.disconnect(sandbox, endpoint);
  writeEtc(daemon, container, sandbox);
}

/** Which ports it publishes: bindings in the order of the ports, then, with `-P`, what else is exposed. */
function portsOf({ config, hostConfig }: Container): PortRequest[] {
  if (hostConfig.NetworkMode === "host") return [];
  const bindings = hostConfig.PortBindings ?? {};
  const all = [...new Set([...Object.keys(config.ExposedPorts ?? {}), ...Object.keys(bindings)])].sort(comparePorts);
  return all.flatMap((key): PortRequest[] => {
    const [number = "", protocol = "tcp"] = key.split("/");
    if (protocol !== "tcp" && protocol !== "udp") return [];
    const port = Number(number);
    const asked = bindings[key] ?? [];
    if (asked.length === 0) return hostConfig.PublishAllPorts ? [{ protocol, port, hostIp: "", from: 0, to: 0 }] : [];
    return asked.map(({ HostIp, HostPort }) => ({ protocol, port, hostIp: HostIp, ...(parsePortRange(HostPort) ?? { from: 0, to: 0 }) }));
  });
}

function comparePorts(a: string, b: string): number {
  const number = (key: string): number => Number(key.split("/")[0]);
  return number(a) - number(b) || (a < b ? -1 : 1);
}

/** /etc/hosts, /etc/hostname and /etc/resolv.conf, as they are now. What the container itself wrote into resolv.conf stays. */
function writeEtc(daemon: Daemon, container: Container, sandbox: Sandbox): void {
  const { hostConfig, config, etc } = container;
  const host = hostConfig.NetworkMode === "host";
  put(etc.hostname, "/hostname", `${config.Hostname || daemon.machine.initial.uts.hostname}\n`);
  put(
    etc.hosts,
    "/hosts",
    host
      ? `${hostHosts(daemon)}${extraHosts(daemon, hostConfig)
          .map(({ address, names }) => `${address}\t${names}\n`)
          .join("")}`
      : hostsFile([...extraHosts(daemon, hostConfig), ...linkedHosts(daemon, container), ...ownHosts(container, sandbox)]),
  );
  put(
    etc.resolv,
    "/resolv.conf",
    resolvConf({
      mode: host ? "host" : sandbox.endpoints.some(hasNames) ? "internal" : "legacy",
      host: { ...resolverConfig(daemon.machine.disk), options: [] },
      dns: hostConfig.Dns ?? [],
      search: hostConfig.DnsSearch ?? [],
      options: hostConfig.DnsOptions ?? [],
    }),
  );
}

function put(tree: WorkingTree, path: string, text: string): void {
  tree.writeFile(path, text);
}

function hostHosts({ machine }: Daemon): string {
  return machine.disk.lookup("/etc/hosts")?.kind === "file" ? machine.disk.readText("/etc/hosts") : "127.0.0.1\tlocalhost\n";
}

function extraHosts(daemon: Daemon, { ExtraHosts }: FullHostConfig): HostsLine[] {
  const pool = daemon.networks.get("bridge").pool;
  return (ExtraHosts ?? []).map((entry) => {
    const at = entry.indexOf(":");
    const address = entry.slice(at + 1).replace(/^\[(.*)\]$/, "$1");
    return { address: address === "host-gateway" ? formatIpv4(pool?.gateway ?? 0) : address, names: entry.slice(0, at) };
  });
}

function ownHosts({ config }: Container, sandbox: Sandbox): HostsLine[] {
  const { Hostname = "", Domainname = "" } = config;
  const whole = Domainname ? `${Hostname}.${Domainname}` : Hostname;
  // Whoever gives a whole name, in one piece or in two, is found by its first word too.
  const names = whole.includes(".") ? `${whole} ${whole.slice(0, whole.indexOf("."))}` : whole;
  return sandbox.endpoints.flatMap((endpoint) => {
    return addressesOf(endpoint).map((address) => ({ address, names }));
  });
}

/** Lets a container's name be found under its new one. */
export function renameOnNetworks(container: Container): void {
  const sandbox = container.running?.sandbox;
  if (!sandbox) return;
  sandbox.containerName = container.name;
  for (const [index, endpoint] of sandbox.endpoints.entries()) {
    const settings = container.networks.get(endpoint.network.name);
    const own = isUserDefined(endpoint.network.name);
    const renamed: Endpoint = {
      ...endpoint,
      containerName: container.name,
      dnsNames: own ? dnsNamesOf(container.name, container.id, container.config.Hostname ?? "", settings?.Aliases ?? []) : [],
    };
    endpoint.network.endpoints.set(container.id, renamed);
    sandbox.endpoints[index] = renamed;
  }
}

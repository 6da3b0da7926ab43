/** Containers on networks: a network namespace for each that runs, plugged in and out of bridges, live. */
import { type EndpointSettings, EngineError } from "../api.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { formatIpv4, isIpv6, parseIpv4 } from "../kernel/network/address.ts";
import { contains6, formatIpv6, parseIpv6 } from "../kernel/network/ipv6.ts";
import { macAddressFor } from "../kernel/network/bridge.ts";
import type { Network } from "../kernel/network/network.ts";
import { NetworkStack } from "../kernel/network/stack.ts";
import { joinErrors } from "./errors.ts";
import { isIpv6Config } from "./ipam6.ts";
import { nameServerFor } from "./name-server.ts";
import { PortAllocator, portMap } from "./ports.ts";
import type { Endpoint, EndpointRequest, NetworkRecord, PortRequest, Sandbox } from "./records.ts";
import type { NetworkStore } from "./store.ts";

export interface SandboxRequest {
  readonly containerId: string;
  readonly containerName: string;
  /** Shares the host's. */
  readonly host: boolean;
  readonly ports: readonly PortRequest[];
  readonly forwarders: readonly string[];
}

export class Sandboxes {
  readonly #network: Network;
  readonly #store: NetworkStore;
  readonly #ports: PortAllocator;
  #made = 0;

  constructor(network: Network, store: NetworkStore) {
    this.#network = network;
    this.#store = store;
    this.#ports = new PortAllocator(network);
  }

  /** A namespace with nothing in it but `lo`; the host's own for `host`. */
  create(request: SandboxRequest): Sandbox {
    const { containerId, containerName, host, ports, forwarders } = request;
    const stack = host ? this.#network.host : new NetworkStack();
    const id = sha256Hex(`sandbox ${containerId} ${this.#made++}`);
    return { id, containerId, containerName, stack, endpoints: [], ports, published: {}, forwarders };
  }

  /**
   * Puts a container on a network. Throws `EngineError`: no address left or a taken one, ports that are taken. The sandbox is
   * as before then.
   */
  connect(sandbox: Sandbox, network: NetworkRecord, request: EndpointRequest): Endpoint {
    if (
      network.endpoints.has(sandbox.containerId) ||
      [...network.endpoints.values()].some((other) => other.containerName === sandbox.containerName)
    )
      throw new EngineError(403, `endpoint with name ${sandbox.containerName} already exists in network ${network.name}`);
    const id = sha256Hex(`endpoint ${sandbox.id} ${network.id} ${this.#made++}`);
    if (network.configOnly) throw new EngineError(403, "cannot create endpoint on configuration-only network");
    const address = this.#address(network, request);
    const address6 = this.#address6(network, request, address);
    const mac = request.mac || (network.bridge ? macAddressFor(`${sandbox.containerId} ${network.id}`) : "");
    const { bridge, pool, pool6 } = network;
    const plugged =
      bridge && (address !== undefined || address6 !== undefined)
        ? this.#network.plug(sandbox.stack, bridge, {
            name: sandbox.stack.freeName(),
            mac,
            ...(pool && address !== undefined && { address: { address, prefix: pool.subnet.prefix } }),
            ...(pool6 && address6 !== undefined && { address6: { address: address6, prefix: pool6.subnet.prefix } }),
            hostName: `veth${id.slice(0, 7)}`,
            mtu: Number(network.options?.["com.docker.network.driver.mtu"]) || 1500,
          })
        : undefined;
    const endpoint: Endpoint = {
      id,
      network,
      containerId: sandbox.containerId,
      containerName: sandbox.containerName,
      mac,
      address,
      address6,
      dnsNames: request.dnsNames,
      links: request.links,
      device: plugged,
      gatewayPriority: request.gatewayPriority,
      published: [],
    };
    network.endpoints.set(sandbox.containerId, endpoint);
    sandbox.endpoints.push(endpoint);
    try {
      this.#rearrange(sandbox);
    } catch (error) {
      this.#unplug(sandbox, endpoint);
      if (!(error instanceof EngineError)) throw error;
      const words = `driver failed programming external connectivity on endpoint ${sandbox.containerName} (${id})`;
      throw new EngineError(error.status, `${words}: ${error.message}`);
    }
    this.#store.emit(network, "connect", { container: sandbox.containerId });
    return endpoint;
  }

  disconnect(sandbox: Sandbox, endpoint: Endpoint): void {
    this.#unplug(sandbox, endpoint);
    this.#rearrange(sandbox);
    this.#store.emit(endpoint.network, "disconnect", { container: sandbox.containerId });
  }

  /** Takes a container off all its networks. */
  release(sandbox: Sandbox): void {
    for (const endpoint of [...sandbox.endpoints]) this.disconnect(sandbox, endpoint);
  }

  #unplug(sandbox: Sandbox, endpoint: Endpoint): void {
    this.#ports.release(endpoint.published);
    endpoint.published = [];
    if (endpoint.device) this.#network.unplug(sandbox.stack, endpoint.device);
    if (endpoint.address !== undefined) endpoint.network.pool?.release(endpoint.address);
    if (endpoint.address6 !== undefined) endpoint.network.pool6?.release(endpoint.address6);
    endpoint.network.endpoints.delete(sandbox.containerId);
    sandbox.endpoints.splice(sandbox.endpoints.indexOf(endpoint), 1);
  }

  #address(network: NetworkRecord, { ipam }: EndpointRequest): number | undefined {
    if (!network.pool) return undefined;
    if (ipam?.IPv4Address) {
      const wanted = parseIpv4(ipam.IPv4Address) as number;
      if (!network.pool.claim(wanted)) throw new EngineError(403, "Address already in use");
      return wanted;
    }
    const free = network.pool.allocate();
    if (free !== undefined) return free;
    throw new EngineError(500, `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`);
  }

  /** @param address of the fourth version, which it gives back when there is none of the sixth */
  #address6({ name, id, pool, pool6 }: NetworkRecord, { ipam }: EndpointRequest, address: number | undefined): bigint | undefined {
    if (!pool6) return undefined;
    const wanted = parseIpv6(ipam?.IPv6Address ?? "");
    if (wanted !== undefined && pool6.claim(wanted)) return wanted;
    const free = wanted === undefined ? pool6.allocate() : undefined;
    if (free !== undefined) return free;
    if (address !== undefined) pool?.release(address);
    throw wanted === undefined
      ? new EngineError(500, `no available IPv6 addresses on this network's address pools: ${name} (${id})`)
      : new EngineError(403, "Address already in use");
  }

  /** The way out, the published ports and the name server follow from the networks a container is on. */
  #rearrange(sandbox: Sandbox): void {
    if (sandbox.stack === this.#network.host) return;
    const outward = this.#gatewayOf(sandbox);
    const pool = outward?.network.pool;
    sandbox.stack.gateway = outward?.device && pool?.gateway !== undefined ? { address: pool.gateway, device: outward.device } : undefined;
    const pool6 = outward?.network.pool6;
    sandbox.stack.gateway6 = outward?.device && pool6 ? { address: pool6.gateway, device: outward.device } : undefined;
    for (const endpoint of sandbox.endpoints) {
      if (endpoint === outward) continue;
      this.#ports.release(endpoint.published);
      endpoint.published = [];
    }
    if (outward && outward.published.length === 0) outward.published = this.#ports.publish(outward, sandbox.ports);
    sandbox.published = portMap(outward?.published ?? [], []);
    const named = sandbox.endpoints.some(hasNames);
    if (named) sandbox.stack.nameServer ??= nameServerFor(sandbox, hasNames);
  }

  /** The network with the highest priority; among equals the first by name, as libnetwork sorts them. */
  #gatewayOf(sandbox: Sandbox): Endpoint | undefined {
    const outward = sandbox.endpoints.filter(
      ({ network, device }) => device && !network.internal && (network.pool6 ?? network.pool?.gateway) !== undefined,
    );
    return outward.sort((a, b) => b.gatewayPriority - a.gatewayPriority || (a.network.name < b.network.name ? -1 : 1))[0];
  }
}

/** Names are found on networks of one's own, not on the default bridge. */
export function hasNames({ network }: Endpoint): boolean {
  return isUserDefined(network.name);
}

export function isUserDefined(mode: string): boolean {
  return !["", "default", "bridge", "host", "none"].includes(mode) && !mode.startsWith("container:");
}

/** Throws `EngineError` 400 for what can't be had on a network: `invalid endpoint settings: …`. */
export function validateEndpoint(network: NetworkRecord | undefined, name: string, settings: EndpointSettings): void {
  const errors = endpointProblems(network, name, settings);
  if (errors.length > 0) throw new EngineError(400, `invalid endpoint settings:\n${joinErrors(errors)}`);
}

function endpointProblems(network: NetworkRecord | undefined, name: string, { IPAMConfig, Aliases }: EndpointSettings): string[] {
  const { IPv4Address = "", IPv6Address = "", LinkLocalIPs = [] } = IPAMConfig ?? {};
  const errors: string[] = [];
  if (!isUserDefined(name)) {
    if (IPv4Address || IPv6Address) errors.push("user specified IP address is supported on user defined networks only");
    if (Aliases && Aliases.length > 0) errors.push("network-scoped alias is supported only for containers in user defined networks");
  }
  const address = parseIpv4(IPv4Address);
  if (IPv4Address && !address) errors.push(`invalid IPv4 address: ${IPv4Address}`);
  if (IPv6Address && !isIpv6(IPv6Address)) errors.push(`invalid IPv6 address: ${IPv6Address}`);
  for (const link of LinkLocalIPs)
    if (parseIpv4(link) === undefined && !isIpv6(link)) errors.push(`invalid link-local IP address: ${link}`);
  if (!network) return errors;
  const unconfigured = "user specified IP address is supported only when connecting to networks with user configured subnets";
  const fixed = network.ipam.some((config) => !isIpv6Config(config)) || network.name === "bridge";
  if (IPv4Address) {
    const { pool } = network;
    if (!fixed || !pool) errors.push(unconfigured);
    else if (address === undefined || !inside(pool.subnet, address))
      errors.push(`no configured subnet or ip-range contain the IP address ${IPv4Address}`);
  }
  if (IPv6Address) {
    const wanted = parseIpv6(IPv6Address);
    if (!network.pool6 || !network.ipam.some(isIpv6Config)) errors.push(unconfigured);
    else if (wanted === undefined || !contains6(network.pool6.subnet, wanted))
      errors.push(`no configured subnet or ip-range contain the IP address ${IPv6Address}`);
  }
  return errors;
}

function inside({ base, prefix }: { readonly base: number; readonly prefix: number }, address: number): boolean {
  return address >= base && address < base + 2 ** (32 - prefix);
}

/** What a container is known by on a network of one's own: its name, aliases, short id and hostname, each once. */
export function dnsNamesOf(name: string, id: string, hostname: string, aliases: readonly string[]): string[] {
  return [...new Set([name, ...aliases, id.slice(0, 12), hostname].filter((known) => known !== ""))];
}

/** `172.17.0.2` of the endpoint, and its IPv6 address, as far as it has them. */
export function addressesOf({ address, address6 }: Endpoint): readonly string[] {
  return [...(address === undefined ? [] : [formatIpv4(address)]), ...(address6 === undefined ? [] : [formatIpv6(address6)])];
}

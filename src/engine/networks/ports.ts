/** Publishing: which ports of the host lead to a container. */
import { EngineError, type PortMap } from "../api.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { formatIpv4, isIpv6, parseIpv4 } from "../kernel/network/address.ts";
import type { Network, PublishedPort } from "../kernel/network/network.ts";
import type { Endpoint, PortRequest } from "./records.ts";

/** Of a network: the host's address for ports that are published without one. */
const bindingOption = "com.docker.network.bridge.host_binding_ipv4";

const firstEphemeral = 32_768;
const lastEphemeral = 60_999;

/** Gives out ports of the host. A port that nobody asked for by number is the one after the last. */
export class PortAllocator {
  readonly #network: Network;
  #next = firstEphemeral;

  constructor(network: Network) {
    this.#network = network;
  }

  /**
   * Publishes all of `requests`, or none: throws `EngineError` 500 with the words of the bridge driver.
   */
  publish(endpoint: Endpoint, requests: readonly PortRequest[]): PublishedPort[] {
    const made: PublishedPort[] = [];
    try {
      // An address of the sixth version leads to one of the same: there is no proxy between the two.
      for (const request of requests)
        if (!isIpv6(request.hostIp) || endpoint.address6 !== undefined) made.push(this.#publish(endpoint, request));
    } catch (error) {
      this.release(made);
      throw error;
    }
    return made;
  }

  release(ports: readonly PublishedPort[]): void {
    for (const port of ports) this.#network.published.delete(port);
  }

  #publish(endpoint: Endpoint, request: PortRequest): PublishedPort {
    const { protocol } = request;
    const hostIp = request.hostIp || endpoint.network.options?.[bindingOption] || "";
    const address = parseIpv4(hostIp) ?? 0;
    const shown = formatIpv4(address);
    const target = { address: endpoint.address as number, port: request.port };
    const inside = `${formatIpv4(target.address)}:${request.port}/${protocol}`;
    if (!this.#isOfHost(address))
      throw new EngineError(500, `failed to bind host port for ${shown}:${request.from}:${inside}: cannot assign requested address`);
    const port = this.#choose(request, address, inside, shown);
    const published: PublishedPort = { protocol, address, port, target, bridge: endpoint.network.bridge as PublishedPort["bridge"] };
    this.#network.published.add(published);
    return published;
  }

  #isOfHost(address: number): boolean {
    if (address === 0 || address >>> 24 === 127) return true;
    return this.#network.host.interfaces.some((device) => device.address?.address === address);
  }

  #choose({ protocol, from, to }: PortRequest, address: number, target: string, shown: string): number {
    if (from === 0) {
      for (let tries = firstEphemeral; tries <= lastEphemeral; tries++) {
        const port = this.#next;
        this.#next = port >= lastEphemeral ? firstEphemeral : port + 1;
        if (!this.#network.taken(protocol, { address, port })) return port;
      }
      throw new EngineError(500, "all ports are allocated");
    }
    for (let port = from; port <= to; port++) {
      const taken = this.#network.taken(protocol, { address, port });
      if (!taken) return port;
      if (from !== to) continue;
      if (taken !== "listening")
        throw new EngineError(500, `Bind for ${formatIpv4(taken.address)}:${port} failed: port is already allocated`);
      throw new EngineError(500, `failed to bind host port for ${shown}:${port}:${target}: address already in use`);
    }
    throw new EngineError(500, "all ports are allocated");
  }
}

/** `{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "443/tcp": null}`: ports that are only exposed are null. */
export function portMap(published: readonly PublishedPort[], exposed: readonly string[]): PortMap {
  const map = new Map<string, { HostIp: string; HostPort: string }[] | null>(exposed.map((port) => [port, null]));
  for (const { protocol, address, port, target } of published) {
    const key = `${target.port}/${protocol}`;
    const entry = { HostIp: formatIpv4(address), HostPort: String(port) };
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  }
  return sortedMap(Object.fromEntries(map));
}

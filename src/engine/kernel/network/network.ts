/** Everything that is wired together on one machine: the host's stack, bridges, and what of containers is published on the host. */
import type { ConnectionObstacle as Obstacle } from "../../api/network-trace.ts";
import type { Clock } from "../../clock.ts";
import { isLoopback } from "./address.ts";
import { Bridge, macAddressFor } from "./bridge.ts";
import { contains6, subnet6Of } from "./ipv6.ts";
import type { DnsAnswer, RecordType } from "./names.ts";
import { type Connection, connectionPair, type Endpoint, type Listener, type Protocol, SocketError } from "./sockets.ts";
import { type InterfaceAddress, type InterfaceAddress6, type NetworkInterface, NetworkStack, withLink } from "./stack.ts";
import { type Caller, Trace, type TracedConnection } from "./trace.ts";
import { countTraffic } from "./traffic.ts";
import { listening, type Reached, refused, type Verdict } from "./verdict.ts";

/** A port of the host that leads to a container. */
export interface PublishedPort {
  readonly protocol: Protocol;
  /** 0 for every address of the host. */
  readonly address: number;
  readonly port: number;
  readonly target: Endpoint;
  readonly bridge: Bridge;
}

/** What lies beyond the machine; nothing, unless the lab brings something. */
export interface Outside {
  /** `undefined` when no server answers. */
  query(name: string, type: RecordType): DnsAnswer | undefined;
  /** Who answers at an address out there; `undefined` lets the caller wait in vain. */
  accept?(to: Endpoint, protocol: Protocol): ((connection: Connection) => void) | undefined;
}

export interface ConnectOptions {
  readonly protocol?: Protocol;
  readonly signal?: AbortSignal;
  /** For the trace. */
  readonly by?: Caller;
}

/** Milliseconds until a kernel gives up: no answer to ARP, no answer to SYN. */
const neighbourTimeout = 3_072;
const connectTimeout = 131_072;
export class Network {
  readonly host = new NetworkStack();
  readonly clock: Clock;
  readonly bridges = new Map<string, Bridge>();
  readonly published = new Set<PublishedPort>();
  readonly trace: Trace;
  outside: Outside | undefined;

  constructor(clock: Clock, options: { readonly outside?: Outside } = {}) {
    this.clock = clock;
    this.trace = new Trace(() => clock.now());
    this.outside = options.outside;
  }

  // ── wiring

  /** Makes a bridge, with the host on it at `address` unless it has none. */
  addBridge(
    name: string,
    address: { readonly address: number; readonly prefix: number } | undefined,
    options: {
      readonly internal?: boolean;
      readonly connected?: boolean;
      readonly mtu?: number;
      readonly address6?: InterfaceAddress6;
    } = {},
  ): Bridge {
    const bridge = new Bridge(name, options);
    this.bridges.set(name, bridge);
    const device = this.host.add({
      name,
      kind: "bridge",
      mac: macAddressFor(name),
      bridge,
      ...(address && { address }),
      ...(options.address6 && { addresses6: withLink(options.address6, macAddressFor(name)) }),
      ...(options.mtu && { mtu: options.mtu }),
    });
    bridge.ports.set(device, this.host);
    return bridge;
  }

  removeBridge(bridge: Bridge): void {
    const device = this.host.device(bridge.name);
    if (device) this.host.remove(device);
    this.bridges.delete(bridge.name);
  }

  /** A veth pair: one end on the host and in the bridge, the other in `stack`. */
  plug(
    stack: NetworkStack,
    bridge: Bridge,
    options: {
      readonly name: string;
      readonly mac: string;
      readonly address?: InterfaceAddress | undefined;
      readonly address6?: InterfaceAddress6 | undefined;
      readonly hostName: string;
      readonly mtu?: number;
    },
  ): NetworkInterface {
    const mtu = options.mtu ?? 1500;
    const outer = this.host.add({ name: options.hostName, kind: "veth", mac: macAddressFor(options.hostName), mtu });
    const inner = stack.add({
      name: options.name,
      kind: "veth",
      mac: options.mac,
      mtu,
      ...(options.address && { address: options.address }),
      ...(options.address6 && { addresses6: withLink(options.address6, options.mac) }),
      bridge,
      peerIndex: outer.index,
    });
    bridge.ports.set(inner, stack);
    this.#outer.set(inner, outer);
    return inner;
  }

  unplug(stack: NetworkStack, device: NetworkInterface): void {
    stack.remove(device);
    device.bridge?.ports.delete(device);
    const outer = this.#outer.get(device);
    if (outer) this.host.remove(outer);
    this.#outer.delete(device);
  }
  readonly #outer = new Map<NetworkInterface, NetworkInterface>();

  // ── ports of the host

  /** What stands in the way of publishing there: another published port, or a process of the host. */
  taken(protocol: Protocol, at: Endpoint): PublishedPort | "listening" | undefined {
    for (const other of this.published) {
      const { address, port } = other;
      if (other.protocol === protocol && port === at.port && (address === 0 || at.address === 0 || address === at.address)) return other;
    }
    return this.host.sockets.find(protocol, at, true) ? "listening" : undefined;
  }

  // ── talking

  /**
   * Opens a socket that waits for others. The address is one of the stack's own, or 0 for all.
   * Throws `SocketError` EADDRINUSE or EADDRNOTAVAIL.
   */
  listen(stack: NetworkStack, local: Endpoint, protocol: Protocol = "tcp"): Listener {
    if (local.address !== 0 && !stack.owns(local.address)) throw new SocketError("EADDRNOTAVAIL");
    if (stack === this.host && local.port !== 0 && typeof this.taken(protocol, local) === "object") throw new SocketError("EADDRINUSE");
    return stack.sockets.listen(protocol, local);
  }

  /**
   * Connects. Rejects with a `SocketError`: at once when refused or without a route, after the time a kernel takes when
   * nobody answers; with the signal's reason when that aborts first.
   */
  async connect(from: NetworkStack, to: Endpoint, options: ConnectOptions = {}): Promise<Connection> {
    const protocol = options.protocol ?? "tcp";
    options.signal?.throwIfAborted();
    const verdict = this.#find(from, to, protocol);
    this.#meet(from, to.address);
    const traced = this.#noteConnection(from, to, protocol, verdict, options.by);
    if (verdict.kind === "refused") throw new SocketError("ECONNREFUSED");
    if (verdict.kind === "no route") throw new SocketError("ENETUNREACH");
    if (verdict.kind === "no neighbour" || verdict.kind === "dropped") {
      const [patience, code] =
        verdict.kind === "dropped" ? ([connectTimeout, "ETIMEDOUT"] as const) : ([neighbourTimeout, "EHOSTUNREACH"] as const);
      await this.clock.sleep(patience, options.signal).finally(() => {
        traced.waiting = false;
      });
      throw new SocketError(code);
    }
    const local: Endpoint = { address: this.#sourceOf(from, to.address), port: from.sockets.ephemeralPort(protocol) };
    const path = verdict.kind === "listener" ? verdict.path : [];
    const server = verdict.kind === "listener" ? verdict.server : to;
    const [client, accepted] = connectionPair(local, server, { client: this.#asSeen(local, from, verdict), server: to }, (side, bytes) =>
      countTraffic(path, side, bytes),
    );
    countTraffic(path, 0, 0);
    countTraffic(path, 1, 0);
    if (verdict.kind === "listener") verdict.listener.offer(accepted);
    else if (verdict.kind === "outside") verdict.take(accepted);
    return client;
  }

  /** An echo request. `reply` gives the time to live, `unreachable` that there is no route, `lost` that nobody answers. */
  ping(from: NetworkStack, address: number, by?: Caller): "reply" | "lost" | "unreachable" {
    const { answer, ...found } = this.#echo(from, address);
    this.#meet(from, address);
    this.trace.connection({ by, stack: from, protocol: "icmp", address, port: 0, waiting: false, ...found });
    return answer;
  }

  /** `ping` for IPv6. Only echoes travel by it in the lab: sockets speak the fourth version. */
  ping6(from: NetworkStack, address: bigint): "reply" | "lost" | "unreachable" {
    if (from.owns6(address)) return "reply";
    if (!from.speaksIpv6) return "unreachable";
    const near = from.interfaces.find(
      ({ up, addresses6 }) => up && addresses6.some((own) => contains6(subnet6Of(own.address, own.prefix), address)),
    );
    if (near?.bridge) return (from === this.host || near.bridge.connected) && near.bridge.has6(address) ? "reply" : "lost";
    return from.gateway6 ? "lost" : "unreachable";
  }

  #echo(
    from: NetworkStack,
    address: number,
  ): Pick<TracedConnection, "way" | "obstacle" | "reached"> & { readonly answer: "reply" | "lost" | "unreachable" } {
    const at = (stack: NetworkStack): Reached => ({ stack, address, port: 0 });
    if (from.owns(address)) return { answer: "reply", way: "own namespace", reached: at(from) };
    const route = from.route(address);
    if (!route) return { answer: "unreachable", obstacle: this.#whyNoRoute(from) };
    // Nobody out there answers for a loopback that is down.
    if (isLoopback(address)) return { answer: "lost", obstacle: "nobody has the address" };
    if (from !== this.host && this.host.owns(address))
      return this.#mayReachHost(route.device.bridge, address)
        ? { answer: "reply", way: "container to host", reached: at(this.host) }
        : { answer: "lost", obstacle: "internal network" };
    const neighbour = this.#neighbour(from, route, address);
    if (neighbour) return { answer: "reply", way: from === this.host ? "host to container" : "same network", reached: at(neighbour.stack) };
    return { answer: "lost", obstacle: this.#whyNoNeighbour(route, address) };
  }

  /** Asks a name server that is not the embedded one. */
  upstream(stack: NetworkStack, server: string, name: string, type: RecordType): DnsAnswer | undefined {
    const route = stack === this.host || stack.gateway !== undefined;
    if (!route || server === "127.0.0.1") return undefined;
    return this.outside?.query(name.replace(/\.$/, "").toLowerCase(), type) ?? { status: "NXDOMAIN", answers: [] };
  }

  #sourceOf(from: NetworkStack, to: number): number {
    if (isLoopback(to) || from.owns(to)) return to;
    return from.route(to)?.source ?? 0;
  }

  #noteConnection(from: NetworkStack, to: Endpoint, protocol: Protocol, verdict: Verdict, by: Caller | undefined): TracedConnection {
    const { address, port } = to;
    const waiting = verdict.kind === "dropped" || verdict.kind === "no neighbour";
    const outcome =
      verdict.kind === "listener"
        ? { way: verdict.way, reached: verdict.reached }
        : verdict.kind === "outside"
          ? { way: verdict.way }
          : { obstacle: verdict.obstacle, ...(verdict.reached && { reached: verdict.reached }) };
    return this.trace.connection({ by, stack: from, protocol, address, port, waiting, ...outcome });
  }

  /** Where a call ends, and through which interfaces: of the caller first, of the called last. */
  #find(from: NetworkStack, to: Endpoint, protocol: Protocol): Verdict {
    const address = to.address === 0 ? 0x7f000001 : to.address;
    const loopback = from.interfaces[0] as NetworkInterface;
    if (from.owns(address)) {
      const own = from.sockets.find(protocol, { address, port: to.port });
      if (own) return listening(own, from, { address, port: to.port }, [loopback, loopback], "own namespace");
      const published = from === this.host ? this.#throughPublished(undefined, address, to.port, protocol) : undefined;
      return published ?? refused(from, protocol, { address, port: to.port }, from === this.host && this.#isPublished(protocol, to.port));
    }
    const route = from.route(address);
    if (!route) return { kind: "no route", obstacle: this.#whyNoRoute(from) };
    if (isLoopback(address)) return { kind: "dropped", obstacle: "nobody has the address" };
    if (from !== this.host && this.host.owns(address)) return this.#toHost(route.device, address, to.port, protocol);
    const neighbour = this.#neighbour(from, route, address);
    if (neighbour) {
      const server = { address, port: to.port };
      const listener = neighbour.stack.sockets.find(protocol, server);
      if (!listener) return refused(neighbour.stack, protocol, server);
      const way = from === this.host ? "host to container" : "same network";
      return listening(listener, neighbour.stack, server, [route.device, neighbour.device], way);
    }
    if (route.via === undefined) return { kind: "no neighbour", obstacle: this.#whyNoNeighbour(route, address) };
    // Other bridges are cut off from this one; anything else is outside.
    for (const bridge of this.bridges.values()) {
      const found = bridge.find(address);
      if (found) return { kind: "dropped", obstacle: "another network", reached: { stack: found.stack, address, port: to.port } };
    }
    const take = this.outside?.accept?.({ address, port: to.port }, protocol);
    return take ? { kind: "outside", take, way: "outside" } : { kind: "dropped", obstacle: "nobody answers outside" };
  }

  /**
   * Who a server takes its caller for. What comes to a published port by the loopback, or from a container, Docker's proxy hands
   * on: it calls from the host's address on the server's network.
   */
  #asSeen(local: Endpoint, from: NetworkStack, verdict: Verdict): Endpoint {
    if (verdict.kind !== "listener" || verdict.way !== "published port") return local;
    if (from === this.host && !isLoopback(local.address)) return local;
    const bridge = verdict.path.at(-1)?.bridge;
    const gateway = bridge && this.host.device(bridge.name)?.address?.address;
    return gateway === undefined ? local : { ...local, address: gateway };
  }

  /** From a container to one of the host's own addresses. */
  #toHost(device: NetworkInterface, address: number, port: number, protocol: Protocol): Verdict {
    const server = { address, port };
    if (!this.#mayReachHost(device.bridge, address))
      return { kind: "dropped", obstacle: "internal network", reached: { stack: this.host, ...server } };
    const published = this.#throughPublished(device.bridge, address, port, protocol, device);
    if (published) return published;
    const listener = this.host.sockets.find(protocol, server);
    const outer = this.#outer.get(device) ?? device;
    if (listener) return listening(listener, this.host, server, [device, outer], "container to host");
    return refused(this.host, protocol, server, this.#isPublished(protocol, port));
  }

  #isPublished(protocol: Protocol, port: number): boolean {
    return [...this.published].some((entry) => entry.protocol === protocol && entry.port === port);
  }

  /** The bridge of an internal network leads to the host's address on it and no further. */
  #mayReachHost(bridge: Bridge | undefined, address: number): boolean {
    return !bridge?.internal || this.host.interfaces.some((device) => device.bridge === bridge && device.address?.address === address);
  }

  #throughPublished(
    bridge: Bridge | undefined,
    address: number,
    port: number,
    protocol: Protocol,
    device?: NetworkInterface,
  ): Verdict | undefined {
    for (const entry of this.published) {
      if (entry.protocol !== protocol || entry.port !== port) continue;
      if (entry.address !== 0 && entry.address !== address) continue;
      const found = entry.bridge.find(entry.target.address);
      const reached = found && { stack: found.stack, ...entry.target };
      // Out of one bridge and into another: not even by way of the host.
      if (bridge && bridge !== entry.bridge) return { kind: "dropped", obstacle: "another network's port", ...(reached && { reached }) };
      const listener = found?.stack.sockets.find(protocol, entry.target);
      if (!found || !listener) return { kind: "refused", obstacle: "nobody listens behind the port", ...(reached && { reached }) };
      const first = device ?? this.host.device(entry.bridge.name);
      return listening(listener, found.stack, entry.target, [first ?? found.device, found.device], "published port");
    }
    return undefined;
  }

  #whyNoRoute(from: NetworkStack): Obstacle {
    if (from === this.host) return "nobody answers outside";
    return from.hasWire ? "internal network" : "no route";
  }

  #whyNoNeighbour({ device, via }: { readonly device: NetworkInterface; readonly via: number | undefined }, address: number): Obstacle {
    if (via === undefined) return device.bridge?.find(address) ? "neighbours kept apart" : "nobody has the address";
    for (const bridge of this.bridges.values()) if (bridge.find(address)) return "another network";
    return "nobody answers outside";
  }

  /** Whoever sends asks first who has the address of the next one on the wire, and is known to that one from then on. */
  #meet(from: NetworkStack, to: number): void {
    const route = isLoopback(to) || from.owns(to) ? undefined : from.route(to);
    const bridge = route?.device.bridge;
    if (!route || !bridge) return;
    const address = route.via ?? to;
    const found = bridge.find(address);
    const at = this.clock.now();
    from.neighbours.learn({ address, device: route.device, mac: found?.device.mac, at });
    if (found && route.source !== undefined)
      found.stack.neighbours.learn({ address: route.source, device: found.device, mac: route.device.mac, at });
  }

  #neighbour(from: NetworkStack, route: { readonly device: NetworkInterface; readonly via: number | undefined }, address: number) {
    const { bridge } = route.device;
    if (route.via !== undefined || !bridge) return undefined;
    if (from !== this.host && !bridge.connected) return undefined;
    return bridge.find(address);
  }
}

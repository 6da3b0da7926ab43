/** The daemon's networks: made, found, removed. */
import { EngineError, type Filters, type IpamConfig, type NetworkCreateRequest, type NetworkInspect } from "../api.ts";
import type { EventLog } from "../events/event-log.ts";
import {
  booleanFilter,
  matches,
  matchesExactly,
  matchesLabels,
  matchesPruneLabels,
  untilFilter,
  validateFilters,
} from "../events/filters.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { quote } from "../go/quote.ts";
import { formatSubnet, type Subnet, subnetOf } from "../kernel/network/address.ts";
import { overlaps6 } from "../kernel/network/ipv6.ts";
import type { Network } from "../kernel/network/network.ts";
import { requireUndescribed, withConfiguration } from "./config-only.ts";
import { describeNetwork } from "./describe.ts";
import { checkBridgeOptions } from "./driver-options.ts";
import { AddressPool, checkIpamDriver, freeSubnet, poolFor, validateIpam } from "./ipam.ts";
import { type Ipv6Pool, ipv6PoolFor, isIpv6Config } from "./ipam6.ts";
import type { NetworkRecord } from "./records.ts";

export const predefinedNetworks = ["bridge", "host", "none", "default"] as const;

const bridgeName = "com.docker.network.bridge.name";
const defaultBridgeOptions = {
  "com.docker.network.bridge.default_bridge": "true",
  "com.docker.network.bridge.enable_icc": "true",
  "com.docker.network.bridge.enable_ip_masquerade": "true",
  "com.docker.network.bridge.host_binding_ipv4": "0.0.0.0",
  [bridgeName]: "docker0",
  "com.docker.network.driver.mtu": "1500",
};

/** What it takes to make a network again after a reload. */
export interface SavedNetwork {
  readonly id: string;
  readonly created: number;
  readonly request: NetworkCreateRequest;
  /** What the daemon chose when it was not told. */
  readonly subnet: string;
}

export class NetworkStore {
  readonly #network: Network;
  readonly #events: EventLog;
  readonly #now: () => number;
  readonly #all = new Map<string, NetworkRecord>();
  readonly #requests = new Map<string, NetworkCreateRequest>();
  #made = 0;

  constructor(network: Network, events: EventLog, now: () => number) {
    this.#network = network;
    this.#events = events;
    this.#now = now;
    this.#predefine();
  }

  #predefine(): void {
    const subnet = freeSubnet([]);
    const pool = new AddressPool(subnet, { gateway: subnet.base + 1 });
    const bridge = this.#network.addBridge("docker0", { address: subnet.base + 1, prefix: subnet.prefix });
    const base = {
      created: this.#now(),
      internal: false,
      attachable: false,
      configOnly: false,
      configFrom: "",
      ipv4: true,
      ipv6: false,
      pool6: undefined,
      ipam: [],
      ipamOptions: null,
      labels: {},
      endpoints: new Map(),
    };
    this.#add({ ...base, id: this.#id(), name: "bridge", driver: "bridge", options: defaultBridgeOptions, bridge, pool });
    for (const [name, driver] of [
      ["host", "host"],
      ["none", "null"],
    ] as const)
      this.#add({ ...base, endpoints: new Map(), id: this.#id(), name, driver, options: {}, bridge: undefined, pool: undefined });
  }

  #id(): string {
    return sha256Hex(`network ${this.#made++}`);
  }
  #add(network: NetworkRecord): void {
    this.#all.set(network.id, network);
  }

  all(): NetworkRecord[] {
    return [...this.#all.values()];
  }

  /** By name, id or the beginning of an id. Throws `EngineError` 404, and 400 when it could be several. */
  get(term: string): NetworkRecord {
    const found = this.find(term);
    if (!found) throw new EngineError(404, `network ${term} not found`);
    return found;
  }

  find(term: string): NetworkRecord | undefined {
    const exact = this.#all.get(term);
    if (exact) return exact;
    const all = this.all();
    const named = all.find(({ name }) => name === term);
    if (named || term === "") return named;
    const byId = all.filter(({ id }) => id.startsWith(term));
    if (byId.length > 1) throw new EngineError(400, `network ${term} is ambiguous (${byId.length} matches found based on ID prefix)`);
    return byId[0];
  }

  /** Throws `EngineError` with the daemon's words for what can't be made. */
  create(request: NetworkCreateRequest): NetworkRecord {
    const { Name: name } = request;
    if ((predefinedNetworks as readonly string[]).includes(name))
      throw new EngineError(403, `operation is not permitted on predefined ${name} network `);
    const driver = request.Driver || "bridge";
    if (driver === "overlay") {
      throw new EngineError(
        403,
        'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      );
    }
    if (request.EnableIPv4 === false && !request.EnableIPv6) throw new EngineError(400, "IPv4 or IPv6 must be enabled");
    if (request.Scope === "swarm") throw new EngineError(403, "cannot create a swarm scoped network when swarm is not active");
    if (request.Ingress) throw new EngineError(403, "Ingress network can only be global scope network");
    validateIpam(request.IPAM);
    if (name.trim() === "") throw new EngineError(400, "invalid name: name is empty");
    if (this.all().some((other) => other.name === name)) throw new EngineError(409, `network with name ${name} already exists`);
    this.#checkDriver(driver);
    checkIpamDriver(request.IPAM);
    checkBridgeOptions(request.Options ?? {});
    return this.#make(withConfiguration(request, (from) => this.find(from)));
  }

  #checkDriver(driver: string): void {
    if (driver === "bridge") return;
    if (driver === "host" || driver === "null") throw new EngineError(403, `only one instance of "${driver}" network is allowed`);
    if (driver === "macvlan" || driver === "ipvlan")
      throw new EngineError(
        501,
        `drydock: ${driver} needs a network card to share, and the lab's machine has none; bridge networks are modelled`,
      );
    throw new EngineError(404, `plugin ${quote(driver)} not found`);
  }

  #make(request: NetworkCreateRequest, saved?: SavedNetwork): NetworkRecord {
    const id = saved?.id ?? this.#id();
    const config = (request.IPAM?.Config ?? []).filter(({ Subnet }) => Subnet);
    const [config4, config6] = [config.filter((one) => !isIpv6Config(one)), config.filter(isIpv6Config)];
    if (config4.length > 1 || config6.length > 1) throw new EngineError(400, "bridge driver doesn't support multiple subnets");
    const described = {
      id,
      name: request.Name,
      created: saved?.created ?? this.#now(),
      internal: request.Internal ?? false,
      attachable: request.Attachable ?? false,
      configFrom: request.ConfigFrom?.Network ?? "",
      ipv4: request.EnableIPv4 ?? true,
      ipv6: request.EnableIPv6 ?? false,
      ipam: config,
      ipamOptions: request.IPAM?.Options ?? (request.IPAM ? {} : null),
      options: request.Options ?? {},
      labels: request.Labels ?? {},
      endpoints: new Map(),
    } as const;
    if (request.ConfigOnly)
      return this.#keep(
        { ...described, configOnly: true, driver: "null", bridge: undefined, pool: undefined, pool6: undefined },
        request,
        saved,
      );
    const pool = described.ipv4 ? this.#pool(config4[0] ?? (saved && { Subnet: saved.subnet })) : undefined;
    const pool6 = described.ipv6 ? this.#pool6(config6[0], id) : undefined;
    const name = request.Options?.[bridgeName] ?? `br-${id.slice(0, 12)}`;
    const holder = this.all().find(({ bridge }) => bridge?.name === name);
    if (holder) {
      const both = `cannot create network ${id} (${name}): conflicts with network ${holder.id} (${name})`;
      throw new EngineError(403, `${both}: networks have same bridge name`);
    }
    const mtu = Number(request.Options?.["com.docker.network.driver.mtu"]) || undefined;
    const bridge = this.#network.addBridge(
      name,
      pool?.gateway === undefined ? undefined : { address: pool.gateway, prefix: pool.subnet.prefix },
      {
        internal: described.internal,
        connected: request.Options?.["com.docker.network.bridge.enable_icc"] !== "false",
        ...(mtu && { mtu }),
        ...(pool6 && { address6: { address: pool6.gateway, prefix: pool6.subnet.prefix } }),
      },
    );
    return this.#keep({ ...described, configOnly: false, driver: "bridge", bridge, pool, pool6 }, request, saved);
  }

  #keep(made: NetworkRecord, request: NetworkCreateRequest, saved: SavedNetwork | undefined): NetworkRecord {
    this.#add(made);
    this.#requests.set(made.id, request);
    if (!saved) this.emit(made, "create");
    return made;
  }

  #pool6(config: IpamConfig | undefined, id: string): Ipv6Pool {
    const pool = ipv6PoolFor(config, id);
    if (this.all().some((other) => other.pool6 && overlaps6(other.pool6.subnet, pool.subnet)))
      throw new EngineError(403, "invalid pool request: Pool overlaps with other one on this address space");
    return pool;
  }

  #pool(config: NonNullable<NonNullable<NetworkCreateRequest["IPAM"]>["Config"]>[number] | undefined): AddressPool {
    const used = this.all().flatMap(({ pool }) => (pool ? [pool.subnet] : []));
    if (!config?.Subnet) {
      const subnet = freeSubnet([...used, ...this.#hostSubnets()]);
      return new AddressPool(subnet, { gateway: subnet.base + 1 });
    }
    const pool = poolFor(config);
    const overlap = used.some(
      ({ base, prefix }) =>
        base <= pool.subnet.base + 2 ** (32 - pool.subnet.prefix) - 1 && pool.subnet.base <= base + 2 ** (32 - prefix) - 1,
    );
    if (overlap) throw new EngineError(403, "invalid pool request: Pool overlaps with other one on this address space");
    return pool;
  }

  /** What the host itself is on. */
  #hostSubnets(): Subnet[] {
    return this.#network.host.interfaces.flatMap(({ address, kind }) =>
      address && kind === "ethernet" ? [subnetOf(address.address, address.prefix)] : [],
    );
  }

  /** Throws `EngineError` 403 for a predefined network and for one that is in use. */
  remove(term: string): void {
    const network = this.get(term);
    if ((predefinedNetworks as readonly string[]).includes(network.name))
      throw new EngineError(403, `${network.name} is a pre-defined network and cannot be removed`);
    if (network.endpoints.size > 0) {
      const members = [...network.endpoints.values()].map(({ containerName, id }) => `name:"${containerName}" id:"${id.slice(0, 12)}"`);
      throw new EngineError(403, `error while removing network: network ${network.name} has active endpoints (${members.join(", ")})`);
    }
    requireUndescribed(network, this.all());
    this.#drop(network);
    this.emit(network, "destroy");
  }

  #drop(network: NetworkRecord): void {
    if (network.bridge) this.#network.removeBridge(network.bridge);
    this.#all.delete(network.id);
    this.#requests.delete(network.id);
  }

  list(filters: Filters = {}): NetworkInspect[] {
    validateFilters(filters, ["dangling", "driver", "id", "label", "name", "scope", "type"]);
    for (const type of filters.type ?? [])
      if (type !== "custom" && type !== "builtin") throw new EngineError(400, `invalid filter: 'type'='${type}'`);
    const dangling = booleanFilter(filters, "dangling");
    return this.all()
      .filter((network) => {
        const builtin = (predefinedNetworks as readonly string[]).includes(network.name);
        return (
          matchesExactly(filters, "driver", network.driver) &&
          matches(filters, "name", network.name) &&
          matches(filters, "id", network.id) &&
          matchesLabels(filters, network.labels) &&
          matchesExactly(filters, "scope", "local") &&
          (!filters.type?.length || filters.type.includes(builtin ? "builtin" : "custom")) &&
          // A listing is asked for without containers, and the daemon filters what it has gathered: no network looks used.
          (dangling === undefined || dangling === !builtin)
        );
      })
      .map((network) => describeNetwork(network, false));
  }

  prune(filters: Filters = {}): string[] {
    validateFilters(filters, ["label", "label!", "until"]);
    const until = untilFilter(filters, this.#now());
    const gone = this.all().filter(
      (network) =>
        !(predefinedNetworks as readonly string[]).includes(network.name) &&
        !network.configOnly &&
        network.endpoints.size === 0 &&
        matchesPruneLabels(filters, network.labels) &&
        (until === undefined || network.created < until),
    );
    for (const network of gone) {
      this.#drop(network);
      this.emit(network, "destroy");
    }
    this.#events.emit("network", "prune", "", { reclaimed: "0" });
    return gone.map(({ name }) => name);
  }

  emit(network: NetworkRecord, action: string, attributes: Readonly<Record<string, string>> = {}): void {
    this.#events.emit("network", action, network.id, { name: network.name, type: network.driver, ...attributes });
  }

  save(): readonly SavedNetwork[] {
    return this.all().flatMap(({ id, created, pool }) => {
      const request = this.#requests.get(id);
      return request ? [{ id, created, request, subnet: pool ? formatSubnet(pool.subnet) : "" }] : [];
    });
  }
  /** How many were ever made, so that ids go on where they were. */
  get made(): number {
    return this.#made;
  }
  restore(saved: readonly SavedNetwork[], made: number): void {
    for (const network of saved) this.#make(network.request, network);
    this.#made = made;
  }
}

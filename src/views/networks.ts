/** Networks: wires, who is plugged in, under which addresses and names, the doors in the host, and the last requests. */
import type {
  ConnectionObstacle,
  ConnectionWay,
  ContainerInspect,
  ContainerStatus,
  Engine,
  ListeningSocket,
  NetworkConnection,
  NetworkInspect,
  NetworkLookup,
  NetworkNamespaceView,
  NetworkTraceEntry,
} from "../engine/api.ts";
import { stillThere } from "../engine/api/still-there.ts";

export interface NetworksView {
  /** Bridges alone: `host` and `none` are no wires. In the order of their names, the default one first. */
  readonly networks: readonly NetworkWire[];
  /** Network namespaces with containers in them, and containers that do not run. */
  readonly rooms: readonly NetworkRoom[];
  readonly host: { readonly listening: readonly ListeningSocket[] };
  /** The newest first; the same request once more only counts. */
  readonly requests: readonly NetworkRequest[];
}

export interface NetworkWire {
  readonly name: string;
  /** `172.18.0.0/16` */
  readonly subnet: string;
  /** The host's own address on it. */
  readonly gateway: string;
  readonly internal: boolean;
  /** Containers on it find each other by name. */
  readonly names: boolean;
}

export interface NetworkRoom {
  /** Names of the containers in one network namespace: one, unless `--network container:` put more there. */
  readonly containers: readonly string[];
  readonly image: string;
  readonly status: ContainerStatus;
  /** It stands in the host's own namespace: `--network host`. */
  readonly onHost: boolean;
  readonly plugs: readonly NetworkPlug[];
  readonly listening: readonly ListeningSocket[];
  readonly doors: readonly NetworkDoor[];
  /** Whom it asks for names. */
  readonly nameServers: readonly string[];
}

export interface NetworkPlug {
  readonly network: string;
  /** Empty while it does not run. */
  readonly address: string;
  /** By which neighbours find it, where they do. */
  readonly names: readonly string[];
}

/** A published port. */
export interface NetworkDoor {
  /** `0.0.0.0` for every address of the host. */
  readonly hostIp: string;
  readonly hostPort: number;
  readonly port: number;
  readonly protocol: string;
}

/** Where something is: in the room of a container, or on the host. */
export type NetworkPlace = { readonly room: string } | "host";

/** One attempt: a name that was looked up, a connection, or both. */
export interface NetworkRequest {
  /** Of its last entry in the trace. */
  readonly id: number;
  /** How many times since the trace begins. */
  readonly times: number;
  readonly program: string;
  readonly from: NetworkPlace;
  /** As it was asked for, when it was a name. */
  readonly name?: string;
  readonly asked: NetworkLookup["asked"];
  /** Absent when there was no such name. */
  readonly address?: string;
  readonly port?: number;
  readonly protocol?: NetworkConnection["protocol"];
  readonly way?: ConnectionWay;
  readonly obstacle?: ConnectionObstacle | "no such name" | "no name server answers";
  /** The name was asked for and nothing else was tried. */
  readonly lookupOnly: boolean;
  readonly waiting: boolean;
  /** How far it came. */
  readonly reached?: { readonly place: NetworkPlace; readonly address: string; readonly port: number };
  /** The network whose wire it went over. */
  readonly over?: string;
}

/** More than a person can follow. */
const mostRequests = 12;

export async function gatherNetworks(engine: Engine): Promise<NetworksView> {
  const [listed, found, namespaces, trace] = await Promise.all([
    engine.networkList(),
    engine.containerList({ all: true }),
    engine.networkNamespaces(),
    engine.networkTrace(),
  ]);
  const containers = (await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id)))))
    .filter((container) => container !== undefined)
    .sort((a, b) => a.Name.localeCompare(b.Name));
  const networks = listed.filter(({ Driver }) => Driver === "bridge").map(wireOf);
  const rooms = roomsOf(containers, namespaces);
  const host = namespaces.find((namespace) => namespace.host);
  return {
    networks: networks.sort((a, b) => Number(a.names) - Number(b.names) || a.name.localeCompare(b.name)),
    rooms,
    host: { listening: host?.listening ?? [] },
    requests: requestsOf(trace, containers, namespaces, rooms),
  };
}

function wireOf({ Name, IPAM, Internal }: NetworkInspect): NetworkWire {
  const { Subnet = "", Gateway = "" } = IPAM.Config?.[0] ?? {};
  return { name: Name, subnet: Subnet, gateway: Gateway.split("/")[0] ?? "", internal: Internal, names: Name !== "bridge" };
}

/** One room for each namespace, named after its first container: the one that was there before the others joined. */
function roomsOf(containers: readonly ContainerInspect[], namespaces: readonly NetworkNamespaceView[]): NetworkRoom[] {
  const rooms: NetworkRoom[] = [];
  for (const container of containers) {
    const namespace = namespaces.find((each) => each.containers.includes(container.Id));
    const owner = namespace && !namespace.host ? ownerOf(namespace, containers) : container.Id;
    if (owner !== container.Id) continue;
    const names = namespace && !namespace.host ? sharing(namespace, containers, owner) : [container.Name.slice(1)];
    rooms.push({
      containers: names,
      image: container.Config.Image ?? "",
      status: container.State.Status,
      onHost: container.HostConfig.NetworkMode === "host",
      plugs: plugsOf(container),
      listening: namespace && !namespace.host ? namespace.listening : [],
      doors: doorsOf(container),
      nameServers: namespace?.nameServers ?? [],
    });
  }
  return rooms;
}

function ownerOf({ containers }: NetworkNamespaceView, all: readonly ContainerInspect[]): string | undefined {
  const own = all.find(({ Id, HostConfig }) => containers.includes(Id) && !HostConfig.NetworkMode?.startsWith("container:"));
  return own?.Id ?? containers[0];
}

function sharing({ containers }: NetworkNamespaceView, all: readonly ContainerInspect[], owner: string): string[] {
  const names = (wanted: (id: string) => boolean): string[] =>
    all.filter(({ Id }) => containers.includes(Id) && wanted(Id)).map(({ Name }) => Name.slice(1));
  return [...names((id) => id === owner), ...names((id) => id !== owner)];
}

function plugsOf({ NetworkSettings }: ContainerInspect): NetworkPlug[] {
  return Object.entries(NetworkSettings.Networks)
    .filter(([network]) => network !== "host" && network !== "none")
    .map(([network, { IPAddress = "", DNSNames }]) => ({ network, address: IPAddress, names: DNSNames ?? [] }))
    .sort((a, b) => a.network.localeCompare(b.network));
}

function doorsOf({ NetworkSettings }: ContainerInspect): NetworkDoor[] {
  return Object.entries(NetworkSettings.Ports).flatMap(([port, bindings]) =>
    (bindings ?? [])
      .filter(({ HostIp }) => !HostIp.includes(":"))
      .map(({ HostIp, HostPort }) => ({
        hostIp: HostIp,
        hostPort: Number(HostPort),
        port: Number.parseInt(port, 10),
        protocol: port.split("/")[1] ?? "tcp",
      })),
  );
}

/** Lookups joined with the connection that the same process made to an address it was told. */
function requestsOf(
  trace: readonly NetworkTraceEntry[],
  containers: readonly ContainerInspect[],
  namespaces: readonly NetworkNamespaceView[],
  rooms: readonly NetworkRoom[],
): NetworkRequest[] {
  const roomOf = (id: string | undefined): NetworkPlace => {
    const name = containers.find(({ Id }) => Id === id)?.Name.slice(1);
    const room = rooms.find(({ containers: names }) => name !== undefined && names.includes(name));
    return room && !room.onHost ? { room: room.containers[0] as string } : "host";
  };
  const placeOf = (inode: number): NetworkPlace => {
    const namespace = namespaces.find((each) => each.inode === inode);
    return !namespace || namespace.host ? "host" : roomOf(namespace.containers[0]);
  };
  const isGone = (inode: number): boolean => !namespaces.some((each) => each.inode === inode);
  const requests: NetworkRequest[] = [];
  const open = new Map<string, NetworkLookup>();
  for (const entry of trace) {
    // What has gone cannot be shown, at either end.
    if (isGone(entry.namespace) || (entry.kind === "connection" && entry.reached && isGone(entry.reached.namespace))) continue;
    const from = placeOf(entry.namespace);
    const program = entry.caller?.program ?? "dockerd";
    const key = `${entry.caller?.pid ?? 0} ${entry.namespace}`;
    if (entry.kind === "lookup") {
      open.set(key, entry);
      if (entry.addresses.length > 0) continue;
      const silent = entry.asked.every((each) => each.silent);
      const obstacle = silent ? "no name server answers" : "no such name";
      open.delete(key);
      requests.push({
        id: entry.id,
        times: 1,
        program,
        from,
        name: entry.name,
        asked: entry.asked,
        obstacle,
        lookupOnly: true,
        waiting: false,
      });
      continue;
    }
    const lookup = open.get(key);
    const told = lookup?.addresses.includes(entry.address) ? lookup : undefined;
    const place = entry.reached && placeOf(entry.reached.namespace);
    const over = wireBetween(from, entry, place, rooms);
    requests.push({
      id: entry.id,
      times: 1,
      program,
      from,
      ...(told && { name: told.name }),
      asked: told?.asked ?? [],
      address: entry.address,
      port: entry.port,
      protocol: entry.protocol,
      ...(entry.way && { way: entry.way }),
      ...(entry.obstacle && { obstacle: entry.obstacle }),
      lookupOnly: false,
      waiting: entry.waiting,
      ...(entry.reached && place && { reached: { place, address: entry.reached.address, port: entry.reached.port } }),
      ...(over && { over }),
    });
  }
  return newest(requests);
}

/** The network by which two places are joined. */
function wireBetween(
  from: NetworkPlace,
  { address, reached }: NetworkConnection,
  place: NetworkPlace | undefined,
  rooms: readonly NetworkRoom[],
): string | undefined {
  const plugs = (at: NetworkPlace | undefined): readonly NetworkPlug[] =>
    typeof at === "object" ? (rooms.find(({ containers }) => containers[0] === at.room)?.plugs ?? []) : [];
  const arrives = plugs(place).find((plug) => plug.address === reached?.address || plug.address === address);
  if (arrives && (from === "host" || plugs(from).some(({ network }) => network === arrives.network))) return arrives.network;
  return undefined;
}

function newest(requests: readonly NetworkRequest[]): NetworkRequest[] {
  const kept = new Map<string, NetworkRequest>();
  for (const request of requests) {
    const { id: _, times: __, waiting: ___, asked, ...same } = request;
    const key = JSON.stringify([same, asked.map(({ place }) => place)]);
    const before = kept.get(key);
    kept.delete(key);
    kept.set(key, { ...request, times: (before?.times ?? 0) + 1 });
  }
  return [...kept.values()].reverse().slice(0, mostRequests);
}

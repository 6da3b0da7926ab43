/** What a session is shown of the engine's answers: its own names, what it asked for, and nothing of anybody else's. */
import { workspacePath } from "../policy/mounts.ts";
import { askedLabel, labelPrefix } from "../policy/names.ts";
import type { Json, PortFact } from "./objects.ts";
import type { Session } from "./session.ts";

type Ports = Readonly<Record<string, readonly PortFact[] | null>>;

interface Asked {
  readonly Image?: string;
  readonly Volumes?: unknown;
  readonly Aliases?: Readonly<Record<string, readonly string[]>>;
  readonly HostConfig?: Json & { readonly PortBindings?: Ports };
}

interface EngineMount {
  readonly Type: string;
  readonly Target: string;
  readonly Source?: string;
  readonly VolumeOptions?: { readonly Subpath?: string };
}

/** What HostConfig says of what was not asked for. */
const nothingAsked = {
  Memory: 0,
  MemorySwap: 0,
  NanoCpus: 0,
  PidsLimit: null,
  Binds: null,
  Mounts: undefined,
  Ulimits: [],
  LogConfig: { Type: "json-file", Config: {} },
  NetworkMode: "bridge",
  VolumesFrom: null,
  PublishAllPorts: false,
  CgroupParent: "",
} as const;

export function shownLabels(labels: unknown): unknown {
  if (typeof labels !== "object" || labels === null) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith(labelPrefix)));
}

export function askedOf(labels: unknown): Asked {
  const text = (labels as Record<string, string> | null | undefined)?.[askedLabel];
  return text === undefined ? {} : (JSON.parse(text) as Asked);
}

/** `GET /containers/{id}/json`. */
export function containerShown(facts: Json, session: Session): Json {
  const config = facts.Config as Json;
  const asked = askedOf(config.Labels);
  const host = facts.HostConfig as Json & { readonly Mounts?: readonly EngineMount[] };
  const network = facts.NetworkSettings as Json & { readonly Ports: Ports };
  const wanted = Object.fromEntries(Object.entries(asked.HostConfig ?? {}).filter(([, value]) => value !== null));
  const name = String(facts.Name).replace(/^\//, "").replace(session.names.prefix, "");
  return {
    ...facts,
    Config: {
      ...config,
      Labels: shownLabels(config.Labels),
      ...(asked.Image !== undefined && { Image: asked.Image }),
      ...(asked.Volumes !== undefined && asked.Volumes !== null && { Volumes: asked.Volumes }),
    },
    HostConfig: { ...host, ...nothingAsked, ...session.updates.get(String(facts.Id)), ...wanted },
    Mounts: (facts.Mounts as readonly Json[]).map((mount) => mountShown(mount, host.Mounts ?? [], session)),
    NetworkSettings: {
      ...network,
      Ports: portsShown(network.Ports, asked.HostConfig?.PortBindings ?? {}),
      Networks: endpointsShown(network.Networks, name, asked),
    },
  };
}

/** An entry of `GET /containers/json`. */
export function listedContainerShown(facts: Json, session: Session): Json {
  const asked = askedOf(facts.Labels);
  const host = facts.HostConfig as Json;
  const networks = (facts.NetworkSettings as Json | undefined)?.Networks;
  const [first = ""] = facts.Names as readonly string[];
  return {
    ...facts,
    Labels: shownLabels(facts.Labels),
    ...(asked.Image !== undefined && { Image: asked.Image }),
    HostConfig: { ...host, NetworkMode: asked.HostConfig?.NetworkMode ?? "bridge" },
    Ports: listedPorts(facts.Ports as readonly ListedPort[], asked.HostConfig?.PortBindings ?? {}),
    Mounts: (facts.Mounts as readonly Json[]).map((mount) => mountShown(mount, [], session)),
    NetworkSettings: { Networks: endpointsShown(networks, first.replace(/^\//, "").replace(session.names.prefix, ""), asked) },
  };
}

interface ListedPort {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

function listedPorts(ports: readonly ListedPort[], asked: Ports): readonly ListedPort[] {
  const seen = new Map<string, number>();
  return ports.map((port) => {
    if (port.PublicPort === undefined) return port;
    const key = `${port.PrivatePort}/${port.Type}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const wanted = asked[key]?.[nth];
    return { ...port, IP: addressShown(wanted?.HostIp), PublicPort: Number(wanted?.HostPort || port.PublicPort) };
  });
}

/** Ports as they were asked for. One that was left to the engine has the engine's. */
function portsShown(ports: Ports, asked: Ports): Ports {
  const shown = Object.entries(ports).map(([port, bindings]) => [
    port,
    bindings?.map(({ HostPort }, nth) => {
      const wanted = asked[port]?.[nth];
      return { HostIp: addressShown(wanted?.HostIp), HostPort: wanted?.HostPort || HostPort };
    }) ?? null,
  ]);
  return Object.fromEntries(shown);
}

function addressShown(address: string | undefined): string {
  return address === undefined || address === "" ? "0.0.0.0" : address;
}

function endpointsShown(networks: unknown, name: string, { Aliases = {} }: Asked): Json {
  const shown = Object.entries((networks ?? {}) as Record<string, Json>).map(([network, endpoint]) => {
    const own = (endpoint.Aliases as readonly string[] | null) ?? [];
    // The sandbox made the container's name an alias: in the engine it has another name.
    const given = Aliases[network] ?? own.filter((alias) => alias !== name);
    const names = (endpoint.DNSNames as readonly string[] | null) ?? [];
    return [
      network,
      { ...endpoint, Aliases: given.length === 0 ? null : given, ...(names.length > 0 && { DNSNames: [...new Set(names)] }) },
    ];
  });
  return Object.fromEntries(shown);
}

function mountShown(mount: Json, specs: readonly EngineMount[], session: Session): Json {
  if (mount.Name !== session.workspaceVolume) return mount;
  const spec = specs.find(({ Target }) => Target === mount.Destination);
  const subpath = spec?.VolumeOptions?.Subpath;
  const { Name: _, Driver: __, ...rest } = mount;
  return { ...rest, Type: "bind", Source: workspacePath + (subpath ? `/${subpath}` : ""), Mode: "", Propagation: "rprivate" };
}

export function imageShown(facts: Json, session: Session): Json {
  const config = facts.Config as Json | undefined;
  return {
    ...facts,
    RepoTags: session.shownTags(facts.RepoTags as readonly string[] | null),
    ...(config && { Config: withLabels(config) }),
  };
}

/** Labels that are all the sandbox's leave none. */
function withLabels(config: Json): Json {
  const labels = shownLabels(config.Labels);
  return { ...config, Labels: labels && Object.keys(labels).length > 0 ? labels : null };
}

export function listedImageShown(facts: Json, session: Session): Json {
  return {
    ...facts,
    RepoTags: session.shownTags(facts.RepoTags as readonly string[] | null),
    RepoDigests:
      (facts.RepoDigests as readonly string[] | null)?.filter((digest) => session.images.allows(digest.replace(/@.*/, ""))) ?? [],
    Labels: shownLabels(facts.Labels),
  };
}

/** A network of the session's; of `host` and `none` only that they are there. */
export function networkShown(facts: Json, session: Session): Json {
  const own = session.owns(facts.Labels as Record<string, string> | null);
  const options = Object.entries((facts.Options ?? {}) as Record<string, string>).filter(([name]) => !name.endsWith(".host_binding_ipv4"));
  return { ...facts, Labels: shownLabels(facts.Labels), Options: Object.fromEntries(options), ...(!own && { Containers: {} }) };
}

export function volumeShown(facts: Json): Json {
  const labels = shownLabels(facts.Labels);
  return { ...facts, Labels: labels && Object.keys(labels).length > 0 ? labels : null };
}

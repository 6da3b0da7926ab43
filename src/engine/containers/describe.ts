/** Containers as the API tells them. */
import type {
  ContainerConfig,
  ContainerInspect,
  ContainerState,
  ContainerSummary,
  EndpointSettings,
  Health,
  MountPoint,
  NetworkSettings,
  Port,
} from "../api.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { diffTrees, layerSize } from "../filesystem/diff.ts";
import { goTime } from "../images/config.ts";
import { fullConfig } from "./config.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { describeEndpoint } from "../networks/describe.ts";
import { portMap } from "../networks/ports.ts";
import type { Daemon } from "./daemon.ts";
import { humanDuration } from "../go/human-duration.ts";
import type { FullHostConfig } from "./host-config.ts";
import type { Container } from "./record.ts";

const never = "0001-01-01T00:00:00Z";
const time = (ms: number): string => (ms === 0 ? never : goTime(ms));

function describeState(container: Container): ContainerState {
  const { health } = container;
  return {
    Status: container.status,
    Running: container.isRunning,
    Paused: container.paused,
    Restarting: container.restarting,
    OOMKilled: container.oomKilled,
    Dead: container.dead,
    Pid: container.running?.init.pid ?? 0,
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: time(container.startedAt),
    FinishedAt: time(container.finishedAt),
    ...(health && { Health: { Status: health.status, FailingStreak: health.failingStreak, Log: health.log } satisfies Health }),
  };
}

/** `Up 3 minutes (healthy)`, `Exited (0) About an hour ago`. */
function statusText(container: Container, now: number): string {
  const { health } = container;
  if (container.isRunning) {
    if (container.paused) return `Up ${humanDuration(now - container.startedAt)} (Paused)`;
    if (container.restarting) return `Restarting (${container.exitCode}) ${humanDuration(now - container.finishedAt)} ago`;
    const up = `Up ${humanDuration(now - container.startedAt)}`;
    if (!health) return up;
    return `${up} (${health.status === "starting" ? "health: starting" : health.status})`;
  }
  if (container.removing) return "Removal In Progress";
  if (container.dead) return "Dead";
  if (container.startedAt === 0) return "Created";
  return `Exited (${container.exitCode}) ${humanDuration(now - container.finishedAt)} ago`;
}

function describeMounts({ mounts }: Container): MountPoint[] {
  return mounts.map(({ type, name, source, target, driver, mode, readOnly, propagation }) => ({
    Type: type,
    ...(name !== "" && { Name: name }),
    Source: source,
    Destination: target,
    ...(driver !== "" && { Driver: driver }),
    Mode: mode,
    RW: !readOnly,
    Propagation: propagation,
  }));
}

/** By name of the network. */
export function describeNetworks(container: Container): Record<string, EndpointSettings> {
  const endpoints = container.running?.sandbox?.endpoints ?? [];
  const described = [...container.networks].map(([name, settings]) => [
    name,
    describeEndpoint(
      settings,
      endpoints.find(({ network }) => network.name === name),
    ),
  ]);
  return sortedMap(Object.fromEntries(described));
}

function networkSettings(container: Container): NetworkSettings {
  const sandbox = container.running?.sandbox;
  const networks = describeNetworks(container);
  const bridge = networks.bridge;
  const published = sandbox?.endpoints.flatMap((endpoint) => endpoint.published) ?? [];
  const shared = container.hostConfig.NetworkMode.startsWith("container:");
  const host = container.hostConfig.NetworkMode === "host";
  const key = host ? "default" : sandbox?.id.slice(0, 12);
  return {
    Bridge: "",
    SandboxID: sandbox?.id ?? "",
    SandboxKey: sandbox ? `/run/docker/netns/${key}` : "",
    Ports:
      sandbox && !shared && !host
        ? portMap(published, container.networks.has("none") ? [] : Object.keys(container.config.ExposedPorts ?? {}))
        : {},
    HairpinMode: false,
    LinkLocalIPv6Address: "",
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.EndpointID ?? "",
    Gateway: bridge?.Gateway ?? "",
    GlobalIPv6Address: bridge?.GlobalIPv6Address ?? "",
    GlobalIPv6PrefixLen: bridge?.GlobalIPv6PrefixLen ?? 0,
    IPAddress: bridge?.IPAddress ?? "",
    IPPrefixLen: bridge?.IPPrefixLen ?? 0,
    IPv6Gateway: bridge?.IPv6Gateway ?? "",
    MacAddress: bridge?.MacAddress ?? "",
    Networks: networks,
  };
}

/** Fields in the order in which the API sends them. */
export function describeContainer(daemon: Daemon, container: Container, size: boolean): ContainerInspect {
  const { id, hostConfig, image } = container;
  const [path = "", ...args] = container.argv;
  const directory = `/var/lib/docker/containers/${id}`;
  const own = container.hostConfig.NetworkMode.startsWith("container:") ? shareOf(daemon, container) : directory;
  return {
    Id: id,
    Created: goTime(container.created),
    Path: path,
    Args: args,
    State: describeState(container),
    Image: image.id,
    ResolvConfPath: container.startedAt ? `${own}/resolv.conf` : "",
    HostnamePath: container.startedAt ? `${own}/hostname` : "",
    HostsPath: container.startedAt ? `${own}/hosts` : "",
    LogPath: hostConfig.LogConfig.Type === "json-file" && container.startedAt ? `${directory}/${id}-json.log` : "",
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: "overlay2",
    Platform: "linux",
    MountLabel: "",
    ProcessLabel: "",
    AppArmorProfile: "",
    ExecIDs: container.execIds.size > 0 ? [...container.execIds] : null,
    HostConfig: withSortedMaps(hostConfig),
    GraphDriver: { Data: driverData(container), Name: "overlay2" },
    ...(size && { SizeRw: 0, ...sizesOf(container) }),
    Mounts: describeMounts(container),
    Config: describeConfig(container),
    NetworkSettings: networkSettings(container),
  };
}

/** Older clients look for the address of the network card among the settings: that of the network the container starts on. */
function describeConfig({ config, hostConfig, networks }: Container): ContainerConfig {
  const mac = config.MacAddress || networks.get(hostConfig.NetworkMode)?.MacAddress;
  return fullConfig({ ...config, ...(mac && { MacAddress: mac }) });
}

function withSortedMaps(hostConfig: FullHostConfig): FullHostConfig {
  const { LogConfig, PortBindings, Tmpfs, Sysctls, StorageOpt, Annotations } = hostConfig;
  return {
    ...hostConfig,
    LogConfig: { ...LogConfig, Config: sortedMap(LogConfig.Config) },
    PortBindings: sortedMap(PortBindings ?? {}),
    ...(Annotations && { Annotations: sortedMap(Annotations) }),
    ...(StorageOpt && { StorageOpt: sortedMap(StorageOpt) }),
    ...(Tmpfs && { Tmpfs: sortedMap(Tmpfs) }),
    ...(Sysctls && { Sysctls: sortedMap(Sysctls) }),
  };
}

function shareOf(daemon: Daemon, container: Container): string {
  const other = daemon.containers.find(container.hostConfig.NetworkMode.slice("container:".length));
  return `/var/lib/docker/containers/${other?.id ?? container.id}`;
}

function driverData({ id, image }: Container): Record<string, string> {
  const root = "/var/lib/docker/overlay2";
  const top = `${root}/${sha256Hex(`overlay2 ${id}`)}`;
  const lower = image.layers.map(({ chainId }) => `${root}/${sha256Hex(`overlay2 ${chainId}`)}/diff`).reverse();
  return {
    ID: id,
    LowerDir: [`${top}-init/diff`, ...lower].join(":"),
    MergedDir: `${top}/merged`,
    UpperDir: `${top}/diff`,
    WorkDir: `${top}/work`,
  };
}

/** Bytes in its own layer, and with the image's. */
export function sizesOf({ files, lower, image }: Container): { readonly SizeRw?: number; readonly SizeRootFs: number } {
  const own = layerSize(diffTrees(lower, files.root));
  const below = image.layers.reduce((sum, layer) => sum + layer.size, 0);
  return { ...(own > 0 && { SizeRw: own }), SizeRootFs: below + own };
}

export function describeSummary(daemon: Daemon, container: Container, size: boolean): ContainerSummary {
  const { config, hostConfig, image } = container;
  const reference = config.Image ?? "";
  // A name that went to another image since is shown as what it was.
  const current = imageNamed(daemon, reference);
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: current === image.id ? reference : current === undefined && /^(sha256:)?[0-9a-f]+$/.test(reference) ? reference : image.id,
    ImageID: image.id,
    Command: commandText(container.argv),
    Created: Math.floor(container.created / 1000),
    Ports: portsShown(container),
    ...(size && sizesOf(container)),
    Labels: sortedMap(config.Labels ?? {}),
    State: container.status,
    Status: statusText(container, daemon.clock.now()),
    HostConfig: { NetworkMode: hostConfig.NetworkMode, ...(hostConfig.Annotations && { Annotations: hostConfig.Annotations }) },
    NetworkSettings: { Networks: describeNetworks(container) },
    Mounts: describeMounts(container),
  };
}

function imageNamed(daemon: Daemon, reference: string): string | undefined {
  try {
    return daemon.images.get(reference).id;
  } catch {
    return undefined;
  }
}

/** As the daemon joins them: what holds a blank is in quotes. */
function commandText([path = "", ...args]: readonly string[]): string {
  const shown = args.map((arg) => (/[\s]/.test(arg) ? `'${arg}'` : arg));
  return [path, ...shown].join(" ");
}

function portsShown(container: Container): Port[] {
  const sandbox = container.running?.sandbox;
  if (!sandbox || container.hostConfig.NetworkMode === "host") return [];
  const none = container.networks.has("none");
  const published = sandbox.endpoints.flatMap((endpoint) => endpoint.published);
  const map = portMap(published, none ? [] : Object.keys(container.config.ExposedPorts ?? {}));
  return Object.entries(map).flatMap(([key, bindings]): Port[] => {
    const [number = "", type = "tcp"] = key.split("/");
    // A range that was exposed as it stands is no number to the daemon.
    const port = { PrivatePort: Number(number) || 0, Type: type };
    if (!bindings) return [port];
    return bindings.map(({ HostIp, HostPort }) => ({ IP: HostIp, ...port, PublicPort: Number(HostPort) }));
  });
}

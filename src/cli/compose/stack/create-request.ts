/** From a service to what the Engine API's container create takes (spec compose §5.1). */
import type { ContainerCreateRequest, EndpointSettings, HealthcheckConfig, MountSpec, PortMap } from "../../../engine/api.ts";
import { grantTarget } from "./grants.ts";
import { configHash } from "../model/hash.ts";
import { readDuration } from "../model/quantities.ts";
import { child, isMapping, type Mapping, type Tree } from "../model/tree.ts";
import { hostConfig, type Mounts } from "./host-config.ts";
import { composeVersion, label } from "./labels.ts";
import { numberOf, type ServiceView, textsOf } from "./service-view.ts";
import type { Stack } from "./stack.ts";

export interface Replica {
  readonly name: string;
  readonly number: number;
  /** `sha256:…` of the image that it is made of, if that is here. */
  readonly imageId: string | undefined;
  /** A one-off container's 64 digits; absent for an ordinary one. */
  readonly slug?: string;
  readonly oneOff?: { readonly attachesInput: boolean; readonly autoRemove: boolean; readonly usesAliases: boolean };
  /** The name of the one it takes the place of. */
  readonly replaces?: string;
  /** `container:alias`. */
  readonly links: readonly string[];
  /** Anonymous volumes of the container before, by where they are mounted. */
  readonly inherited?: ReadonlyMap<string, string>;
}

/** `service` has its references resolved. */
export function createRequest(stack: Stack, service: ServiceView, replica: Replica): ContainerCreateRequest {
  const networks = endpoints(stack, service, replica);
  const [first] = networks;
  const ports = service.parts("ports");
  const mounts = mountsOf(stack, service, replica);
  const stop = nanoseconds(service.tree.stop_grace_period);
  const healthcheck = healthcheckOf(service.part("healthcheck"));
  const platform = service.text("platform");
  const exposed = [...ports.map((port) => `${port.target}/${port.protocol ?? "tcp"}`), ...service.texts("expose")];
  return {
    name: replica.name,
    ...(platform ? { platform } : {}),
    Config: {
      Hostname: service.text("hostname"),
      Domainname: service.text("domainname"),
      ...(service.text("mac_address") ? { MacAddress: service.text("mac_address") } : {}),
      User: service.text("user"),
      AttachStdin: replica.oneOff?.attachesInput ?? false,
      AttachStdout: true,
      AttachStderr: true,
      ...(exposed.length > 0 ? { ExposedPorts: Object.fromEntries(exposed.sort().map((port) => [port, {}])) } : {}),
      Tty: service.flag("tty"),
      OpenStdin: service.flag("stdin_open"),
      StdinOnce: (replica.oneOff?.attachesInput ?? false) && service.flag("stdin_open"),
      Env: environmentOf(service),
      Cmd: service.command("command") ?? null,
      ...(healthcheck ? { Healthcheck: healthcheck } : {}),
      Image: stack.image(service),
      WorkingDir: service.text("working_dir"),
      Entrypoint: service.command("entrypoint") ?? null,
      OnBuild: null,
      Labels: labelsOf(stack, service, replica),
      ...(service.text("stop_signal") ? { StopSignal: service.text("stop_signal") } : {}),
      ...(stop === undefined ? {} : { StopTimeout: Math.round(stop / 1e9) }),
    },
    HostConfig: {
      ...hostConfig(service, mounts, first?.[0], portBindings(ports)),
      ...(replica.oneOff?.autoRemove ? { AutoRemove: true } : {}),
    },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(networks) },
  };
}

function environmentOf(service: ServiceView): string[] {
  const { environment } = service.tree;
  if (!isMapping(environment)) return [];
  return Object.keys(environment)
    .sort()
    .map((name) => (environment[name] === null ? name : `${name}=${environment[name]}`));
}

function labelsOf({ project, name }: Stack, service: ServiceView, replica: Replica): Record<string, string> {
  const dependencies = service.dependencies.map((one) => `${one.service}:${one.condition}:${one.restart}`);
  return {
    ...service.pairs("labels"),
    [label.hash]: configHash(service.tree),
    ...(replica.slug ? { [label.slug]: replica.slug } : { [label.number]: String(replica.number) }),
    [label.dependsOn]: dependencies.join(","),
    ...(replica.imageId ? { [label.image]: replica.imageId } : {}),
    [label.oneOff]: replica.slug ? "True" : "False",
    [label.project]: name,
    [label.files]: project.files.join(","),
    [label.directory]: project.directory,
    ...(replica.replaces ? { [label.replaces]: replica.replaces } : {}),
    [label.service]: service.name,
    [label.version]: composeVersion,
  };
}

function healthcheckOf(check: Mapping): HealthcheckConfig | undefined {
  if (Object.keys(check).length === 0) return undefined;
  if (check.disable === true) return { Test: ["NONE"] };
  const time = (key: string, name: "Interval" | "Timeout" | "StartPeriod" | "StartInterval"): Partial<HealthcheckConfig> => {
    const value = nanoseconds(check[key]);
    return value === undefined ? {} : { [name]: value };
  };
  const test = textsOf(check.test);
  return {
    Test: test,
    ...time("interval", "Interval"),
    ...time("timeout", "Timeout"),
    ...time("start_period", "StartPeriod"),
    ...time("start_interval", "StartInterval"),
    ...(check.retries === undefined ? {} : { Retries: Number(check.retries) }),
  };
}

function nanoseconds(value: Tree | undefined): number | undefined {
  const read = typeof value === "string" ? readDuration(value) : undefined;
  return typeof read === "number" ? read : undefined;
}

function portBindings(ports: readonly Mapping[]): PortMap {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports) {
    const key = `${port.target}/${port.protocol ?? "tcp"}`;
    bindings[key] = [...(bindings[key] ?? []), { HostIp: String(port.host_ip ?? ""), HostPort: String(port.published ?? "") }];
  }
  return bindings;
}

function mountsOf(stack: Stack, service: ServiceView, { inherited }: Replica): Mounts {
  const binds: string[] = [];
  const mounts: MountSpec[] = [];
  for (const mount of service.parts("volumes")) {
    const target = String(mount.target);
    const mode = mount.read_only === true ? "ro" : "rw";
    const bind = child(mount, "bind");
    const volume = child(mount, "volume");
    if (mount.type === "bind" && !needsMount(mount)) {
      const selinux = bind.selinux ? `,${bind.selinux}` : "";
      binds.push(`${mount.source}:${target}:${mode}${selinux}`);
    } else if (mount.type === "volume" && !mount.source) {
      if (!inherited?.has(target)) mounts.push(longMount(stack, mount));
    } else if (mount.type === "volume" && Object.keys(volume).length === 0)
      binds.push(`${stack.resourceName("volumes", String(mount.source))}:${target}:${mode}`);
    else mounts.push(longMount(stack, mount));
  }
  // Those of the container before, whether the service or its image asks for them.
  for (const [target, name] of inherited ?? []) mounts.push({ Type: "volume", Source: name, Target: target });
  for (const grant of service.parts("secrets")) pushGrant(stack, "secrets", grant, mounts);
  for (const grant of service.parts("configs")) pushGrant(stack, "configs", grant, mounts);
  return { binds, mounts };
}

/** Only the newer way knows of these; the older one makes what is missing on the host. */
function needsMount({ bind }: Mapping): boolean {
  return isMapping(bind) && (bind.create_host_path !== true || Boolean(bind.propagation) || Boolean(bind.recursive));
}

function longMount(stack: Stack, mount: Mapping): MountSpec {
  const volume = child(mount, "volume");
  const tmpfs = child(mount, "tmpfs");
  const bind = child(mount, "bind");
  const own = String(mount.source ?? "");
  const source = mount.type === "volume" && own ? stack.resourceName("volumes", own) : own;
  return {
    Type: String(mount.type),
    ...(source ? { Source: source } : {}),
    Target: String(mount.target),
    ...(mount.read_only === true ? { ReadOnly: true } : {}),
    ...(isMapping(mount.bind)
      ? {
          BindOptions: {
            ...(bind.propagation ? { Propagation: String(bind.propagation) } : {}),
            CreateMountpoint: bind.create_host_path === true,
          },
        }
      : {}),
    ...(mount.type === "volume" && isMapping(mount.volume)
      ? {
          VolumeOptions: {
            ...(volume.nocopy === true && { NoCopy: true }),
            ...(volume.subpath ? { Subpath: String(volume.subpath) } : {}),
          },
        }
      : {}),
    ...(mount.type === "tmpfs" ? { TmpfsOptions: { SizeBytes: numberOf(tmpfs.size) ?? 0, Mode: numberOf(tmpfs.mode) ?? 0 } } : {}),
    ...(mount.type === "image" ? { ImageOptions: { Subpath: String(child(mount, "image").subpath ?? "") } } : {}),
  };
}

/** A secret or configuration that is a file is mounted; others are copied in before the start. */
function pushGrant(stack: Stack, kind: "secrets" | "configs", grant: Mapping, mounts: MountSpec[]): void {
  const settings = stack.resources(kind).find(([key]) => key === grant.source)?.[1];
  if (typeof settings?.file !== "string") return;
  mounts.push({ Type: "bind", Source: settings.file, Target: grantTarget(kind, grant), ReadOnly: true });
}

/** The first is the one that the container starts on. */
function endpoints(stack: Stack, service: ServiceView, replica: Replica): [string, EndpointSettings][] {
  if (service.text("network_mode")) return [];
  const networks = service.part("networks");
  return service.networksByPriority.map((key, index) => {
    const own = child(networks, key);
    const isKnown = replica.slug === undefined || replica.oneOff?.usesAliases === true;
    const aliases = [replica.name, ...(isKnown ? [service.name, ...textsOf(own.aliases)] : [])];
    const address = {
      ...(own.ipv4_address ? { IPv4Address: String(own.ipv4_address) } : {}),
      ...(own.ipv6_address ? { IPv6Address: String(own.ipv6_address) } : {}),
      ...(own.link_local_ips ? { LinkLocalIPs: textsOf(own.link_local_ips) } : {}),
    };
    return [
      stack.resourceName("networks", key),
      {
        // Where the service says nothing at all of a network, not even `{}`, there is no object.
        IPAMConfig: isMapping(networks[key]) ? address : null,
        Aliases: [...new Set(aliases)],
        MacAddress: String(own.mac_address ?? (index === 0 ? service.text("mac_address") : "")),
        GwPriority: numberOf(own.gw_priority) ?? 0,
        DriverOpts: null,
        Links: replica.links.length > 0 ? replica.links : null,
      },
    ];
  });
}

/**
 * Containers, networks and volumes as Go sees them. The client holds them in structs: a template may only ask for fields
 * they have, and what JSON leaves out is there with its zero value.
 */
import type { MapType, Value } from "../template/value.ts";
import { GoMethod, GoNil, GoStruct, typedMap } from "../template/value.ts";
import { goTimeValue } from "./go-time.ts";
import type { Inspected } from "./inspect.ts";
import { goDurationValue, goPortValue, namedValue } from "./named-types.ts";

/** What a Go type is, as far as its JSON does not show it. */
interface Shape {
  readonly type: string;
  /** Names of fields where they are not the JSON's. */
  readonly names?: Readonly<Record<string, string>>;
  /** Fields that JSON leaves out when they are empty. */
  readonly zero?: Readonly<Record<string, Value>>;
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Fields in the order of the struct, where that is not the JSON's behind those of `zero`. */
  readonly order?: readonly string[];
  /** What `%v` makes of it, where it writes itself. */
  readonly printed?: (value: Readonly<Record<string, unknown>>) => string;
  /** Methods without arguments. */
  readonly methods?: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, boolean>>;
  /** A map, or a list, of these. */
  readonly of?: Shape;
  /** Of a map that is not of strings by strings. */
  readonly map?: MapType;
}

const noMap = typedMap(new GoNil("map", "map[string]string"));
const noList = new GoNil("slice", "[]string");
const pointer = (type: string): GoNil => new GoNil("pointer", type);
const map: Shape = { type: "map", of: { type: "any" } };
const empty: Shape = { type: "struct {}" };
const nothing = new GoStruct(empty.type, {}, {});
const set: Shape = { type: "map", of: empty, map: { key: "string", missing: nothing } };
const portSet: Shape = { type: "map", of: empty, map: { key: "nat.Port", missing: nothing, toKey: goPortValue } };
const portMap: Shape = {
  ...map,
  map: { key: "nat.Port", missing: new GoNil("slice", "[]nat.PortBinding"), toKey: goPortValue },
};

const endpoint: Shape = {
  type: "*network.EndpointSettings",
  fields: {
    IPAMConfig: { type: "*network.EndpointIPAMConfig", zero: { IPv4Address: "", IPv6Address: "", LinkLocalIPs: noList } },
    DriverOpts: map,
  },
};

const time: Shape = { type: "time.Time" };
const duration: Shape = { type: "time.Duration" };
const health: Shape = {
  type: "*container.Health",
  fields: { Log: { type: "list", of: { type: "*container.HealthcheckResult", fields: { Start: time, End: time } } } },
};
const none = goDurationValue(0);
const healthcheck: Shape = {
  type: "*v1.HealthcheckConfig",
  zero: { Test: noList, Interval: none, Timeout: none, StartPeriod: none, StartInterval: none, Retries: 0 },
  fields: { Interval: duration, Timeout: duration, StartPeriod: duration, StartInterval: duration },
};

const restartPolicy: Shape = {
  type: "container.RestartPolicy",
  methods: ({ Name }) => ({
    IsNone: Name === "no" || Name === "",
    IsAlways: Name === "always",
    IsOnFailure: Name === "on-failure",
    IsUnlessStopped: Name === "unless-stopped",
  }),
};
const ulimit: Shape = { type: "*container.Ulimit", printed: ({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}` };

const mountSpec: Shape = {
  type: "mount.Mount",
  zero: {
    Source: "",
    ReadOnly: false,
    Consistency: "",
    BindOptions: pointer("*mount.BindOptions"),
    VolumeOptions: pointer("*mount.VolumeOptions"),
    ImageOptions: pointer("*mount.ImageOptions"),
    TmpfsOptions: pointer("*mount.TmpfsOptions"),
    ClusterOptions: pointer("*mount.ClusterOptions"),
  },
  fields: {
    BindOptions: {
      type: "*mount.BindOptions",
      zero: { Propagation: "", NonRecursive: false, CreateMountpoint: false, ReadOnlyNonRecursive: false, ReadOnlyForceRecursive: false },
    },
    VolumeOptions: {
      type: "*mount.VolumeOptions",
      zero: { NoCopy: false, Labels: noMap, Subpath: "", DriverConfig: pointer("*mount.Driver") },
      fields: { Labels: map },
    },
    ImageOptions: { type: "*mount.ImageOptions", zero: { Subpath: "" } },
    TmpfsOptions: { type: "*mount.TmpfsOptions", zero: { SizeBytes: 0, Mode: 0, Options: noList } },
  },
  order: "Type Source Target ReadOnly Consistency BindOptions VolumeOptions ImageOptions TmpfsOptions ClusterOptions".split(" "),
};

const mountPoint: Shape = {
  type: "container.MountPoint",
  zero: { Type: "", Name: "", Driver: "" },
  order: "Type Name Source Destination Driver Mode RW Propagation".split(" "),
};

const stateOrder = "Status Running Paused Restarting OOMKilled Dead Pid ExitCode Error StartedAt FinishedAt Health".split(" ");
const configOrder = [
  ..."Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd".split(" "),
  ..."Healthcheck ArgsEscaped Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress OnBuild Labels".split(" "),
  ..."StopSignal StopTimeout Shell".split(" "),
];

const containerShape: Shape = {
  type: "container.InspectResponse",
  names: { Id: "ID" },
  zero: { SizeRw: pointer("*int64"), SizeRootFs: pointer("*int64"), ImageManifestDescriptor: pointer("*ocispec.Descriptor") },
  fields: {
    State: {
      type: "*container.State",
      zero: { Health: pointer("*container.Health") },
      fields: { Health: health },
      order: stateOrder,
    },
    HostConfig: {
      type: "*container.HostConfig",
      names: {
        CpuShares: "CPUShares",
        NanoCpus: "NanoCPUs",
        CpuPeriod: "CPUPeriod",
        CpuQuota: "CPUQuota",
        CpuRealtimePeriod: "CPURealtimePeriod",
        CpuRealtimeRuntime: "CPURealtimeRuntime",
        CpuCount: "CPUCount",
        CpuPercent: "CPUPercent",
        Dns: "DNS",
        DnsOptions: "DNSOptions",
        DnsSearch: "DNSSearch",
      },
      zero: {
        Annotations: noMap,
        StorageOpt: noMap,
        Tmpfs: noMap,
        Sysctls: noMap,
        Mounts: new GoNil("slice", "[]mount.Mount"),
        Init: pointer("*bool"),
        Runtime: "",
      },
      fields: {
        LogConfig: { type: "container.LogConfig", fields: { Config: map } },
        PortBindings: portMap,
        Annotations: map,
        StorageOpt: map,
        Tmpfs: map,
        Sysctls: map,
        MemorySwappiness: { type: "*int64" },
        OomKillDisable: { type: "*bool" },
        PidsLimit: { type: "*int64" },
        NetworkMode: { type: "container.NetworkMode" },
        IpcMode: { type: "container.IpcMode" },
        PidMode: { type: "container.PidMode" },
        UTSMode: { type: "container.UTSMode" },
        UsernsMode: { type: "container.UsernsMode" },
        CgroupnsMode: { type: "container.CgroupnsMode" },
        RestartPolicy: restartPolicy,
        Ulimits: { type: "list", of: ulimit },
        Mounts: { type: "list", of: mountSpec },
      },
    },
    Mounts: { type: "list", of: mountPoint },
    GraphDriver: { type: "storage.DriverData", fields: { Data: map } },
    Config: {
      type: "*container.Config",
      zero: {
        ExposedPorts: noMap,
        Healthcheck: pointer("*v1.HealthcheckConfig"),
        ArgsEscaped: false,
        NetworkDisabled: false,
        MacAddress: "",
        StopSignal: "",
        StopTimeout: pointer("*int"),
        Shell: noList,
      },
      fields: { ExposedPorts: portSet, Volumes: set, Labels: map, Healthcheck: healthcheck },
      order: configOrder,
    },
    NetworkSettings: {
      type: "*container.NetworkSettings",
      fields: { Ports: portMap, Networks: { type: "map", of: endpoint, map: { key: "string", missing: pointer(endpoint.type) } } },
    },
  },
};

const addressPool: Shape = {
  type: "network.IPAMConfig",
  names: { AuxiliaryAddresses: "AuxAddress" },
  zero: { Subnet: "", IPRange: "", Gateway: "", AuxAddress: noMap },
  fields: { AuxiliaryAddresses: map },
};

const networkShape: Shape = {
  type: "network.Inspect",
  names: { Id: "ID" },
  zero: { Peers: new GoNil("slice", "[]network.PeerInfo"), Services: noMap },
  fields: {
    Created: time,
    IPAM: { type: "network.IPAM", fields: { Options: map, Config: { type: "list", of: addressPool } } },
    Containers: { type: "map", of: { type: "network.EndpointResource", names: {} } },
    Options: map,
    Labels: map,
  },
};

const volumeShape: Shape = {
  type: "volume.Volume",
  zero: { Status: noMap, UsageData: pointer("*volume.UsageData"), ClusterVolume: pointer("*volume.ClusterVolume") },
  fields: { Labels: map, Options: map },
  order: "ClusterVolume CreatedAt Driver Labels Mountpoint Name Options Scope Status UsageData".split(" "),
};

const shapes = { container: containerShape, network: networkShape, volume: volumeShape };

/** For `inspectAll`. */
export function inspectedObject(kind: keyof typeof shapes, object: object): Inspected {
  return { struct: () => goValueOf(object, shapes[kind]) as GoStruct, json: () => object };
}

function goValueOf(value: unknown, shape: Shape): Value {
  if (value === undefined) return null;
  if (value === null) return nilOf(shape);
  if (Array.isArray(value)) return value.map((item) => goValueOf(item, shape.of ?? { type: "any" }));
  if (shape.type === "time.Time") return goTimeValue(value as string);
  if (typeof value !== "object") return namedValue(shape.type, value as string | number | boolean);
  if (shape.type === "map")
    return typedMap(
      Object.fromEntries(Object.entries(value).map(([key, item]) => [key, goValueOf(item, shape.of ?? { type: "any" })])),
      shape.map,
    );
  return structOf(value as Readonly<Record<string, unknown>>, shape);
}

function structOf(value: Readonly<Record<string, unknown>>, shape: Shape): GoStruct {
  const fields: Record<string, Value> = {};
  // What JSON leaves out is a zero value.
  for (const [key, item] of Object.entries(value))
    if (item !== undefined || shape.zero?.[key] === undefined)
      fields[shape.names?.[key] ?? key] = goValueOf(item, shape.fields?.[key] ?? { type: "any" });
  for (const [name, answer] of Object.entries(shape.methods?.(value) ?? {})) fields[name] = new GoMethod(0, () => answer);
  const printed = shape.printed?.(value);
  return new GoStruct(shape.type, inOrder({ ...shape.zero, ...fields }, shape.order), value, printed === undefined ? {} : { printed });
}

function inOrder(fields: Record<string, Value>, order: readonly string[] = []): Record<string, Value> {
  const known = order.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, fields[name]] as const);
  return { ...Object.fromEntries(known), ...fields };
}

function nilOf({ type, map }: Shape): GoNil {
  if (type !== "map") return type.startsWith("*") ? pointer(type) : noList;
  return map ? typedMap(new GoNil("map", "map"), map) : noMap;
}

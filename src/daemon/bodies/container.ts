/** The settings of a container as a request has them. */
import { boolean, int, int64, list, map, nullable, string, struct, uint, uint16, uint32, words } from "../wire/shape.ts";

const nothing = struct("struct {}", {});
const strings = list(string);
const labels = map(string);

const healthcheck = struct("container.HealthConfig", {
  Test: strings,
  Interval: int64,
  Timeout: int64,
  StartPeriod: int64,
  StartInterval: int64,
  Retries: int,
});

const configFields = {
  Hostname: string,
  Domainname: string,
  User: string,
  AttachStdin: boolean,
  AttachStdout: boolean,
  AttachStderr: boolean,
  ExposedPorts: map(nothing),
  Tty: boolean,
  OpenStdin: boolean,
  StdinOnce: boolean,
  Env: strings,
  Cmd: words,
  Healthcheck: healthcheck,
  ArgsEscaped: boolean,
  Image: string,
  Volumes: map(nothing),
  WorkingDir: string,
  Entrypoint: words,
  NetworkDisabled: boolean,
  MacAddress: string,
  OnBuild: strings,
  Labels: labels,
  StopSignal: string,
  StopTimeout: int,
  Shell: words,
};

/** `null` in a body is told from a body without anything: only what changes an image may be that. */
export const containerConfig = struct("container.Config", configFields);

const throttled = list(struct("blkiodev.ThrottleDevice", { Path: string, Rate: uint }));

const resourceFields = {
  CpuShares: int64,
  Memory: int64,
  NanoCpus: int64,
  CgroupParent: string,
  BlkioWeight: uint16,
  BlkioWeightDevice: list(struct("blkiodev.WeightDevice", { Path: string, Weight: uint16 })),
  BlkioDeviceReadBps: throttled,
  BlkioDeviceWriteBps: throttled,
  BlkioDeviceReadIOps: throttled,
  BlkioDeviceWriteIOps: throttled,
  CpuPeriod: int64,
  CpuQuota: int64,
  CpuRealtimePeriod: int64,
  CpuRealtimeRuntime: int64,
  CpusetCpus: string,
  CpusetMems: string,
  Devices: list(struct("container.DeviceMapping", { PathOnHost: string, PathInContainer: string, CgroupPermissions: string })),
  DeviceCgroupRules: strings,
  DeviceRequests: list(
    struct("container.DeviceRequest", { Driver: string, Count: int, DeviceIDs: strings, Capabilities: list(strings), Options: labels }),
  ),
  KernelMemory: int64,
  KernelMemoryTCP: int64,
  MemoryReservation: int64,
  MemorySwap: int64,
  MemorySwappiness: int64,
  OomKillDisable: boolean,
  PidsLimit: int64,
  Ulimits: list(struct("units.Ulimit", { Name: string, Hard: int64, Soft: int64 })),
  CpuCount: int64,
  CpuPercent: int64,
  IOMaximumIOps: uint,
  IOMaximumBandwidth: uint,
};

const restartPolicy = struct("container.RestartPolicy", { Name: string, MaximumRetryCount: int });

const mount = struct("mount.Mount", {
  Type: string,
  Source: string,
  Target: string,
  ReadOnly: boolean,
  Consistency: string,
  BindOptions: struct("mount.BindOptions", {
    Propagation: string,
    NonRecursive: boolean,
    CreateMountpoint: boolean,
    ReadOnlyNonRecursive: boolean,
    ReadOnlyForceRecursive: boolean,
  }),
  VolumeOptions: struct("mount.VolumeOptions", {
    NoCopy: boolean,
    Labels: labels,
    Subpath: string,
    DriverConfig: struct("mount.Driver", { Name: string, Options: labels }),
  }),
  ImageOptions: struct("mount.ImageOptions", { Subpath: string }),
  TmpfsOptions: struct("mount.TmpfsOptions", { SizeBytes: int64, Mode: uint32, Options: list(strings) }),
});

const hostConfig = struct("container.HostConfig", {
  ...resourceFields,
  Binds: strings,
  ContainerIDFile: string,
  LogConfig: struct("container.LogConfig", { Type: string, Config: labels }),
  NetworkMode: string,
  PortBindings: map(nullable(list(struct("nat.PortBinding", { HostIp: string, HostPort: string })))),
  RestartPolicy: restartPolicy,
  AutoRemove: boolean,
  VolumeDriver: string,
  VolumesFrom: strings,
  ConsoleSize: list(uint),
  Annotations: labels,
  CapAdd: words,
  CapDrop: words,
  CgroupnsMode: string,
  Dns: strings,
  DnsOptions: strings,
  DnsSearch: strings,
  ExtraHosts: strings,
  GroupAdd: strings,
  IpcMode: string,
  Cgroup: string,
  Links: strings,
  OomScoreAdj: int,
  PidMode: string,
  Privileged: boolean,
  PublishAllPorts: boolean,
  ReadonlyRootfs: boolean,
  SecurityOpt: strings,
  StorageOpt: labels,
  Tmpfs: labels,
  UTSMode: string,
  UsernsMode: string,
  ShmSize: int64,
  Sysctls: labels,
  Runtime: string,
  Isolation: string,
  Mounts: list(mount),
  MaskedPaths: strings,
  ReadonlyPaths: strings,
  Init: boolean,
});

export const endpointSettings = struct("network.EndpointSettings", {
  IPAMConfig: struct("network.EndpointIPAMConfig", { IPv4Address: string, IPv6Address: string, LinkLocalIPs: strings }),
  Links: strings,
  Aliases: strings,
  MacAddress: string,
  DriverOpts: labels,
  GwPriority: int,
  NetworkID: string,
  EndpointID: string,
  Gateway: string,
  IPAddress: string,
  IPPrefixLen: int,
  IPv6Gateway: string,
  GlobalIPv6Address: string,
  GlobalIPv6PrefixLen: int,
  DNSNames: strings,
});

/** The settings of an image and those of the host in one object. */
export const createRequest = struct("container.CreateRequest", {
  ...configFields,
  HostConfig: hostConfig,
  NetworkingConfig: struct("network.NetworkingConfig", { EndpointsConfig: map(endpointSettings) }),
});

export const updateRequest = struct("container.UpdateConfig", { ...resourceFields, RestartPolicy: restartPolicy });

export const execCreateRequest = struct("container.ExecOptions", {
  User: string,
  Privileged: boolean,
  Tty: boolean,
  ConsoleSize: list(uint),
  AttachStdin: boolean,
  AttachStdout: boolean,
  AttachStderr: boolean,
  DetachKeys: string,
  Env: strings,
  WorkingDir: string,
  Cmd: strings,
});

export const execStartRequest = struct("container.ExecStartOptions", { Detach: boolean, Tty: boolean, ConsoleSize: list(uint) });

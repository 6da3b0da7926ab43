import type { HostConfig } from "../api.ts";

/** What the daemon takes where nobody says otherwise, as on a machine with cgroup v2 and no `daemon.json`. */
const defaults = {
  shmSize: 64 * 1024 * 1024,
  ipcMode: "private",
  cgroupnsMode: "private",
  oomKillDisable: null,
  runtime: "runc",
  logDriver: "json-file",
} as const;

/** What a container does not get to see of /proc and /sys, and what it may not write, unless it is privileged. */
export const maskedPaths: readonly string[] = [
  "/proc/asound",
  "/proc/acpi",
  "/proc/interrupts",
  "/proc/kcore",
  "/proc/keys",
  "/proc/latency_stats",
  "/proc/timer_list",
  "/proc/timer_stats",
  "/proc/sched_debug",
  "/proc/scsi",
  "/sys/firmware",
  "/sys/devices/virtual/powercap",
];
export const readonlyPaths: readonly string[] = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

/** Every field of a host config in the order in which the API sends them, with Go's zero values. */
export type FullHostConfig = { -readonly [K in keyof HostConfig]-?: HostConfig[K] };

const zero = {
  Binds: null,
  ContainerIDFile: "",
  LogConfig: { Type: "", Config: {} },
  NetworkMode: "",
  PortBindings: null,
  RestartPolicy: { Name: "", MaximumRetryCount: 0 },
  AutoRemove: false,
  VolumeDriver: "",
  VolumesFrom: null,
  ConsoleSize: [0, 0],
  Annotations: undefined,
  CapAdd: null,
  CapDrop: null,
  CgroupnsMode: "",
  Dns: null,
  DnsOptions: null,
  DnsSearch: null,
  ExtraHosts: null,
  GroupAdd: null,
  IpcMode: "",
  Cgroup: "",
  Links: null,
  OomScoreAdj: 0,
  PidMode: "",
  Privileged: false,
  PublishAllPorts: false,
  ReadonlyRootfs: false,
  SecurityOpt: null,
  StorageOpt: undefined,
  Tmpfs: undefined,
  UTSMode: "",
  UsernsMode: "",
  ShmSize: 0,
  Sysctls: undefined,
  Runtime: "",
  Isolation: "",
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CgroupParent: "",
  BlkioWeight: 0,
  BlkioWeightDevice: null,
  BlkioDeviceReadBps: null,
  BlkioDeviceWriteBps: null,
  BlkioDeviceReadIOps: null,
  BlkioDeviceWriteIOps: null,
  CpuPeriod: 0,
  CpuQuota: 0,
  CpuRealtimePeriod: 0,
  CpuRealtimeRuntime: 0,
  CpusetCpus: "",
  CpusetMems: "",
  Devices: null,
  DeviceCgroupRules: null,
  DeviceRequests: null,
  MemoryReservation: 0,
  MemorySwap: 0,
  MemorySwappiness: null,
  OomKillDisable: null,
  PidsLimit: null,
  Ulimits: null,
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  Mounts: undefined,
  MaskedPaths: null,
  ReadonlyPaths: null,
  Init: undefined,
} as const;

/** A host config with all its fields, as it was sent. */
export function fullHostConfig(given: HostConfig = {}): FullHostConfig {
  const full = { ...zero } as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) if (value !== undefined && key in zero) full[key] = value;
  return full as unknown as FullHostConfig;
}

/**
 * What the daemon fills in when it makes a container. Namespaces of other containers are named by id.
 * @param resolve the id of a container by name; `undefined` when there is none
 */
export function adaptHostConfig(given: FullHostConfig, resolve: (name: string) => string | undefined): FullHostConfig {
  const byId = (mode: string): string => {
    const id = mode.startsWith("container:") ? resolve(mode.slice("container:".length)) : undefined;
    return id ? `container:${id}` : mode;
  };
  const { Memory, MemorySwap, Privileged, LogConfig, MemorySwappiness } = given;
  return {
    ...given,
    LogConfig: { Type: LogConfig.Type || defaults.logDriver, Config: LogConfig.Config ?? {} },
    NetworkMode: byId(given.NetworkMode === "" || given.NetworkMode === "default" ? "bridge" : given.NetworkMode),
    PortBindings: given.PortBindings ?? {},
    CapAdd: given.CapAdd?.map(capabilityName) ?? null,
    CapDrop: given.CapDrop?.map(capabilityName) ?? null,
    PidMode: byId(given.PidMode),
    IpcMode: byId(given.IpcMode || defaults.ipcMode),
    CgroupnsMode: given.CgroupnsMode || defaults.cgroupnsMode,
    ShmSize: given.ShmSize || defaults.shmSize,
    Runtime: given.Runtime || defaults.runtime,
    MemorySwap: Memory > 0 && MemorySwap === 0 ? Memory * 2 : MemorySwap,
    MemorySwappiness: MemorySwappiness === -1 ? null : MemorySwappiness,
    OomKillDisable: given.OomKillDisable ?? defaults.oomKillDisable,
    PidsLimit: given.PidsLimit && given.PidsLimit > 0 ? given.PidsLimit : null,
    SecurityOpt:
      (given.IpcMode === "host" || given.PidMode === "host" || Privileged) &&
      !given.SecurityOpt?.some((option) => option.startsWith("label"))
        ? [...(given.SecurityOpt ?? []), "label=disable"]
        : given.SecurityOpt,
    MaskedPaths: given.MaskedPaths ?? (Privileged ? null : maskedPaths),
    ReadonlyPaths: given.ReadonlyPaths ?? (Privileged ? null : readonlyPaths),
  };
}

/** A capability as the kernel calls it. */
function capabilityName(name: string): string {
  const upper = name.toUpperCase();
  return upper === "ALL" || upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
}

/** Where the containers of a service run: the half of a create request that belongs to the host (spec compose §5.1). */
import type { DeviceRequest, HostConfig, MountSpec, PortMap } from "../../../engine/api.ts";
import { nanoCpus } from "../../container/devices.ts";
import { child, isList, isMapping, type Mapping, type Tree } from "../model/tree.ts";
import { numberOf, type ServiceView, textPairs, textsOf } from "./service-view.ts";

export interface Mounts {
  readonly binds: readonly string[];
  readonly mounts: readonly MountSpec[];
}

/**
 * @param network the one it starts on, by its name in the engine
 */
export function hostConfig(service: ServiceView, { binds, mounts }: Mounts, network: string | undefined, ports: PortMap): HostConfig {
  // What a file does not name is not sent as an empty list.
  const texts = (key: string): string[] | null => orNull(service.texts(key));
  const limits = child(child(service.part("deploy"), "resources"), "limits");
  const reservations = child(child(service.part("deploy"), "resources"), "reservations");
  const cpus = numberOf(limits.cpus) ?? service.number("cpus");
  const tmpfs = Object.fromEntries(
    service.texts("tmpfs").map((entry) => [entry.split(":")[0] as string, entry.split(":").slice(1).join(":")]),
  );
  return {
    Binds: binds.length > 0 ? binds : null,
    ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    LogConfig: { Type: String(service.part("logging").driver ?? ""), Config: textPairs(child(service.part("logging"), "options")) },
    NetworkMode: service.text("network_mode") || (network ?? "none"),
    PortBindings: ports,
    RestartPolicy: restartPolicy(service),
    VolumesFrom: texts("volumes_from"),
    CapAdd: texts("cap_add"),
    CapDrop: texts("cap_drop"),
    CgroupnsMode: service.text("cgroup"),
    Dns: texts("dns"),
    DnsOptions: texts("dns_opt"),
    DnsSearch: texts("dns_search"),
    ExtraHosts: service.texts("extra_hosts").map((host) => host.replace("=", ":")),
    GroupAdd: texts("group_add"),
    IpcMode: service.text("ipc"),
    PidMode: service.text("pid"),
    UTSMode: service.text("uts"),
    UsernsMode: service.text("userns_mode"),
    Privileged: service.flag("privileged"),
    ReadonlyRootfs: service.flag("read_only"),
    SecurityOpt: texts("security_opt"),
    ...(Object.keys(tmpfs).length > 0 ? { Tmpfs: tmpfs } : {}),
    ...(service.tree.shm_size === undefined ? {} : { ShmSize: service.number("shm_size") ?? 0 }),
    ...(service.tree.sysctls === undefined ? {} : { Sysctls: service.pairs("sysctls") }),
    ...(service.text("runtime") ? { Runtime: service.text("runtime") } : {}),
    ...(service.tree.init === undefined ? {} : { Init: service.flag("init") }),
    Memory: numberOf(limits.memory) ?? service.number("mem_limit") ?? 0,
    MemoryReservation: numberOf(reservations.memory) ?? service.number("mem_reservation") ?? 0,
    MemorySwap: service.number("memswap_limit") ?? 0,
    NanoCpus: cpus === undefined ? 0 : nanoCpus(String(cpus)),
    CpuShares: service.number("cpu_shares") ?? 0,
    CpuQuota: service.number("cpu_quota") ?? 0,
    CpuPeriod: service.number("cpu_period") ?? 0,
    CpusetCpus: service.text("cpuset"),
    CgroupParent: service.text("cgroup_parent"),
    PidsLimit: numberOf(limits.pids) ?? service.number("pids_limit") ?? null,
    OomKillDisable: service.flag("oom_kill_disable"),
    OomScoreAdj: service.number("oom_score_adj") ?? 0,
    ...(service.number("mem_swappiness") ? { MemorySwappiness: service.number("mem_swappiness") ?? null } : {}),
    ...blockIo(service.part("blkio_config")),
    CpuRealtimePeriod: service.number("cpu_rt_period") ?? 0,
    CpuRealtimeRuntime: service.number("cpu_rt_runtime") ?? 0,
    DeviceCgroupRules: texts("device_cgroup_rules"),
    DeviceRequests: orNull([...service.parts("gpus").map(gpuRequest), ...listOf(reservations.devices).map(deviceRequest)]),
    Isolation: service.text("isolation"),
    ...(Object.keys(service.part("storage_opt")).length > 0 && { StorageOpt: service.pairs("storage_opt") }),
    ...(service.tree.annotations === undefined ? {} : { Annotations: service.pairs("annotations") }),
    Ulimits: orNull(
      Object.entries(service.part("ulimits")).map(([name, limit]) => ({
        Name: name,
        Soft: isMapping(limit) ? (numberOf(limit.soft) ?? 0) : (numberOf(limit) ?? 0),
        Hard: isMapping(limit) ? (numberOf(limit.hard) ?? 0) : (numberOf(limit) ?? 0),
      })),
    ),
    Devices: orNull(
      service.parts("devices").map((device) => ({
        PathOnHost: String(device.source),
        PathInContainer: String(device.target),
        CgroupPermissions: String(device.permissions ?? "rwm"),
      })),
    ),
  };
}

function orNull<Item>(list: Item[]): Item[] | null {
  return list.length > 0 ? list : null;
}

function listOf(tree: Tree | undefined): Mapping[] {
  return isList(tree) ? tree.filter(isMapping) : [];
}

function deviceRequest(device: Mapping): DeviceRequest {
  return {
    Driver: String(device.driver ?? ""),
    Count: device.count === "all" ? -1 : (numberOf(device.count) ?? 0),
    DeviceIDs: orNull(textsOf(device.device_ids)),
    Capabilities: [textsOf(device.capabilities)],
    Options: isMapping(device.options) ? textPairs(device.options) : null,
  };
}

function gpuRequest(device: Mapping): DeviceRequest {
  const request = deviceRequest(device);
  return { ...request, Capabilities: [[...textsOf(device.capabilities), "gpu"]] };
}

/** Limits on disks. Rates are bytes, or operations, a second. */
function blockIo(settings: Mapping): Partial<HostConfig> {
  const rates = (key: string) => orNull(listOf(settings[key]).map(({ path, rate }) => ({ Path: String(path), Rate: numberOf(rate) ?? 0 })));
  return {
    BlkioWeight: numberOf(settings.weight) ?? 0,
    BlkioWeightDevice: orNull(
      listOf(settings.weight_device).map(({ path, weight }) => ({ Path: String(path), Weight: numberOf(weight) ?? 0 })),
    ),
    BlkioDeviceReadBps: rates("device_read_bps"),
    BlkioDeviceWriteBps: rates("device_write_bps"),
    BlkioDeviceReadIOps: rates("device_read_iops"),
    BlkioDeviceWriteIOps: rates("device_write_iops"),
  };
}

/** `deploy.restart_policy` stands over `restart`. A one-off container is not started again. */
function restartPolicy(service: ServiceView): HostConfig["RestartPolicy"] {
  const { condition, max_attempts } = child(service.part("deploy"), "restart_policy");
  if (condition !== undefined || max_attempts !== undefined) {
    const name = { none: "no", "on-failure": "on-failure", any: "always" }[String(condition ?? "any")] ?? String(condition);
    return { Name: name, MaximumRetryCount: numberOf(max_attempts) ?? 0 };
  }
  const [name = "", count] = service.text("restart").split(":");
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

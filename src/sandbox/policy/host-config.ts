/** The half of a container's settings that belongs to the machine: what a session may ask of it. */
import {
  asFlag,
  asNumber,
  asText,
  asTexts,
  dropped,
  type FieldRule,
  type Fields,
  made,
  objectOf,
  oneOf,
  refused,
  saysNothing,
  upTo,
} from "./fields.ts";
import { joined } from "./network.ts";
import { DaemonError, Refused } from "./refusal.ts";
import type { World } from "./world.ts";

const ulimits = new Set(["core", "cpu", "data", "fsize", "locks", "memlock", "nofile", "nproc", "rss", "stack", "as"]);

/** Fields that need nothing but a look. Namespaces, mounts, ports and networks are made elsewhere. */
function simple(world: World): Readonly<Record<string, FieldRule>> {
  const { memory, cpus, pids } = world.limits;
  const inMemory = upTo(memory, `${memory / 1024 ** 2} MiB`);
  return {
    Privileged: refused("privileged", "containers may not have full rights over the machine (--privileged)"),
    CapAdd: refused("capabilities", "no capabilities can be added (--cap-add)"),
    CapDrop: asTexts,
    Devices: refused("devices", "no devices of the machine can be had (--device)"),
    DeviceCgroupRules: refused("devices", "rules about devices are not allowed (--device-cgroup-rule)"),
    DeviceRequests: refused("devices", "no devices of the machine can be had (--gpus)"),
    BlkioWeightDevice: refused("devices", "devices of the machine cannot be named"),
    BlkioDeviceReadBps: refused("devices", "devices of the machine cannot be named"),
    BlkioDeviceWriteBps: refused("devices", "devices of the machine cannot be named"),
    BlkioDeviceReadIOps: refused("devices", "devices of the machine cannot be named"),
    BlkioDeviceWriteIOps: refused("devices", "devices of the machine cannot be named"),
    SecurityOpt: (value, name) => {
      for (const option of asTexts(value, name) as string[])
        if (!/^no-new-privileges([:=]true)?$/.test(option))
          throw new Refused("security", `the security option ${JSON.stringify(option)} is not allowed (--security-opt)`);
      return value;
    },
    // Even an empty list would take Docker's own masks away.
    MaskedPaths: refused("security", "masked paths cannot be changed"),
    ReadonlyPaths: refused("security", "read-only paths cannot be changed"),
    Sysctls: refused("kernel", "settings of the kernel cannot be changed (--sysctl)"),
    OomKillDisable: refused("kernel", "the kernel must be able to end a container that is out of memory (--oom-kill-disable)"),
    OomScoreAdj: upTo(1000, "1000, and at least 0"),
    CpuRealtimePeriod: refused("kernel", "realtime scheduling is not allowed"),
    CpuRealtimeRuntime: refused("kernel", "realtime scheduling is not allowed"),
    Runtime: refused("runtime", "the runtime cannot be chosen (--runtime)"),
    Isolation: oneOf("runtime", "the isolation cannot be chosen (--isolation)", "default"),
    CgroupParent: refused("runtime", "the control group cannot be chosen (--cgroup-parent)"),
    Cgroup: refused("runtime", "the control group cannot be chosen"),
    Annotations: refused("runtime", "annotations for the runtime are not allowed (--annotation)"),
    ContainerIDFile: refused("runtime", "the engine writes no files on its machine"),
    VolumeDriver: oneOf("volumes", "volumes may have no driver but local (--volume-driver)", "local"),
    StorageOpt: refused("limits", "the sandbox sets the limit of the disk itself (--storage-opt)"),
    LogConfig: dropped,
    UTSMode: refused("host-namespaces", "the machine's name cannot be shared (--uts)"),
    UsernsMode: refused("host-namespaces", "the machine's users cannot be shared (--userns)"),
    CgroupnsMode: oneOf("host-namespaces", "the machine's control groups cannot be shared (--cgroupns)", "private"),
    Memory: inMemory,
    MemoryReservation: inMemory,
    MemorySwap: dropped,
    MemorySwappiness: asNumber,
    KernelMemory: dropped,
    KernelMemoryTCP: dropped,
    NanoCpus: (value, name) => {
      // What no engine of this machine could give, the engine itself refuses first.
      if ((asNumber(value, name) as number) > world.machineCpus * 1e9) {
        const most = world.machineCpus;
        throw new DaemonError(400, `range of CPUs is from 0.01 to ${most}.00, as there are only ${most} CPUs available`);
      }
      return upTo(cpus * 1e9, `${cpus} CPUs`)(value, name);
    },
    CpuShares: weight(world, 1024),
    CpuPeriod: asNumber,
    CpuQuota: asNumber,
    CpusetCpus: asText,
    CpusetMems: asText,
    BlkioWeight: weight(world, 500),
    PidsLimit: (value, name) => {
      // Docker takes 0 and anything below for no limit at all.
      const number = asNumber(value, name) as number;
      return number <= 0 ? undefined : upTo(pids, String(pids))(number, name);
    },
    Ulimits: (value) => ulimitsOf(value, world.limits.disk),
    ShmSize: inMemory,
    Tmpfs: (value) => tmpfsOf(value),
    RestartPolicy: (value) => made(value, { Name: asText, MaximumRetryCount: asNumber }, "RestartPolicy"),
    AutoRemove: asFlag,
    ConsoleSize: (value) => value,
    Dns: asTexts,
    DnsOptions: asTexts,
    DnsSearch: asTexts,
    ExtraHosts: asTexts,
    GroupAdd: asTexts,
    ReadonlyRootfs: asFlag,
    Init: asFlag,
  };
}

/** A weight against other containers: the usual one at most, unless those are the session's alone. */
function weight({ cgroupParent }: World, usual: number): FieldRule {
  return cgroupParent === undefined ? upTo(usual, `${usual}, as all have`) : asNumber;
}

/** Fields of `HostConfig` that are made by whoever makes the container. */
export const madeElsewhere = [
  ...["Binds", "Mounts", "VolumesFrom", "PortBindings", "PublishAllPorts", "NetworkMode", "Links", "PidMode", "IpcMode"],
] as const;

/** What all containers have, whatever they ask for. */
export async function hostConfigOf(value: unknown, world: World): Promise<Record<string, unknown>> {
  const asked = { ...objectOf(value, "HostConfig") };
  // Present is enough to take Docker's masks away.
  for (const name of ["MaskedPaths", "ReadonlyPaths"])
    if (asked[name] !== undefined && asked[name] !== null) throw new Refused("security", `${name} cannot be changed`);
  const { PidMode, IpcMode } = asked;
  checkLog(asked.LogConfig);
  for (const name of madeElsewhere) delete asked[name];
  const host = made(asked, simple(world), "HostConfig");
  return {
    ...host,
    ...(await namespaces({ PidMode, IpcMode }, world)),
    ...limited(host, world),
    LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "3" } },
    ...(world.cgroupParent !== undefined && { CgroupParent: world.cgroupParent }),
  };
}

/** The limits of `docker update` and of a new container. */
export function limited(host: Fields, { limits }: World): Record<string, unknown> {
  const Memory = (host.Memory as number | undefined) ?? limits.memory;
  // A period and a quota are the other way to say how many CPUs.
  const { CpuPeriod = 100_000, CpuQuota = 0, NanoCpus } = host as { CpuPeriod?: number; CpuQuota?: number; NanoCpus?: number };
  checkQuota(CpuPeriod, CpuQuota, limits.cpus);
  const ulimits = (host.Ulimits ?? []) as readonly { readonly Name: string }[];
  const size = { Name: "fsize", Soft: limits.disk, Hard: limits.disk };
  return {
    Memory,
    MemorySwap: Memory,
    ...(CpuQuota === 0 ? { NanoCpus: NanoCpus ?? limits.cpus * 1e9 } : {}),
    PidsLimit: host.PidsLimit ?? limits.pids,
    Ulimits: ulimits.some(({ Name }) => Name === "fsize") ? ulimits : [...ulimits, size],
  };
}

function checkQuota(period: number, quota: number, cpus: number): void {
  if (quota > period * cpus || quota < 0) throw new Refused("limits", `a container may have ${cpus} CPUs`);
}

/** A body for `POST /containers/{id}/update`. `now` is the container's `HostConfig`: a quota and its period may come one by one. */
export function resourcesOf(value: unknown, now: Fields, world: World): Record<string, unknown> {
  const table = simple(world);
  const names = ["Memory", "MemoryReservation", "MemorySwap", "NanoCpus", "CpuShares", "CpuPeriod", "CpuQuota", "CpusetCpus", "CpusetMems"];
  const allowed = [...names, "BlkioWeight", "PidsLimit", "RestartPolicy", "KernelMemory"];
  const others = Object.keys(table).filter((name) => !allowed.includes(name) && name !== "Ulimits");
  const rules: Record<string, FieldRule> = { ...table };
  for (const name of others) rules[name] = refused("limits", `${name} cannot be changed while a container exists`);
  const update = made(value, rules, "the update");
  const limits = limited(update, world);
  const half = (name: "CpuPeriod" | "CpuQuota", usual: number): number => Number(update[name] ?? (now[name] || usual));
  checkQuota(half("CpuPeriod", 100_000), half("CpuQuota", 0), world.limits.cpus);
  return {
    ...update,
    ...(update.Memory !== undefined && { MemorySwap: limits.MemorySwap }),
  };
}

async function namespaces(asked: Fields, world: World): Promise<Fields> {
  const modes: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (saysNothing(value)) continue;
    const mode = asText(value, name) as string;
    if (mode.startsWith("container:")) modes[name] = `container:${await joined(world, mode.slice("container:".length), "")}`;
    else if (name === "IpcMode" && ["private", "shareable", "none"].includes(mode)) modes[name] = mode;
    else
      throw new Refused(
        "host-namespaces",
        `the machine's own ${name === "PidMode" ? "processes (--pid" : "shared memory (--ipc"}) cannot be joined`,
      );
  }
  return modes;
}

function checkLog(value: unknown): void {
  const { Type } = objectOf(value, "LogConfig");
  if (!saysNothing(Type) && Type !== "json-file")
    throw new Refused("runtime", `the log driver ${JSON.stringify(Type)} is not allowed (--log-driver)`);
}

function ulimitsOf(value: unknown, disk: number): unknown {
  if (!Array.isArray(value)) throw new DaemonError(400, "invalid JSON: Ulimits must be a list");
  return value.map((each) => {
    const limit = made(each, { Name: asText, Soft: asNumber, Hard: asNumber }, "a ulimit");
    if (!ulimits.has(String(limit.Name))) throw new Refused("limits", `the ulimit ${JSON.stringify(limit.Name)} is not allowed`);
    const both = { Soft: 0, Hard: 0, ...limit };
    // Less than 0 is none at all.
    if (limit.Name === "fsize") for (const size of [both.Soft, both.Hard]) upTo(disk, `${disk}, the disk of a session`)(size, "fsize");
    return both;
  });
}

function tmpfsOf(value: unknown): unknown {
  const tmpfs = objectOf(value, "Tmpfs");
  for (const options of Object.values(tmpfs))
    for (const option of String(options).split(","))
      if (option !== "" && !/^(size|mode|uid|gid|nr_inodes)=[\w%]+$|^(no)?(exec|suid|atime)$|^nodev$|^r[ow]$/.test(option))
        throw new Refused("binds", `the option ${JSON.stringify(option)} of a tmpfs is not allowed`);
  return tmpfs;
}

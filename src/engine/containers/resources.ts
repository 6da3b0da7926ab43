import { EngineError, type HostConfig } from "../api.ts";
import type { FullHostConfig } from "./host-config.ts";

/** What the machine has to give. */
export interface MachineSize {
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
}

const leastMemory = 6 * 1024 * 1024;
const bad = (message: string): never => {
  throw new EngineError(400, message);
};

/** Throws `EngineError` 400 with the daemon's words for limits that can't be; returns warnings. */
export function checkResources(host: FullHostConfig, machine: MachineSize, update = false): string[] {
  checkMemory(host, update);
  const warnings: string[] = [];
  if (host.OomKillDisable && host.Memory === 0)
    warnings.push(
      "OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.",
    );
  checkCpus(host, machine);
  if (host.BlkioWeight > 0 && (host.BlkioWeight < 10 || host.BlkioWeight > 1000)) bad("Range of blkio weight is from 10 to 1000");
  if (host.IOMaximumBandwidth > 0 || host.IOMaximumIOps > 0)
    bad("Invalid QoS settings: linux does not support Maximum IO Bandwidth or Maximum IO IOps");
  return warnings;
}

function checkMemory({ Memory, MemorySwap, MemoryReservation, MemorySwappiness }: FullHostConfig, update: boolean): void {
  if (Memory !== 0 && Memory < leastMemory) bad("Minimum memory limit allowed is 6MB");
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) bad("Minimum memoryswap limit should be larger than memory limit, see usage");
  if (Memory === 0 && MemorySwap > 0 && !update) bad("You should always set the Memory limit when using Memoryswap limit, see usage");
  if (MemorySwappiness !== null && (MemorySwappiness < -1 || MemorySwappiness > 100))
    bad(`Invalid value: ${MemorySwappiness}, valid memory swappiness range is 0-100`);
  if (MemoryReservation > 0 && MemoryReservation < leastMemory) bad("Minimum memory reservation allowed is 6MB");
  if (Memory > 0 && MemoryReservation > 0 && Memory < MemoryReservation)
    bad("Minimum memory limit can not be less than memory reservation limit, see usage");
}

function checkCpus(host: FullHostConfig, { cpus }: MachineSize): void {
  const { NanoCpus, CpuPeriod, CpuQuota, CpuShares, CpusetCpus, CpusetMems } = host;
  if (CpuShares < 0) bad(`invalid CPU shares (${CpuShares}): value must be a positive integer`);
  if (NanoCpus > 0 && CpuPeriod > 0) bad("Conflicting options: Nano CPUs and CPU Period cannot both be set");
  if (NanoCpus > 0 && CpuQuota > 0) bad("Conflicting options: Nano CPUs and CPU Quota cannot both be set");
  if (NanoCpus < 0 || NanoCpus > cpus * 1e9) bad(`range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000))
    bad("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
  if (CpuQuota > 0 && CpuQuota < 1000) bad("CPU cfs quota can not be less than 1ms (i.e. 1000)");
  checkSet("cpuset cpus", "CPUs", CpusetCpus, cpus);
  checkSet("cpuset mems", "memory nodes", CpusetMems, 1);
}

function checkSet(what: string, plural: string, text: string, count: number): void {
  if (text === "") return;
  const available = count === 1 ? "0" : `0-${count - 1}`;
  for (const part of text.split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match || Number(match[2] ?? match[1]) < Number(match[1]))
      throw new EngineError(400, `Invalid value ${text} for ${what}: invalid format: ${text}`);
    if (Number(match[2] ?? match[1]) >= count) bad(`Requested ${plural} are not available - requested ${text}, available: ${available}`);
  }
}

/** `docker update`: the limits of `update` over those there are. Throws `EngineError` 409. */
export function updateResources(host: FullHostConfig, update: HostConfig): FullHostConfig {
  const conflict = (words: string): never => {
    throw new EngineError(409, words);
  };
  const { NanoCpus = 0, CpuPeriod = 0, CpuQuota = 0, Memory = 0, MemorySwap = 0, RestartPolicy } = update;
  if (NanoCpus > 0 && host.CpuPeriod > 0) conflict("Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set");
  if (NanoCpus > 0 && host.CpuQuota > 0) conflict("Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set");
  if (CpuPeriod > 0 && host.NanoCpus > 0) conflict("Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set");
  if (CpuQuota > 0 && host.NanoCpus > 0) conflict("Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set");
  if (Memory > host.MemorySwap && MemorySwap === 0)
    conflict("Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time");
  if (RestartPolicy && RestartPolicy.Name !== "" && RestartPolicy.Name !== "no" && host.AutoRemove)
    conflict("Restart policy cannot be updated because AutoRemove is enabled for the container");
  const changed: Record<string, unknown> = {};
  for (const key of updatable) if (update[key]) changed[key] = update[key];
  if (RestartPolicy?.Name) changed.RestartPolicy = RestartPolicy;
  if (update.PidsLimit) changed.PidsLimit = Math.max(update.PidsLimit, 0);
  return { ...host, ...changed };
}

const updatable = [
  "BlkioWeight",
  "CpuShares",
  "NanoCpus",
  "CpuPeriod",
  "CpuQuota",
  "CpusetCpus",
  "CpusetMems",
  "Memory",
  "MemorySwap",
  "MemoryReservation",
  "CpuRealtimePeriod",
  "CpuRealtimeRuntime",
] as const;

/** What a container's processes are shut in: namespaces, a control group, capabilities. */
import type { Machine } from "../../kernel/machine.ts";
import type { Cgroup } from "../../kernel/cgroups.ts";
import {
  allCapabilities,
  type Capability,
  type Credentials,
  capabilityNames,
  credentialsFor,
  dockerCapabilities,
  parseCapability,
} from "../../kernel/credentials.ts";
import type { NamespaceKind, NamespaceSet } from "../../kernel/namespaces.ts";
import type { MountTable } from "../../kernel/mounts.ts";
import type { NetworkStack } from "../../kernel/network/stack.ts";
import { limitedTo, type ResourceLimits } from "../../kernel/resource-limits.ts";
import type { Task } from "../../kernel/task.ts";
import type { FullHostConfig } from "../host-config.ts";
import type { ResolvedUser } from "../users.ts";
import { parseSecurityOptions } from "../validate.ts";

export interface Shared {
  /** Whose namespaces are joined; the other kinds are new. */
  readonly pid: Task | undefined;
  readonly ipc: Task | undefined;
  readonly net: Task | undefined;
}

/**
 * The namespaces of a container's first process: new ones, those of another container, or the machine's.
 * @param hostname its own, in a uts namespace of its own
 */
export function namespacesFor(
  machine: Machine,
  host: FullHostConfig,
  shared: Shared,
  given: {
    readonly hostname: string;
    readonly domainname: string;
    readonly mounts: MountTable;
    readonly stack: NetworkStack | undefined;
    readonly cgroup: Cgroup;
  },
): NamespaceSet {
  const { initial } = machine;
  const kinds: NamespaceKind[] = ["mnt"];
  let from: NamespaceSet = initial;
  if (shared.pid) from = { ...from, pid: shared.pid.namespaces.pid };
  else if (host.PidMode !== "host") kinds.push("pid");
  if (shared.ipc) from = { ...from, ipc: shared.ipc.namespaces.ipc };
  else if (host.IpcMode !== "host") kinds.push("ipc");
  if (shared.net) from = { ...from, net: shared.net.namespaces.net };
  else if (host.NetworkMode !== "host") kinds.push("net");
  if (host.UTSMode !== "host" && host.NetworkMode !== "host") kinds.push("uts");
  else if (host.UTSMode !== "host") kinds.push("uts");
  if (host.CgroupnsMode === "private") kinds.push("cgroup");
  const made = machine.namespaces.derive(from, kinds, {
    hostname: given.hostname,
    mounts: given.mounts,
    cgroupRoot: given.cgroup,
    ...(given.stack && { network: given.stack }),
  });
  if (kinds.includes("uts") && given.domainname !== "") made.uts.domainname = given.domainname;
  return made;
}

/** Sets a group's limits from what the container was given; what is not limited is open. */
export function limitCgroup({ limits }: Cgroup, host: FullHostConfig): void {
  const { Memory, MemorySwap, MemoryReservation, NanoCpus, CpuQuota, CpuPeriod, CpuShares, CpusetCpus, PidsLimit } = host;
  const set = <K extends "memoryMax" | "memoryLow" | "swapMax" | "cpuQuota" | "pidsMax">(key: K, value: number | undefined): void => {
    if (value === undefined) delete limits[key];
    else limits[key] = value;
  };
  set("memoryMax", Memory > 0 ? Memory : undefined);
  set("memoryLow", MemoryReservation > 0 ? MemoryReservation : undefined);
  set("swapMax", Memory > 0 && MemorySwap > 0 ? MemorySwap - Memory : undefined);
  set("cpuQuota", NanoCpus > 0 ? Math.round((NanoCpus / 1e9) * 100_000) : CpuQuota > 0 ? CpuQuota : undefined);
  set("pidsMax", PidsLimit && PidsLimit > 0 ? PidsLimit : undefined);
  limits.cpuPeriod = NanoCpus > 0 ? 100_000 : CpuPeriod || 100_000;
  // The conversion from shares that runc makes for cgroup v2.
  limits.cpuWeight = CpuShares > 0 ? 1 + Math.floor(((Math.max(2, CpuShares) - 2) * 9999) / 262_142) : 100;
  limits.cpuset = CpusetCpus;
}

/** Docker's set, with what was added and without what was dropped; all of them for a privileged container. */
function capabilitiesFor({ Privileged, CapAdd, CapDrop }: FullHostConfig): ReadonlySet<Capability> {
  if (Privileged) return allCapabilities;
  const named = (list: readonly string[] | null): string[] => (list ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, ""));
  const added = named(CapAdd);
  const dropped = named(CapDrop);
  const base: ReadonlySet<Capability> = added.includes("ALL") ? allCapabilities : dropped.includes("ALL") ? new Set() : dockerCapabilities;
  const set = new Set(base);
  for (const name of dropped) if (name !== "ALL") set.delete(name as Capability);
  for (const name of added) {
    const capability = parseCapability(name);
    if (capability) set.add(capability);
  }
  return new Set(capabilityNames.filter((name) => set.has(name)));
}

/** What `--ulimit` gives its processes; the daemon's own for the rest. */
export function resourceLimitsFor({ Ulimits }: FullHostConfig): ResourceLimits {
  return limitedTo(Ulimits ?? []);
}

/** What a process of the container may do as that user. */
export function credentialsOf(host: FullHostConfig, user: ResolvedUser, privileged = false): Credentials {
  const { noNewPrivileges, seccomp } = parseSecurityOptions(host.SecurityOpt ?? []);
  const bounding = privileged ? allCapabilities : capabilitiesFor(host);
  const filtered = seccomp && !host.Privileged && !privileged;
  return credentialsFor(user.uid, user.gid, user.groups, bounding, { noNewPrivileges, seccomp: filtered ? 2 : 0 });
}

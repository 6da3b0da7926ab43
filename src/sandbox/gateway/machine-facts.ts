/**
 * The machine as a session may know it: its own containers' processes as the machine's `/proc` has them, with the namespaces
 * they are in, and what Docker measures of their control groups. What else runs on the machine is nobody's business.
 */
import { readFile, readlink } from "node:fs/promises";
import type { ListeningSocket, MachineCgroup, MachineProcess, NamespaceInodes, ProcessState } from "../../engine/api.ts";
import { namespaceKinds } from "../../engine/kernel/namespace-kinds.ts";
import type { MachineFacts } from "../wire/machine.ts";
import type { ContainerFacts } from "./objects.ts";
import type { Session } from "./session.ts";
import type { Upstream } from "./upstream.ts";

/** Stands for all that runs outside of the session's containers. */
const others = "(processes of the machine itself are not shown to sessions)";

/** Processes are left out where the gateway cannot read them: the engine is on another machine, or it does not run as root. */
export async function machineFacts(session: Session): Promise<MachineFacts> {
  const { upstream } = session;
  const [info, listed, own] = await Promise.all([
    upstream.json<{ KernelVersion: string; NCPU: number; MemTotal: number }>("GET", "/info"),
    session.containers(),
    namespacesOf("self"),
  ]);
  const namespaces = own ?? (Object.fromEntries(namespaceKinds.map((kind) => [kind, 0])) as NamespaceInodes);
  const running = listed.filter(({ State }) => State === "running");
  const rooms = await Promise.all(running.map(({ Id }) => roomOf(upstream, Id, info.MemTotal).catch(() => undefined)));
  const found = rooms.filter((room) => room !== undefined);
  const first: MachineProcess = { pid: 1, parent: 0, pids: [1], uid: 0, state: "S", command: others, memory: 0, namespaces, cgroup: "/" };
  return {
    hostname: "drydock-sandbox",
    kernel: info.KernelVersion,
    cpus: info.NCPU,
    memory: info.MemTotal,
    namespaces,
    processes: [first, ...found.flatMap(({ processes }) => processes).sort((a, b) => a.pid - b.pid)],
    cgroups: found.map(({ cgroup }) => cgroup),
    listening: Object.fromEntries(await Promise.all(found.map(({ processes }) => listeningOf(processes[0])))),
  };
}

interface Stats {
  readonly memory_stats: { readonly usage?: number; readonly limit?: number };
  readonly pids_stats: { readonly current?: number; readonly limit?: number };
  readonly cpu_stats: { readonly throttling_data: { readonly throttled_periods: number } };
}

/** Rejects for a container that has ended meanwhile. */
async function roomOf(upstream: Upstream, id: string, machineMemory: number) {
  const [facts, stats, top] = await Promise.all([
    upstream.json<ContainerFacts>("GET", `/containers/${id}/json`),
    upstream.json<Stats>("GET", `/containers/${id}/stats?stream=0&one-shot=1`),
    upstream.json<{ Titles: string[]; Processes: string[][] }>("GET", `/containers/${id}/top?ps_args=-eo%20pid,args`),
  ]);
  const column = top.Titles.indexOf("PID");
  const processes = upstream.isLocal ? await Promise.all(top.Processes.map((row) => processOf(Number(row[column]), id))) : [];
  return { processes: processes.filter((process) => process !== undefined), cgroup: cgroupOf(facts, stats, machineMemory) };
}

function cgroupOf({ Id, State, HostConfig }: ContainerFacts, stats: Stats, machineMemory: number): MachineCgroup {
  const { NanoCpus = 0, CpuQuota = 0, CpuPeriod = 0, CpuShares = 0 } = HostConfig;
  const { usage = 0, limit = 0 } = stats.memory_stats;
  const { current = 0, limit: mostPids = 0 } = stats.pids_stats;
  const cpus = NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota / (CpuPeriod || 100_000);
  return {
    path: `/${Id}`,
    memory: { current: usage, ...(limit > 0 && limit < machineMemory && { max: limit }), oomKills: State.OOMKilled ? 1 : 0 },
    // Docker tells of no limit as of the largest number there is.
    pids: { current, ...(mostPids > 0 && mostPids < 2 ** 32 && { max: mostPids }), refused: 0 },
    cpu: {
      ...(cpus > 0 && { max: cpus }),
      weight: CpuShares || 100,
      throttledPeriods: stats.cpu_stats.throttling_data.throttled_periods,
    },
  };
}

/** `undefined` for one that has ended meanwhile, or that the gateway may not look at. */
async function processOf(pid: number, container: string): Promise<MachineProcess | undefined> {
  const [status, command, namespaces] = await Promise.all([
    readFile(`/proc/${pid}/status`, "utf8").catch(() => ""),
    readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    namespacesOf(pid),
  ]);
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1] ?? "";
  if (status === "" || !namespaces) return undefined;
  return {
    pid,
    parent: Number(field("PPid")),
    pids: field("NSpid").split(/\s+/).map(Number),
    uid: Number(field("Uid").split(/\s+/)[1] ?? 0),
    state: (field("State").slice(0, 1) || "S") as ProcessState,
    command: command.replaceAll("\0", " ").trim() || `[${field("Name")}]`,
    memory: Number.parseInt(field("VmRSS") || "0", 10) * 1024,
    namespaces,
    cgroup: `/${container}`,
  };
}

/** Who waits for connections in the network namespace that the process is in, by its number. */
async function listeningOf(process: MachineProcess | undefined): Promise<readonly [number, readonly ListeningSocket[]]> {
  if (!process) return [0, []];
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readFile(`/proc/${process.pid}/net/${name}`, "utf8").catch(() => "")));
  const ports = tables.flatMap((table) => [...table.matchAll(/^ *\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A /gm)]);
  const sockets = ports.map(([, address = "", port = ""]) => ({
    protocol: "tcp" as const,
    address: addressOf(address),
    port: Number.parseInt(port, 16),
  }));
  // Docker's own name server waits at a number that is another one each time.
  return [process.namespaces.net, sockets.filter(({ address }) => address !== "127.0.0.11")];
}

/** Of `/proc/net/tcp`: four bytes, the last first. All of IPv6's are said to be any. */
function addressOf(hexadecimal: string): string {
  if (hexadecimal.length > 8) return "0.0.0.0";
  return [6, 4, 2, 0].map((at) => Number.parseInt(hexadecimal.slice(at, at + 2), 16)).join(".");
}

async function namespacesOf(pid: number | "self"): Promise<NamespaceInodes | undefined> {
  try {
    const inodes = await Promise.all(
      namespaceKinds.map(async (kind) => [kind, Number(/\d+/.exec(await readlink(`/proc/${pid}/ns/${kind}`))?.[0])] as const),
    );
    return Object.fromEntries(inodes) as unknown as NamespaceInodes;
  } catch {
    return undefined;
  }
}

/** The host and its containers: who is in which namespace, what each may use, and one question asked on both sides of a wall. */
import type { ContainerInspect, ContainerStatus, Engine, MachineCgroup, MachineInspect, NamespaceInodes } from "../engine/api.ts";
import { answersOf, type Answer, type Question } from "./namespaces/answers.ts";
import { stillThere } from "../engine/api/still-there.ts";

export type { Answer, AnswerLine, Question } from "./namespaces/answers.ts";

export interface NamespacesAsk {
  readonly question: Question;
  /** Name of the container that is asked; the first one that runs when absent or not there. */
  readonly inside?: string;
}

export interface NamespacesView {
  readonly host: HostView;
  /** In the order of their names. */
  readonly rooms: readonly RoomView[];
  readonly question: Question;
  /** What the host is told, then what the container is told that is asked. */
  readonly outside: Answer;
  readonly inside?: Answer & { readonly name: string };
}

export interface HostView {
  readonly hostname: string;
  readonly kernel: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  readonly namespaces: NamespaceInodes;
  /** Processes that belong to no container. */
  readonly processes: readonly ProcessView[];
}

export interface ProcessView {
  readonly pid: number;
  /** What it calls itself. */
  readonly pidInside: number;
  readonly command: string;
  /** How many of its ancestors are in the same room. */
  readonly depth: number;
  readonly running: boolean;
  /** Bytes. */
  readonly memory: number;
}

export interface RoomView {
  readonly name: string;
  readonly image: string;
  readonly status: ContainerStatus;
  readonly hostname: string;
  readonly exitCode: number;
  /** Its main process was killed for memory. */
  readonly oomKilled: boolean;
  /** Absent where nothing runs. */
  readonly namespaces?: NamespaceInodes;
  readonly processes: readonly ProcessView[];
  readonly meters: MetersView;
}

/** What it uses of what it may use. A limit that is absent is none. */
export interface MetersView {
  /** Bytes, and how many processes of it were killed for wanting more. */
  readonly memory: { readonly used: number; readonly limit?: number; readonly kills: number };
  /** Processors that its processes keep busy now, and how many periods they had to wait in. */
  readonly cpu: { readonly busy: number; readonly limit?: number; readonly waits: number };
  readonly pids: { readonly used: number; readonly limit?: number; readonly refused: number };
}

export async function gatherNamespaces(engine: Engine, ask: NamespacesAsk): Promise<NamespacesView> {
  const found = await engine.containerList({ all: true });
  const inspected = await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id))));
  const machine = await engine.machineInspect();
  const rooms = inspected
    .filter((container) => container !== undefined)
    .map((container) => ({ room: roomOf(container, machine), pid: container.State.Pid }))
    .sort((a, b) => a.room.name.localeCompare(b.room.name));
  const running = rooms.filter(({ pid, room }) => pid > 0 && room.namespaces);
  const asked = running.find(({ room }) => room.name === ask.inside) ?? running[0];
  const [outside, inside] = await answersOf(engine, machine, ask.question, asked?.pid);
  const ids = found.map(({ Id }) => Id);
  return {
    host: {
      hostname: machine.hostname,
      kernel: machine.kernel,
      cpus: machine.cpus,
      memory: machine.memory,
      namespaces: machine.namespaces,
      processes: processesOf(machine, (cgroup) => !ids.some((id) => cgroup.includes(id))),
    },
    rooms: rooms.map(({ room }) => room),
    question: ask.question,
    outside,
    ...(inside && asked && { inside: { ...inside, name: asked.room.name } }),
  };
}

function roomOf({ Id, Name, Config, State, HostConfig }: ContainerInspect, machine: MachineInspect): RoomView {
  // The kernel's list is younger than the daemon's answer: the process may have gone in between.
  const first = State.Pid > 0 ? machine.processes.find(({ pid }) => pid === State.Pid) : undefined;
  const processes = processesOf(machine, (cgroup) => cgroup.includes(Id));
  const cgroup = machine.cgroups.find(({ path }) => path.includes(Id));
  return {
    name: Name.slice(1),
    image: Config.Image ?? "",
    status: State.Status,
    hostname: Config.Hostname ?? "",
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    ...(first && { namespaces: first.namespaces }),
    processes,
    meters: metersOf(HostConfig, cgroup, processes, machine.cpus),
  };
}

function processesOf({ processes }: MachineInspect, belongs: (cgroup: string) => boolean): ProcessView[] {
  const mine = processes.filter(({ cgroup }) => belongs(cgroup));
  const parents = new Map(mine.map(({ pid, parent }) => [pid, parent]));
  const depthOf = (pid: number): number => {
    let depth = 0;
    for (let at = parents.get(pid); at !== undefined && parents.has(at); at = parents.get(at)) depth++;
    return depth;
  };
  return mine.map(({ pid, pids, command, state, memory }) => ({
    pid,
    pidInside: pids.at(-1) ?? pid,
    command,
    depth: depthOf(pid),
    running: state === "R",
    memory,
  }));
}

/** Limits come from the group while there is one; it goes with the last process, and what was asked for stays. */
function metersOf(
  asked: ContainerInspect["HostConfig"],
  cgroup: MachineCgroup | undefined,
  processes: readonly ProcessView[],
  cpus: number,
): MetersView {
  const { Memory = 0, NanoCpus = 0, CpuQuota = 0, CpuPeriod = 0, PidsLimit } = asked;
  const memory = cgroup ? cgroup.memory.max : Memory || undefined;
  const cpu = cgroup ? cgroup.cpu.max : NanoCpus ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : undefined;
  const pids = cgroup ? cgroup.pids.max : PidsLimit && PidsLimit > 0 ? PidsLimit : undefined;
  const wanted = processes.filter(({ running }) => running).length;
  return {
    memory: { used: cgroup?.memory.current ?? 0, ...(memory !== undefined && { limit: memory }), kills: cgroup?.memory.oomKills ?? 0 },
    cpu: {
      busy: Math.min(wanted, cpu ?? cpus, cpus),
      ...(cpu !== undefined && { limit: cpu }),
      waits: cgroup?.cpu.throttledPeriods ?? 0,
    },
    pids: { used: cgroup?.pids.current ?? 0, ...(pids !== undefined && { limit: pids }), refused: cgroup?.pids.refused ?? 0 },
  };
}

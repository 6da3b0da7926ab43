import type { ContainerInspect, ContainerSummary, Engine, MachineInspect, MachineProcess } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { quoted } from "../../shell/quoting.ts";
import type { AgentAnswer } from "./agent-line.ts";
import { readSurvey, surveyScript } from "./survey.ts";

/** As much of an Engine as the picture of namespaces needs. */
export type KernelEngine = Pick<Engine, "containerList" | "containerInspect" | "machineInspect" | "machineRun">;

/**
 * A kernel without a daemon, looked at as if it had one: a process that is number 1 of a pid namespace of its own is the main
 * process of a container, called after its host name.
 *
 * @param ask runs a script in the guest, as root
 */
export function kernelEngine(ask: (script: string) => Promise<AgentAnswer>): KernelEngine {
  const inspect = async (): Promise<MachineInspect> => asByDaemon(readSurvey((await ask(surveyScript)).output));
  const run = async (argv: readonly string[], pid: number): Promise<AgentAnswer> => {
    const words = quoted(argv);
    return ask(pid === 1 ? words : `nsenter -t ${pid} -m -u -i -n -p -- ${words}`);
  };
  /** One survey serves a whole look: the list, and what is asked about each container in it. */
  let last: MachineInspect | undefined;
  return {
    async machineInspect() {
      const machine = last ?? (await inspect());
      last = undefined;
      return machine;
    },
    machineRun: run,
    async containerList() {
      last = await inspect();
      return firstsOf(last).map(({ pid }) => ({ Id: idOf(pid) }) as ContainerSummary);
    },
    async containerInspect(id) {
      const machine = last ?? (await inspect());
      const first = firstsOf(machine).find(({ pid }) => idOf(pid) === id);
      if (!first) throw new EngineError(404, `No such container: ${id}`);
      const hostname = (await run(["hostname"], first.pid)).output.trim();
      const own = hostname !== "" && hostname !== machine.hostname;
      return {
        Id: id,
        Name: `/${own ? hostname : `process ${first.pid}`}`,
        Path: first.command,
        State: { Status: "running", Pid: first.pid, ExitCode: 0, OOMKilled: false },
        Config: { Hostname: hostname, Image: "" },
        HostConfig: {},
        // What a daemon would know besides, nobody here does.
      } as unknown as ContainerInspect;
    },
  };
}

/**
 * A daemon gives each container a control group that carries its id. Here the rooms get such names, whatever groups their
 * processes are in: with the meters of the first one's group, unless that is the whole machine's.
 */
function asByDaemon(machine: MachineInspect): MachineInspect {
  const firsts = firstsOf(machine);
  const roomOf = new Map(firsts.map(({ pid, namespaces }) => [namespaces.pid, `/${idOf(pid)}`]));
  const shared = machine.processes[0]?.cgroup;
  return {
    ...machine,
    processes: machine.processes.map((process) => ({ ...process, cgroup: roomOf.get(process.namespaces.pid) ?? "/" })),
    cgroups: firsts.flatMap(({ pid, cgroup }) => {
      const group = cgroup === shared ? undefined : machine.cgroups.find(({ path }) => path === cgroup);
      return group ? [{ ...group, path: `/${idOf(pid)}` }] : [];
    }),
  };
}

function firstsOf({ processes, namespaces }: MachineInspect): MachineProcess[] {
  return processes.filter((process) => process.namespaces.pid !== namespaces.pid && process.pids.at(-1) === 1);
}

function idOf(pid: number): string {
  return `process-${pid}`;
}

/** The machine behind a sandbox, as far as a session may look: what the gateway reads, and what programs in its containers say. */
import { EngineError, type MachineInspect } from "../../../engine/api.ts";
import type { MachineFacts } from "../../../sandbox/wire/machine.ts";
import { bytesOf, type Api } from "./http.ts";

export class ApiMachine {
  readonly #api: Api;
  #seen: MachineFacts | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  async look(): Promise<MachineFacts> {
    this.#seen = await this.#api.json<MachineFacts>("GET", "/drydock/machine");
    return this.#seen;
  }

  machineInspect(): Promise<MachineInspect> {
    return this.look();
  }

  /** In a container it is that container's own program, and a process there like any other. The machine itself tells `ps` alone. */
  async machineRun(argv: readonly string[], pid: number): Promise<{ readonly output: string; readonly exitCode: number }> {
    const machine = this.#seen ?? (await this.look());
    const process = machine.processes.find((each) => each.pid === pid);
    if (!process) throw new EngineError(404, `no process ${pid}`);
    if (process.cgroup !== "/") return this.runIn(process.cgroup.slice(1), argv);
    if (argv[0] === "ps") return { output: listOf(machine), exitCode: 0 };
    return { output: "drydock: of the machine itself a sandbox tells sessions nothing more than their own processes\n", exitCode: 1 };
  }

  /** What a program in a container prints, and its exit code. */
  async runIn(container: string, argv: readonly string[]): Promise<{ readonly output: string; readonly exitCode: number }> {
    const wanted = { Cmd: argv, AttachStdout: true, AttachStderr: true, Tty: true };
    const { Id } = await this.#api.json<{ readonly Id: string }>("POST", `/containers/${container}/exec`, wanted);
    const answer = await this.#api.open({ method: "POST", target: `/exec/${Id}/start`, json: { Tty: true } });
    const output = new TextDecoder().decode(await bytesOf(answer.body)).replaceAll("\r\n", "\n");
    const { ExitCode } = await this.#api.json<{ readonly ExitCode: number | null }>("GET", `/exec/${Id}/json`);
    return { output, exitCode: ExitCode ?? 0 };
  }
}

/** The session's processes as `ps -eo pid,user,args` on the machine lists them. */
function listOf({ processes }: MachineInspect): string {
  const rows = processes.filter(({ cgroup }) => cgroup !== "/");
  return ["PID USER COMMAND", ...rows.map(({ pid, uid, command }) => `${pid} ${uid === 0 ? "root" : uid} ${command}`)].join("\n");
}

/** What the lab asks beyond the Docker Engine API: the machine below, and how a container's file system is put together. */
import { type ContainerOverlay, EngineError, type MachineApi, type MachineInspect, type OverlayApi } from "../api.ts";
import { inspectMachine } from "../kernel/inspect.ts";
import { lookAround } from "../kernel/look-around.ts";
import type { Daemon } from "./daemon.ts";
import { overlayOf } from "./overlay.ts";

export abstract class MachineFacade implements MachineApi, OverlayApi {
  protected abstract readonly daemon: Daemon;

  async machineInspect(): Promise<MachineInspect> {
    return inspectMachine(this.daemon.machine);
  }
  async machineRun(argv: readonly string[], pid: number): Promise<{ output: string; exitCode: number }> {
    const { machine } = this.daemon;
    const place = machine.processes.get(pid, machine.initial.pid);
    if (!place || place.status) throw new EngineError(404, `no such process: ${pid}`);
    return lookAround(machine, argv, place);
  }
  async containerOverlay(name: string): Promise<ContainerOverlay> {
    return overlayOf(this.daemon.containers.get(name));
  }
}

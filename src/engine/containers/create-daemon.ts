import { EventLog } from "../events/event-log.ts";
import type { Machine } from "../kernel/machine.ts";
import { Sandboxes } from "../networks/sandboxes.ts";
import { NetworkStore } from "../networks/store.ts";
import { VolumeStore } from "../volumes/store.ts";
import { DataRoot } from "./data-root.ts";
import type { ContainerImages, Daemon } from "./daemon.ts";
import { ContainerRegistry } from "./registry.ts";
import { systemTrees } from "./runtime/system-trees.ts";

/** A daemon on a machine: three networks, no containers, no volumes. */
export function createDaemon(machine: Machine, images: ContainerImages, events?: EventLog): Daemon {
  const { clock } = machine;
  const now = (): number => clock.now();
  const log = events ?? new EventLog(now);
  const networks = new NetworkStore(machine.network, log, now);
  const daemon: Daemon = {
    machine,
    clock,
    background: clock.background?.() ?? clock,
    containers: new ContainerRegistry(),
    images,
    networks,
    sandboxes: new Sandboxes(machine.network, networks),
    volumes: new VolumeStore(log, now, () => machine.disk),
    events: log,
    system: systemTrees(machine),
    execs: new Map(),
    counts: { containers: 0, names: 0, execs: 0 },
  };
  machine.fileSystems.set("/var/lib/docker", { tree: new DataRoot(daemon), source: "/dev/vda1", type: "ext4" });
  return daemon;
}

/** The machine the learner sits at: the one the engine's daemon runs on, where it has one. */
import { lateRegistry } from "../engine/programs/late-registry.ts";
import type { Engine } from "../engine/api.ts";
import type { Clock } from "../engine/clock.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { createMachine, type Machine } from "../engine/kernel/machine.ts";
import { setMemory } from "../engine/kernel/memory.ts";
import { MountTable } from "../engine/kernel/mounts.ts";
import { cgroupTree, procTree, sysTree } from "../engine/kernel/proc/live-trees.ts";
import type { ProgramRegistry } from "../engine/programs/program.ts";
import { hostName } from "./host-disk.ts";

/** An engine that simulates the machine it is on as well. */
interface EngineOnMachine extends Engine {
  readonly machine: Machine;
}

/** Gives the machine its disk, and what its programs do besides what is known already. */
export function hostMachine(engine: Engine, clock: Clock, disk: WorkingTree, registry: ProgramRegistry): Machine {
  const machine = (engine as Partial<EngineOnMachine>).machine ?? createMachine({ clock, registry, hostname: hostName });
  machine.registry = lateRegistry(
    new Map([...machine.registry, ...registry]),
    async () => (await import("../engine/programs/registry.ts")).registry,
  );
  machine.disk = disk;
  const table = new MountTable({ tree: disk, source: "/dev/vda1", type: "ext4", flags: "relatime" });
  const quiet = "nosuid,nodev,noexec,relatime";
  table.mount("/proc", {
    tree: procTree(machine, machine.initial.pid),
    source: "proc",
    type: "proc",
    flags: quiet,
  });
  table.mount("/sys", { tree: sysTree(machine), source: "sysfs", type: "sysfs", flags: quiet });
  table.mount("/sys/fs/cgroup", { tree: cgroupTree(machine), source: "cgroup2", type: "cgroup2", flags: quiet });
  for (const [path, request] of machine.fileSystems) if (table.tree.exists(path)) table.mount(path, request);
  machine.initial.mnt.mounts = table;
  machine.init.root = table.tree;
  startDaemons(machine);
  return machine;
}

/** What runs on a Docker host before anyone has logged in, as \`ps\` shows it. */
const daemons = [
  { pid: 612, argv: ["/usr/bin/containerd"], memory: 52 },
  { pid: 845, argv: ["/usr/bin/dockerd", "-H", "fd://", "--containerd=/run/containerd/containerd.sock"], memory: 96 },
] as const;

function startDaemons(machine: Machine): void {
  setMemory(machine.init, 12 * 1024 ** 2);
  for (const daemon of daemons) {
    if (machine.processes.get(daemon.pid)) continue;
    machine.initial.pid.lastPid = daemon.pid - 1;
    startDaemon(machine, daemon);
  }
}

/** Whoever kills one sees another take its place: its unit says `Restart=always`. */
function startDaemon(machine: Machine, daemon: (typeof daemons)[number]): void {
  const { argv, memory } = daemon;
  const comm = argv[0].split("/").pop() ?? "";
  const task = machine.processes.fork(machine.init, { argv, comm, executable: argv[0], descriptors: new Map() });
  task.newSession();
  setMemory(task, memory * 1024 ** 2);
  void task.exited.then(() => startDaemon(machine, daemon));
}

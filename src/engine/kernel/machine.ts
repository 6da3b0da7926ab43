/** A small Linux: processes, namespaces, control groups, a disk and a clock. The learner's host is one. */
import type { Clock } from "../clock.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import type { NodeRuntime } from "../programs/node/runtime.ts";
import type { ProgramRegistry } from "../programs/program.ts";
import { Cgroup } from "./cgroups.ts";
import { credentialsFor } from "./credentials.ts";
import type { Image } from "./exec.ts";
import type { MountRequest } from "./mounts.ts";
import { NamespaceFactory, type NamespaceSet } from "./namespaces.ts";
import { Network } from "./network/network.ts";
import { type StartOptions, startProgram } from "./process.ts";
import { ProcessTable } from "./process-table.ts";
import { Scope } from "./scope.ts";
import type { Task } from "./task.ts";
import { Terminal } from "./terminal.ts";

export interface MachineOptions {
  readonly clock: Clock;
  /** What executables do. */
  readonly registry: ProgramRegistry;
  /** The machine's own root. */
  readonly disk?: WorkingTree;
  readonly cpus?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly hostname?: string;
  /** Milliseconds it has been up when it is made. */
  readonly uptime?: number;
}

/** Processes a machine can have: a limit of the lab. */
const mostTasks = 4096;

export class Machine {
  readonly clock: Clock;
  /** What executables do; more may come later. */
  registry: ProgramRegistry;
  /** A real Node.js, for whoever has asked for one; absent, the lab's own runs what `node` is told to run. */
  node: NodeRuntime | undefined;
  disk: WorkingTree;
  readonly cpus: number;
  readonly memory: number;
  /** Milliseconds since the epoch. */
  readonly bootedAt: number;
  readonly processes = new ProcessTable();
  readonly cgroups = new Cgroup();
  readonly namespaces = new NamespaceFactory();
  readonly network: Network;
  /** Settings of the kernel that no namespace has for itself, by the dotted name. */
  readonly sysctls = new Map<string, string>();
  /** What those who run on it keep there, by path: mounted on its disk when it gets one. */
  readonly fileSystems = new Map<string, MountRequest>();
  /** The machine's own namespaces. */
  readonly initial: NamespaceSet;
  /** Its first process, which takes in orphans and whose children need nobody to wait for them. */
  readonly init: Task;
  /** How many tasks compute at this moment. */
  busy = 0;

  constructor(options: MachineOptions) {
    this.clock = options.clock;
    this.registry = options.registry;
    this.disk = options.disk ?? new WorkingTree(undefined, { now: () => options.clock.now() });
    this.cpus = options.cpus ?? 4;
    this.memory = options.memory ?? 8 * 1024 ** 3;
    this.bootedAt = options.clock.now() - (options.uptime ?? 3_600_000);
    this.network = new Network(options.clock);
    this.initial = this.namespaces.initial(options.hostname ?? "drydock", this.cgroups, this.network.host);
    this.cgroups.limits.pidsMax = mostTasks;
    this.init = this.processes.create({
      namespaces: this.initial,
      cgroup: this.cgroups,
      credentials: credentialsFor(0, 0),
      argv: ["/sbin/init"],
      comm: "systemd",
      executable: "/usr/lib/systemd/systemd",
      environ: new Map(),
      root: this.disk,
      cwd: "/",
      umask: 0o022,
      clock: options.clock,
      scope: new Scope(),
      oomScoreAdj: 0,
      terminal: undefined,
    });
    this.init.reapsAll = true;
  }

  /**
   * Gives the machine its disk and its programs. An engine may stand before anyone has opened a shell on its host: whoever
   * does brings them.
   */
  equip({ registry, disk }: { readonly registry: ProgramRegistry; readonly disk: WorkingTree }): void {
    this.registry = registry;
    this.disk = disk;
    this.init.root = disk;
  }

  /** A machine like this one, with nothing running on it yet, on another clock and with a disk of its own: a copy of this one's, unless given. */
  copy(clock: Clock, disk: WorkingTree = new WorkingTree(this.disk.root, { now: () => clock.now() })): Machine {
    const { registry, cpus, memory } = this;
    return new Machine({ clock, registry, cpus, memory, disk, hostname: this.initial.uts.hostname });
  }

  /** Milliseconds. */
  get uptime(): number {
    return this.clock.now() - this.bootedAt;
  }

  /** Starts a program that `resolveProgram` has found; see `process.ts`. */
  start(options: StartOptions, image: Image): Task {
    return startProgram(this, options, image);
  }

  /**
   * A new pseudo-terminal, with the lowest number that is free.
   * @param taken the numbers given out where it shows, which this one joins
   */
  openTerminal(taken: Set<number>, size?: { readonly columns: number; readonly rows: number }): Terminal {
    let number = 0;
    while (taken.has(number)) number++;
    taken.add(number);
    return new Terminal(this.processes, number, size);
  }
}

export function createMachine(options: MachineOptions): Machine {
  return new Machine(options);
}

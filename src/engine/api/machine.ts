/**
 * The machine under the daemon, as its kernel tells it. The lab's own extension of the Engine API, for its pictures: an
 * engine that is not simulated has it from /proc and /sys/fs/cgroup, read by root on its host.
 */
import type { NamespaceKind } from "../kernel/namespace-kinds.ts";

export type { NamespaceKind } from "../kernel/namespace-kinds.ts";

/** Inode numbers, as in `readlink /proc/<pid>/ns/<kind>`. Processes with the same number are in the same namespace. */
export type NamespaceInodes = Readonly<Record<NamespaceKind, number>>;

/** R runs, S sleeps, D waits where nothing can wake it, T is stopped, Z has ended and was not waited for. */
export type ProcessState = "R" | "S" | "D" | "T" | "Z";

/** One process: `/proc/<pid>`. */
export interface MachineProcess {
  /** On the host. */
  readonly pid: number;
  /** On the host; 0 for the first. */
  readonly parent: number;
  /** `NSpid`: its numbers from the host's namespace inwards; the last is what it calls itself. */
  readonly pids: readonly number[];
  /** The effective one. */
  readonly uid: number;
  readonly state: ProcessState;
  /** Its arguments, joined by blanks; its short name in brackets when it has none. */
  readonly command: string;
  /** Bytes of memory that are its own (`VmRSS`). */
  readonly memory: number;
  readonly namespaces: NamespaceInodes;
  /** `/docker/4f0c…`: from the root of the tree of groups. */
  readonly cgroup: string;
}

/** One control group: a directory of `/sys/fs/cgroup`. A limit that is absent reads `max` there. */
export interface MachineCgroup {
  readonly path: string;
  /** `memory.current`, `memory.max`, and `oom_kill` of `memory.events`. Bytes. */
  readonly memory: { readonly current: number; readonly max?: number; readonly oomKills: number };
  /** `pids.current`, `pids.max`, and how often that was in the way. */
  readonly pids: { readonly current: number; readonly max?: number; readonly refused: number };
  /** `cpu.max` as processors, and how many of its periods ended in waiting (`cpu.stat`). */
  readonly cpu: { readonly max?: number; readonly weight: number; readonly throttledPeriods: number };
}

export interface MachineInspect {
  readonly hostname: string;
  /** `uname -r` */
  readonly kernel: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Of its first process. */
  readonly namespaces: NamespaceInodes;
  /** In the order of their numbers. */
  readonly processes: readonly MachineProcess[];
  /** Those below the root, parents before children. */
  readonly cgroups: readonly MachineCgroup[];
}

export interface MachineApi {
  machineInspect(): Promise<MachineInspect>;
  /**
   * What the host's own program `argv` says where process `pid` is (`nsenter --target <pid> --all`, as that process's user).
   * It stands in no list of processes and leaves no trace in their numbers. Resolves with the shell's 126 or 127 for a
   * program the host does not have; throws `EngineError` 404 when there is no such process.
   */
  machineRun(argv: readonly string[], pid: number): Promise<{ readonly output: string; readonly exitCode: number }>;
}

import type { Clock } from "../clock.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { Cgroup } from "./cgroups.ts";
import type { Credentials } from "./credentials.ts";
import type { NamespaceSet, PidNamespace } from "./namespaces.ts";
import { namespaceKinds } from "./namespaces.ts";
import type { OpenFile } from "./open-file.ts";
import type { ProcessTable } from "./process-table.ts";
import { daemonLimits, type ResourceLimits } from "./resource-limits.ts";
import type { Scope } from "./scope.ts";
import { SignalState } from "./signal-state.ts";
import { type ExitStatus, TaskEnded } from "./signals.ts";
import type { Terminal } from "./terminal.ts";

/** R runs, S sleeps, D waits where nothing can wake it, T is stopped, Z has ended and was not waited for. */
export type TaskState = "R" | "S" | "D" | "T" | "Z";

/** What a fork takes over from its parent, or is given instead. */
export interface TaskAttributes {
  readonly namespaces: NamespaceSet;
  readonly cgroup: Cgroup;
  readonly credentials: Credentials;
  readonly argv: readonly string[];
  /** At most 15 characters: `/proc/<pid>/comm`. */
  readonly comm: string;
  /** The file it runs; empty for what is part of the kernel. */
  readonly executable: string;
  readonly environ: ReadonlyMap<string, string>;
  readonly root: WorkingTree;
  readonly cwd: string;
  readonly umask: number;
  readonly clock: Clock;
  readonly scope: Scope;
  readonly oomScoreAdj: number;
  /** Its parent's when absent. */
  readonly limits?: ResourceLimits | undefined;
  /** Its controlling terminal. */
  readonly terminal: Terminal | undefined;
}

/**
 * One process: its place among the others, what isolates it, and whether it may run. It does nothing by itself; `process.ts`
 * runs a program as it.
 */
export class Task implements TaskAttributes {
  readonly table: ProcessTable;
  /** Host-wide. */
  readonly pid: number;
  readonly #pids = new Map<PidNamespace, number>();
  /** `undefined` for the machine's first. */
  parent: Task | undefined;
  readonly children = new Set<Task>();
  /** Process group and session, by the host-wide pid of their leaders. */
  group: number;
  session: number;
  /** Takes over what is orphaned below it (`prctl(PR_SET_CHILD_SUBREAPER)`). */
  subreaper = false;
  /** Waits for whatever becomes its child, as an init does and a shell that waits for anything. */
  reapsAll = false;

  namespaces: NamespaceSet;
  cgroup: Cgroup;
  credentials: Credentials;
  argv: readonly string[];
  comm: string;
  executable: string;
  environ: ReadonlyMap<string, string>;
  root: WorkingTree;
  cwd: string;
  umask: number;
  clock: Clock;
  scope: Scope;
  oomScoreAdj: number;
  /** -20 to 19; who is nicer waits longer. The lab's processors have time for everybody, so it only shows. */
  nice: number;
  limits: ResourceLimits;
  terminal: Terminal | undefined;
  readonly descriptors = new Map<number, OpenFile>();

  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds of processor time. */
  readonly processorTime = { user: 0, system: 0 };
  /** Resident memory in bytes. */
  memory = 0;
  /** Above zero while it computes. */
  computing = 0;
  readonly signals: SignalState;
  #status: ExitStatus | undefined;
  readonly #controller = new AbortController();
  #resolve: (status: ExitStatus) => void = () => {};
  /** Settles when it ends; it may be a zombie for long after that. */
  readonly exited: Promise<ExitStatus>;

  /** Use `ProcessTable.fork`. */
  constructor(table: ProcessTable, parent: Task | undefined, attributes: TaskAttributes) {
    this.table = table;
    this.parent = parent;
    this.namespaces = attributes.namespaces;
    this.cgroup = attributes.cgroup;
    this.credentials = attributes.credentials;
    this.argv = attributes.argv;
    this.comm = attributes.comm;
    this.executable = attributes.executable;
    this.environ = attributes.environ;
    this.root = attributes.root;
    this.cwd = attributes.cwd;
    this.umask = attributes.umask;
    this.clock = attributes.clock;
    this.scope = attributes.scope;
    this.oomScoreAdj = attributes.oomScoreAdj;
    this.nice = parent?.nice ?? 0;
    this.limits = attributes.limits ?? parent?.limits ?? daemonLimits;
    this.terminal = attributes.terminal;
    this.startedAt = attributes.clock.now();
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.cgroup.fork(this);
    for (let at: PidNamespace | undefined = this.namespaces.pid; at; at = at.parent) this.#pids.set(at, at.allocate(this));
    this.pid = [...this.#pids.values()].at(-1) as number;
    this.group = parent?.group ?? this.pid;
    this.session = parent?.session ?? this.pid;
    if (!this.namespaces.pid.init) this.namespaces.pid.init = this;
    for (const kind of namespaceKinds) this.namespaces[kind].join(this);
    this.signals = new SignalState(this);
  }

  // ── pids

  /** Its pid in `namespace`; `undefined` when it can't be seen from there. */
  pidIn(namespace: PidNamespace): number | undefined {
    return this.#pids.get(namespace);
  }
  /** From its own namespace outwards: `NSpid` in `/proc/<pid>/status` has them the other way round. */
  get pids(): ReadonlyMap<PidNamespace, number> {
    return this.#pids;
  }
  /** PID 1 of its own namespace. */
  get isInit(): boolean {
    return this.namespaces.pid.init === this;
  }
  /** The parent's pid as `namespace` sees it; 0 when the parent is outside. */
  parentPidIn(namespace: PidNamespace): number {
    return this.parent?.pidIn(namespace) ?? 0;
  }

  // ── namespaces, groups

  /** Changes namespaces (`setns`, `unshare`). A new pid namespace holds for children only: see `childPidNamespace`. */
  setNamespaces(namespaces: NamespaceSet): void {
    const pid = this.namespaces.pid;
    this.#childPid = namespaces.pid === pid ? this.#childPid : namespaces.pid;
    for (const kind of namespaceKinds) {
      if (kind === "pid" || this.namespaces[kind] === namespaces[kind]) continue;
      this.namespaces[kind].leave(this);
      namespaces[kind].join(this);
    }
    this.namespaces = { ...namespaces, pid };
  }
  #childPid: PidNamespace | undefined;
  /** The namespace its children get their pids in (`/proc/<pid>/ns/pid_for_children`). */
  get childPidNamespace(): PidNamespace {
    return this.#childPid ?? this.namespaces.pid;
  }

  moveTo(cgroup: Cgroup): void {
    if (cgroup === this.cgroup) return;
    cgroup.attach(this, this.cgroup);
    this.cgroup = cgroup;
    this.frozenChanged();
  }
  /** Its control group was frozen or thawed. */
  frozenChanged(): void {
    this.signals.resumed();
  }

  /** Starts a session of its own, without a terminal. */
  newSession(): void {
    this.session = this.pid;
    this.group = this.pid;
    this.terminal = undefined;
  }

  // ── running

  get state(): TaskState {
    if (this.#status) return "Z";
    if (this.signals.stopped) return "T";
    if (this.cgroup.frozen) return "D";
    return this.computing > 0 ? "R" : "S";
  }
  get status(): ExitStatus | undefined {
    return this.#status;
  }
  /** Aborts when it ends, with a `TaskEnded` as the reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something to wait for while it is stopped or frozen; throws `TaskEnded` when it has ended. */
  gate(): Promise<void> | undefined {
    if (this.#status) throw new TaskEnded(this.#status);
    return this.signals.gate();
  }

  #counted: Scope | undefined;
  /** Counts it as running in a scope, or in none when it has ended. */
  countIn(scope: Scope | undefined): void {
    if (this.#counted) this.#counted.running--;
    if (scope) scope.running++;
    this.#counted = scope;
  }

  /** Opens a file in the lowest free descriptor from 3 on: it is closed when the task ends. */
  open(file: OpenFile): number {
    let fd = 3;
    while (this.descriptors.has(fd)) fd++;
    this.setDescriptor(fd, file);
    return fd;
  }

  /** Replaces a descriptor; `undefined` closes it. */
  setDescriptor(fd: number, file: OpenFile | undefined): void {
    const before = this.descriptors.get(fd);
    if (file === before) return;
    if (file) this.descriptors.set(fd, file.retain());
    else this.descriptors.delete(fd);
    before?.release();
  }

  /** Ends it. Use `ProcessTable.exit`, which knows what else has to happen. */
  finish(status: ExitStatus): void {
    this.#status = status;
    this.#controller.abort(new TaskEnded(status));
    for (const file of this.descriptors.values()) file.release();
    this.descriptors.clear();
    this.signals.clear();
    this.#resolve(status);
  }
}

import { type Cgroup, TooManyTasks } from "./cgroups.ts";
import type { Credentials } from "./credentials.ts";
import type { NamespaceSet, PidNamespace } from "./namespaces.ts";
import { namespaceKinds } from "./namespaces.ts";
import type { OpenFile } from "./open-file.ts";
import type { ResourceLimits } from "./resource-limits.ts";
import { type ExitStatus, endedBy, type SignalName } from "./signals.ts";
import { mostRunning } from "./scope.ts";
import { Task, type TaskAttributes } from "./task.ts";

/** Fork failed: the pid namespace's PID 1 has ended. */
export class NoMemoryForFork extends Error {
  constructor() {
    super("Cannot allocate memory");
    this.name = "NoMemoryForFork";
  }
}

export interface ForkOptions extends Partial<TaskAttributes> {
  /** Instead of copies of the parent's. */
  readonly descriptors?: ReadonlyMap<number, OpenFile>;
}

/** Every process of a machine. */
export class ProcessTable {
  readonly #tasks = new Map<number, Task>();
  /** Ones that exited, and are told to whoever wants to know (events, tests). */
  readonly listeners = new Set<(task: Task, status: ExitStatus) => void>();
  /** How many were ever started, for `/proc/stat`. */
  forks = 0;

  /** In the order of their pids. */
  all(): Task[] {
    return [...this.#tasks.values()].sort((a, b) => a.pid - b.pid);
  }
  get size(): number {
    return this.#tasks.size;
  }
  get(pid: number, namespace?: PidNamespace): Task | undefined {
    return namespace ? namespace.tasks.get(pid) : this.#tasks.get(pid);
  }
  /** What can be seen from `namespace`, by pid there. */
  in(namespace: PidNamespace): Task[] {
    return [...namespace.tasks].sort(([a], [b]) => a - b).map(([, task]) => task);
  }
  /** The members of a process group, zombies too. */
  group(group: number): Task[] {
    return this.all().filter((task) => task.group === group);
  }

  /** The first process of a machine, or one that the kernel makes for itself. */
  create(attributes: TaskAttributes, parent?: Task): Task {
    const task = new Task(this, parent, attributes);
    this.#tasks.set(task.pid, task);
    parent?.children.add(task);
    task.countIn(attributes.scope);
    this.forks++;
    return task;
  }

  /**
   * A child like its parent but for what is given. Its descriptors are copies. Throws `TooManyTasks` where `pids.max` is
   * reached, `NoMemoryForFork` where PID 1 has gone, and then nothing has changed.
   */
  fork(parent: Task, options: ForkOptions = {}): Task {
    const { descriptors, ...given } = options;
    const namespaces: NamespaceSet = given.namespaces ?? { ...parent.namespaces, pid: parent.childPidNamespace };
    if (namespaces.pid.dead || parent.status) throw new NoMemoryForFork();
    if (!this.#mayHaveAnother(given.credentials ?? parent.credentials, given.limits ?? parent.limits))
      throw new TooManyTasks(given.cgroup ?? parent.cgroup);
    if ((given.scope ?? parent.scope).running >= mostRunning) throw new TooManyTasks(given.cgroup ?? parent.cgroup);
    const { cgroup, credentials, argv, comm, executable, environ, root, cwd, umask, clock, scope, oomScoreAdj, terminal } = parent;
    const inherited = { cgroup, credentials, argv, comm, executable, environ, root, cwd, umask, clock, scope, oomScoreAdj, terminal };
    const task = this.create({ ...inherited, ...given, namespaces }, parent);
    for (const signal of parent.signals.ignored) task.signals.set(signal, "ignore");
    for (const [fd, file] of descriptors ?? parent.descriptors) task.setDescriptor(fd, file);
    return task;
  }

  /** `ulimit -u` counts a user's processes on the whole machine; root's are not. */
  #mayHaveAnother({ realUid, effective }: Credentials, { nproc }: ResourceLimits): boolean {
    if (nproc.soft === Number.POSITIVE_INFINITY || realUid === 0 || effective.has("SYS_RESOURCE") || effective.has("SYS_ADMIN"))
      return true;
    let count = 0;
    for (const { credentials } of this.#tasks.values()) if (credentials.realUid === realUid) count++;
    return count < nproc.soft;
  }

  /** Ends a task: its children find another parent, and whoever it was PID 1 for dies with it. */
  exit(task: Task, status: ExitStatus): void {
    if (task.status) return;
    const { pid } = task.namespaces;
    const wasInit = task.isInit;
    if (wasInit) pid.dead = true;
    task.finish(status);
    task.cgroup.charge(-task.memory);
    task.memory = 0;
    for (const kind of namespaceKinds) if (kind !== "pid") task.namespaces[kind].leave(task);
    this.#hangUp(task);
    if (wasInit) for (const other of this.in(pid)) this.exit(other, endedBy("KILL"));
    this.#orphan(task);
    for (const listener of this.listeners) listener(task, status);
    const { parent } = task;
    if (!parent || parent.status || parent.reapsAll || parent.signals.disposition("CHLD") === "ignore") this.reap(task);
    parent?.signals.deliver("CHLD");
  }

  /** Takes an ended child out of the table (`wait`). Gives its status; `undefined` while it runs. */
  reap(task: Task): ExitStatus | undefined {
    if (!task.status) return undefined;
    if (!this.#tasks.delete(task.pid)) return task.status;
    task.countIn(undefined);
    task.parent?.children.delete(task);
    task.cgroup.leave(task);
    for (const [namespace, pid] of task.pids) namespace.tasks.delete(pid);
    task.namespaces.pid.leave(task);
    return task.status;
  }

  /** Waits until a child ends, and reaps it. Rejects when `signal` aborts; the child then stays as it is. */
  async wait(task: Task, signal?: AbortSignal): Promise<ExitStatus> {
    if (!task.status) await raced(task.exited, signal);
    return this.reap(task) as ExitStatus;
  }

  /** A child stopped or went on: its parent hears SIGCHLD. */
  childChanged(task: Task): void {
    task.parent?.signals.deliver("CHLD");
  }

  // ── signals

  /** Sends to one task; `from` is the sender, `undefined` the kernel or the runtime on the host. */
  kill(task: Task, signal: SignalName, from?: Task): void {
    task.signals.deliver(signal, from?.namespaces.pid);
  }

  /** Sends to a process group. False when it has no members. */
  killGroup(group: number, signal: SignalName, from?: Task): boolean {
    const members = this.group(group).filter((task) => !task.status);
    for (const task of members) this.kill(task, signal, from);
    return members.length > 0;
  }

  /** Ends everything in a control group and below (`cgroup.kill`). */
  killAll(cgroup: Cgroup): void {
    for (const task of [...cgroup.allTasks()]) this.exit(task, endedBy("KILL"));
  }

  /** Children of the dead go to the nearest reaper above, in their own namespace; to nobody when that is dead too. */
  #orphan(task: Task): void {
    for (const child of [...task.children]) {
      const parent = reaperFor(task, child);
      task.children.delete(child);
      child.parent = parent;
      parent?.children.add(child);
      if (child.status && (!parent || parent.reapsAll)) this.reap(child);
    }
  }

  /** A session leader that goes takes its terminal away. */
  #hangUp(task: Task): void {
    const { terminal } = task;
    if (!terminal || task.session !== task.pid || terminal.session !== task.pid) return;
    terminal.session = 0;
    const group = terminal.foreground;
    terminal.foreground = 0;
    if (group !== 0) this.killGroup(group, "HUP");
    for (const other of this.all()) if (other.terminal === terminal) other.terminal = undefined;
  }
}

function reaperFor(dead: Task, child: Task): Task | undefined {
  for (let at = dead.parent; at && at.namespaces.pid === child.namespaces.pid; at = at.parent) if (at.subreaper && !at.status) return at;
  const { init } = child.namespaces.pid;
  if (init && init !== child && !init.status) return init;
  // The namespace is dead, or its PID 1 has lost its parent outside: whoever reaps there.
  const outside = dead.namespaces.pid === child.namespaces.pid ? child.namespaces.pid.parent?.init : dead.namespaces.pid.init;
  return outside && !outside.status && outside !== child ? outside : undefined;
}

function raced<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then((value) => {
      signal.removeEventListener("abort", abort);
      resolve(value);
    }, reject);
  });
}

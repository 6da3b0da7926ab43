/** Programs as tasks: how one is started, what it sees, and what becomes of it when it ends. */
import { FsError } from "../filesystem/errors.ts";
import type { Attributes, WorkingTree } from "../filesystem/working-tree.ts";
import type { Child, ForkOptions, Process, SpawnOptions } from "../programs/program.ts";
import { groupsOf } from "./accounts.ts";
import { programCost } from "./budget.ts";
import type { Cgroup } from "./cgroups.ts";
import { actingAs, becomeUser, type Credentials, credentialsFor } from "./credentials.ts";
import { type Image, isStartError, resolveProgram, startErrorStatus, startErrorText } from "./exec.ts";
import type { Machine } from "./machine.ts";
import { setMemory, smallestMemory } from "./memory.ts";
import type { NamespaceSet } from "./namespaces.ts";
import { BrokenPipe, type OpenFile, SinkFile, TextFile } from "./open-file.ts";
import type { ResourceLimits } from "./resource-limits.ts";
import { processView } from "./process-view.ts";
import { signalTo } from "./send-signal.ts";
import { Scope } from "./scope.ts";
import { inputOf, outputOf, taskClock, terminalOf } from "./process-streams.ts";
import { compute } from "./processor-time.ts";
import { endedBy, type ExitStatus, TaskEnded } from "./signals.ts";
import type { Task } from "./task.ts";
import type { Terminal } from "./terminal.ts";
import type { Clock } from "../clock.ts";

/** A process to be started by the machine itself: the first of a RUN step, of a container, of an exec. */
export interface StartOptions {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** `/` when absent. */
  readonly cwd?: string;
  /** Its root, with everything mounted; the machine's disk when absent. */
  readonly root?: WorkingTree;
  /** Root with every capability when absent. */
  readonly credentials?: Credentials;
  /** The machine's own when absent. Where the pid namespace is new, this is its PID 1. */
  readonly namespaces?: NamespaceSet;
  readonly cgroup?: Cgroup;
  /** The machine's first process when absent. */
  readonly parent?: Task;
  readonly stdin?: string | OpenFile;
  readonly stdout?: ((text: string) => void) | OpenFile;
  readonly stderr?: ((text: string) => void) | OpenFile;
  /** Becomes its controlling terminal, and its standard streams where none are given. */
  readonly terminal?: Terminal;
  readonly umask?: number;
  /** Another clock than the machine's. */
  readonly clock?: Clock;
  readonly scope?: Scope;
  readonly oomScoreAdj?: number;
  readonly limits?: ResourceLimits;
  /** Threads of whoever became it, in a pid namespace of its own: they took pids, so that its first child is not number 2. */
  readonly threadsBefore?: number;
}

/** Makes the task and its descriptors, without a program: it leads a session of its own. Throws `TooManyTasks`, `NoMemoryForFork`. */
export function createTask(machine: Machine, options: StartOptions): Task {
  const { terminal } = options;
  const parent = options.parent ?? machine.init;
  const task = machine.processes.fork(parent, {
    namespaces: options.namespaces ?? machine.initial,
    cgroup: options.cgroup ?? machine.cgroups,
    credentials: options.credentials ?? credentialsFor(0, 0),
    argv: options.argv,
    comm: commOf(options.argv[0] ?? ""),
    executable: "",
    environ: options.env,
    root: options.root ?? machine.disk,
    cwd: options.cwd ?? "/",
    umask: options.umask ?? 0o022,
    clock: options.clock ?? machine.clock,
    scope: options.scope ?? new Scope(),
    oomScoreAdj: options.oomScoreAdj ?? 0,
    limits: options.limits,
    terminal,
    descriptors: new Map([
      [0, asInput(options.stdin ?? terminal?.file ?? "")],
      [1, asOutput(options.stdout ?? terminal?.file ?? (() => {}))],
      [2, asOutput(options.stderr ?? terminal?.file ?? (() => {}))],
    ]),
  });
  task.newSession();
  if (task.namespaces.pid.level > 0) task.namespaces.pid.lastPid += options.threadsBefore ?? 0;
  if (terminal) {
    task.terminal = terminal;
    terminal.session = task.pid;
    terminal.foreground = task.group;
  }
  return task;
}

/**
 * Starts a program that has been found (`resolveProgram`). The task it gives ends with the program; nobody need wait for it.
 * Throws `TooManyTasks`, `NoMemoryForFork`.
 */
export function startProgram(machine: Machine, options: StartOptions, image: Image): Task {
  const task = createTask(machine, options);
  become(task, image, options.env);
  runAs(machine, task, () => runImage(machine, task, image));
  return task;
}

/** Runs `body` as the task, and ends the task with what it gives. */
export function runAs(machine: Machine, task: Task, body: () => Promise<number>): void {
  void (async () => {
    const status = await outcome(machine, task, body);
    if (status) machine.processes.exit(task, status);
  })();
}

async function outcome(machine: Machine, task: Task, body: () => Promise<number>): Promise<ExitStatus | undefined> {
  try {
    const code = await body();
    return { code: code & 0xff };
  } catch (error) {
    if (task.status || error instanceof TaskEnded) return task.status ? undefined : { code: 1 };
    if (error instanceof BrokenPipe) return endedBy("PIPE");
    task.scope.fail(error instanceof Error ? error : new Error(String(error)), machine.processes.all());
    return endedBy("KILL");
  }
}

/** Runs a behaviour as a task that exists. */
async function runImage(machine: Machine, task: Task, image: Image): Promise<number> {
  const { descriptor } = image;
  const process = makeProcess(machine, task);
  const missing = descriptor.libraries?.find((library) => !process.fs.exists(library));
  if (missing !== undefined) {
    process.stderr(libraryMissing(image.argv[0] ?? "", missing, descriptor.loader));
    return 127;
  }
  const program = machine.registry.get(descriptor.program);
  if (!program) {
    process.stderr(`drydock: ${image.argv[0]}: the lab knows that this program is there, but not yet how it behaves\n`);
    return 127;
  }
  try {
    return await program(process, descriptor);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    // What has no path is the output it writes to.
    process.stderr(`${baseName(image.argv[0] ?? "")}: ${error.path || "write error"}: ${error.reason}\n`);
    return 1;
  }
}

/** What `execve` changes of a task. */
function become(task: Task, image: Image, env: ReadonlyMap<string, string>): void {
  task.argv = image.argv;
  task.comm = commOf(image.path);
  task.executable = image.executable;
  task.environ = env;
  const { mode, uid } = attributesOf(task, image.executable) ?? { mode: 0, uid: 0 };
  if (mode & 0o4000) task.credentials = actingAs(task.credentials, uid);
  task.signals.resetHandlers();
  // Whatever it did about its children, the program that takes its place has to do itself.
  task.reapsAll = false;
  setMemory(task, smallestMemory);
}

function attributesOf({ root }: Task, path: string): Attributes | undefined {
  try {
    return root.attributes(path);
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** The world as a task sees it. */
export function makeProcess(machine: Machine, task: Task): Process {
  const fs = processView(task);
  const { argv, environ, cwd } = task;
  const process: Process = {
    task,
    machine,
    fs,
    argv,
    env: environ,
    cwd,
    get pid() {
      return task.pidIn(task.namespaces.pid) as number;
    },
    get ppid() {
      return task.parentPidIn(task.namespaces.pid);
    },
    get uid() {
      return task.credentials.uid;
    },
    get gid() {
      return task.credentials.gid;
    },
    get hostname() {
      return task.namespaces.uts.hostname;
    },
    get network() {
      return task.namespaces.net.offline ? "none" : "default";
    },
    get terminal() {
      return terminalOf(task);
    },
    get signal() {
      return task.signal;
    },
    input: inputOf(task),
    clock: taskClock(task),
    ...outputOf(task),
    async spawn(spawned, options = {}) {
      const pause = task.scope.budget.tick(programCost);
      if (pause) await pause;
      return (await process.start(spawned, options).wait()).code;
    },
    start(started, options = {}) {
      const { env = environ } = options;
      const child = fork(machine, task, options);
      const image = options.image ?? resolveProgram(fs, started, env.get("PATH"), child.cwd);
      runAs(machine, child, async () => {
        if (isStartError(image)) {
          child.descriptors.get(2)?.write(`${startErrorText(image)}\n`);
          return startErrorStatus(image);
        }
        become(child, image, env);
        return runImage(machine, child, image);
      });
      return childOf(task, child);
    },
    fork(body, options = {}) {
      const child = fork(machine, task, options);
      runAs(machine, child, () => body(makeProcess(machine, child)));
      return childOf(task, child);
    },
    async exec(started, options = {}) {
      const { env = environ } = options;
      change(task, options);
      const image = options.image ?? resolveProgram(fs, started, env.get("PATH"), task.cwd);
      if (isStartError(image)) {
        task.descriptors.get(2)?.write(`${startErrorText(image)}\n`);
        return startErrorStatus(image);
      }
      become(task, image, env);
      return runImage(machine, task, image);
    },
    onSignal: (signal, disposition) => task.signals.set(signal, disposition),
    kill: (pid, signal) => signalTo(machine, task, pid, signal),
    compute: (ms) => compute(machine, task, ms),
    useMemory(bytes) {
      setMemory(task, bytes);
      if (task.status) throw new TaskEnded(task.status);
    },
  };
  return process;
}

function fork(machine: Machine, parent: Task, options: SpawnOptions & ForkOptions): Task {
  requireAlive(parent);
  const child = machine.processes.fork(parent, options.descriptors ? { descriptors: options.descriptors } : {});
  change(child, options);
  if (options.scope) {
    child.scope = options.scope;
    child.countIn(options.scope);
  }
  if (options.group !== undefined) child.group = options.group === "new" ? child.pid : options.group;
  for (const signal of options.heeds ?? []) child.signals.set(signal, "default");
  if (options.foreground && child.terminal) child.terminal.foreground = child.group;
  return child;
}

function requireAlive(task: Task): void {
  if (task.status) throw new TaskEnded(task.status);
}

/** Puts into effect what is given for a new program. */
function change(task: Task, options: SpawnOptions): void {
  if (options.descriptors && task.descriptors !== options.descriptors) replaceDescriptors(task, options.descriptors);
  if (options.stdin !== undefined) task.setDescriptor(0, asInput(options.stdin));
  if (options.stdout !== undefined) task.setDescriptor(1, asOutput(options.stdout));
  if (options.stderr !== undefined) task.setDescriptor(2, asOutput(options.stderr));
  if (options.cwd !== undefined) task.cwd = options.cwd;
  if (options.umask !== undefined) task.umask = options.umask;
  if (options.session) task.newSession();
  const { uid = task.credentials.uid, gid = task.credentials.gid } = options;
  if (uid !== task.credentials.uid || uid !== task.credentials.realUid || gid !== task.credentials.gid)
    task.credentials = becomeUser(task.credentials, uid, gid, groupsOf(task.root, uid));
}

/** A file that goes from one descriptor to another (`2>&1 >file`) stays open on the way. */
function replaceDescriptors(task: Task, descriptors: ReadonlyMap<number, OpenFile>): void {
  const files = [...descriptors.values()];
  for (const file of files) file.retain();
  for (const fd of [...task.descriptors.keys()]) if (!descriptors.has(fd)) task.setDescriptor(fd, undefined);
  for (const [fd, file] of descriptors) task.setDescriptor(fd, file);
  for (const file of files) file.release();
}

function childOf(parent: Task, child: Task): Child {
  return {
    task: child,
    pid: child.pidIn(parent.namespaces.pid) ?? 0,
    wait: () => parent.table.wait(child, parent.signal),
    kill: (signal = "TERM") => parent.table.kill(child, signal, parent),
  };
}

function asInput(given: string | OpenFile): OpenFile {
  return typeof given === "string" ? new TextFile(given) : given;
}

function asOutput(given: ((text: string) => void) | OpenFile): OpenFile {
  return typeof given === "function" ? new SinkFile(given) : given;
}

function commOf(path: string): string {
  return baseName(path).slice(0, 15);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function libraryMissing(program: string, library: string, loader: string | undefined): string {
  const name = baseName(library);
  if (loader?.includes("musl")) return `Error loading shared library ${name}: No such file or directory (needed by ${program})\n`;
  return `${program}: error while loading shared libraries: ${name}: cannot open shared object file: No such file or directory\n`;
}

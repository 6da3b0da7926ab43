/** Starting a program in a container, with runc's words when it can't be started. */
import type { Clock } from "../../clock.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Cgroup } from "../../kernel/cgroups.ts";
import type { Credentials } from "../../kernel/credentials.ts";
import { type Image, isStartError, resolveProgram, type StartError } from "../../kernel/exec.ts";
import type { Machine } from "../../kernel/machine.ts";
import type { NamespaceSet } from "../../kernel/namespaces.ts";
import type { OpenFile } from "../../kernel/open-file.ts";
import { createTask, makeProcess, runAs, type StartOptions, startProgram } from "../../kernel/process.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import type { ResourceLimits } from "../../kernel/resource-limits.ts";
import type { Scope } from "../../kernel/scope.ts";
import { quote } from "../../go/quote.ts";
import { signalNames } from "../../kernel/signals.ts";
import type { Task } from "../../kernel/task.ts";
import type { Terminal } from "../../kernel/terminal.ts";

export interface LaunchRequest {
  /** Whose child it is on the host: the containerd shim. */
  readonly parent: Task;
  readonly argv: readonly string[];
  readonly environ: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly root: WorkingTree;
  readonly credentials: Credentials;
  readonly namespaces: NamespaceSet;
  readonly cgroup: Cgroup;
  /** 0, 1 and 2. */
  readonly descriptors: ReadonlyMap<number, OpenFile>;
  readonly terminal: Terminal | undefined;
  readonly oomScoreAdj: number;
  readonly limits: ResourceLimits;
  readonly scope: Scope;
  readonly clock?: Clock;
  /** `--init`: PID 1 is docker's own init, and the program its child. */
  readonly init?: boolean;
}

/** runc has so many threads besides the one that becomes the program; another runc may have one more. */
const runcThreads = 4;

/** runc could not start it; `message` is what stands behind `unable to start container process: `. */
export class StartFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartFailure";
  }
}

/** Runs a program as a new process; it is there when this returns. Throws `StartFailure` where runc would before it runs. */
export function launch(machine: Machine, request: LaunchRequest): Task {
  const { argv, environ, cwd, root, credentials, descriptors, terminal } = request;
  const { uid, gid, groups, effective } = credentials;
  const fs = new ProcessTree(root, { uid, gid, groups, capabilities: effective });
  checkDirectory(fs, cwd);
  const start = resolveProgram(fs, argv, environ.get("PATH"), cwd);
  const options = {
    ...request,
    env: environ,
    threadsBefore: runcThreads,
    stdin: descriptors.get(0) as OpenFile,
    stdout: descriptors.get(1) as OpenFile,
    stderr: descriptors.get(2) as OpenFile,
    ...(terminal ? { terminal } : { terminal: undefined as never }),
  };
  if (!isStartError(start))
    return request.init ? startUnderInit(machine, options, start as Image) : startProgram(machine, options, start as Image);
  const late = lateFailure(start);
  if (late === undefined) throw new StartFailure(earlyFailure(start));
  // By then the process is there: it says so itself and ends.
  const task = createTask(machine, options);
  runAs(machine, task, async () => {
    task.descriptors.get(2)?.write(`exec ${late}\n`);
    return 1;
  });
  return task;
}

/** An init that does what one must: it hands signals on, takes in orphans and buries them, and ends as its child does. */
function startUnderInit(machine: Machine, options: StartOptions, image: Image): Task {
  const task = createTask(machine, { ...options, argv: ["/sbin/docker-init", "--", ...options.argv] });
  task.executable = "/sbin/docker-init";
  task.reapsAll = false;
  runAs(machine, task, async () => {
    const process = makeProcess(machine, task);
    const child = process.start(options.argv, { image, group: "new" });
    if (task.terminal) task.terminal.foreground = child.task.group;
    for (const signal of signalNames) if (signal !== "CHLD") process.onSignal(signal, (caught) => child.kill(caught));
    process.onSignal("CHLD", () => {
      for (const other of task.children) if (other !== child.task && other.status) machine.processes.reap(other);
    });
    return (await child.wait()).code;
  });
  return task;
}

function checkDirectory(fs: ProcessTree, cwd: string): void {
  const fail = (reason: string): never => {
    throw new StartFailure(`chdir to cwd ("${cwd}") set in config.json failed: ${reason}`);
  };
  const directory = fs.lookup(cwd);
  if (!directory) fail(fs.storage.exists(cwd) ? "permission denied" : "no such file or directory");
  if (directory?.kind !== "directory") fail("not a directory");
  if (!fs.may(cwd, 1)) fail("permission denied");
}

function earlyFailure(error: StartError): string {
  const { kind, name } = error;
  if (kind === "not-found") return `exec: ${quote(name)}: executable file not found in $PATH`;
  if (kind === "no-such-file") return `exec: ${quote(name)}: stat ${name}: no such file or directory`;
  return `exec: ${quote(name)}: permission denied`;
}

function lateFailure(error: StartError): string | undefined {
  if (error.kind === "no-interpreter") return `${error.name}: no such file or directory`;
  if (error.kind === "not-a-program") return `${error.path}: exec format error`;
  return undefined;
}

/** A container's first process. */
export function createFailure(reason: string): string {
  return `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${reason}: unknown`;
}

/** One that is executed in a running container. */
export function execFailure(reason: string): string {
  return `OCI runtime exec failed: exec failed: unable to start container process: ${reason}: unknown`;
}

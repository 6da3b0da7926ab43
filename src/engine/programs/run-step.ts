/** Runs one RUN step: mounts in, the process, mounts out. */
import type { RunRequest, RunResult, StepRunner } from "../build/solve/solver-hooks.ts";
import type { Clock } from "../clock.ts";
import { FsError } from "../filesystem/errors.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import type { DirectoryNode, FileNode } from "../filesystem/node.ts";
import { groupsOf } from "../kernel/accounts.ts";
import { Budget, defaultLimit, LabLimit } from "../kernel/budget.ts";
import { credentialsFor, dockerCapabilities } from "../kernel/credentials.ts";
import { type Image, isStartError, resolveProgram, type StartError } from "../kernel/exec.ts";
import { createMachine, type Machine } from "../kernel/machine.ts";
import { namespaceKinds } from "../kernel/namespaces.ts";
import { ProcessTree } from "../kernel/process-tree.ts";
import { limitedTo } from "../kernel/resource-limits.ts";
import { Scope } from "../kernel/scope.ts";
import { endedBy } from "../kernel/signals.ts";
import type { ProgramRegistry } from "./program.ts";
import { failed } from "./mount-refusal.ts";
import { stepMountList } from "./step-mount-list.ts";
import { mountAll } from "./step-mounts.ts";
import { StepTree } from "./step-tree.ts";

export interface StepRunnerOptions {
  /** Commands a step may run before it is taken for an endless loop. */
  readonly maxCommands?: number;
  /** Simulated milliseconds a step may take. */
  readonly maxTime?: number;
}

const defaults = { maxCommands: defaultLimit, maxTime: 6 * 60 * 60 * 1000 } as const;

/** A runner for the solver. A step that is stopped by a limit of the lab says so on standard error and exits with 137. */
export function createStepRunner(registry: ProgramRegistry, options: StepRunnerOptions = {}): StepRunner {
  const { maxCommands, maxTime } = { ...defaults, ...options };
  return async (request) => {
    request.signal.throwIfAborted();
    const clock = limitedClock(request.clock, maxTime);
    const fs = new StepTree(request.root, { now: () => request.clock.now() });
    const machine = createMachine({ clock, registry, disk: fs, hostname: "buildkit" });
    const mounts = mountAll(machine, fs, request);
    if (mounts.refused !== undefined) return finish(1, mounts.refused);
    const noDirectory = makeDirectory(new ProcessTree(fs, { uid: 0, gid: 0, readOnly: mounts.readOnly }), request.cwd);
    if (noDirectory !== undefined) return finish(1, `${failed} ${noDirectory}`);
    const image = resolveProgram(fs, request.argv, request.env.get("PATH"), request.cwd);
    if (isStartError(image)) return finish(1, startErrorWords(image));
    const scope = new Scope(new Budget(maxCommands));
    const exitCode = await runToEnd(machine, request, { fs, readOnly: mounts.readOnly, scope, clock }, image);
    return finish(exitCode);

    function finish(code: number, startError?: string): RunResult {
      const kept = new Map<string, DirectoryNode | FileNode>();
      const root = mounts.takeOut(kept);
      return { exitCode: code, root, kept, ...(startError === undefined ? {} : { startError }) };
    }
  };
}

/** The working directory, which a mount may have covered: runc makes it as root then. Says why it can't, in Go's words. */
function makeDirectory(fs: ProcessTree, path: string): string | undefined {
  const refuse = (why: string) => `mkdir ${path}: ${why}`;
  const there = fs.lookup(path);
  if (there) return there.kind === "directory" ? undefined : refuse("not a directory");
  const above = path.slice(0, path.lastIndexOf("/"));
  const refused = above === "" ? undefined : makeDirectory(fs, above);
  if (refused !== undefined) return refused;
  try {
    fs.mkdir(path, { mode: 0o755, uid: 0, gid: 0 });
    return undefined;
  } catch (error) {
    if (error instanceof FsError) return refuse(error.reason.toLowerCase());
    throw error;
  }
}

/** Where a process is has no links in it. */
function realPlace(fs: WorkingTree, path: string): string {
  return fs.exists(path) ? fs.realpath(path) : path;
}

interface Place {
  readonly fs: WorkingTree;
  /** Mounts that may not be written to. */
  readonly readOnly: readonly string[];
  readonly scope: Scope;
  readonly clock: Clock;
}

/** Runs the step's process in namespaces of its own. Rejects with the signal's reason, or with a fault of the lab's. */
async function runToEnd(machine: Machine, request: RunRequest, place: Place, image: Image): Promise<number> {
  const { scope, fs, clock } = place;
  const { uid, gid } = request;
  const { stdout, stderr } = clipped(request);
  const namespaces = machine.namespaces.derive(
    machine.initial,
    namespaceKinds.filter((kind) => kind !== "user" && kind !== "time"),
    { hostname: request.hostname },
  );
  namespaces.net.offline = request.network === "none";
  namespaces.mnt.listed = stepMountList(request);
  const task = machine.start(
    {
      argv: request.argv,
      env: request.env,
      cwd: realPlace(fs, request.cwd),
      root: place.readOnly.length > 0 ? new ProcessTree(fs, { uid: 0, gid: 0, readOnly: place.readOnly }) : fs,
      credentials: credentialsFor(uid, gid, request.groups ?? groupsOf(fs, uid), dockerCapabilities),
      namespaces,
      ...(request.ulimits && { limits: limitedTo(request.ulimits) }),
      scope,
      clock,
      stdout,
      stderr,
    },
    image,
  );
  const stop = (): void => machine.processes.exit(task, endedBy("KILL"));
  request.signal.addEventListener("abort", stop, { once: true });
  const { code } = await task.exited;
  request.signal.removeEventListener("abort", stop);
  request.signal.throwIfAborted();
  if (scope.failure instanceof LabLimit) request.stderr(`${scope.failure.message}\n`);
  else if (scope.failure) throw scope.failure;
  return code;
}

/** BuildKit keeps two megabytes of what a step prints. */
function clipped(request: RunRequest): Pick<RunRequest, "stdout" | "stderr"> {
  const limit = 2 * 1024 * 1024;
  let printed = 0;
  const through = (write: (text: string) => void) => (text: string) => {
    if (printed > limit) return;
    printed += text.length;
    if (printed <= limit) write(text);
    else write(`${text.slice(0, limit - printed)}\n[output clipped, log limit 2MiB reached]\n`);
  };
  return { stdout: through((text) => request.stdout(text)), stderr: through((text) => request.stderr(text)) };
}

/** A clock on which one can't sleep past the limit. */
function limitedClock(clock: Clock, maxTime: number): Clock {
  const end = clock.now() + maxTime;
  return {
    now: () => clock.now(),
    async sleep(ms, signal) {
      const left = end - clock.now();
      await clock.sleep(Math.min(ms, Math.max(0, left)), signal);
      if (ms > left) {
        const hours = Math.round(maxTime / 360_000) / 10;
        throw new LabLimit(
          `drydock: stopped after ${hours} hour${hours === 1 ? "" : "s"} of simulated time (a limit of the lab, not of Docker)`,
        );
      }
    },
  };
}

/** runc's words for a program that can't be started. */
function startErrorWords(error: StartError): string {
  const prefix = "runc run failed: unable to start container process: ";
  if (error.kind === "not-found") return `${prefix}exec: "${error.name}": executable file not found in $PATH`;
  // These two come from the kernel, when runc has already become the program.
  if (error.kind === "no-interpreter") return `exec ${error.name}: no such file or directory`;
  if (error.kind === "not-a-program") return `exec ${error.name}: exec format error`;
  const reason = {
    "no-such-file": `stat ${error.name}: no such file or directory`,
    "is-directory": "permission denied",
    "permission-denied": "permission denied",
  }[error.kind];
  return `${prefix}exec: "${error.name}": ${reason}`;
}

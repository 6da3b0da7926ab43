/** Runs one RUN step: mounts in, the process, mounts out. */
import type { RunRequest, RunResult, StepRunner } from "../build/solve/solver-hooks.ts";
import type { Clock } from "../clock.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import type { ProgramRegistry } from "./program.ts";
import { Budget, defaultLimit, LabLimit, shareBudget } from "../kernel/budget.ts";
import { isStartError, type ProcessSpec, resolveProgram, runStarted, type StartError } from "./shell/run-process.ts";
import { mountAll } from "./step-mounts.ts";

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
    const fs = new WorkingTree(request.root, { now: () => request.clock.now() });
    const mounts = mountAll(fs, request);
    const controller = new AbortController();
    const forward = (): void => controller.abort(request.signal.reason);
    request.signal.addEventListener("abort", forward, { once: true });
    shareBudget(controller.signal, new Budget(maxCommands));
    try {
      const spec = specFor(request, fs, mounts.readOnly, controller.signal, maxTime);
      const start = resolveProgram(fs, request.argv, request.env.get("PATH"), request.cwd);
      if (isStartError(start)) return finish(1, startErrorWords(start));
      return finish(await runToEnd(spec, start, registry, request.stderr));
    } finally {
      request.signal.removeEventListener("abort", forward);
      controller.abort();
    }

    function finish(exitCode: number, startError?: string): RunResult {
      const kept = new Map<string, DirectoryNode>();
      const root = mounts.takeOut(kept);
      return { exitCode, root, kept, ...(startError === undefined ? {} : { startError }) };
    }
  };
}

async function runToEnd(
  spec: ProcessSpec,
  start: Parameters<typeof runStarted>[1],
  registry: ProgramRegistry,
  say: (text: string) => void,
): Promise<number> {
  try {
    return await runStarted(spec, start, registry);
  } catch (error) {
    if (!(error instanceof LabLimit)) throw error;
    say(`${error.message}\n`);
    return 137;
  }
}

function specFor(request: RunRequest, fs: WorkingTree, readOnly: readonly string[], signal: AbortSignal, maxTime: number): ProcessSpec {
  return {
    fs,
    argv: request.argv,
    env: request.env,
    cwd: request.cwd,
    uid: request.uid,
    gid: request.gid,
    hostname: request.hostname,
    stdin: "",
    clock: limitedClock(request.clock, maxTime),
    signal,
    network: request.network === "none" ? "none" : "default",
    readOnly,
    ...clipped(request),
  };
}

/** BuildKit keeps two megabytes of what a step prints. */
function clipped(request: RunRequest): Pick<ProcessSpec, "stdout" | "stderr"> {
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
  if (error.kind === "no-interpreter") return `${prefix}exec ${error.name}: no such file or directory`;
  if (error.kind === "not-a-program") return `${prefix}exec ${error.name}: exec format error`;
  const reason = {
    "no-such-file": `stat ${error.name}: no such file or directory`,
    "is-directory": "is a directory",
    "permission-denied": "permission denied",
  }[error.kind];
  return `${prefix}exec: "${error.name}": ${reason}`;
}

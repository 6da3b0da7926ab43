/** Ending containers, pausing them, and going on. */
import { EngineError, type StopOptions } from "../api.ts";
import { parseSignal, type SignalName, signalNumbers } from "../kernel/signals.ts";
import { type Daemon, tell, within } from "./daemon.ts";
import { isRestarting, notRunning } from "./errors.ts";
import type { Container } from "./record.ts";
import { bringUp, cancelRestart } from "./start.ts";
import { requireSignal } from "./validate.ts";

const defaultTimeout = 10;

/** A stop signal, some seconds, then SIGKILL. Throws `EngineError` 400 for a signal that does not exist. */
export async function stopContainer(daemon: Daemon, container: Container, options: StopOptions = {}): Promise<void> {
  if (!container.isRunning) return;
  if (options.signal) requireSignal(options.signal);
  const signal = parseSignal(options.signal || container.config.StopSignal || "TERM") ?? "TERM";
  const timeout = options.timeout ?? container.config.StopTimeout ?? defaultTimeout;
  container.stopping = true;
  try {
    const stopped = container.wait("stopped");
    sendSignal(daemon, container, signal);
    if (await within(daemon.clock, timeout < 0 ? undefined : timeout * 1000, stopped)) return;
    await killContainer(daemon, container);
  } finally {
    container.stopping = false;
  }
}

/** SIGKILL, and waits for the end. Throws `EngineError` 409 when it does not run. */
export async function killContainer(daemon: Daemon, container: Container): Promise<void> {
  if (!container.isRunning) throw notRunning(container.id);
  const stopped = container.wait("stopped");
  sendSignal(daemon, container, "KILL");
  await stopped;
}

/** Throws `EngineError` 409 when it does not run. */
export function sendSignal(daemon: Daemon, container: Container, signal: SignalName): void {
  if (!container.isRunning) throw notRunning(container.id);
  const own = container.config.StopSignal;
  let wakes = false;
  if (own && signal !== "KILL") {
    if (parseSignal(own) === signal) {
      container.restartManager.cancel();
      wakes = container.paused;
    }
  } else {
    container.restartManager.cancel();
    wakes = container.paused;
  }
  container.stoppedByHand = true;
  if (container.restarting) {
    cancelRestart(daemon, container);
    return;
  }
  const run = container.running;
  if (!run) return;
  tell(daemon, container, "kill", { signal: String(signalNumbers[signal]) });
  daemon.machine.processes.kill(run.init, signal);
  if (wakes && container.running === run) thaw(container);
}

/** `docker kill`: SIGKILL waits for the end, any other signal is only sent. Throws `EngineError`. */
export async function killWith(daemon: Daemon, name: string, text: string | undefined): Promise<void> {
  if (text) requireSignal(text);
  const container = daemon.containers.get(name);
  const signal = text ? parseSignal(text) : "KILL";
  if (signal === "KILL") return killContainer(daemon, container);
  // Real-time signals end a process that does not expect them.
  sendSignal(daemon, container, signal ?? "TERM");
}

/** Stops it and starts it again. Throws `EngineError`. */
export async function restartContainer(daemon: Daemon, container: Container, options: StopOptions = {}): Promise<void> {
  if (container.isRunning) {
    container.restartedByHand = true;
    await stopContainer(daemon, container, options);
  }
  bringUp(daemon, container, true);
  tell(daemon, container, "restart");
}

/** Throws `EngineError` 409. */
export function pauseContainer(daemon: Daemon, container: Container): void {
  const run = container.running;
  if (!container.isRunning) throw notRunning(container.id);
  if (container.paused) throw new EngineError(409, `Container ${container.id} is already paused`);
  if (!run) throw isRestarting(container.id);
  run.init.cgroup.freeze(true);
  container.paused = true;
  tell(daemon, container, "pause");
}

/** Throws `EngineError` 500 when it is not paused. */
export function unpauseContainer(daemon: Daemon, container: Container): void {
  if (!container.paused) throw new EngineError(500, `Container ${container.id} is not paused`);
  thaw(container);
  tell(daemon, container, "unpause");
}

function thaw(container: Container): void {
  container.paused = false;
  container.running?.init.cgroup.freeze(false);
}

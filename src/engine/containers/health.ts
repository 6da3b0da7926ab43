/** Health checks: a command run in the container every so often, on the machine's clock. */
import type { HealthcheckConfig, HealthcheckResult, HealthStatus } from "../api.ts";
import { goTime } from "../images/config.ts";
import { type Daemon, tell } from "./daemon.ts";
import { runProbe } from "./probe.ts";
import type { Container, Health, Running } from "./record.ts";

const seconds = 1000;
const kept = 5;

/** Milliseconds from nanoseconds, or what stands for nothing. */
const or = (nanos: number | undefined, otherwise: number): number => (nanos ? nanos / 1e6 : otherwise);

/** The command of a check: `undefined` when there is none. */
function probeCommand(check: HealthcheckConfig | undefined, shell: readonly string[] | undefined): string[] | undefined {
  const [kind, ...rest] = check?.Test ?? [];
  if (kind === "CMD") return rest;
  if (kind === "CMD-SHELL") return [...(shell && shell.length > 0 ? shell : ["/bin/sh", "-c"]), ...rest];
  return undefined;
}

/** Begins to watch a container that has started, when it has a check. */
export function startHealthMonitor(daemon: Daemon, container: Container): void {
  const run = container.running;
  const command = probeCommand(container.config.Healthcheck, container.config.Shell);
  if (!run || !command) return;
  container.health = { status: "starting", failingStreak: 0, log: container.health?.log ?? [] };
  void monitor(daemon, container, run, command);
}

async function monitor(daemon: Daemon, container: Container, run: Running, command: readonly string[]): Promise<void> {
  const check = container.config.Healthcheck as HealthcheckConfig;
  const health = container.health as Health;
  const { background: clock } = daemon;
  const { signal } = run.over;
  const timeout = or(check.Timeout, 30 * seconds);
  const interval = (): number => {
    const starting = clock.now() - container.startedAt < or(check.StartPeriod, 0) && health.status === "starting";
    return starting ? or(check.StartInterval, 5 * seconds) : or(check.Interval, 30 * seconds);
  };
  try {
    for (;;) {
      await clock.sleep(interval(), signal);
      if (container.paused) {
        await thawed(container, daemon, signal);
        continue;
      }
      const start = clock.now();
      const result = await runProbe(daemon, container, run, command, timeout);
      if (signal.aborted) return;
      note(daemon, container, health, { Start: goTime(start), End: goTime(clock.now()), ...result }, start);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function thawed(container: Container, daemon: Daemon, signal: AbortSignal): Promise<void> {
  while (container.paused) await daemon.background.sleep(1 * seconds, signal);
}

function note(daemon: Daemon, container: Container, health: Health, result: HealthcheckResult, start: number): void {
  const check = container.config.Healthcheck as HealthcheckConfig;
  const before = health.status;
  health.log = [...health.log, result].slice(-kept);
  if (result.ExitCode === 0) {
    health.failingStreak = 0;
    health.status = "healthy";
  } else if (!(health.status === "starting" && start - container.startedAt < or(check.StartPeriod, 0))) {
    health.failingStreak++;
    if (health.failingStreak >= (check.Retries && check.Retries > 0 ? check.Retries : 3)) health.status = "unhealthy";
  }
  if (health.status !== before) tell(daemon, container, `health_status: ${health.status as HealthStatus}`);
}

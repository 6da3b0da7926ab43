import type { HealthcheckResult } from "../api.ts";
import { type Daemon, within } from "./daemon.ts";
import { createExec, startExec } from "./exec.ts";
import type { Container, Running } from "./record.ts";
import { setUpTime } from "./runtime/pace.ts";

/** What is kept of a check's output, in characters. */
const longestOutput = 4096;

/** Runs a health check once. A check that takes longer than `timeout` milliseconds is killed and has failed. */
export async function runProbe(
  daemon: Daemon,
  container: Container,
  run: Running,
  command: readonly string[],
  timeout: number,
): Promise<Pick<HealthcheckResult, "ExitCode" | "Output">> {
  await daemon.background.sleep(setUpTime.exec, run.over.signal);
  const exec = createExec(daemon, container, { Cmd: command, AttachStdout: true, AttachStderr: true });
  let output = "";
  const failure = startExec(daemon, exec, {}, (streams) => {
    streams.record = (_, text) => {
      output = (output + text).slice(0, longestOutput);
    };
  });
  daemon.execs.delete(exec.id);
  if (failure) return { ExitCode: -1, Output: failure.message };
  const task = exec.task;
  if (!task) return { ExitCode: -1, Output: output };
  const over = new Promise<void>((resolve) => run.over.signal.addEventListener("abort", () => resolve(), { once: true }));
  if (await within(daemon.background, timeout, Promise.race([task.exited, over])))
    return { ExitCode: exec.exitCode ?? task.status?.code ?? -1, Output: output };
  daemon.machine.processes.kill(task, "KILL");
  const words = `Health check exceeded timeout (${shown(timeout)})`;
  return { ExitCode: -1, Output: output === "" ? words : `${words}: ${output}` };
}

/** As Go prints a duration: `1s`, `1m30s`, `500ms`. */
function shown(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${Number((seconds % 60).toFixed(3))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

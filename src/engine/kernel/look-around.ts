/** One program of the host's, run where another process is, by somebody who is not seen. */
import { isStartError, resolveProgram, startErrorStatus, startErrorText } from "./exec.ts";
import type { Machine } from "./machine.ts";
import { createTask, makeProcess, runAs } from "./process.ts";
import type { Task } from "./task.ts";

const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Runs `argv` with the namespaces, the root and the user of `place`. The program is the host's: an image need not have it. It
 * counts towards no limit of the place's, and is in no list of processes.
 */
export async function lookAround(machine: Machine, argv: readonly string[], place: Task): Promise<{ output: string; exitCode: number }> {
  const image = resolveProgram(machine.init.root, argv, searchPath, "/");
  if (isStartError(image)) return { output: `${startErrorText(image)}\n`, exitCode: startErrorStatus(image) };
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  const { namespaces, root, credentials } = place;
  const env = new Map([["PATH", searchPath]]);
  const task = createTask(machine, { argv, env, root, namespaces, credentials, stdout: write, stderr: write });
  const given = [...task.pids];
  for (const [namespace, pid] of given) namespace.tasks.delete(pid);
  // Its libraries were the host's too: it has them before it goes in.
  const loaded = { ...image, descriptor: { ...image.descriptor, libraries: [] } };
  runAs(machine, task, () => makeProcess(machine, task).exec(argv, { image: loaded }));
  const { code } = await task.exited;
  for (const [namespace, pid] of given) if (namespace.lastPid === pid) namespace.lastPid = pid - 1;
  return { output, exitCode: code };
}

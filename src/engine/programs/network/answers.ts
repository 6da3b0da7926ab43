/** What `ip` says when the kernel refuses, in the words of busybox and of iproute2. */
import type { Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";

export function saidUnknown(process: Process, words: string): number {
  process.stderr(`${words}\n`);
  return 1;
}

export function mayChange(process: Process): boolean {
  return process.task.credentials.effective.has("NET_ADMIN");
}

export function refused(process: Process, tool: Tool, call: string): number {
  if (tool.gnu) {
    process.stderr("RTNETLINK answers: Operation not permitted\n");
    return 2;
  }
  process.stderr(`ip: ${call}: Operation not permitted\n`);
  return 2;
}

/** What the kernel answered, in the words of either `ip`. */
export function kernelAnswered(process: Process, tool: Tool, problem: string): number {
  const words = `RTNETLINK answers: ${problem}`;
  return tool.gnu ? answered(process, words) : tool.fail(words, 2);
}

/** iproute2 prints words of others without its name. */
export function answered(process: Process, words: string, code = 2): number {
  process.stderr(`${words}\n`);
  return code;
}

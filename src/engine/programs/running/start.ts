import { type Image, isStartError, resolveProgram, startErrorStatus } from "../../kernel/exec.ts";
import type { Process } from "../program.ts";
import type { Tool } from "../coreutils/applet.ts";

/** The program that a tool is to run; where it can't be started the tool says why, and the exit code comes back. */
export function programFor(process: Process, tool: Tool, argv: readonly string[]): Image | number {
  const found = resolveProgram(process.fs, argv, process.env.get("PATH"), process.cwd);
  if (!isStartError(found)) return found;
  const status = startErrorStatus(found);
  const reason = status === 127 ? "No such file or directory" : "Permission denied";
  tool.fail(tool.gnu ? `failed to execute ${argv[0]}: ${reason}` : `can't execute '${argv[0]}': ${reason}`);
  return status;
}

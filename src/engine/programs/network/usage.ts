/** Command lines of busybox's network tools, and what it says about wrong ones. */
import { OptionError, type Options, type OptionSpec, parseOptions } from "../coreutils/options.ts";
import type { Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";

const banner = "BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.";

/** The usage alone; gives 1. */
export function showUsage(process: Process, usage: string): number {
  process.stderr(`${banner}\n\nUsage: ${usage}\n`);
  return 1;
}

/** Reads the options; a mistake is told with the usage, and gives the exit code. `--help` gives 0. */
export function readOptions(process: Process, tool: Tool, args: readonly string[], spec: OptionSpec, usage: string): Options | number {
  if (args.includes("--help")) {
    showUsage(process, usage);
    return 0;
  }
  try {
    return parseOptions(args, spec);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    tool.fail(error.gnu);
    return showUsage(process, usage);
  }
}

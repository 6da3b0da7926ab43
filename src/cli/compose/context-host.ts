/** The learner's machine as Compose sees it: files, the home directory, and where warnings go. */
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DockerContext } from "../context.ts";
import type { ComposeHost } from "./model/host.ts";
import { absolute } from "../paths.ts";
import { ComposeProblem } from "./model/problem.ts";

export function contextHost(context: DockerContext): ComposeHost {
  return {
    home: context.env.get("HOME") ?? "/",
    kind(path) {
      const found = path === "" ? undefined : context.disk.lookup(absolute(context.cwd, path));
      return found === undefined ? undefined : found.kind === "directory" ? "directory" : "file";
    },
    read(path) {
      try {
        return context.disk.readText(absolute(context.cwd, path));
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        const verb = error.code === "EISDIR" ? "read" : "open";
        throw new ComposeProblem(`${verb} ${path}: ${error.reason.toLowerCase()}`);
      }
    },
    warn: (message) => context.stderr(warningLine(message, context)),
  };
}

/** A warning as logrus prints it; another way where someone looks on. */
function warningLine(message: string, context: DockerContext): string {
  if (context.terminal) return `\u001b[33mWARN\u001b[0m[0000] ${message.padEnd(44)} \n`;
  const time = `${new Date(context.clock.now()).toISOString().slice(0, 19)}Z`;
  return `time="${time}" level=warning msg=${JSON.stringify(message)}\n`;
}

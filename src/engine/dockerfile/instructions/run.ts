import { DockerfileError, type RunInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { Features } from "../frontend.ts";
import { heredocMarkIn, summary } from "../heredoc.ts";
import { parseDevice } from "../device.ts";
import { parseMountOption } from "../mount.ts";
import type { InstructionNode } from "../node.ts";
import { none, quote } from "../text.ts";
import { base, commandLine } from "./context.ts";

const known = { mount: "strings", network: "string", device: "strings" } as const;

/**
 * RUN in all its forms. A script given as a single here-document is told apart by `isScript`. `features` tells what the
 * frontend in force knows.
 */
export function parseRun(node: InstructionNode, features: Features): RunInstruction {
  const flags = new Flags(node.flags, features.security ? { ...known, security: "string" } : known);
  const devices = flags.strings("device").map(parseDevice);
  const mounts = node.flags.length === 0 ? none : flags.strings("mount").map(parseMountOption);
  const network = flags.string("network");
  if (network !== undefined && !isNetwork(network)) throw new DockerfileError(`invalid network mode ${quote(network)}`);
  const security = flags.string("security");
  if (security !== undefined && !isSecurity(security)) throw new DockerfileError(`security ${quote(security)} is not valid`);
  const common = base(node);
  const script = node.heredocs[0];
  return {
    kind: "RUN",
    ...common,
    text: script && heredocMarkIn(node.args[0] ?? "") ? `${common.text} (${summary(script.raw)})` : common.text,
    command: commandLine(node.args, node.json),
    heredocs: node.heredocs,
    mounts,
    ...(network ? { network } : {}),
    ...(security ? { security } : {}),
    ...(devices.length > 0 ? { devices } : {}),
  };
}

/** True when the whole command is a here-document: its body, not the text, is what the shell gets. */
export function isScript(run: RunInstruction): boolean {
  return run.heredocs.length > 0 && run.command.form === "shell" && heredocMarkIn(run.command.text) !== undefined;
}

function isNetwork(value: string): value is "default" | "none" | "host" {
  return value === "default" || value === "none" || value === "host";
}

function isSecurity(value: string): value is "sandbox" | "insecure" {
  return value === "sandbox" || value === "insecure";
}

/** Instructions that only set something: WORKDIR, USER, STOPSIGNAL, MAINTAINER, EXPOSE, VOLUME, SHELL, CMD, ENTRYPOINT. */
import { DockerfileError, type CommandInstruction, type ListInstruction, type UserInstruction, type WorkdirInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { InstructionNode } from "../node.ts";
import { trim } from "../text.ts";
import { atLeastOne, base, commandLine, exactlyOne } from "./context.ts";

export function parseWorkdir(node: InstructionNode): WorkdirInstruction {
  const path = exactlyOne(node);
  new Flags(node.flags);
  return { kind: "WORKDIR", ...base(node), path };
}

export function parseSingle(node: InstructionNode): UserInstruction {
  const value = exactlyOne(node);
  // STOPSIGNAL never looks at its flags.
  if (node.name !== "stopsignal") new Flags(node.flags);
  return { kind: node.name.toUpperCase() as UserInstruction["kind"], ...base(node), value };
}

/** EXPOSE. BuildKit sorts the words. */
export function parseExpose(node: InstructionNode): ListInstruction {
  if (node.args.length === 0) throw atLeastOne("EXPOSE");
  new Flags(node.flags);
  return { kind: "EXPOSE", ...base(node), values: [...node.args].sort() };
}

export function parseVolume(node: InstructionNode): ListInstruction {
  if (node.args.length === 0) throw atLeastOne("VOLUME");
  new Flags(node.flags);
  const values = node.args.map(trim);
  if (values.includes("")) throw new DockerfileError("VOLUME specified can not be an empty string");
  return { kind: "VOLUME", ...base(node), values };
}

export function parseShell(node: InstructionNode): ListInstruction {
  new Flags(node.flags);
  if (node.args.length === 0) throw atLeastOne("SHELL");
  if (!node.json) throw new DockerfileError("SHELL requires the arguments to be in JSON form");
  return { kind: "SHELL", ...base(node), values: node.args };
}

/** CMD and ENTRYPOINT, which may be empty. */
export function parseCommand(node: InstructionNode): CommandInstruction {
  new Flags(node.flags);
  return { kind: node.name === "cmd" ? "CMD" : "ENTRYPOINT", ...base(node), command: commandLine(node.args, node.json) };
}

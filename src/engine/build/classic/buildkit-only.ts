/** What only BuildKit does. */
import type { Instruction } from "../../dockerfile/ast.ts";
import { StepError } from "../solve/copy.ts";

/** Throws `StepError` for a flag that the classic builder knows and does not do. */
export function refuseBuildKit(instruction: Instruction): void {
  const flag = flagOf(instruction);
  if (flag === undefined) return;
  throw new StepError(
    `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );
}

function flagOf(instruction: Instruction): string | undefined {
  if (instruction.kind === "RUN") {
    if (instruction.mounts.length > 0) return "mount";
    if (instruction.network !== undefined) return "network";
    return instruction.security === undefined ? undefined : "security";
  }
  if (instruction.kind !== "COPY" && instruction.kind !== "ADD") return undefined;
  if (instruction.chmod !== undefined) return "chmod";
  if (instruction.link !== undefined) return "link";
  if (instruction.parents !== undefined) return "parents";
  return instruction.exclude === undefined ? undefined : "exclude";
}

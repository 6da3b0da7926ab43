import { DockerfileError, type OnbuildInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { InstructionNode } from "../node.ts";
import { atLeastOne, base } from "./context.ts";

/** ONBUILD keeps its trigger as text; what it says is checked when a child image sets it off. */
export function parseOnbuild(node: InstructionNode): OnbuildInstruction {
  if (!node.trigger) throw atLeastOne("ONBUILD");
  new Flags(node.flags);
  const trigger = node.trigger.keyword.toUpperCase();
  if (trigger === "ONBUILD") throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (trigger === "MAINTAINER" || trigger === "FROM") throw new DockerfileError(`${trigger} isn't allowed as an ONBUILD trigger`);
  const bodies = node.heredocs.map((heredoc) => `\n${heredoc.raw}${heredoc.name}`);
  return { kind: "ONBUILD", ...base(node), trigger: node.source.replace(/^\s*ONBUILD\s*/i, "") + bodies.join("") };
}

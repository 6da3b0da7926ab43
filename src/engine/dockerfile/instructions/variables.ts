import { DockerfileError, type ArgInstruction, type EnvInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { InstructionNode } from "../node.ts";
import { atLeastOne, base } from "./context.ts";

/** ENV and LABEL. */
export function parseEnv(node: InstructionNode): EnvInstruction {
  const kind = node.name === "env" ? "ENV" : "LABEL";
  new Flags(node.flags);
  const { pairs, legacy } = node.pairs ?? { pairs: [], legacy: false };
  if (pairs.length === 0) throw atLeastOne(kind);
  if (pairs.some((pair) => pair.key === "")) throw blank(kind);
  return { kind, ...base(node), pairs, legacy };
}

/** ARG. Flags before its arguments are ignored, as BuildKit does. */
export function parseArg(node: InstructionNode): ArgInstruction {
  if (node.args.length === 0) throw atLeastOne("ARG");
  const args = node.args.map((word) => {
    const at = word.indexOf("=");
    if (at === 0) throw blank("ARG");
    return at < 0 ? { key: word } : { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { kind: "ARG", ...base(node), args };
}

function blank(keyword: string): DockerfileError {
  return new DockerfileError(`${keyword} names can not be blank`);
}

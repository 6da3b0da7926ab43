import { DockerfileError, type FromInstruction } from "../ast.ts";
import { Flags } from "../flags.ts";
import type { InstructionNode } from "../node.ts";
import { quote } from "../text.ts";
import { base } from "./context.ts";

/** `FROM [--platform=p] image [AS name]`. */
export function parseFrom(node: InstructionNode): FromInstruction {
  const [image, keyword, name] = node.args;
  const named = node.args.length === 3 && keyword?.toLowerCase() === "as" && name !== undefined;
  if (named && !/^[a-z][a-z0-9\-_.]*$/.test(name.toLowerCase())) {
    throw new DockerfileError(`invalid name for build stage: ${quote(name)}, name can't start with a number or contain symbols`);
  }
  if (image === undefined || (!named && node.args.length !== 1)) {
    throw new DockerfileError("FROM requires either one or three arguments");
  }
  const platform = new Flags(node.flags, { platform: "string" }).string("platform");
  return {
    kind: "FROM",
    ...base(node),
    image,
    ...(platform ? { platform } : {}),
    ...(named ? { as: { keyword: keyword as string, name } } : {}),
  };
}

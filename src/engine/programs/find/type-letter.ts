import type { Node } from "../../filesystem/node.ts";

/** The letter that `-type` and `%y` have for a file. */
export function typeLetter(node: Node): string {
  if (node.kind === "directory") return "d";
  if (node.kind === "symlink") return "l";
  if (node.device) return ({ block: "b", character: "c", fifo: "p" } as const)[node.device.type];
  return "f";
}

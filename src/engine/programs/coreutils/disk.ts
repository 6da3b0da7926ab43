import type { Node } from "../../filesystem/node.ts";
import { compareNames } from "../../filesystem/walk.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { type Applets, at, type Tool } from "./applet.ts";
import { blocks } from "./ls.ts";
import { parseOptions } from "./options.ts";
import { humanSize } from "./sizes.ts";

function du(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "abcd:hHklLmsSx",
    long: {
      all: "a",
      bytes: "b",
      total: "c",
      "max-depth": "d:",
      "human-readable": "h",
      summarize: "s",
      "apparent-size": "apparent",
      exclude: "exclude:",
      "one-file-system": "x",
    },
  });
  const apparent = options.has("b") || options.has("apparent");
  const depth = options.has("s") ? 0 : options.has("d") ? Number(options.value("d")) : Number.POSITIVE_INFINITY;
  const shown = (bytes: number): string => {
    if (options.has("b")) return bytes.toString();
    if (options.has("h")) return humanSize(bytes, tool.flavour);
    return Math.ceil(bytes / (options.has("m") ? 1024 * 1024 : 1024)).toString();
  };
  const own = (node: Node): number =>
    apparent ? (node.kind === "file" ? node.content.size : node.kind === "directory" ? 4096 : node.target.length) : blocks(node) * 1024;
  const visit = (name: string, node: Node, level: number): number => {
    let sum = own(node);
    if (node.kind === "directory") {
      for (const child of [...node.entries.keys()].sort(compareNames)) {
        sum += visit(`${name.replace(/\/$/, "")}/${child}`, node.entries.get(child) as Node, level + 1);
      }
    }
    if (level <= depth && (level === 0 || node.kind === "directory" || options.has("a"))) process.stdout(`${shown(sum)}\t${name}\n`);
    return sum;
  };
  let status = 0;
  let total = 0;
  for (const operand of options.operands.length > 0 ? options.operands : ["."]) {
    try {
      total += visit(operand, process.fs.stat(at(process, operand), { follow: false }), 0);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.fail(tool.gnu ? `cannot access '${operand}': ${error.reason}` : `${operand}: ${error.reason}`);
    }
  }
  if (options.has("c")) process.stdout(`${shown(total)}\ttotal\n`);
  return status;
}

export const diskApplets: Applets = {
  du,
};

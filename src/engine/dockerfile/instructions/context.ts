/** What the parsers of single instructions share. */
import { DockerfileError, type CommandLine, type Instruction } from "../ast.ts";
import type { InstructionNode } from "../node.ts";
import { trim } from "../text.ts";

/** Parts every instruction has. */
export function base(node: InstructionNode): Pick<Instruction, "range" | "text" | "keyword"> {
  return { range: node.range, text: display(node), keyword: node.keyword };
}

/** The joined line as progress prints it: everything up to the first space in upper case. */
function display(node: InstructionNode): string {
  const text = trim(node.source);
  const space = text.indexOf(" ");
  return space < 0 ? text.toUpperCase() : text.slice(0, space).toUpperCase() + text.slice(space);
}

export function commandLine(args: readonly string[], json: boolean): CommandLine {
  return json ? { form: "exec", words: args } : { form: "shell", text: args.join(" ") };
}

export function atLeastOne(keyword: string): DockerfileError {
  return new DockerfileError(`${keyword} requires at least one argument`);
}

/** The single argument of WORKDIR and its like. */
export function exactlyOne(node: InstructionNode): string {
  const [value] = node.args;
  if (value === undefined || node.args.length !== 1) throw new DockerfileError(`${node.name.toUpperCase()} requires exactly one argument`);
  return value;
}

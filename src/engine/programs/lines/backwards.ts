/** `tac` turns the order of lines around, `rev` the characters of each. */
import { type Applet, at } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { isStandardInput, readOperand } from "../coreutils/read-operand.ts";
import { LineSource } from "./source.ts";

export const tac: Applet = async (process, args, tool) => {
  const options = parseOptions(args, { short: tool.gnu ? "brs:" : "", long: { before: "b", regex: "r", separator: "s:" } });
  if (options.has("r")) {
    process.stderr("drydock: tac: separators that are patterns (-r) are not modelled\n");
    return 1;
  }
  const separator = options.value("s") || "\n";
  let status = 0;
  for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
    if (!isStandardInput(process, operand) && process.fs.lookup(at(process, operand)) === undefined) {
      status = tool.fail(`${tool.gnu ? `failed to open '${operand}' for reading` : operand}: No such file or directory`);
      continue;
    }
    const text = await readOperand(process, tool, operand);
    if (text === undefined) {
      status = 1;
      continue;
    }
    const parts = text.split(separator);
    const records = options.has("b")
      ? parts.map((part, index) => (index > 0 ? separator : "") + part)
      : parts.map((part, index) => part + (index < parts.length - 1 ? separator : ""));
    process.stdout(records.reverse().join(""));
  }
  return status;
};

export const rev: Applet = async (process, args, tool) => {
  const { operands } = parseOptions(args, { short: "0", long: { zero: "0" } });
  const unreadable = (operand: string): string => (tool.gnu ? `cannot open ${operand}` : operand);
  const source = new LineSource(process, tool, operands, { unreadable });
  for await (const lines of source.groups()) {
    const text = lines.map((line) => [...line].reverse().join("")).join("\n");
    process.stdout(source.unended ? text : `${text}\n`);
  }
  return source.status;
};

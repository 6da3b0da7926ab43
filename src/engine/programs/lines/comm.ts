/** `comm`: what two sorted files have in common, and what only one of them has. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { LineSource } from "./source.ts";

export const comm: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: tool.gnu ? "123z" : "123",
    long: { total: "total", "output-delimiter": "O:", "check-order": "check", "nocheck-order": "nocheck", "zero-terminated": "z" },
  });
  const [first, second, extra] = options.operands;
  if (first === undefined) return tool.usage("missing operand");
  if (second === undefined) return tool.usage(tool.gnu ? `missing operand after ‘${first}’` : "missing");
  if (extra !== undefined) return tool.usage(tool.gnu ? `extra operand ‘${extra}’` : "missing");
  const separator = options.has("z") ? "\0" : "\n";
  const files: string[][] = [];
  for (const operand of [first, second]) {
    const unreadable = (name: string): string => (tool.gnu ? name : `can't open '${name}'`);
    const source = new LineSource(process, tool, [operand], { separator, unreadable });
    files.push(await source.all());
    if (source.status !== 0) return 1;
  }
  const [left = [], right = []] = files;
  const delimiter = options.value("O") ?? "\t";
  const counts = [0, 0, 0];
  let text = "";
  /** @param column 0 for lines of the first file only, 1 of the second only, 2 of both */
  const show = (column: number, line: string): void => {
    counts[column] = (counts[column] ?? 0) + 1;
    if (options.has(String(column + 1))) return;
    const before = [0, 1].filter((other) => other < column && !options.has(String(other + 1))).length;
    text += delimiter.repeat(before) + line + separator;
  };
  const unsorted = [left, right].map((lines) => lines.findIndex((line, index) => index > 0 && line < (lines[index - 1] as string)));
  for (let a = 0, b = 0; a < left.length || b < right.length; ) {
    const [one, two] = [left[a], right[b]];
    if (two === undefined || (one !== undefined && one < two)) {
      show(0, one as string);
      a++;
    } else if (one === undefined || two < one) {
      show(1, two);
      b++;
    } else {
      show(2, one);
      a++;
      b++;
    }
  }
  process.stdout(text);
  if (options.has("total")) process.stdout(`${counts.join(delimiter)}${delimiter}total${separator}`);
  const wrong = unsorted.flatMap((index, file) => (index > 0 ? [file + 1] : []));
  if (!tool.gnu || options.has("nocheck") || wrong.length === 0 || (left.join() === right.join() && !options.has("check"))) return 0;
  for (const file of wrong) tool.fail(`file ${file} is not in sorted order`);
  return tool.fail("input is not in sorted order");
};

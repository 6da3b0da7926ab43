/** `seq`: numbers one after the other. */
import { work } from "../../kernel/processor-time.ts";
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { printf } from "../shell/format.ts";

/** Digits after the point, as a number is written: exponents take them away again. */
function decimals(text: string): number {
  const [, fraction = "", exponent = "0"] = /^[-+]?\d*(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

/** A number as C reads it; `undefined` for anything else. */
function numberIn(text: string): number | undefined {
  if (/^[-+]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^\s*[-+]?(\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?|0x[\da-f]+)$/i.test(text)) return undefined;
  const digits = text.trim().replace(/^[-+]/, "");
  return (text.trim().startsWith("-") ? -1 : 1) * Number(digits);
}

export const seq: Applet = async (process, given, tool) => {
  // A number below zero is no option.
  const first = given.findIndex((word, index) => /^-[\d.]/.test(word) && tool.gnu && !/^-[sf]$/.test(given[index - 1] ?? ""));
  const from = /^-./.test(given[0] ?? "") ? first : 0;
  const args = first < 0 ? given : [...given.slice(0, from), "--", ...given.slice(from)];
  const options = parseOptions(args, {
    short: tool.gnu ? "f:s:w" : "s:w",
    long: { format: "f:", separator: "s:", "equal-width": "w" },
    stopAtOperand: true,
  });
  const { operands } = options;
  if (operands.length === 0) return tool.usage("missing operand");
  if (operands.length > 3) return tool.gnu ? tool.usage(`extra operand ‘${operands[3]}’`) : tool.usage("missing");
  const numbers = operands.map(numberIn);
  const bad = numbers.indexOf(undefined);
  if (bad >= 0) {
    const kind = /^[-+]?nan$/i.test(operands[bad] as string) ? "‘not-a-number’" : "floating point";
    return tool.gnu ? tool.usage(`invalid ${kind} argument: ‘${operands[bad]}’`) : tool.usage("missing");
  }
  const last = numbers.at(-1) as number;
  const start = numbers.length > 1 ? (numbers[0] as number) : 1;
  const step = numbers.length > 2 ? (numbers[1] as number) : 1;
  if (step === 0 && tool.gnu) return tool.usage(`invalid Zero increment value: ‘${operands[1]}’`);
  const format = options.value("f");
  const directives = format?.replaceAll("%%", "").match(/%/g)?.length ?? 1;
  if (format !== undefined && directives !== 1)
    return tool.fail(`format ‘${format}’ has ${directives === 0 ? "no % directive" : "too many % directives"}`);

  const precision = Math.max(0, ...operands.slice(0, operands.length > 1 ? -1 : undefined).map(decimals));
  const plain = (value: number): string => value.toFixed(precision).replace(/^-(0(\.0*)?)$/, "$1");
  const width = options.has("w") ? Math.max(plain(start).length, Number.isFinite(last) ? last.toFixed(precision).length : 0) : 0;
  const show = (value: number): string => {
    if (format !== undefined)
      return printf(
        format.replace(/%[-+ #0]*[\d.]*l?/, (part) => part.replace("l", "")),
        [String(value)],
      ).text;
    const text = plain(value);
    return text.startsWith("-") ? `-${text.slice(1).padStart(width - 1, "0")}` : text.padStart(width, "0");
  };
  const separator = options.value("s") ?? "\n";
  const slack = Math.abs(step) * 1e-9;
  let text = "";
  for (let index = 0; ; index++) {
    const value = start + index * step;
    if (step < 0 ? value < last - slack : value > last + slack) break;
    text += (index > 0 ? separator : "") + show(value);
    if (text.length < 4096) continue;
    process.stdout(text);
    text = "";
    const pause = work(process, 500);
    if (pause) await pause;
    await process.drained();
  }
  process.stdout(text === "" && (step < 0 ? start < last : start > last) ? "" : `${text}\n`);
  return 0;
};

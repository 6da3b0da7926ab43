/** `sort`, by bytes: images set no locale, and that of `C.UTF-8` sorts by bytes too. */
import { compareNames } from "../../filesystem/walk.ts";
import type { Process } from "../program.ts";
import { type Applet, at } from "./applet.ts";
import { type Options, parseOptions } from "./options.ts";
import { readOperand } from "./read-operand.ts";

interface Key {
  readonly from: readonly [field: number, character: number];
  readonly to: readonly [field: number, character: number] | undefined;
  readonly flags: string;
}

const ordering = "bdfghiMnRrV";

export const sort: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "bcCdfghiMmno:rRsS:t:T:uVk:z",
    long: {
      "ignore-leading-blanks": "b",
      "dictionary-order": "d",
      "ignore-case": "f",
      "general-numeric-sort": "g",
      "human-numeric-sort": "h",
      "month-sort": "M",
      "numeric-sort": "n",
      "random-sort": "R",
      reverse: "r",
      "version-sort": "V",
      check: "c",
      key: "k:",
      merge: "m",
      output: "o:",
      stable: "s",
      "field-separator": "t:",
      unique: "u",
      "zero-terminated": "z",
      parallel: "parallel:",
      "buffer-size": "S:",
    },
  });
  const global = [...ordering].filter(options.has).join("");
  const keys: Key[] = [];
  for (const text of options.values("k")) {
    const key = readKey(text);
    if (!key)
      return tool.fail(tool.gnu ? `invalid number at field start: invalid count at start of ‘${text}’` : "bad field specification", 2);
    keys.push(key);
  }
  const texts: string[] = [];
  for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
    if (operand !== "-" && !process.fs.lookup(at(process, operand)))
      return tool.fail(tool.gnu ? `cannot read: ${operand}: No such file or directory` : `${operand}: No such file or directory`, 2);
    const text = await readOperand(process, tool, operand);
    if (text === undefined) return 2;
    texts.push(text);
  }
  const end = options.has("z") ? "\0" : "\n";
  const lines = texts.flatMap((text) => (text === "" ? [] : (text.endsWith(end) ? text.slice(0, -1) : text).split(end)));
  const compare = comparison(options, keys, global);
  if (options.has("c") || options.has("C")) {
    const at = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] as string, line) > (options.has("u") ? -1 : 0));
    if (at < 0) return 0;
    if (options.has("c"))
      tool.gnu ? tool.fail(`${options.operands[0] ?? "-"}:${at + 1}: disorder: ${lines[at]}`) : process.stderr(`Check line ${at}\n`);
    return 1;
  }
  const sorted = lines.toSorted((a, b) => compare(a, b) || lastResort(a, b));
  const kept = options.has("u") ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] as string, line) !== 0) : sorted;
  write(process, options.value("o"), kept.map((line) => line + end).join(""));
  return 0;

  function lastResort(a: string, b: string): number {
    if (options.has("s") || options.has("u") || (keys.length === 0 && global.replace("r", "") === "")) return 0;
    return options.has("r") ? compareNames(b, a) : compareNames(a, b);
  }
};

function write(process: Process, output: string | undefined, text: string): void {
  if (output === undefined) process.stdout(text);
  else process.fs.writeFile(at(process, output), text);
}

/** `2`, `2,2`, `1.3,1.5n`, `2nr`. */
function readKey(text: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([A-Za-z]*)(?:,(\d+)(?:\.(\d+))?([A-Za-z]*))?$/.exec(text);
  if (!match || match[1] === "0") return undefined;
  return {
    from: [Number(match[1]), Number(match[2] ?? 1)],
    to: match[4] === undefined ? undefined : [Number(match[4]), Number(match[5] ?? 0)],
    flags: `${match[3] ?? ""}${match[6] ?? ""}`,
  };
}

function comparison(options: Options, keys: readonly Key[], global: string): (a: string, b: string) => number {
  if (keys.length === 0) {
    const by = orderBy(global);
    return (a, b) => (global.includes("r") ? by(b, a) : by(a, b));
  }
  const separator = options.value("t");
  const parts = keys.map((key) => {
    const flags = key.flags === "" ? global : key.flags;
    return { key, by: orderBy(flags), reverse: flags.includes("r") };
  });
  return (a, b) => {
    for (const { key, by, reverse } of parts) {
      const order = by(part(a, key, separator), part(b, key, separator));
      if (order !== 0) return reverse ? -order : order;
    }
    return 0;
  };
}

/** The piece of a line that a key names. Without a separator the blanks before a field belong to it. */
function part(line: string, { from, to }: Key, separator: string | undefined): string {
  const fields = separator === undefined ? (line.match(/\s*\S+|\s+$/g) ?? []) : line.split(separator === "\\0" ? "\0" : separator);
  const joint = separator ?? "";
  const chosen = fields.slice(from[0] - 1, to?.[0]);
  if (chosen.length === 0) return "";
  if (to !== undefined && to[1] > 0) chosen[chosen.length - 1] = (chosen.at(-1) as string).slice(0, to[1]);
  chosen[0] = (chosen[0] as string).slice(from[1] - 1);
  return chosen.join(joint);
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const scales: Readonly<Record<string, number>> = { K: 1, k: 1, M: 2, G: 3, T: 4, P: 5 };

function orderBy(flags: string): (a: string, b: string) => number {
  if (flags.includes("n")) return (a, b) => leadingNumber(a) - leadingNumber(b);
  if (flags.includes("g")) return (a, b) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (flags.includes("h")) return (a, b) => human(a) - human(b);
  if (flags.includes("M")) return (a, b) => month(a) - month(b);
  if (flags.includes("V")) return compareVersions;
  const shape = (text: string): string => {
    let shown = flags.includes("b") ? text.trimStart() : text;
    if (flags.includes("d")) shown = shown.replace(/[^\w\s]|_/g, "");
    return flags.includes("f") ? shown.toUpperCase() : shown;
  };
  return (a, b) => compareNames(shape(a), shape(b));
}

function leadingNumber(text: string): number {
  return Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] || 0) || 0;
}

function human(text: string): number {
  return leadingNumber(text) * 1024 ** (scales[/^\s*-?[\d.]+([KkMGTP])/.exec(text)?.[1] ?? ""] ?? 0);
}

function month(text: string): number {
  return months.indexOf(text.trimStart().slice(0, 3).toUpperCase());
}

function compareVersions(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []) as string[][];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [x = "", y = ""] = [left[index], right[index]];
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : compareNames(x, y);
    if (order !== 0) return order;
  }
  return 0;
}

/** `numfmt`: numbers with the letters of their size, and back. */
import type { Applet } from "../coreutils/applet.ts";
import { type Options, parseOptions } from "../coreutils/options.ts";
import { parseRanges, ListError } from "../lines/ranges.ts";
import { LineSource } from "../lines/source.ts";

const letters = "KMGTPEZY";
const scales = new Set(["none", "si", "iec", "iec-i", "auto"]);

class NumberError extends Error {}

export const numfmt: Applet = async (process, args, tool) => {
  // What follows numbers below zero are operands.
  const options = parseOptions(args, {
    short: "d:z",
    long: {
      to: "to:",
      from: "from:",
      suffix: "suffix:",
      padding: "padding:",
      field: "field:",
      format: "format:",
      round: "round:",
      delimiter: "d:",
      grouping: "grouping",
      header: "header?",
      invalid: "invalid:",
      "to-unit": "to-unit:",
      "from-unit": "from-unit:",
      "zero-terminated": "z",
    },
  });
  for (const name of ["to", "from"]) {
    const scale = options.value(name);
    if (scale !== undefined && (!scales.has(scale) || (name === "to" && scale === "auto")))
      return tool.usage(`invalid argument ‘${scale}’ for ‘--${name}’`);
  }
  let fields: (place: number) => boolean;
  try {
    const list = options.value("field") ?? "1";
    fields = list === "-" ? () => true : parseRanges(list, { gnu: true, fields: true });
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    return tool.usage(error.message);
  }
  const delimiter = options.value("d");
  const convert = (line: string): string => {
    let place = 0;
    const shown = (word: string): string => (fields(++place) ? converted(word, options) : word);
    if (delimiter !== undefined) return line.split(delimiter).map(shown).join(delimiter);
    return line.replace(/\S+/g, shown);
  };
  let header = options.has("header") ? Number(options.value("header") || 1) : 0;
  const groups = options.operands.length > 0 ? [options.operands] : new LineSource(process, tool, []).groups();
  try {
    for await (const lines of groups) for (const line of lines) process.stdout(`${header-- > 0 ? line : convert(line)}\n`);
  } catch (error) {
    if (!(error instanceof NumberError)) throw error;
    return tool.fail(error.message, 2);
  }
  return 0;
};

function converted(word: string, options: Options): string {
  const suffix = options.value("suffix") ?? "";
  const plain = suffix !== "" && word.endsWith(suffix) ? word.slice(0, -suffix.length) : word;
  const value =
    (amountIn(plain, options.value("from") ?? "none") * Number(options.value("from-unit") ?? 1)) / Number(options.value("to-unit") ?? 1);
  const [, before = "", flags = "", width = "", precision, after = ""] =
    /^(.*?)%([-'0 ]*)(\d*)(?:\.(\d+))?f(.*)$/s.exec(options.value("format") ?? "") ?? [];
  const digits = precision === undefined ? undefined : Number(precision);
  let text = written(
    value,
    options.value("to") ?? "none",
    options.value("round") ?? "from-zero",
    digits ?? plain.split(".")[1]?.length ?? 0,
    digits,
  );
  text += suffix;
  if (width !== "") text = flags.includes("-") ? text.padEnd(Number(width)) : text.padStart(Number(width), flags.includes("0") ? "0" : " ");
  const padding = Number(options.value("padding") ?? 0);
  return before + (padding < 0 ? text.padEnd(-padding) : text.padStart(padding)) + after;
}

function amountIn(word: string, scale: string): number {
  const [, digits = "", unit = "", i = "", rest = ""] = /^(-?\d+(?:\.\d+)?)\s*([KMGTPEZY]?)(i?)(.*)$/s.exec(word) ?? [];
  if (digits === "") throw new NumberError(`invalid number: ‘${word}’`);
  if (rest !== "" || (unit === "" && i !== "")) throw new NumberError(`invalid suffix in input: ‘${word}’`);
  if (unit === "") return Number(digits);
  if (scale === "none") throw new NumberError(`rejecting suffix in input: ‘${word}’ (consider using --from)`);
  if (scale === "iec-i" && i === "") throw new NumberError(`missing 'i' suffix in input: ‘${word}’ (e.g Ki/Mi/Gi)`);
  const base = scale === "si" || (scale === "auto" && i === "") ? 1000 : 1024;
  return Number(digits) * base ** (letters.indexOf(unit) + 1);
}

const rounding: Readonly<Record<string, (value: number) => number>> = {
  up: Math.ceil,
  down: Math.floor,
  "from-zero": (value) => (value < 0 ? Math.floor(value) : Math.ceil(value)),
  "towards-zero": Math.trunc,
  nearest: Math.round,
};

/** @param precision digits after the point that a format asks for */
function written(value: number, scale: string, round: string, decimals: number, precision?: number): string {
  const rounded = (number: number, places: number): number => {
    const shifted = Number((number * 10 ** places).toPrecision(15));
    return (rounding[round] ?? Math.round)(shifted) / 10 ** places;
  };
  if (scale === "none" || scale === "auto") return rounded(value, decimals).toFixed(decimals);
  const base = scale === "si" ? 1000 : 1024;
  let size = value;
  let power = 0;
  for (; Math.abs(size) >= base && power < letters.length; power++) size /= base;
  const places = (number: number): number => precision ?? (power > 0 && Math.abs(number) < 10 ? 1 : 0);
  let shown = rounded(size, places(size));
  if (Math.abs(shown) >= base) {
    shown /= base;
    power++;
  }
  const unit = power === 0 ? "" : `${letters[power - 1]}${scale === "iec-i" ? "i" : ""}`;
  return `${shown.toFixed(places(shown))}${unit}`;
}

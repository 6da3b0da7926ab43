/** Awk's `printf`. */
import { formatFloat, formatInteger, padNumber, signed } from "../number-format.ts";
import { RunFailure } from "./mistakes.ts";
import type { Value } from "./values.ts";

/** What formatting needs to know of values. */
export interface Conversions {
  toText(value: Value): string;
  toNumber(value: Value): number;
  /** The character of a code. */
  character(code: number): string;
  isText(value: Value): boolean;
  /** What is missing is empty, instead of a failure. */
  readonly emptyArguments: boolean;
  readonly takesStars: boolean;
  /** `printf` or `sprintf`. */
  readonly name: string;
}

const directive = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d*))?[hlLqjzt]*([a-zA-Z%])?/g;

/** The text. @throws RunFailure when there are too few arguments, or a directive is none */
export function format(template: string, args: readonly Value[], conversions: Conversions): string {
  let next = 0;
  let text = "";
  let from = 0;
  const take = (): Value => {
    if (next >= args.length && !conversions.emptyArguments)
      throw new RunFailure({ kind: "format-arguments", function: conversions.name, format: template, at: from - 1, before: text });
    return args[next++];
  };
  const size = (written: string | undefined): number | undefined => {
    if (written !== "*") return written === undefined ? undefined : Number(written);
    if (!conversions.takesStars) throw new RunFailure({ kind: "star" });
    return Math.trunc(conversions.toNumber(take()));
  };
  for (const match of template.matchAll(directive)) {
    text += template.slice(from, match.index);
    from = match.index + match[0].length;
    const [written, flags = "", width, precision, conversion] = match;
    if (conversion === "%") text += "%";
    else if (conversion === undefined || !/[cdiouxXeEfFgGs]/.test(conversion)) text += unknown(written, conversions);
    else {
      const least = size(width);
      const most = size(precision);
      text += convert(conversion, flags, least, most, take(), conversions);
    }
  }
  return text + template.slice(from);
}

function unknown(written: string, conversions: Conversions): string {
  if (conversions.emptyArguments) throw new RunFailure({ kind: "format" });
  return written;
}

function convert(
  conversion: string,
  flags: string,
  width: number | undefined,
  precision: number | undefined,
  value: Value,
  conversions: Conversions,
): string {
  if (conversion === "s" || conversion === "c") {
    const whole = conversion === "s" ? conversions.toText(value) : characterOf(value, conversions);
    const text = conversion === "s" && precision !== undefined && precision >= 0 ? whole.slice(0, precision) : whole;
    return padNumber(text, flags.replace("0", ""), width);
  }
  const number = conversions.toNumber(value);
  if (/[eEfFgG]/.test(conversion)) return padNumber(signed(formatFloat(conversion, number, precision ?? 6, flags), flags), flags, width);
  if (!Number.isFinite(number)) return padNumber(formatFloat("g", number, 6), flags, width);
  const whole = BigInt.asIntN(64, BigInt(Math.trunc(Math.max(-(2 ** 63), Math.min(number, 2 ** 63 - 1024)))));
  const kind = conversion === "i" ? "d" : conversion;
  return padNumber(formatInteger(kind, whole, flags, precision), precision === undefined ? flags : flags.replace("0", ""), width);
}

/** A number is a code; of a text the first character. */
function characterOf(value: Value, conversions: Conversions): string {
  if (!conversions.isText(value)) return conversions.character(Math.trunc(conversions.toNumber(value)));
  const text = conversions.toText(value);
  return text === "" ? "\0" : String.fromCodePoint(text.codePointAt(0) as number);
}

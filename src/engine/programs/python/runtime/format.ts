/** Format specifications (`f"{x:>10.2f}"`) and `%` formatting. */
import { call } from "./call.ts";
import { PyDict } from "./dict.ts";
import { raise } from "./errors.ts";
import { exactFixed, floatText } from "./numbers.ts";
import { lookupSpecial } from "./special.ts";
import { asciiText, reprOf, strOf } from "./text.ts";
import { classOf, plain, PyTuple, type Running, type Value } from "./values.ts";

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

function parseSpec(text: string, value: Value): Spec {
  const match = pattern.exec(text);
  if (!match) raise("ValueError", `Invalid format specifier '${text}' for object of type '${classOf(value).name}'`);
  const [, fill, align, sign = "", , alternate, zero, width, grouping = "", precision, type = ""] = match;
  return {
    fill: fill ?? (zero && !align ? "0" : " "),
    align: align ?? (zero ? "=" : ""),
    sign,
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

/** `format(value, spec)` */
export function* formatValue(value: Value, spec: string): Running<string> {
  const base = plain(value);
  const method = typeof value === "object" && value !== null ? lookupSpecial(value, "__format__") : undefined;
  if (method !== undefined) return (yield* call(method, [spec])) as string;
  if (spec === "") return yield* strOf(value);
  if (typeof base === "string") return formatText(base, parseSpec(spec, value));
  if (typeof base === "bigint" || typeof base === "boolean") return formatInteger(BigInt(base), parseSpec(spec, value));
  if (typeof base === "number") return formatFloat(base, parseSpec(spec, value));
  raise("TypeError", `unsupported format string passed to ${classOf(value).name}.__format__`);
}

function pad(text: string, { fill, align, width }: Spec, otherwise: string): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  const side = align || otherwise;
  if (side === "<") return text + fill.repeat(missing);
  if (side === "^") return fill.repeat(Math.floor(missing / 2)) + text + fill.repeat(Math.ceil(missing / 2));
  if (side === "=") {
    const sign = /^[-+ ]?(?:0[xob])?/i.exec(text)?.[0] ?? "";
    return sign + fill.repeat(missing) + text.slice(sign.length);
  }
  return fill.repeat(missing) + text;
}

function formatText(text: string, spec: Spec): string {
  if (spec.type !== "" && spec.type !== "s") raise("ValueError", `Unknown format code '${spec.type}' for object of type 'str'`);
  return pad(spec.precision === undefined ? text : [...text].slice(0, spec.precision).join(""), spec, "<");
}

function signed(negative: boolean, digits: string, spec: Spec): string {
  return (negative ? "-" : spec.sign === "+" ? "+" : spec.sign === " " ? " " : "") + digits;
}

function grouped(digits: string, separator: string, size = 3): string {
  return separator === "" ? digits : digits.replace(new RegExp(`\\B(?=([0-9a-fA-F]{${size}})+(?![0-9a-fA-F]))`, "g"), separator);
}

function formatInteger(value: bigint, spec: Spec): string {
  const size = value < 0n ? -value : value;
  switch (spec.type) {
    case "":
    case "d":
    case "n":
      return pad(signed(value < 0n, grouped(String(size), spec.grouping), spec), spec, ">");
    case "b":
    case "o":
    case "x":
    case "X": {
      const radix = { b: 2, o: 8, x: 16, X: 16 }[spec.type];
      const digits = grouped(size.toString(radix), spec.grouping, 4);
      const text = (spec.alternate ? `0${spec.type.toLowerCase()}` : "") + digits;
      return pad(signed(value < 0n, spec.type === "X" ? text.toUpperCase() : text, spec), spec, ">");
    }
    case "c":
      return pad(String.fromCodePoint(Number(value)), spec, "<");
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return formatFloat(Number(value), spec);
    default:
      raise("ValueError", `Unknown format code '${spec.type}' for object of type 'int'`);
  }
}

function formatFloat(value: number, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  let digits: string;
  if (!Number.isFinite(value)) digits = Number.isNaN(value) ? "nan" : "inf";
  else {
    switch (spec.type) {
      case "":
        digits = spec.precision === undefined ? floatText(size) : general(size, spec.precision, true);
        break;
      case "f":
      case "F":
        digits = exactFixed(size, spec.precision ?? 6);
        break;
      case "%":
        digits = `${exactFixed(size * 100, spec.precision ?? 6)}%`;
        break;
      case "e":
      case "E":
        digits = exponential(size, spec.precision ?? 6);
        break;
      case "g":
      case "G":
      case "n":
        digits = general(size, spec.precision ?? 6, false);
        break;
      default:
        raise("ValueError", `Unknown format code '${spec.type}' for object of type 'float'`);
    }
  }
  if (spec.grouping) {
    const [whole = "", ...rest] = digits.split(".");
    digits = [grouped(whole, spec.grouping), ...rest].join(".");
  }
  const text = spec.type === "E" || spec.type === "G" || spec.type === "F" ? digits.toUpperCase() : digits;
  return pad(signed(negative && !Number.isNaN(value), text, spec), spec, ">");
}

function exponential(value: number, precision: number): string {
  return value.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
}

function general(value: number, precision: number, keepPoint: boolean): string {
  const digits = Math.max(1, precision);
  if (value === 0) return keepPoint ? "0.0" : "0";
  const exponent = Number(value.toExponential(digits - 1).split("e")[1]);
  const trim = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = "", power = ""] = exponential(value, digits - 1).split("e");
    return `${trim(mantissa)}e${power}`;
  }
  const text = trim(value.toFixed(Math.max(0, digits - 1 - exponent)));
  return keepPoint && !text.includes(".") ? `${text}.0` : text;
}

/** `text % values` */
export function* percentFormat(text: string, values: Value): Running<string> {
  const list = values instanceof PyTuple ? values.items : [values];
  let used = 0;
  let result = "";
  const next = (): Value => {
    if (used >= list.length) raise("TypeError", "not enough arguments for format string");
    return list[used++] as Value;
  };
  const directive = /%(?:\((\w+)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/g;
  let from = 0;
  let named = false;
  for (let match = directive.exec(text); match; match = directive.exec(text)) {
    result += text.slice(from, match.index);
    from = directive.lastIndex;
    const [, key, flags = "", widthText, precisionText, type] = match;
    if (type === "%") {
      result += "%";
      continue;
    }
    if (type === undefined) raise("ValueError", "incomplete format");
    const width = widthText === "*" ? Number(next()) : Number(widthText ?? 0);
    const precision = precisionText === "*" ? Number(next()) : precisionText === undefined ? undefined : Number(precisionText);
    let value: Value;
    if (key !== undefined) {
      named = true;
      if (!(values instanceof PyDict)) raise("TypeError", "format requires a mapping");
      const found = values.get(key);
      if (found === undefined) raise("KeyError", key);
      value = found;
    } else value = next();
    result += yield* percentItem(value, type, flags, width, precision, match.index + match[0].length - 1);
  }
  if (used < list.length && !named && !(values instanceof PyDict))
    raise("TypeError", "not all arguments converted during string formatting");
  return result + text.slice(from);
}

function* percentItem(
  value: Value,
  type: string,
  flags: string,
  width: number,
  precision: number | undefined,
  index: number,
): Running<string> {
  const spec: Spec = {
    fill: flags.includes("0") && !flags.includes("-") && !"sra".includes(type) ? "0" : " ",
    align: flags.includes("-") ? "<" : flags.includes("0") && !"sra".includes(type) ? "=" : ">",
    sign: flags.includes("+") ? "+" : flags.includes(" ") ? " " : "",
    alternate: flags.includes("#"),
    width,
    grouping: "",
    precision,
    type: type === "i" || type === "u" ? "d" : type,
  };
  const base = plain(value);
  switch (type) {
    case "s":
    case "r":
    case "a": {
      const shown = type === "s" ? yield* strOf(value) : type === "r" ? yield* reprOf(value) : asciiText(yield* reprOf(value));
      return formatText(shown, { ...spec, type: "s" });
    }
    case "c":
      return pad(typeof base === "string" ? base : String.fromCodePoint(Number(base)), spec, ">");
    case "d":
    case "i":
    case "u":
    case "x":
    case "X":
    case "o": {
      if (typeof base !== "bigint" && typeof base !== "number" && typeof base !== "boolean")
        raise("TypeError", `%${type} format: a real number is required, not ${classOf(value).name}`);
      const number = typeof base === "number" ? BigInt(Math.trunc(base)) : BigInt(base);
      return formatInteger(number, { ...spec, precision: undefined });
    }
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      if (typeof base !== "bigint" && typeof base !== "number" && typeof base !== "boolean")
        raise("TypeError", `must be real number, not ${classOf(value).name}`);
      return formatFloat(Number(base), spec);
    default:
      raise("ValueError", `unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)}) at index ${index}`);
  }
}

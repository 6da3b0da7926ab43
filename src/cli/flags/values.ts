/** The value half of flag parsing: what each type accepts and how Go words a refusal. */
import { durationProblem } from "../../engine/go/duration.ts";
import { readSize } from "../../engine/go/size.ts";
import { CliError } from "../errors.ts";
import type { FlagType } from "./flag.ts";
import { goQuote } from "../format/quote.ts";

const yes = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const no = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** Go's `strconv.ParseBool`; `undefined` when the text is neither. */
export function parseBool(text: string): boolean | undefined {
  return yes.has(text) ? true : no.has(text) ? false : undefined;
}

/** What is wrong with `text` as a value of that type, in pflag's words; `undefined` when nothing is. */
export function complaint(type: FlagType, text: string): string | undefined {
  switch (type) {
    case "bool":
      return parseBool(text) === undefined ? `strconv.ParseBool: parsing ${goQuote(text)}: invalid syntax` : undefined;
    case "int":
      return /^[+-]?(0[xX][0-9a-fA-F]+|\d+)$/.test(text) ? undefined : `strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax`;
    case "uint":
    case "uint16":
      return unsignedComplaint(text, type === "uint16" ? 65535 : Number.MAX_SAFE_INTEGER);
    case "decimal":
      return decimalComplaint(text);
    case "float":
      return isFloat(text) ? undefined : `strconv.ParseFloat: parsing ${goQuote(text)}: invalid syntax`;
    case "duration":
      return durationProblem(text);
    case "filter":
      return text === "" || text.includes("=") ? undefined : "bad format of filter (expected name=value)";
    case "bytes":
      return bytesComplaint(text);
    case "ulimit":
      return ulimitComplaint(text);
    default:
      return undefined;
  }
}

const ulimits = new Set([
  "as",
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
]);

function ulimitComplaint(text: string): string | undefined {
  const [name = "", limits, ...more] = text.split("=");
  if (limits === undefined || more.length > 0) return `invalid ulimit argument: ${text}`;
  if (!ulimits.has(name)) return `invalid ulimit type: ${name}`;
  const [soft = "", hard, ...others] = limits.split(":");
  if (others.length > 0) return `too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``;
  // The hard limit is read first.
  for (const limit of [...(hard === undefined ? [] : [hard]), soft])
    if (!/^[+-]?\d+$/.test(limit)) return `strconv.ParseInt: parsing ${goQuote(limit)}: invalid syntax`;
  if (hard !== undefined && Number(hard) !== -1 && Number(soft) > Number(hard))
    return `ulimit soft limit must be less than or equal to hard limit: ${Number(soft)} > ${Number(hard)}`;
  return undefined;
}

function unsignedComplaint(text: string, most: number): string | undefined {
  if (!/^\+?\d+$/.test(text)) return `strconv.ParseUint: parsing ${goQuote(text)}: invalid syntax`;
  return Number(text) > most ? `strconv.ParseUint: parsing ${goQuote(text)}: value out of range` : undefined;
}

function isFloat(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text);
}

/** `--cpus`, which the client counts in billionths. */
function decimalComplaint(text: string): string | undefined {
  if (!isFloat(text) && !/^[+-]?\d+\/\d+$/.test(text)) return `failed to parse ${text} as a rational number`;
  return Number.isInteger(Math.round(Number(text) * 1e18) / 1e9) || /\//.test(text) ? undefined : "value is too precise";
}

/** `64m`, `1.5GB`, `512` in bytes, with binary units as `--shm-size` reads them; `undefined` when it is no size. */
export function parseBytes(text: string): number | undefined {
  const size = readSize(text);
  return typeof size === "number" ? size : undefined;
}

function bytesComplaint(text: string): string | undefined {
  const size = readSize(text);
  return typeof size === "string" ? size : undefined;
}

/**
 * Splits one value of a `strings` flag at its commas, with CSV quotes.
 * @throws CliError where Go's reader would not take the quotes
 */
export function splitCsv(text: string): string[] {
  const fields: string[] = [];
  const wrong = (index: number, words: string): never => {
    throw new CliError(`parse error on line 1, column ${index + 1}: ${words}`);
  };
  for (let at = 0; at < text.length + (fields.length === 0 ? 0 : 1); ) {
    if (text[at] !== '"') {
      const comma = text.indexOf(",", at);
      const end = comma < 0 ? text.length : comma;
      const quote = text.slice(at, end).indexOf('"');
      if (quote >= 0) wrong(at + quote, 'bare " in non-quoted-field');
      fields.push(text.slice(at, end));
      at = end + 1;
      continue;
    }
    const [whole = "", inside = ""] = /^"((?:[^"]|"")*)"/.exec(text.slice(at)) ?? [];
    if (whole === "") wrong(text.length, 'extraneous or missing " in quoted-field');
    const end = at + whole.length;
    if (end < text.length && text[end] !== ",") wrong(end - 1, 'extraneous or missing " in quoted-field');
    fields.push(inside.replaceAll('""', '"'));
    at = end + 1;
  }
  return fields;
}

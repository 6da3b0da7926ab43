/** The value half of flag parsing: what each type accepts and how Go words a refusal. */
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
    case "filter":
      return text === "" || text.includes("=") ? undefined : "bad format of filter (expected name=value)";
    case "bytes":
      return parseBytes(text) === undefined ? `invalid size: '${text}'` : undefined;
    case "ulimit":
      return /^[a-z]+=-?\d+(:-?\d+)?$/.test(text) ? undefined : `invalid ulimit argument: ${text}`;
    default:
      return undefined;
  }
}

/** `64m`, `1.5GB`, `512` in bytes, with binary units as `--shm-size` reads them; `undefined` when it is no size. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp])?(?:i?b)?$/i.exec(text);
  if (!match) return undefined;
  const power = match[2] ? "kmgtp".indexOf(match[2].toLowerCase()) + 1 : 0;
  return Math.floor(Number(match[1]) * 1024 ** power);
}

/** Splits one value of a `strings` flag at its commas, with CSV quotes. */
export function splitCsv(text: string): string[] {
  if (text === "") return [];
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"' && quoted && text[i + 1] === '"') field += text.charAt(i++);
    else if (c === '"') quoted = !quoted;
    else if (c === "," && !quoted) {
      fields.push(field);
      field = "";
    } else field += c;
  }
  fields.push(field);
  return fields;
}

/** `printf` and the escapes of `echo -e`. */
import { cEscapes } from "../c-escapes.ts";
import { formatFloat, formatInteger, padNumber, signed } from "../number-format.ts";
import { quoteWithBackslashes } from "./quoting.ts";

export interface Printed {
  readonly text: string;
  /** Complaints about arguments, in order; the exit code is 1 when there are any. */
  readonly errors: readonly { readonly kind: "number" | "format"; readonly word: string }[];
}

/** Flags, width, precision, what C has to say of the argument's size, conversion. */
const directive = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?((?:[hjlLtz]+(?=[a-zA-Z]))?)([a-zA-Z%]|\([^)]*\)T)?/;

/**
 * Formats as `printf` does: the format is used again while there are arguments left.
 * @param now milliseconds since the epoch, for `%(…)T`
 * @param takesLengths whether `%ld` is `%d`, as for bash and busybox
 */
export function printf(format: string, args: readonly string[], now = 0, takesLengths = true): Printed {
  const errors: { kind: "number" | "format"; word: string }[] = [];
  let text = "";
  let next = 0;
  do {
    const before = next;
    let stopped = false;
    for (let index = 0; index < format.length && !stopped; index++) {
      const character = format[index] as string;
      if (character === "\\") {
        const sequence = readEscape(format, index, false);
        text += sequence.text;
        index = sequence.end - 1;
        stopped = sequence.stop;
      } else if (character === "%") {
        const match = directive.exec(format.slice(index));
        const conversion = takesLengths || !match?.[4] ? match?.[5] : match[4].slice(0, 1);
        if (!match || conversion === undefined || !/^([diouxXeEfFgGcsbq%]|\(.*\)T)$/s.test(conversion)) {
          // The character that is no conversion is a part of the complaint.
          const length = (match?.[0].length ?? 1) + (conversion === undefined ? 1 : 0);
          errors.push({ kind: "format", word: format.slice(index, index + length) });
          return { text, errors };
        }
        index += match[0].length - 1;
        if (conversion === "%") {
          text += "%";
          continue;
        }
        const width = match[2] === "*" ? Number(args[next++] ?? 0) : match[2] === undefined ? undefined : Number(match[2]);
        const precision = match[3] === "*" ? Number(args[next++] ?? 0) : match[3] === undefined ? undefined : Number(match[3]);
        const argument = args[next++];
        const converted = convert(conversion, argument, match[1] ?? "", width, precision, errors, now);
        text += converted.text;
        stopped = converted.stop;
      } else text += character;
    }
    if (stopped || next === before) break;
  } while (next < args.length);
  return { text, errors };
}

function convert(
  conversion: string,
  argument: string | undefined,
  flags: string,
  width: number | undefined,
  precision: number | undefined,
  errors: { kind: "number" | "format"; word: string }[],
  now: number,
): { text: string; stop: boolean } {
  const value = argument ?? "";
  let body: string;
  let stop = false;
  if (conversion.startsWith("(")) body = new Date(value === "" || value === "-1" ? now : Number(value) * 1000).toISOString().slice(0, 19);
  else if (conversion === "s") body = value;
  else if (conversion === "c") body = value.slice(0, 1);
  else if (conversion === "q") body = quoteWithBackslashes(value);
  else if (conversion === "b") {
    const escaped = interpretEscapes(value);
    body = escaped.text;
    stop = escaped.stop;
  } else if ("eEfFgG".includes(conversion))
    return { text: padNumber(signed(formatFloat(conversion, number(argument, errors), precision ?? 6), flags), flags, width), stop };
  else
    return {
      text: padNumber(
        formatInteger(conversion, integer(argument, errors), flags, precision),
        precision === undefined ? flags : flags.replace("0", ""),
        width,
      ),
      stop,
    };
  if (precision !== undefined && conversion !== "c") body = body.slice(0, precision);
  if (width !== undefined) body = flags.includes("-") || width < 0 ? body.padEnd(Math.abs(width)) : body.padStart(width);
  return { text: body, stop };
}

function integer(argument: string | undefined, errors: { kind: "number" | "format"; word: string }[]): bigint {
  const text = (argument ?? "0").trim();
  if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|\d+)/.exec(text);
  if (!match || match[0].length !== text.length) errors.push({ kind: "number", word: argument ?? "" });
  if (!match) return 0n;
  const digits = match[2] as string;
  const magnitude = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return match[1] === "-" ? -magnitude : magnitude;
}

function number(argument: string | undefined, errors: { kind: "number" | "format"; word: string }[]): number {
  const text = (argument ?? "0").trim();
  const value = Number(text);
  if (text === "" || Number.isNaN(value)) {
    errors.push({ kind: "number", word: argument ?? "" });
    return Number.parseFloat(text) || 0;
  }
  return value;
}

/** The escapes of `echo -e` and `%b`; `stop` is `\c`: print nothing more. */
export function interpretEscapes(source: string): { text: string; stop: boolean } {
  let text = "";
  for (let index = 0; index < source.length; ) {
    if (source[index] !== "\\") {
      text += source[index++];
      continue;
    }
    const sequence = readEscape(source, index, true);
    text += sequence.text;
    if (sequence.stop) return { text, stop: true };
    index = sequence.end;
  }
  return { text, stop: false };
}

const simpleEscapes: Readonly<Record<string, string>> = { ...cEscapes, e: "\x1b", E: "\x1b", '"': '"' };

function readEscape(source: string, start: number, echo: boolean): { text: string; end: number; stop: boolean } {
  const letter = source[start + 1];
  if (letter === undefined) return { text: "\\", end: start + 1, stop: false };
  if (letter === "c") return { text: "", end: start + 2, stop: true };
  const plain = simpleEscapes[letter];
  if (plain !== undefined && !(echo && letter === '"')) return { text: plain, end: start + 2, stop: false };
  const rest = source.slice(start + 1);
  const octal = (echo ? /^0([0-7]{0,3})/ : /^([0-7]{1,3})/).exec(rest);
  if (octal) return { text: byte(Number.parseInt(octal[1] || "0", 8)), end: start + 1 + octal[0].length, stop: false };
  const hex = /^x([0-9a-fA-F]{1,2})/.exec(rest);
  if (hex) return { text: byte(Number.parseInt(hex[1] as string, 16)), end: start + 1 + hex[0].length, stop: false };
  const unicode = /^(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest);
  if (unicode)
    return {
      text: String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(unicode[1] ?? unicode[2] ?? "0", 16))),
      end: start + 1 + unicode[0].length,
      stop: false,
    };
  return { text: `\\${letter}`, end: start + 2, stop: false };
}

/** One byte, in the text form of `bytes.ts`. */
function byte(value: number): string {
  const low = value & 0xff;
  return low < 0x80 ? String.fromCharCode(low) : String.fromCharCode(0xdc00 + low);
}

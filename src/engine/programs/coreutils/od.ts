/** od: bytes as numbers and characters, sixteen a line. */
import { FsError } from "../../filesystem/errors.ts";
import { latin1ToText } from "../shell/bytes.ts";
import { type Applet, at } from "./applet.ts";
import { parseOptions } from "./options.ts";

/** One way to show a line's bytes. */
interface Format {
  /** Bytes that make one field. */
  readonly size: number;
  /** Columns a field takes, the blank before it included. */
  readonly width: number;
  show(bytes: Uint8Array): string;
  /** What follows the line: the same bytes as text. */
  readonly printable: boolean;
}

const perLine = 16;

const shorthands: Readonly<Record<string, string>> = { a: "a", b: "o1", c: "c", d: "u2", i: "d4", l: "d8", o: "o2", s: "d2", x: "x2" };

export const od: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "A:t:j:N:w::vabcdilosx",
    long: { "address-radix": "A:", format: "t:", "skip-bytes": "j:", "read-bytes": "N:", "output-duplicates": "v" },
  });
  const formats: Format[] = [];
  let types = 0;
  for (const option of options.order) {
    const text = option === "t" ? options.values("t")[types++] : shorthands[option];
    if (text === undefined) continue;
    const parsed = parseFormat(text);
    if (!parsed) return tool.fail(`invalid type string ${tool.gnu ? `‘${text}’` : `'${text}'`}`);
    formats.push(...parsed);
  }
  if (formats.length === 0) formats.push(...(parseFormat("o2") as Format[]));
  const parts: Uint8Array[] = [];
  let code = 0;
  for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
    try {
      parts.push(operand === "-" ? await process.input.readAllBytes() : process.fs.readFile(at(process, operand)));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      code = tool.failFile(error, operand, operand);
    }
  }
  const all = joined(parts);
  const skip = count(options.value("j"));
  const limit = options.value("N");
  const bytes = all.subarray(skip, limit === undefined ? undefined : skip + count(limit));
  const radix = options.value("A") ?? "o";
  if (!/^[doxn]$/.test(radix)) return tool.fail(`invalid output address radix ${tool.gnu ? `‘${radix}’` : `'${radix}'`}`);
  process.stdout(dump(bytes, formats, skip, radix, options.has("v")));
  return code;
};

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** `16`, `0x10`, `1k`. */
function count(text: string | undefined): number {
  const [, digits = "0", unit = ""] = /^(0x[0-9a-fA-F]+|\d+)([bkm]?)/i.exec(text ?? "") ?? [];
  return Number(digits) * ({ "": 1, b: 512, k: 1024, m: 1024 ** 2 }[unit.toLowerCase()] ?? 1);
}

function dump(bytes: Uint8Array, formats: readonly Format[], start: number, radix: string, repeats: boolean): string {
  const lines: string[] = [];
  const address = (offset: number): string => addressText(offset, radix);
  // Fields of several formats stand below each other: as wide as the widest needs for as many bytes.
  const wide = Math.max(...formats.map(({ size, width }) => width / size));
  let before = "";
  let starred = false;
  for (let offset = 0; offset < bytes.length; offset += perLine) {
    const line = bytes.subarray(offset, offset + perLine);
    const key = line.length === perLine ? line.join() : "";
    if (!repeats && key !== "" && key === before) {
      if (!starred) lines.push("*");
      starred = true;
      continue;
    }
    [before, starred] = [key, false];
    for (const [index, format] of formats.entries()) {
      const head = index === 0 ? address(start + offset) : " ".repeat(address(0).length);
      lines.push(head + fields(line, format, wide));
    }
  }
  if (radix !== "n") lines.push(address(start + bytes.length));
  return lines.map((line) => `${line}\n`).join("");
}

function addressText(offset: number, radix: string): string {
  if (radix === "n") return "";
  const [base, width] = radix === "x" ? [16, 6] : radix === "d" ? [10, 7] : [8, 7];
  return offset.toString(base).padStart(width, "0");
}

function fields(line: Uint8Array, { size, show, printable }: Format, wide: number): string {
  const width = Math.round(wide * size);
  let text = "";
  for (let at = 0; at < line.length; at += size) {
    const field = new Uint8Array(size);
    field.set(line.subarray(at, at + size));
    text += show(field).padStart(width);
  }
  if (!printable) return text;
  const shown = Array.from(line, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
  return `${text.padEnd((perLine / size) * width)}  >${shown}<`;
}

const escapes: Readonly<Record<number, string>> = { 0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };
const names = "nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp".split(
  " ",
);
const sizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 };
/** Widest number of so many bytes, in characters. */
const widths: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  o: { 1: 3, 2: 6, 4: 11, 8: 22 },
  x: { 1: 2, 2: 4, 4: 8, 8: 16 },
  d: { 1: 4, 2: 6, 4: 11, 8: 20 },
  u: { 1: 3, 2: 5, 4: 10, 8: 20 },
};

/** `x1z`, `c`, `o2u1`; `undefined` for what is none. */
function parseFormat(text: string): Format[] | undefined {
  const found: Format[] = [];
  const pattern = /([ac])(z?)|([doux])([1248]|[CSIL])?(z?)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, letter, letterText, kind = "", size = "4", numberText] = match;
    const printable = (letterText || numberText) === "z";
    if (letter) found.push({ size: 1, width: 4, printable, show: letter === "c" ? character : named });
    else found.push(numbers(kind, sizes[size] ?? Number(size), printable));
  }
  return found.length > 0 ? found : undefined;
}

function character([byte = 0]: Uint8Array): string {
  if (escapes[byte]) return escapes[byte];
  return byte >= 32 && byte < 127 ? latin1ToText(String.fromCharCode(byte)) : byte.toString(8).padStart(3, "0");
}

function named([byte = 0]: Uint8Array): string {
  const low = byte & 0x7f;
  return low === 127 ? "del" : (names[low] ?? String.fromCharCode(low));
}

function numbers(kind: string, size: number, printable: boolean): Format {
  const digits = widths[kind]?.[size] ?? 0;
  const base = kind === "x" ? 16 : kind === "o" ? 8 : 10;
  return {
    size,
    width: digits + 1,
    printable,
    show(bytes) {
      let value = 0n;
      for (let at = size - 1; at >= 0; at--) value = value * 256n + BigInt(bytes[at] as number);
      if (kind === "d") return BigInt.asIntN(size * 8, value).toString();
      const text = value.toString(base);
      return kind === "u" ? text : text.padStart(digits, "0");
    },
  };
}

/** `hexdump` (and `hd`): bytes as numbers, in the formats that its letters name. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { amount } from "./amount.ts";
import { readBytes } from "./read.ts";

/** How 16 bytes are shown behind their offset. */
type Row = (bytes: Uint8Array) => string;

const wide = 16;

/** Units of so many bytes, the last one filled up with zeros. */
function units(size: number, show: (value: number) => string): Row {
  return (bytes) => {
    let text = "";
    for (let from = 0; from < bytes.length; from += size) {
      let value = 0;
      for (let index = size - 1; index >= 0; index--) value = value * 256 + (bytes[from + index] ?? 0);
      text += show(value);
    }
    // A row that is not full is filled up with blanks.
    return text.padEnd((wide / size) * show(0).length);
  };
}

const names: Readonly<Record<number, string>> = {
  0: "\\0",
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
};

function character(value: number): string {
  return (names[value] ?? (value < 32 || value > 126 ? value.toString(8).padStart(3, "0") : String.fromCharCode(value))).padStart(4);
}

function canonical(bytes: Uint8Array): string {
  const hex = Array.from({ length: wide }, (_, index) => bytes[index]?.toString(16).padStart(2, "0") ?? "  ");
  const text = Array.from(bytes, (byte) => (byte < 32 || byte > 126 ? "." : String.fromCharCode(byte))).join("");
  return `  ${hex.slice(0, 8).join(" ")}  ${hex.slice(8).join(" ")}  |${text}|`;
}

const rows: Readonly<Record<string, Row>> = {
  b: units(1, (value) => ` ${value.toString(8).padStart(3, "0")}`),
  c: units(1, character),
  d: units(2, (value) => `   ${String(value).padStart(5, "0")}`),
  o: units(2, (value) => `  ${value.toString(8).padStart(6, "0")}`),
  x: units(2, (value) => `    ${value.toString(16).padStart(4, "0")}`),
  C: canonical,
};

const plain = units(2, (value) => ` ${value.toString(16).padStart(4, "0")}`);

export const hexdump: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "bcCdn:os:vxe:f:R",
    long: {
      canonical: "C",
      length: "n:",
      skip: "s:",
      "no-squeezing": "v",
      "two-bytes-hex": "x",
      "one-byte-octal": "b",
      "one-byte-char": "c",
    },
  });
  if (options.has("e") || options.has("f")) {
    process.stderr(`drydock: ${tool.name}: formats of one's own (-e, -f) are not modelled; -C, -b, -c, -d, -o and -x are\n`);
    return 1;
  }
  const parts: Uint8Array[] = [];
  let failed = 0;
  const operands = options.operands.length > 0 ? options.operands : ["-"];
  for (const operand of operands) {
    const bytes = await readBytes(process, operand);
    if (typeof bytes !== "string") parts.push(bytes);
    else failed += tool.fail(`${operand}: ${bytes}`);
  }
  if (failed === operands.length) return tool.gnu ? tool.fail("all input file arguments failed") : 1;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const skip = amount(options.value("s") ?? "0") ?? 0;
  const length = options.has("n") ? (amount(options.value("n") ?? "") ?? 0) : all.length;
  const bytes = all.subarray(skip, skip + length);
  const letters = options.order.filter((name) => name in rows || name === "C");
  if (tool.name === "hd" && letters.length === 0) letters.push("C");
  const shown =
    letters.length > 0
      ? letters.map((letter) => ({ row: rows[letter] as Row, digits: letter === "C" ? 8 : 7 }))
      : [{ row: plain, digits: 7 }];
  let last = "";
  let starred = false;
  for (let from = 0; from < bytes.length; from += wide) {
    const row = bytes.subarray(from, from + wide);
    const key = row.join();
    if (key === last && row.length === wide && !options.has("v")) {
      if (!starred) process.stdout("*\n");
      starred = true;
      continue;
    }
    last = key;
    starred = false;
    for (const { row: show, digits } of shown) process.stdout(`${offset(skip + from, digits)}${show(row)}\n`);
    await process.drained();
  }
  if (bytes.length > 0) process.stdout(`${offset(skip + bytes.length, shown.at(-1)?.digits ?? 7)}\n`);
  return failed > 0 ? 1 : 0;
};

function offset(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

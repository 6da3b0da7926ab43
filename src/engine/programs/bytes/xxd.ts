/** `xxd`: a dump that can be turned back into the bytes it shows. */
import type { Applet } from "../coreutils/applet.ts";
import { at } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { bytesToText } from "../shell/bytes.ts";
import { amount } from "./amount.ts";
import { readBytes } from "./read.ts";

export const xxd: Applet = async (process, args, tool) => {
  const options = parseOptions(args.map(longLetters), {
    short: tool.gnu ? "ac:g:il:o:prs:ubeC" : "ac:g:il:n:o:prs:",
    long: { cols: "c:", plain: "p", postscript: "p", revert: "r", include: "i", len: "l:", seek: "s:", bits: "b" },
  });
  const [input = "-", output] = options.operands;
  const all = await readBytes(process, input);
  if (typeof all === "string") return tool.fail(`${input}: ${all}`, tool.gnu ? 2 : 1);
  const write = (text: string | Uint8Array): number => {
    if (output !== undefined) process.fs.writeFile(at(process, output), text);
    else process.stdout(typeof text === "string" ? text : bytesToText(text));
    return 0;
  };
  if (options.has("r")) return write(reverted(new TextDecoder().decode(all), options.has("p")));
  const skip = skipOf(options.value("s"), all.length);
  const bytes = all.subarray(skip, options.has("l") ? skip + (amount(options.value("l") ?? "") ?? 0) : undefined);
  const hex = (byte: number): string => {
    const text = byte.toString(16).padStart(2, "0");
    return options.has("u") ? text.toUpperCase() : text;
  };
  if (options.has("p")) {
    const columns = amount(options.value("c") ?? "30") ?? 30;
    return write(
      rowsOf(bytes, columns || bytes.length || 1)
        .map((row) => `${Array.from(row, hex).join("")}\n`)
        .join(""),
    );
  }
  if (options.has("i")) return write(include(bytes, input, tool.gnu, amount(options.value("c") ?? "12") ?? 12, hex));
  const bits = options.has("b");
  const columns = amount(options.value("c") ?? (bits ? "6" : "16")) || 16;
  const group = amount(options.value("g") ?? (bits ? "1" : options.has("e") ? "4" : "2")) || columns;
  const cell = bits ? (byte: number): string => byte.toString(2).padStart(8, "0") : hex;
  const width = columns * (bits ? 8 : 2) + Math.ceil(columns / group) - 1;
  const first = skip + (amount(options.value("o") ?? "0") ?? 0);
  const lines = rowsOf(bytes, columns).map((row, index) => {
    const groups = rowsOf(row, group).map((part) =>
      (options.has("e") ? Array.from(part, cell).reverse() : Array.from(part, cell)).join("").padStart(options.has("e") ? group * 2 : 0),
    );
    const text = Array.from(row, (byte) => (byte < 32 || byte > 126 ? "." : String.fromCharCode(byte))).join("");
    return `${(first + index * columns).toString(16).padStart(8, "0")}: ${groups.join(" ").padEnd(width)}  ${text}\n`;
  });
  return write(lines.join(""));
};

/** `-ps`, `-cols`: words behind one dash. */
function longLetters(word: string): string {
  return /^-(ps|plain|postscript)$/.test(word) ? "-p" : /^-(cols|len|seek|revert|include|bits)$/.test(word) ? `-${word}` : word;
}

/** `-s -16` counts from the end. */
function skipOf(text: string | undefined, length: number): number {
  const back = text?.startsWith("-") === true;
  const value = amount(text?.replace(/^[-+]/, "") ?? "0") ?? 0;
  return back ? Math.max(0, length - value) : value;
}

function rowsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function reverted(text: string, plain: boolean): Uint8Array {
  const bytes: number[] = [];
  for (const line of text.split("\n")) {
    const [, offset = "", dump = ""] = /^\s*([\da-f]+):\s?(.*)$/i.exec(line) ?? [];
    if (!plain && offset === "") continue;
    const digits = plain ? line : (dump.split(/ {2}/)[0] ?? "");
    const found = digits.replace(/\s/g, "").match(/[\da-f]{2}/gi) ?? [];
    let place = plain ? bytes.length : Number.parseInt(offset, 16);
    while (bytes.length < place && place < 16 * 1024 ** 2) bytes.push(0);
    for (const pair of found) bytes[place++] = Number.parseInt(pair, 16);
  }
  return Uint8Array.from(bytes);
}

/** An array in C, named after the file. */
function include(bytes: Uint8Array, file: string, gnu: boolean, columns: number, hex: (byte: number) => string): string {
  const rows = rowsOf(bytes, columns).map((row) => `  ${Array.from(row, (byte) => `0x${hex(byte)}`).join(", ")}`);
  if (file === "-") return `${rows.join(",\n")}\n`;
  const name = file.replace(/^(?=\d)/, "__").replace(/[^A-Za-z0-9]/g, "_");
  return `unsigned char ${name}[] = {\n${rows.join(",\n")}${gnu ? "" : ","}\n};\nunsigned int ${name}_len = ${bytes.length};\n`;
}

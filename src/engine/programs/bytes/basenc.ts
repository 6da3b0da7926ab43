/** `base32` and `basenc`: bytes in letters that survive everywhere. */
import type { Applet, Tool } from "../coreutils/applet.ts";
import { type Options, parseOptions } from "../coreutils/options.ts";
import { bytesToText } from "../shell/bytes.ts";
import { readBytes } from "./read.ts";

/** An alphabet of 2^bits letters; texts are filled up with `=` to a multiple of `group`. */
interface Encoding {
  readonly alphabet: string;
  readonly bits: number;
  readonly group: number;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const encodings: Readonly<Record<string, Encoding>> = {
  base64: { alphabet: `${upper}${upper.toLowerCase()}0123456789+/`, bits: 6, group: 4 },
  base64url: { alphabet: `${upper}${upper.toLowerCase()}0123456789-_`, bits: 6, group: 4 },
  base32: { alphabet: `${upper}234567`, bits: 5, group: 8 },
  base32hex: { alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUV", bits: 5, group: 8 },
  base16: { alphabet: "0123456789ABCDEF", bits: 4, group: 1 },
  base2msbf: { alphabet: "01", bits: 1, group: 1 },
};

function encode(bytes: Uint8Array, { alphabet, bits, group }: Encoding): string {
  let text = "";
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (count += 8; count >= bits; held &= (1 << count) - 1) {
      count -= bits;
      text += alphabet[held >> count];
    }
  }
  if (count > 0) text += alphabet[held << (bits - count)];
  return text.padEnd(Math.ceil(text.length / group) * group, "=");
}

/** What could be read, and whether all of it could. */
function decode(text: string, { alphabet, bits, group }: Encoding): { readonly bytes: Uint8Array; readonly good: boolean } {
  const bytes: number[] = [];
  const whole = text.length % group === 0;
  const letters = text.replace(/=+$/, "");
  let held = 0;
  let count = 0;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return { bytes: Uint8Array.from(bytes), good: false };
    held = (held << bits) | value;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    bytes.push(held >> count);
    held &= (1 << count) - 1;
  }
  return { bytes: Uint8Array.from(bytes), good: whole };
}

function coder(fixed?: string): Applet {
  return async (process, args, tool) => {
    const options = parseOptions(args, {
      short: "diw:",
      long: {
        decode: "d",
        "ignore-garbage": "i",
        wrap: "w:",
        ...Object.fromEntries(Object.keys(encodings).map((name) => [name, name])),
      },
    });
    const name = fixed ?? options.order.filter((one) => one in encodings).at(-1);
    const encoding = name === undefined ? undefined : encodings[name];
    if (!encoding) return tool.usage("missing encoding type");
    const width = Number(options.value("w") ?? 76);
    if (!Number.isInteger(width) || width < 0) return tool.fail(`invalid wrap size: ‘${options.value("w")}’`);
    const [file = "-", extra] = options.operands;
    if (extra !== undefined) return tool.usage(`extra operand ‘${extra}’`);
    const bytes = await readBytes(process, file);
    if (typeof bytes === "string") return tool.fail(`${file}: ${bytes}`);
    if (options.has("d")) return unpack(bytes, encoding, options, tool, (text) => process.stdout(text));
    const text = encode(bytes, encoding);
    const lines = width === 0 ? text : (text.match(new RegExp(`.{1,${width}}`, "g")) ?? []).map((line) => `${line}\n`).join("");
    process.stdout(lines);
    return 0;
  };
}

function unpack(bytes: Uint8Array, encoding: Encoding, options: Options, tool: Tool, print: (text: string) => void): number {
  const text = bytesToText(bytes).replaceAll("\n", "");
  const kept = options.has("i") ? [...text].filter((letter) => letter === "=" || encoding.alphabet.includes(letter)).join("") : text;
  const { bytes: plain, good } = decode(kept, encoding);
  print(bytesToText(plain));
  return good ? 0 : tool.fail("invalid input");
}

export const base32 = coder("base32");
export const basenc = coder();

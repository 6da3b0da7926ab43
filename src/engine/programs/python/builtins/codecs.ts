/** Text to bytes and back. */
import { PyRaise, exception, raise } from "../runtime/errors.ts";
import { bytesToText, latin1ToBytes, textToBytes } from "../../shell/bytes.ts";
import { bytesToLatin1 } from "../../shell/bytes.ts";
import { PyBytes } from "../runtime/values.ts";

function codec(name: string): "utf-8" | "ascii" | "latin-1" {
  const plain = name.toLowerCase().replaceAll("_", "-");
  if (["utf-8", "utf8", "u8", "utf-8-sig"].includes(plain)) return "utf-8";
  if (["ascii", "us-ascii"].includes(plain)) return "ascii";
  if (["latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"].includes(plain)) return "latin-1";
  raise("LookupError", `unknown encoding: ${name}`);
}

export function encode(text: string, encoding = "utf-8", errors = "strict"): Uint8Array {
  const kind = codec(encoding);
  if (kind === "utf-8") return textToBytes(text);
  const limit = kind === "ascii" ? 0x80 : 0x100;
  const at = [...text].findIndex((character) => (character.codePointAt(0) as number) >= limit);
  if (at < 0) return latin1ToBytes(text);
  const fixed = (replacement: string): Uint8Array =>
    latin1ToBytes([...text].map((each) => ((each.codePointAt(0) as number) < limit ? each : replacement)).join(""));
  if (errors === "ignore") return fixed("");
  if (errors === "replace") return fixed("?");
  const character = [...text][at] as string;
  const code = character.codePointAt(0) as number;
  const shown = code < 256 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, "0")}`;
  const words = `'${kind}' codec can't encode character '${shown}' in position ${at}: ordinal not in range(${limit})`;
  throw new PyRaise(exception("UnicodeEncodeError", words));
}

export function decode(bytes: Uint8Array, encoding = "utf-8", errors = "strict"): string {
  const kind = codec(encoding);
  if (kind === "latin-1") return bytesToLatin1(bytes);
  if (kind === "ascii") {
    const at = bytes.findIndex((byte) => byte >= 0x80);
    if (at < 0) return bytesToLatin1(bytes);
    if (errors === "strict") fail("ascii", bytes[at] as number, at, "ordinal not in range(128)");
  }
  const text = bytesToText(bytes);
  const bad = /[\uDC80-\uDCFF]/.exec(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "  "));
  if (!bad || errors === "surrogateescape") return text;
  if (errors === "ignore") return text.replace(/(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g, "");
  if (errors === "replace") return text.replace(/(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g, "\uFFFD");
  const at = textToBytes(text.slice(0, bad.index)).length;
  return fail(
    "utf-8",
    bytes[at] as number,
    at,
    (bytes[at] as number) >= 0xc2 && (bytes[at] as number) <= 0xf4 ? "invalid continuation byte" : "invalid start byte",
  );
}

function fail(codecName: string, byte: number, at: number, why: string): never {
  throw new PyRaise(
    exception("UnicodeDecodeError", `'${codecName}' codec can't decode byte 0x${byte.toString(16)} in position ${at}: ${why}`),
  );
}

/** `"…"` or `b"…"`, as bytes. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  return textToBytes(String(value));
}

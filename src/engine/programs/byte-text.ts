/**
 * Text as a program sees it that knows no locale: a byte is a character. Bytes beyond ASCII are the lone surrogates that
 * `shell/bytes.ts` has for them, one each, so that `length` counts bytes, `.` matches one, and no letter comes of them.
 */
import { bytesToText, textToBytes } from "./shell/bytes.ts";

const beyondAscii = /[^\0-\x7f]+/g;

/** A character a byte. */
export function toByteText(text: string): string {
  return text.replace(beyondAscii, (part) => {
    let bytes = "";
    for (const byte of textToBytes(part)) bytes += byteCharacter(byte);
    return bytes;
  });
}

/** Characters again, where the bytes make some. */
export function fromByteText(text: string): string {
  return text.replace(beyondAscii, (part) => bytesToText(textToBytes(part)));
}

/** The character that stands for a byte, 0 to 255. */
export function byteCharacter(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

/** Whether a process's locale has characters of several bytes: it is UTF-8. */
export function countsCharacters(env: ReadonlyMap<string, string>): boolean {
  return /utf-?8/i.test(env.get("LC_ALL") || env.get("LC_CTYPE") || env.get("LANG") || "");
}

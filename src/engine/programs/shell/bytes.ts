/**
 * Text that can carry any bytes. What programs write is text; a byte that is not valid UTF-8 travels as one lone surrogate
 * U+DC80–U+DCFF (Python's "surrogateescape"), so a pipe full of gzip comes out as it went in.
 */
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const escaped = /[\uDC80-\uDCFF]/;
const loneEscapes = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g;

/** Decodes UTF-8; bytes that are none become lone surrogates. */
export function bytesToText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

/** The inverse of `bytesToText`. */
export function textToBytes(text: string): Uint8Array {
  if (!escaped.test(text)) return encoder.encode(text);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const match of text.matchAll(loneEscapes)) {
    parts.push(encoder.encode(text.slice(from, match.index)), Uint8Array.of(match[0].charCodeAt(0) - 0xdc00));
    from = match.index + 1;
  }
  parts.push(encoder.encode(text.slice(from)));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** For text that comes in pieces: as a screen shows its bytes, where what is not UTF-8 has a sign of its own. */
export function screenText(): (piece: string) => string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (piece) => decoder.decode(textToBytes(piece), { stream: true });
}

/** One character a byte, the form `Process.stdin` has. */
export function bytesToLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return text;
}

export function latin1ToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

const ascii = /^[\0-\x7f]*$/;

export function textToLatin1(text: string): string {
  return ascii.test(text) ? text : bytesToLatin1(textToBytes(text));
}

export function latin1ToText(text: string): string {
  return ascii.test(text) ? text : bytesToText(latin1ToBytes(text));
}

function decodeLossless(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes[index] as number);
    const sequence = bytes.subarray(index, index + length);
    try {
      text += strict.decode(sequence);
      index += length;
    } catch {
      text += String.fromCharCode(0xdc00 + (bytes[index] as number));
      index++;
    }
  }
  return text;
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

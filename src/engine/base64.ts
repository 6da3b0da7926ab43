/** Bytes as text, for lines and headers that carry nothing else. */

/** @param data bytes, or text that stands for its UTF-8 */
export function toBase64(data: Uint8Array | string): string {
  let bytes = "";
  for (const byte of typeof data === "string" ? new TextEncoder().encode(data) : data) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** Throws a `DOMException` for what is not base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

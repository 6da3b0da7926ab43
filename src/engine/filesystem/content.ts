import type { Content } from "./node.ts";

const encoder = new TextEncoder();

/** Text is encoded as UTF-8; bytes and contents are taken as they are. */
export function contentOf(value: Uint8Array | string | Content): Content {
  if (typeof value === "string") value = encoder.encode(value);
  return value instanceof Uint8Array ? { bytes: value, size: value.length } : value;
}

/** All bytes of a content, its hole filled with zeros. Without a hole it is the array itself: do not write into it. */
export function allBytes(content: Content): Uint8Array {
  if (content.bytes.length === content.size) return content.bytes;
  const bytes = new Uint8Array(content.size);
  bytes.set(content.bytes);
  return bytes;
}

import { FsError } from "./errors.ts";
import type { Content } from "./node.ts";

const encoder = new TextEncoder();

/** Text is encoded as UTF-8; bytes and contents are taken as they are. */
export function contentOf(value: Uint8Array | string | Content): Content {
  if (typeof value === "string") value = encoder.encode(value);
  return value instanceof Uint8Array ? { bytes: value, size: value.length } : value;
}

/** More of a hole than this is never filled: a file may say that it has terabytes. */
const mostBytes = 1 << 29;

/**
 * All bytes of a content, its hole filled with zeros. Without a hole it is the array itself: do not write into it.
 * Throws `FsError` ENOMEM for more than 512 MB.
 */
export function allBytes(content: Content): Uint8Array {
  if (content.bytes.length === content.size) return content.bytes;
  if (content.size > mostBytes) throw new FsError("ENOMEM", "");
  const bytes = new Uint8Array(content.size);
  bytes.set(content.bytes);
  return bytes;
}

/** How much of a buffer with room to spare is taken. */
const taken = new WeakMap<ArrayBufferLike, number>();

/**
 * The bytes of a content with `tail` after them. A file that grows and grows is written into one buffer with room to spare:
 * whoever holds an earlier content sees what it saw, since only bytes beyond its end are written.
 */
export function appended(content: Content, tail: Uint8Array): Uint8Array {
  const { bytes, size } = content;
  const length = size + tail.length;
  const end = bytes.byteOffset + bytes.length;
  const fits = taken.get(bytes.buffer) === end && bytes.length === size && bytes.buffer.byteLength - bytes.byteOffset >= length;
  const target = fits
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, length)
    : new Uint8Array(new ArrayBuffer(length < 4096 ? length : length * 2), 0, length);
  if (!fits) target.set(bytes);
  target.set(tail, size);
  if (target.buffer.byteLength > length || fits) taken.set(target.buffer, target.byteOffset + length);
  return target;
}

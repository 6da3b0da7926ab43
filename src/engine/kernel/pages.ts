/** What files take of memory that holds them: whole pages. */
import type { Content, Node } from "../filesystem/node.ts";

const pageSize = 4096;

/** So many bytes, in whole pages. */
export function inPages(bytes: number): number {
  return Math.ceil(bytes / pageSize) * pageSize;
}

/** Bytes that a file, or all files below a directory, take in a tmpfs. Names and links are kept elsewhere. */
export function memoryOf(node: Node | undefined): number {
  if (node?.kind === "file") return inPages(node.content.size);
  let sum = 0;
  if (node?.kind === "directory") for (const child of node.entries.values()) sum += memoryOf(child);
  return sum;
}

/** The content as far as `room` bytes reach; the content itself when all of it fits. */
export function fittingIn(content: Content, room: number): Content {
  return content.size <= room ? content : { bytes: content.bytes.subarray(0, room), size: room };
}

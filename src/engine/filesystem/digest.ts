import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Content, DirectoryNode, Node } from "./node.ts";

const encoder = new TextEncoder();

/** 64 hexadecimal digits. Text is taken as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === "string" ? encoder.encode(data) : data));
}

/** `sha256:` and 64 hexadecimal digits. */
export function digestOf(data: Uint8Array | string): string {
  return `sha256:${sha256Hex(data)}`;
}

/** SHA-256 fed piece by piece, for what is too big to stand in memory at once. */
export class Hasher {
  readonly #hash = sha256.create();
  update(data: Uint8Array | string): this {
    this.#hash.update(typeof data === "string" ? encoder.encode(data) : data);
    return this;
  }
  /** `sha256:…`; the hasher is used up by it. */
  digest(): string {
    return `sha256:${bytesToHex(this.#hash.digest())}`;
  }
}

const contents = new WeakMap<Content, string>();

/**
 * Digest of a file's bytes and size, 64 hexadecimal digits, remembered per content. Without a hole it is what
 * `sha256sum` prints; a hole counts by its length, so that nobody hashes thirty megabytes of zeros.
 */
export function contentDigest(content: Content): string {
  let digest = contents.get(content);
  if (digest === undefined) {
    digest = sha256Hex(content.bytes);
    if (content.size !== content.bytes.length) digest = sha256Hex(`sparse ${content.size} ${digest}`);
    contents.set(content, digest);
  }
  return digest;
}

/**
 * Whose files they are: from an image or a stage uid and gid count; the client sends the build context
 * as if all of it belonged to root (spec §4).
 */
export type Ownership = "image" | "context";

const sums: Record<Ownership, WeakMap<Node, string>> = { image: new WeakMap(), context: new WeakMap() };
const listings: Record<Ownership, WeakMap<DirectoryNode, string>> = { image: new WeakMap(), context: new WeakMap() };

/**
 * The cache checksum of a node (spec §4), 64 hexadecimal digits: type, permission bits, size, bytes, link target, owner
 * (see `Ownership`), and for a directory the names and checksums of all it holds. Times never count, nor does the
 * node's own name. Remembered per node: after an edit only the edited file and the directories above it are hashed.
 */
export function treeChecksum(node: Node, ownership: Ownership = "image"): string {
  const known = sums[ownership].get(node);
  if (known !== undefined) return known;
  const owner = ownership === "context" ? "0:0" : `${node.uid}:${node.gid}`;
  const device = node.kind === "file" && node.device ? `${node.device.type} ${node.device.major}:${node.device.minor} ` : "";
  const head = `${device}${node.kind} ${node.mode.toString(8)} ${owner} `;
  let sum: string;
  if (node.kind === "file") sum = sha256Hex(`${head}${node.content.size} ${contentDigest(node.content)}`);
  else if (node.kind === "symlink") sum = sha256Hex(head + node.target);
  else sum = sha256Hex(head + entriesChecksum(node, ownership));
  sums[ownership].set(node, sum);
  return sum;
}

/** As `treeChecksum`, but of what a directory holds, without its own mode and owner: a context's root has none that count. */
export function entriesChecksum(directory: DirectoryNode, ownership: Ownership = "image"): string {
  const known = listings[ownership].get(directory);
  if (known !== undefined) return known;
  // The order only has to be always the same; a slash or NUL in no name keeps the pairs apart.
  let text = "";
  for (const name of [...directory.entries.keys()].sort()) {
    text += `${name}\0${treeChecksum(directory.entries.get(name) as Node, ownership)}\0`;
  }
  const sum = sha256Hex(text);
  listings[ownership].set(directory, sum);
  return sum;
}

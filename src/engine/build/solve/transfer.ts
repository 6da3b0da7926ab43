/**
 * How many bytes the client sends to the builder: one protocol-buffer message for each entry of the tree, and two for
 * each file whose content is wanted (spec §2.2). Counted to the byte, since learners compare the numbers.
 */
import { contentDigest } from "../../filesystem/digest.ts";
import type { DirectoryNode, FileNode, Node } from "../../filesystem/node.ts";
import { sortedNames } from "../../filesystem/walk.ts";

const chunk = 32 * 1024;
const lastMessage = 2;

/** Bytes to send one file that stands alone: the Dockerfile, the .dockerignore. `size` is absent when there is none. */
export function fileTransfer(name: string, size: number | undefined, mtime: number): number {
  if (size === undefined) return lastMessage;
  return lastMessage + statBytes(name, { kind: "file", mode: 0o644, mtime, size }) + dataBytes(0, size);
}

/**
 * Bytes to send a context.
 * @param tree all that .dockerignore leaves
 * @param sent what the builder has from the build before; files that are the same to it are not sent again
 * @param wanted paths of the steps, absolute inside the context; only they, with the directories above, are sent
 */
export function contextTransfer(
  tree: DirectoryNode,
  sent: DirectoryNode | undefined,
  wanted: readonly string[],
): { bytes: number; files: number; size: number } {
  const counter = new Counter(wanted.map((path) => path.split("/").filter(Boolean)));
  counter.directory(tree, sent, "", []);
  return { bytes: counter.bytes + lastMessage, files: counter.files, size: counter.size };
}

/** Bytes that come back with `--output type=local`: as a context, but no message says where a file or the whole ends. */
export function outputTransfer(tree: DirectoryNode): number {
  const counter = new Counter([[]]);
  counter.directory(tree, undefined, "", []);
  return counter.bytes - counter.ends;
}

class Counter {
  bytes = 0;
  files = 0;
  /** Of the wanted files, sent or not. */
  size = 0;
  /** Bytes of the messages that only say that a file is at its end. */
  ends = 0;
  #id = 0;
  readonly #wanted: readonly (readonly string[])[];

  constructor(wanted: readonly (readonly string[])[]) {
    this.#wanted = wanted;
  }

  directory(node: DirectoryNode, sent: DirectoryNode | undefined, prefix: string, above: readonly string[]): void {
    for (const name of sortedNames(node)) {
      const path = [...above, name];
      if (!this.#wants(path)) continue;
      const child = node.entries.get(name) as Node;
      const before = sent?.entries.get(name);
      const id = this.#id++;
      const size = child.kind === "file" ? child.content.size : 0;
      this.size += size;
      this.bytes += statBytes(prefix + name, {
        kind: child.kind,
        mode: child.mode,
        mtime: child.mtime,
        size,
        ...(child.kind === "symlink" && { target: child.target }),
      });
      if (child.kind === "directory") this.directory(child, before?.kind === "directory" ? before : undefined, `${prefix}${name}/`, path);
      else if (child.kind === "file" && !isSame(child, before)) {
        this.files++;
        this.bytes += dataBytes(id, size);
        this.ends += dataBytes(id, 0);
      }
    }
  }

  /** Above, at or below a wanted path. */
  #wants(path: readonly string[]): boolean {
    return this.#wanted.some((parts) => parts.slice(0, path.length).every((part, index) => part === path[index] || /[*?[\\]/.test(part)));
  }
}

function isSame(file: FileNode, before: Node | undefined): boolean {
  if (file === before) return true;
  return (
    before?.kind === "file" &&
    before.mode === file.mode &&
    before.mtime === file.mtime &&
    contentDigest(before.content) === contentDigest(file.content)
  );
}

interface Stat {
  readonly kind: Node["kind"];
  readonly mode: number;
  readonly mtime: number;
  readonly size: number;
  readonly target?: string;
}

/** Fields with the value zero are left out; Go's mode bits for directories and links make the mode five bytes long. */
function statBytes(path: string, stat: Stat): number {
  const length = byteLength(path);
  let body = 1 + varint(length) + length;
  body += 1 + (stat.kind === "directory" ? 5 : stat.kind === "symlink" ? 4 : varint(stat.mode));
  if (stat.size > 0) body += 1 + varint(stat.size);
  if (stat.mtime !== 0) body += 1 + varint(stat.mtime * 1e6);
  if (stat.target) body += 1 + varint(byteLength(stat.target)) + byteLength(stat.target);
  return 1 + varint(body) + body;
}

function dataBytes(id: number, size: number): number {
  const head = 2 + (id > 0 ? 1 + varint(id) : 0);
  let bytes = head;
  for (let left = size; left > 0; left -= chunk) {
    const part = Math.min(left, chunk);
    bytes += head + 1 + varint(part) + part;
  }
  return bytes;
}

function varint(value: number): number {
  let bytes = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

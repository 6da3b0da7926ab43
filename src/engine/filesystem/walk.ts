import type { DirectoryNode, Node } from "./node.ts";

export interface Walked {
  /** Relative to the start, without a leading slash; empty for the start itself. */
  readonly path: string;
  readonly node: Node;
}

/** Every node below `directory` in sorted order, a directory before what is in it. The start itself is left out. */
export function* walk(directory: DirectoryNode, prefix = ""): Generator<Walked> {
  for (const name of sortedNames(directory)) {
    const node = directory.entries.get(name) as Node;
    const path = prefix === "" ? name : `${prefix}/${name}`;
    yield { path, node };
    if (node.kind === "directory") yield* walk(node, path);
  }
}

/** Names of a directory in byte order, as tar, `ls` in the C locale and BuildKit have them. */
export function sortedNames(directory: DirectoryNode): string[] {
  return [...directory.entries.keys()].sort(compareNames);
}

/** Compares by code point, which for UTF-8 is the order of the bytes. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x === y) continue;
    const surrogates = x >= 0xd800 && y >= 0xd800;
    // A surrogate pair stands for a code point above every other 16-bit unit.
    if (surrogates && isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

const sizes = new WeakMap<DirectoryNode, number>();

/** Sum of the apparent sizes of all files at and below `node`, in bytes. Remembered for directories. */
export function sizeOf(node: Node): number {
  if (node.kind === "file") return node.content.size;
  if (node.kind === "symlink") return 0;
  let size = sizes.get(node);
  if (size === undefined) {
    size = 0;
    for (const child of node.entries.values()) size += sizeOf(child);
    sizes.set(node, size);
  }
  return size;
}

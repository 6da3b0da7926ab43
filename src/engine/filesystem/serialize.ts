/**
 * Trees as bytes and back, to keep a lab in the browser. Whatever was shared is shared again: nodes, contents, and
 * also the trees of base images, which are only named ("externals") and must be at hand when reading.
 */
import { deviceFile } from "./build.ts";
import { ByteReader, ByteWriter, SnapshotError } from "./bytes.ts";
import { sha256Hex, treeChecksum } from "./digest.ts";
import type { Content, DeviceNumber, DirectoryNode, Meta, Node } from "./node.ts";

const magic = "drydock trees 1\n";
const kinds = ["file", "directory", "symlink", "device"] as const;
const deviceTypes = ["character", "block", "fifo"] as const;
const sumLength = 16;

/** A tree that is not stored but known by name on both sides. */
export interface External {
  readonly name: string;
  /** `treeChecksum` of the tree when it was written. */
  readonly checksum: string;
}

/** Writes trees down. Nodes that belong to one of `externals` are referred to and not stored. */
export function encodeTrees(roots: readonly Node[], externals: ReadonlyMap<string, DirectoryNode> = new Map()): Uint8Array {
  const writer = new ByteWriter();
  const references = new Map<Node, number>();
  writer.number(externals.size);
  let next = 0;
  for (const [name, tree] of externals) {
    writer.string(name).string(treeChecksum(tree));
    for (const node of numbered(tree)) {
      if (!references.has(node)) references.set(node, next);
      next++;
    }
  }
  const contents = new Map<Content, number>();
  const nodes: Node[] = [];
  for (const root of roots) collect(root, references, nodes, contents, next);
  writer.number(contents.size);
  for (const { bytes, size } of contents.keys()) writer.number(size).bytes(bytes);
  writer.number(nodes.length);
  for (const node of nodes) {
    const device = node.kind === "file" ? node.device : undefined;
    writer
      .number(kinds.indexOf(device ? "device" : node.kind))
      .number(node.mode)
      .number(node.uid)
      .number(node.gid)
      .float(node.mtime);
    if (device) writer.number(deviceTypes.indexOf(device.type)).number(device.major).number(device.minor);
    else if (node.kind === "file") writer.number(contents.get(node.content) as number);
    else if (node.kind === "symlink") writer.string(node.target);
    else {
      writer.number(node.entries.size);
      for (const [name, child] of node.entries) writer.string(name).number(references.get(child) as number);
    }
  }
  writer.number(roots.length);
  for (const root of roots) writer.number(references.get(root) as number);
  const body = writer.done();
  return new ByteWriter().raw(magic).raw(sha256Hex(body).slice(0, sumLength)).raw(body).done();
}

/** Which external trees must be brought to `decodeTrees`. Throws `SnapshotError` when the data is damaged. */
export function externalsOf(data: Uint8Array): External[] {
  return readExternals(open(data));
}

/**
 * Reads trees back, in the order they were given. Throws `SnapshotError` when the data is damaged in any way, or an
 * external tree is missing or no longer the one it was.
 */
export function decodeTrees(data: Uint8Array, externals: ReadonlyMap<string, DirectoryNode> = new Map()): Node[] {
  const reader = open(data);
  const known: Node[] = [];
  for (const { name, checksum } of readExternals(reader)) {
    const tree = externals.get(name);
    if (!tree) throw new SnapshotError(`the files of ${name} are needed and not here`);
    if (treeChecksum(tree) !== checksum) throw new SnapshotError(`the files of ${name} are not those it was saved with`);
    for (const node of numbered(tree)) known.push(node);
  }
  const contents = reader.list((): Content => {
    const size = reader.number();
    const bytes = reader.bytes();
    if (size < bytes.length) throw new SnapshotError("a file is shorter than its bytes");
    return { bytes, size };
  });
  for (let left = reader.number(); left > 0; left--) known.push(readNode(reader, contents, known));
  const roots = reader.list(() => at(known, reader.number()));
  reader.end();
  return roots;
}

function readNode(reader: ByteReader, contents: readonly Content[], known: readonly Node[]): Node {
  const kind = kinds[reader.number()];
  const meta: Meta = { mode: reader.number(), uid: reader.number(), gid: reader.number(), mtime: reader.float() };
  if (meta.mode > 0o7777) throw new SnapshotError("a mode is out of range");
  if (kind === "file") return { kind, ...meta, content: at(contents, reader.number()) };
  if (kind === "symlink") return { kind, ...meta, target: reader.string() };
  if (kind === "device") {
    const type = deviceTypes[reader.number()];
    if (type === undefined) throw new SnapshotError("a special file of no known type");
    const device: DeviceNumber = { type, major: reader.number(), minor: reader.number() };
    return deviceFile(device, meta);
  }
  if (kind !== "directory") throw new SnapshotError("a node of no known kind");
  const entries = new Map<string, Node>();
  for (let left = reader.number(); left > 0; left--) {
    const name = reader.string();
    if (name === "" || name === "." || name === ".." || /[/\0]/.test(name)) throw new SnapshotError("a file name that cannot be");
    // Only what came before can be meant, so that no tree contains itself.
    entries.set(name, at(known, reader.number()));
  }
  return { kind, ...meta, entries };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new SnapshotError("a reference to nothing");
  return item;
}

function open(data: Uint8Array): ByteReader {
  const reader = new ByteReader(data);
  if (reader.raw(magic.length) !== magic) throw new SnapshotError("not saved trees, or of another version");
  const sum = reader.raw(sumLength);
  if (sha256Hex(data.subarray(magic.length + sumLength)).slice(0, sumLength) !== sum) throw new SnapshotError("the checksum does not fit");
  return reader;
}

function readExternals(reader: ByteReader): External[] {
  return reader.list(() => ({ name: reader.string(), checksum: reader.string() }));
}

/** Nodes with what they hold in front of them, each once; those that have a number already are left out. */
function collect(node: Node, references: Map<Node, number>, nodes: Node[], contents: Map<Content, number>, first: number): void {
  if (references.has(node)) return;
  if (node.kind === "directory") for (const child of node.entries.values()) collect(child, references, nodes, contents, first);
  else if (node.kind === "file" && !contents.has(node.content)) contents.set(node.content, contents.size);
  references.set(node, first + nodes.length);
  nodes.push(node);
}

/** All nodes of an external tree, in an order that both sides agree on whatever the order of its maps. */
function* numbered(node: Node): Generator<Node> {
  yield node;
  if (node.kind === "directory") for (const name of [...node.entries.keys()].sort()) yield* numbered(node.entries.get(name) as Node);
}

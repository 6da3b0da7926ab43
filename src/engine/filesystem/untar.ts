/** Reads tar archives: what ADD unpacks, and what the lab wrote itself. Never trusts a name in them. */
import { gunzipSync } from "fflate";
import { deviceFile, directory } from "./build.ts";
import type { DeviceNumber, DirectoryNode, Meta, Node } from "./node.ts";
import { type Owner, opaqueWhiteout, whiteoutPrefix } from "./tar.ts";
import { WorkingTree } from "./working-tree.ts";

/** An archive that cannot be read, or that must not be. */
export class ArchiveError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ArchiveError";
  }
}

export interface TarEntry {
  /** Relative, without `.` and empty parts; never leads out. Empty for the top directory itself. */
  readonly path: string;
  readonly node: Node | HardLink;
  /** What the owner and the group were called where it was packed; empty where only their numbers are told. */
  readonly owner?: Owner;
}

export interface HardLink extends Meta {
  readonly kind: "link";
  /** Path of an earlier entry, cleaned like `path`. */
  readonly target: string;
}

const block = 512;
const decoder = new TextDecoder();
/** An archive of a learner's browser tab; more is a mistake or an attack. */
const maxUnpacked = 1 << 29;
/** PATH_MAX, with its final NUL; and how deep directories may lie in one another, which Linux leaves open. */
const maxPath = 4096;
const maxDepth = 512;
/** No disk of the lab has room for more, hole or not. */
const maxSize = 64 * 1024 ** 3;

export type Compression = "none" | "gzip" | "bzip2" | "xz" | "zstd";

/** By the first bytes, as Docker decides; `none` is said of anything else. */
export function compressionOf(bytes: Uint8Array): Compression {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x1f, 0x8b, 0x08)) return "gzip";
  if (starts(0x42, 0x5a, 0x68)) return "bzip2";
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) return "xz";
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return "zstd";
  return "none";
}

/** True when the bytes begin with a tar header whose checksum is right. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= block && checksumFits(bytes.subarray(0, block));
}

/**
 * Unpacks gzip; other bytes come back as they are.
 * Throws `ArchiveError` for broken data, for more than 512 MB, and for the compressions the lab does not know.
 */
export function decompress(bytes: Uint8Array, limit = maxUnpacked): Uint8Array {
  const compression = compressionOf(bytes);
  if (compression === "none") return bytes;
  if (compression !== "gzip") throw new ArchiveError(`the lab does not unpack ${compression}; use gzip or a plain tar`);
  if (bytes.length < 18) throw new ArchiveError("broken gzip data: unexpected EOF");
  // The last four bytes say how long the original is; nothing longer is unpacked.
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
  if (length > limit) throw new ArchiveError("archive is too big for the lab");
  let unpacked: Uint8Array;
  try {
    // One byte more than there should be: who lies about the length is found out, and gets no more memory than was said.
    unpacked = gunzipSync(bytes, { out: new Uint8Array(length + 1) });
  } catch (error) {
    throw new ArchiveError(`broken gzip data: ${(error as Error).message}`);
  }
  if (unpacked.length !== length) throw new ArchiveError("broken gzip data: invalid checksum");
  return unpacked;
}

/**
 * The entries of a plain tar in their order: ustar, GNU long names, PAX with sparse 1.0. What is none of these is left out.
 * Throws `ArchiveError` for a broken header, a cut archive, and names that lead out of the archive.
 */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = [];
  let global = new Map<string, string>();
  let local = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    if (at + block > bytes.length) throw new ArchiveError("unexpected EOF");
    const head = bytes.subarray(at, at + block);
    if (head.every((byte) => byte === 0)) break;
    if (!checksumFits(head)) throw new ArchiveError("archive/tar: invalid tar header");
    const pax = new Map([...global, ...local]);
    const size = Number(pax.get("size") ?? number(head, 124, 12));
    const start = at + block;
    if (!Number.isSafeInteger(size) || size < 0 || start + size > bytes.length) throw new ArchiveError("unexpected EOF");
    const body = bytes.subarray(start, start + size);
    at = start + Math.ceil(size / block) * block;
    const type = String.fromCharCode(head[156] as number);
    if (type === "x") local = paxRecords(body, local);
    else if (type === "g") global = paxRecords(body, global);
    else if (type === "L") local.set("path", text(body));
    else if (type === "K") local.set("linkpath", text(body));
    else {
      const entry = readEntry(head, type, pax, body);
      if (entry) entries.push({ ...entry, owner: { user: text(head.subarray(265, 297)), group: text(head.subarray(297, 329)) } });
      local = new Map();
    }
  }
  return entries;
}

/**
 * Lays entries into a tree below `at`, as extracting there would. Links on the way are followed inside the tree only.
 * With `whiteouts` the `.wh.` names of layers are obeyed; without, they are files like any other. Throws `FsError` when
 * something is in the way.
 */
export function unpack(tree: WorkingTree, at: string, entries: readonly TarEntry[], options: { whiteouts?: boolean } = {}): void {
  const base = at.replace(/\/+$/, "");
  /** Set at the end: filling a directory changes its time. */
  const times: [string, number][] = [];
  for (const { path, node } of entries) {
    const full = `${base}/${path}`;
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (options.whiteouts && name.startsWith(whiteoutPrefix)) {
      const parent = full.slice(0, full.length - name.length);
      if (name !== opaqueWhiteout) tree.remove(parent + name.slice(whiteoutPrefix.length), { recursive: true, force: true });
      else for (const child of tree.readdir(parent)) tree.remove(parent + child, { recursive: true });
      continue;
    }
    if (path === "") continue;
    const there = tree.lookup(full, { follow: false });
    if (node.kind === "directory") {
      if (there?.kind !== "directory") {
        if (there) tree.remove(full);
        tree.mkdir(full, { recursive: true });
      }
      tree.chown(full, node.uid, node.gid);
      tree.chmod(full, node.mode);
      times.push([full, node.mtime]);
      continue;
    }
    if (there) tree.remove(full, { recursive: true });
    if (node.kind === "link") {
      const original = tree.stat(`${base}/${node.target}`, { follow: false });
      tree.put(full, original, { parents: true });
    } else tree.put(full, node, { parents: true });
  }
  for (const [path, mtime] of times) if (tree.lookup(path)?.kind === "directory") tree.utimes(path, mtime);
}

/** The tree an archive holds, by itself. */
export function tarTree(bytes: Uint8Array): DirectoryNode {
  const tree = new WorkingTree(directory());
  unpack(tree, "/", readTar(decompress(bytes)));
  return tree.root;
}

function readEntry(head: Uint8Array, type: string, pax: ReadonlyMap<string, string>, body: Uint8Array): TarEntry | undefined {
  const prefix = text(head.subarray(257, 262)) === "ustar" ? text(head.subarray(345, 500)) : "";
  const ownName = text(head.subarray(0, 100));
  const path = clean(pax.get("GNU.sparse.name") ?? pax.get("path") ?? (prefix ? `${prefix}/${ownName}` : ownName));
  const target = pax.get("linkpath") ?? text(head.subarray(157, 257));
  const meta: Meta = {
    mode: number(head, 100, 8) & 0o7777,
    uid: Number(pax.get("uid") ?? number(head, 108, 8)),
    gid: Number(pax.get("gid") ?? number(head, 116, 8)),
    mtime: Math.floor(Number(pax.get("mtime") ?? number(head, 136, 12))) * 1000,
  };
  if (type === "5" || (type !== "2" && ownName.endsWith("/"))) return { path, node: { kind: "directory", ...meta, entries: new Map() } };
  if (type === "2") return { path, node: { kind: "symlink", ...meta, target } };
  if (type === "1") return { path, node: { kind: "link", ...meta, target: clean(target) } };
  if (type === "3" || type === "4" || type === "6") {
    const device: DeviceNumber = {
      type: ({ 3: "character", 4: "block", 6: "fifo" } as const)[type],
      major: number(head, 329, 8),
      minor: number(head, 337, 8),
    };
    return { path, node: deviceFile(device, meta) };
  }
  if (type !== "0" && type !== "\0" && type !== "7") return undefined;
  const content = pax.has("GNU.sparse.major")
    ? sparse(body, Number(pax.get("GNU.sparse.realsize")))
    : { bytes: body.slice(), size: body.length };
  return { path, node: { kind: "file", ...meta, content } };
}

/** PAX sparse 1.0: a list of regions in front of the data. Regions become bytes up to the end of the last one that holds any. */
function sparse(body: Uint8Array, size: number): { bytes: Uint8Array; size: number } {
  let at = 0;
  const next = (): number => {
    const end = body.indexOf(10, at);
    const value = end < 0 ? Number.NaN : Number(decoder.decode(body.subarray(at, end)) || Number.NaN);
    if (!Number.isSafeInteger(value) || value < 0 || !Number.isSafeInteger(size)) throw new ArchiveError("archive/tar: invalid sparse map");
    at = end + 1;
    return value;
  };
  const regions: [offset: number, length: number][] = [];
  for (let count = next(); count > 0; count--) regions.push([next(), next()]);
  let from = Math.ceil(at / block) * block;
  const end = Math.max(0, ...regions.map(([offset, length]) => (length > 0 ? offset + length : 0)));
  if (size > maxSize) throw new ArchiveError("no space left on device");
  if (end > size || end > maxUnpacked) throw new ArchiveError("archive/tar: invalid sparse map");
  const bytes = new Uint8Array(end);
  for (const [offset, length] of regions) {
    if (length === 0) continue;
    if (from + length > body.length) throw new ArchiveError("unexpected EOF");
    bytes.set(body.subarray(from, from + length), offset);
    from += length;
  }
  return { bytes, size };
}

function clean(name: string): string {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || name.includes("\0")) throw new ArchiveError(`invalid entry name ${JSON.stringify(name.slice(0, maxPath))}`);
  if (name.length >= maxPath) throw new ArchiveError(`${name.slice(0, 60)}…: file name too long`);
  if (parts.length > maxDepth)
    throw new ArchiveError(`drydock: ${name.slice(0, 60)}…: ${parts.length} directories in one another are more than the lab unpacks`);
  return parts.join("/");
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal text, or base 256 when the first bit is set. */
function number(head: Uint8Array, at: number, length: number): number {
  const first = head[at] as number;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (let index = 1; index < length; index++) value = value * 256 + (head[at + index] as number);
    return value;
  }
  const digits = text(head.subarray(at, at + length)).trim();
  return digits === "" ? 0 : Number.parseInt(digits, 8);
}

function checksumFits(head: Uint8Array): boolean {
  let sum = 0;
  for (let index = 0; index < block; index++) sum += index >= 148 && index < 156 ? 32 : (head[index] as number);
  return sum === number(head, 148, 8);
}

function paxRecords(body: Uint8Array, into: ReadonlyMap<string, string>): Map<string, string> {
  const records = new Map(into);
  for (let at = 0; at < body.length; ) {
    const blank = body.indexOf(32, at);
    const length = blank < 0 ? Number.NaN : Number(decoder.decode(body.subarray(at, blank)));
    const line = decoder.decode(body.subarray(blank + 1, at + length - 1));
    const equals = line.indexOf("=");
    if (!(length > 0) || at + length > body.length || equals < 1) throw new ArchiveError("archive/tar: invalid tar header");
    const value = line.slice(equals + 1);
    if (value === "") records.delete(line.slice(0, equals));
    else records.set(line.slice(0, equals), value);
    at += length;
  }
  return records;
}

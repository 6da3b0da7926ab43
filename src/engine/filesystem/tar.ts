/**
 * Tar as layers are made of: ustar, PAX records where ustar cannot say it, and files with a hole as PAX sparse 1.0, so
 * that a simulated 30 MB binary takes two kilobytes and GNU tar and Go's archive/tar still unpack 30 MB.
 */
import type { Change } from "./diff.ts";
import { Hasher } from "./digest.ts";
import type { DeviceNumber, FileNode, Node } from "./node.ts";

const block = 512;
const encoder = new TextEncoder();
/** What eleven octal digits hold. */
const maxOctal = 8 ** 11 - 1;
/** What seven octal digits hold. */
const maxId = 8 ** 7 - 1;

/** What the accounts of whoever packs call a file's owner and group. Docker's daemon packs numbers alone. */
export interface Owner {
  readonly user: string;
  readonly group: string;
}

export type OwnerNames = (node: Node) => Owner;

/** A whiteout hides a name of the layers below (OCI image spec, "Whiteouts"). */
export const whiteoutPrefix = ".wh.";
/** Hides everything the layers below have in the same directory. */
export const opaqueWhiteout = ".wh..wh..opq";

/**
 * The tar of a layer, piece by piece, always the same for the same changes. Times are floored to seconds. One node under two names is a
 * hard link: the second name refers to the first.
 */
export function* tarChunks(changes: readonly Change[], namesOf?: OwnerNames): Generator<Uint8Array> {
  const names = new Map<Node, string>();
  for (const { path, node } of changes) {
    const first = node && names.get(node);
    if (node?.kind === "file" && first === undefined) names.set(node, path);
    if (node) yield* entryChunks(path, node, { linked: first, owner: namesOf?.(node) });
    else yield* entryChunks(whiteoutPath(path), whiteout);
  }
  yield new Uint8Array(2 * block);
}

/** The whole tar in one array. */
export function writeTar(changes: readonly Change[], namesOf?: OwnerNames): Uint8Array {
  const chunks = [...tarChunks(changes, namesOf)];
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** `sha256:…` of the tar: a layer's diff id. */
export function tarDigest(changes: readonly Change[]): string {
  const hasher = new Hasher();
  for (const chunk of tarChunks(changes)) hasher.update(chunk);
  return hasher.digest();
}

const whiteout: FileNode = { kind: "file", mode: 0, uid: 0, gid: 0, mtime: 0, content: { bytes: new Uint8Array(), size: 0 } };

function whiteoutPath(path: string): string {
  const cut = path.lastIndexOf("/") + 1;
  return path.slice(0, cut) + whiteoutPrefix + path.slice(cut);
}

interface EntryOptions {
  /** The name that the file has already. */
  readonly linked?: string | undefined;
  readonly owner?: Owner | undefined;
}

function* entryChunks(path: string, node: Node, { linked, owner }: EntryOptions = {}): Generator<Uint8Array> {
  const pax = new Map<string, string>();
  let name = node.kind === "directory" ? `${path}/` : path;
  let body: Uint8Array[] = [];
  let size = 0;
  if (node.kind === "file" && linked === undefined) {
    const { bytes, size: realSize } = node.content;
    const hole = realSize - bytes.length;
    if (hole >= block) {
      const map = sparseMap(bytes.length, realSize);
      body = [map, bytes];
      size = map.length + bytes.length;
      pax
        .set("GNU.sparse.major", "1")
        .set("GNU.sparse.minor", "0")
        .set("GNU.sparse.name", name)
        .set("GNU.sparse.realsize", String(realSize));
      name = sparseName(name);
    } else {
      body = [bytes, new Uint8Array(hole)];
      size = realSize;
    }
  }
  const split = splitName(name);
  if (!split && !pax.has("GNU.sparse.name")) pax.set("path", name);
  const target = node.kind === "symlink" ? node.target : (linked ?? "");
  if (!fits(target, 100)) pax.set("linkpath", target);
  if (size > maxOctal) pax.set("size", String(size));
  if (node.uid > maxId) pax.set("uid", String(node.uid));
  if (node.gid > maxId) pax.set("gid", String(node.gid));
  if (pax.size > 0) {
    const records = paxRecords(pax);
    yield header({
      name: `PaxHeaders.0/${asciiTail(path)}`,
      prefix: "",
      mode: 0,
      uid: 0,
      gid: 0,
      mtime: 0,
      type: "x",
      size: records.length,
      target: "",
    });
    yield* padded([records]);
  }
  const short = split ?? { name: asciiTail(path) + (node.kind === "directory" ? "/" : ""), prefix: "" };
  const device = node.kind === "file" && linked === undefined ? node.device : undefined;
  const type =
    linked !== undefined
      ? "1"
      : device
        ? { character: "3", block: "4", fifo: "6" }[device.type]
        : { file: "0", directory: "5", symlink: "2" }[node.kind];
  const mtime = Math.min(maxOctal, Math.max(0, Math.floor(node.mtime / 1000)));
  yield header({
    ...node,
    ...short,
    mtime,
    type,
    size,
    target: pax.has("linkpath") ? asciiTail(target) : target,
    ...(device && { device }),
    ...(owner && { owner }),
  });
  yield* padded(body);
}

interface Header {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds. */
  readonly mtime: number;
  readonly type: string;
  readonly size: number;
  readonly target: string;
  readonly device?: DeviceNumber;
  readonly owner?: Owner;
}

function header({ name, prefix, mode, uid, gid, mtime, type, size, target, device, owner }: Header): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (at: number, text: string): void => {
    for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
  };
  /** Octal, zero-filled, with a NUL behind. Too big a number is in a PAX record and zero here. */
  const octal = (at: number, length: number, value: number, max: number): void =>
    put(at, (value > max ? 0 : value).toString(8).padStart(length - 1, "0"));
  put(0, name);
  octal(100, 8, mode, maxId);
  octal(108, 8, uid, maxId);
  octal(116, 8, gid, maxId);
  octal(124, 12, size, maxOctal);
  octal(136, 12, mtime, maxOctal);
  put(148, "        ");
  put(156, type);
  put(157, target);
  put(257, "ustar\x0000");
  put(265, (owner?.user ?? "").slice(0, 31));
  put(297, (owner?.group ?? "").slice(0, 31));
  octal(329, 8, device?.major ?? 0, maxId);
  octal(337, 8, device?.minor ?? 0, maxId);
  put(345, prefix);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return bytes;
}

function* padded(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (part.length > 0) yield part;
  }
  const rest = length % block;
  if (rest > 0) yield new Uint8Array(block - rest);
}

/** One region of data, then the end of the file as an empty one: the way GNU tar marks a hole at the end. */
function sparseMap(data: number, size: number): Uint8Array {
  const text = data > 0 ? `2\n0\n${data}\n${size}\n0\n` : `1\n${size}\n0\n`;
  const bytes = new Uint8Array(Math.ceil(text.length / block) * block);
  bytes.set(encoder.encode(text));
  return bytes;
}

/** What a reader that knows nothing of sparse files would call it. */
function sparseName(path: string): string {
  const cut = path.lastIndexOf("/") + 1;
  const name = `${path.slice(0, cut)}GNUSparseFile.0/${path.slice(cut)}`;
  return splitName(name) ? name : `GNUSparseFile.0/${asciiTail(path)}`;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a field, every other character may stand in a name.
  return /^[\x01-\x7f]*$/.test(text);
}

function fits(text: string, length: number): boolean {
  return text.length <= length && isAscii(text);
}

/** Name and prefix as ustar splits them at a slash; `undefined` when it does not fit. */
function splitName(path: string): { name: string; prefix: string } | undefined {
  if (!isAscii(path)) return undefined;
  if (path.length <= 100) return { name: path, prefix: "" };
  const cut = path.slice(0, 156).lastIndexOf("/", path.endsWith("/") ? path.length - 2 : path.length);
  const name = path.slice(cut + 1);
  return cut > 0 && name.length <= 100 ? { name, prefix: path.slice(0, cut) } : undefined;
}

/** A stand-in for a name that only PAX can hold. */
function asciiTail(path: string): string {
  const tail = path.slice(path.lastIndexOf("/", path.length - 2) + 1);
  return tail.replace(/[^\x20-\x7e]/g, "_").slice(0, 80);
}

/** `length key=value\n`, sorted by key, where the length counts itself. */
function paxRecords(records: ReadonlyMap<string, string>): Uint8Array {
  let text = "";
  for (const key of [...records.keys()].sort()) {
    const rest = ` ${key}=${records.get(key)}\n`;
    const bytes = encoder.encode(rest).length;
    let length = bytes + String(bytes).length;
    if (String(length).length !== String(bytes).length) length = bytes + String(length).length;
    text += `${length}${rest}`;
  }
  return encoder.encode(text);
}

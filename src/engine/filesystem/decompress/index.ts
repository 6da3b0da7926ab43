/** All compressions Docker knows, as far as the bytes can be read. A module of its own: most builds never load it. */
import { Decompress } from "fzstd";
import { Gunzip } from "fflate";
import { compressionOf } from "../untar.ts";
import { bunzip2 } from "./bzip2.ts";
import { GrowingBytes } from "./growing.ts";
import { Corrupt } from "./lzma.ts";
import { unxz } from "./xz.ts";

export interface Decompressed {
  readonly bytes: Uint8Array;
  /** Why there are no more of them, in the words of what Docker has unpack them; absent when all were read. */
  readonly error?: string;
  /** Docker hears of it even when it wanted no more: the program it had start failed. */
  readonly always?: boolean;
}

const maxUnpacked = 1 << 29;
const piece = 1 << 14;

/** Never throws. Bytes that are not compressed come back as they are. */
export function decompressAll(bytes: Uint8Array, limit = maxUnpacked): Decompressed {
  const compression = compressionOf(bytes);
  if (compression === "none") return { bytes };
  const out = new GrowingBytes(limit);
  try {
    if (compression === "bzip2") bunzip2(bytes, out);
    else if (compression === "xz") unxz(bytes, out);
    else stream(compression, bytes, out);
    return { bytes: out.bytes };
  } catch (error) {
    if (error instanceof RangeError) return { bytes: out.bytes, error: "drydock: the archive is too big for the lab", always: true };
    const message = (error as Error).message;
    if (error instanceof Corrupt) return { bytes: out.bytes, error: `exit status 1: xz: (stdin): ${message}`, always: true };
    return { bytes: out.bytes, error: message };
  }
}

/** Piece by piece, so that what comes before a mistake is kept. */
function stream(compression: "gzip" | "zstd", bytes: Uint8Array, out: GrowingBytes): void {
  let ended = false;
  const take = (data: Uint8Array, isLast?: boolean) => {
    out.append(data);
    ended ||= isLast === true;
  };
  const decoder = compression === "gzip" ? new Gunzip(take) : new Decompress(take);
  let members = 1;
  if (decoder instanceof Gunzip) decoder.onmember = () => members++;
  try {
    for (let at = 0; at < bytes.length; at += piece) decoder.push(bytes.slice(at, at + piece), at + piece >= bytes.length);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error("unexpected EOF");
  }
  if (!ended || (compression === "gzip" && members === 1 && out.length % 2 ** 32 !== originalSize(bytes)))
    throw new Error("unexpected EOF");
}

/** What the end of gzip data says of the length of what was packed: the decoder itself overlooks some early ends. */
function originalSize(bytes: Uint8Array): number {
  return bytes.length < 18 ? -1 : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
}

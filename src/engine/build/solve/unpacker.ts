/** What ADD does with the archives of its client. */
import { allBytes } from "../../filesystem/content.ts";
import type { Decompressed } from "../../filesystem/decompress/index.ts";
import { FsError } from "../../filesystem/errors.ts";
import { ArchiveError, compressionOf, isTar, readTar, unpack } from "../../filesystem/untar.ts";
import { StepError, type Unpacker } from "./copy.ts";

/** Go's inflater hands over whole windows: of the one in which the data breaks off nothing is read. */
const inflateWindow = 1 << 15;

/** Only what may have to unpack something loads what can. */
export async function archiveUnpacker(): Promise<Unpacker> {
  return unpackerWith((await import("../../filesystem/decompress/index.ts")).decompressAll);
}

/**
 * ADD unpacks local archives, whatever they are called (spec §4). What does not begin as one is a file like any other;
 * what begins as one and cannot be read to its end is an error.
 */
function unpackerWith(decompressAll: (bytes: Uint8Array) => Decompressed): Unpacker {
  return (tree, at, file, owner) => {
    const packed = allBytes(file.content);
    const { bytes: all, error, always } = decompressAll(packed);
    const isCut = error !== undefined && compressionOf(packed) === "gzip" && !endsAsTar(all);
    const bytes = isCut ? all.subarray(0, all.length - (all.length % inflateWindow)) : all;
    if (!isTar(bytes)) return false;
    try {
      const entries = readTar(bytes);
      if (error !== undefined && (always || !endsAsTar(bytes))) throw new StepError(error);
      unpack(tree, at, owner ? entries.map(({ path, node }) => ({ path, node: { ...node, ...owner } })) : entries);
      return true;
    } catch (failure) {
      if (failure instanceof ArchiveError) throw new StepError(error ?? failure.message);
      throw failure instanceof FsError ? new StepError(failure.message) : failure;
    }
  };
}

/** Behind the last entry stand blocks of nothing. */
function endsAsTar(bytes: Uint8Array): boolean {
  const end = bytes.length - (bytes.length % 512);
  return end >= 512 && bytes.subarray(end - 512, end).every((byte) => byte === 0);
}

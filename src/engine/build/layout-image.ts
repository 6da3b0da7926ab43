/** An image in the directory of an OCI layout: what `docker save` writes, unpacked. */
import type { Digest } from "../api.ts";
import { allBytes } from "../filesystem/content.ts";
import { FsError } from "../filesystem/errors.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { resolvePath } from "../filesystem/resolve.ts";
import { decompress } from "../filesystem/untar.ts";
import { readConfig } from "../images/archive/config-reader.ts";
import { layerFromTar } from "../images/archive/load.ts";
import { makeImage } from "../images/config.ts";
import type { Image, Layer } from "../images/image.ts";
import { parseManifest } from "../registry/manifest.ts";

/** The message is the store's, with its code. */
export class LayoutError extends Error {
  constructor(code: "InvalidArgument" | "NotFound", what: string) {
    super(`${code}: rpc error: code = ${code} desc = ${what}`);
  }
}

export interface LayoutImage {
  readonly mediaType: string;
  readonly image: Image;
}

/** Throws `LayoutError` for what is not there, and as `docker pull` and `docker load` do for what is malformed. */
export function imageOfLayout(layout: DirectoryNode, digest: string): LayoutImage {
  const manifest = parseManifest(blobOf(layout, digest));
  const { parts, diffIds } = readConfig(new TextDecoder().decode(blobOf(layout, manifest.config.digest)));
  const layers: Layer[] = [];
  for (const [index, diffId] of diffIds.entries()) {
    const tar = decompress(blobOf(layout, manifest.layers[index]?.digest ?? ""));
    layers.push(layerFromTar(layers.at(-1), tar, diffId));
  }
  return { mediaType: manifest.mediaType, image: makeImage({ ...parts, layers }) };
}

function blobOf(layout: DirectoryNode, digest: Digest): Uint8Array {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new LayoutError("InvalidArgument", `${JSON.stringify(digest)} failed validation`);
  try {
    const { node } = resolvePath(layout, `/blobs/${digest.replace(":", "/")}`, true);
    if (node?.kind === "file") return allBytes(node.content);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
  }
  throw new LayoutError("NotFound", `content ${digest}: not found`);
}

/** Image manifests as the daemon writes and reads them, and the blobs they list. */
import { gzipSync } from "fflate";
import { type Digest, EngineError } from "../api.ts";
import { allBytes } from "../filesystem/content.ts";
import { digestOf } from "../filesystem/digest.ts";
import { writeTar } from "../filesystem/tar.ts";
import type { Image, Layer } from "../images/image.ts";
import { changesOf } from "../images/layer.ts";
import { configJson } from "../images/config.ts";

export const manifestTypes = {
  manifest: "application/vnd.docker.distribution.manifest.v2+json",
  config: "application/vnd.docker.container.image.v1+json",
  layer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
  ociManifest: "application/vnd.oci.image.manifest.v1+json",
} as const;

export interface Blob {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** A blob that a manifest lists. */
export interface BlobDescriptor {
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly digest: Digest;
}

export interface Manifest {
  readonly mediaType: string;
  readonly config: BlobDescriptor;
  readonly layers: readonly BlobDescriptor[];
}

const packed = new WeakMap<Layer, Blob>();

/** A layer as it travels: its tar, compressed. Always the same bytes for the same layer. */
export function layerBlob(layers: readonly Layer[], index: number): Blob {
  const layer = layers[index] as Layer;
  let blob = packed.get(layer);
  if (!blob) {
    const bytes = gzipSync(layer.tar ? allBytes(layer.tar) : writeTar(changesOf(layers, index)), { mtime: 0 });
    blob = { bytes, digest: digestOf(bytes) };
    packed.set(layer, blob);
  }
  return blob;
}

/** An image's config: its digest is the image's id. */
export function configBlob(image: Image): Blob {
  return { bytes: new TextEncoder().encode(configJson(image)), digest: image.id };
}

/** The manifest of an image as the daemon pushes it, byte for byte as Go indents it. */
export function manifestText(config: Blob, layers: readonly Blob[]): string {
  const descriptor = (mediaType: string, { bytes, digest }: Blob): BlobDescriptor => ({ mediaType, size: bytes.length, digest });
  return JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: manifestTypes.manifest,
      config: descriptor(manifestTypes.config, config),
      layers: layers.map((layer) => descriptor(manifestTypes.layer, layer)),
    },
    null,
    3,
  );
}

/** Throws `EngineError` for what is no image's manifest. */
export function parseManifest(bytes: Uint8Array): Manifest {
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Manifest> | null;
  } catch {
    throw new EngineError(500, "invalid character in manifest");
  }
  const layers = value?.layers;
  if (!value || !isDescriptor(value.config) || !Array.isArray(layers) || !layers.every(isDescriptor))
    throw new EngineError(500, `unsupported manifest media type and no default available: ${String(value?.mediaType ?? "")}`);
  return { mediaType: value.mediaType ?? manifestTypes.ociManifest, config: value.config, layers };
}

function isDescriptor(value: unknown): value is BlobDescriptor {
  return typeof value === "object" && value !== null && typeof (value as Partial<BlobDescriptor>).digest === "string";
}

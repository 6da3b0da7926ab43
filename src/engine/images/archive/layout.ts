/** The words of an image archive: an OCI layout, and beside it the `manifest.json` that older engines read. */

export const layoutFile = '{"imageLayoutVersion": "1.0.0"}';

export const mediaTypes = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
} as const;

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** One image in `manifest.json`. */
export interface ManifestItem {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[] | null;
  readonly LayerSources?: Readonly<Record<string, Descriptor>>;
}

/** Where a blob lies in the archive. */
export function blobPath(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}

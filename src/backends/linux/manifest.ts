/** What `npm run linux:image` tells the pages of the image it made. */
export interface LinuxManifest {
  /** Release of the kernel: `6.1.0-50-686`. */
  readonly kernel: string;
  /** File beside the manifest, its hash in its name: the machine's memory after it has booted, zstd-compressed. */
  readonly snapshot: string;
  /** Hash of what it was made by: scripts and machine. Another one, and the image is out of date. */
  readonly recipe: string;
  /** Of the snapshot as it is fetched. */
  readonly bytes: number;
  readonly packages: readonly { readonly name: string; readonly version: string; readonly source: string }[];
}

/** Checks what was fetched. Throws with what to do about it when it is no manifest. */
export function readManifest(value: unknown): LinuxManifest {
  const { kernel, snapshot, recipe, bytes, packages } = (value ?? {}) as Partial<LinuxManifest>;
  if (
    typeof kernel !== "string" ||
    typeof snapshot !== "string" ||
    typeof recipe !== "string" ||
    typeof bytes !== "number" ||
    !Array.isArray(packages)
  )
    throw new Error("linux/manifest.json is not what this version of the lab makes: run `npm run linux:image` again.");
  return { kernel, snapshot, recipe, bytes, packages };
}

import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

/** Absolute paths of all regular files below a folder, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A site's base as addresses begin with it: `/`, `/drydock/`. */
export function baseOf(config: { readonly base: string }): string {
  return config.base.endsWith("/") ? config.base : `${config.base}/`;
}

/** A file's path in the built folder, with slashes: `learn/images/layers/index.html`. */
export function builtPath(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/");
}

/** What a page is asked for by, without the base: `learn/images/layers/`. Other files by their path. */
export function addressOf(path: string): string {
  return path.replace(/(^|\/)index\.html$/, "$1");
}

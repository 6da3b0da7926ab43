/** `--cache-from`: a vertex for each source, and what it offers to the build (spec §6). One that is missing stops nothing. */
import { type CacheSource, EngineError } from "../api.ts";
import type { Clock } from "../clock.ts";
import { FsError } from "../filesystem/errors.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { ArchiveError } from "../filesystem/untar.ts";
import type { Image } from "../images/image.ts";
import { canonical, InvalidReference } from "../images/reference.ts";
import type { BuildCache } from "./keys/cache.ts";
import { sha } from "./keys/hash.ts";
import { defaultPlatform } from "../dockerfile/platform.ts";
import { imageOfLayout, LayoutError } from "./layout-image.ts";
import { offeredCache } from "./solve/inline-cache.ts";
import type { Progress, RunningVertex } from "./solve/progress.ts";

export interface ImportWorld {
  readonly clock: Clock;
  readonly cache: BuildCache;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** An image of the store or the registry; absent when neither has it. */
  find(reference: string, platform: string): Promise<Image | undefined>;
}

/** Offers what the sources hold to the cache, in their order. */
export async function importCaches(sources: readonly CacheSource[], world: ImportWorld): Promise<void> {
  for (const source of sources) {
    // Without the service or the directory that it names, a source is passed over; the client says so.
    if (source.type === "gha" || (source.type === "local" && !source.tree)) continue;
    const running = world.progress.start({ id: `import ${nameOf(source)}`, name: `importing cache manifest from ${nameOf(source)}` });
    await world.clock.sleep(4, world.signal);
    try {
      const { records, links } = offeredCache(await imageOf(source, world, running), nameOf(source), world.clock.now());
      world.cache.offer(records, links);
      running.complete();
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      running.fail(error.message);
    }
  }
}

/** The docker driver writes no cache of its own there; what it reads is an image that carries one. */
async function imageIn(tree: DirectoryNode, digest: string, { clock, signal }: ImportWorld, running: RunningVertex): Promise<Image> {
  try {
    const { image, mediaType } = imageOfLayout(tree, digest);
    await running.task(`inferred cache manifest type: ${mediaType}`, () => clock.sleep(1, signal));
    return image;
  } catch (error) {
    if (error instanceof LayoutError || error instanceof EngineError || error instanceof ArchiveError || error instanceof FsError)
      throw new ImportError(`failed to configure local cache importer: ${error.message}`);
    throw error;
  }
}

class ImportError extends Error {}

function nameOf({ type, attributes }: CacheSource): string {
  if (type === "registry") return attributes.ref ?? "";
  return `${type}:${BigInt(`0x${sha(JSON.stringify([type, attributes])).slice(0, 16)}`)}`;
}

async function imageOf({ type, attributes, tree }: CacheSource, world: ImportWorld, running: RunningVertex): Promise<Image> {
  if (type === "local" && tree) return imageIn(tree, attributes.digest ?? "", world, running);
  if (type !== "registry") throw new ImportError(`unknown cache importer: ${type}`);
  const failed = (why: string) => new ImportError(`failed to configure registry cache importer: ${why}`);
  let reference: string;
  try {
    reference = canonical(attributes.ref ?? "");
  } catch (error) {
    if (error instanceof InvalidReference) throw failed(error.message);
    throw error;
  }
  const image = await world.find(reference, defaultPlatform);
  if (!image) throw failed(`${reference}: not found`);
  return image;
}

/** `docker images --filter` and its REPOSITORY argument. */
import type { Engine, ImageSummary } from "../engine/api.ts";

/** One line of `docker images`: an image under one of its names. */
export interface ImageRow {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const none = "<none>";

/**
 * Images that pass every filter, newest first, one row a name.
 * @param filters `name=value`
 * @throws EngineError for a filter there is not or that cannot be read
 */
export async function selectImages(engine: Engine, all: boolean, filters: readonly string[]): Promise<ImageRow[]> {
  return (await listImages(engine, all, filters)).flatMap(rowsOf);
}

/** The same, one an image. @throws EngineError */
export async function listImages(engine: Engine, all: boolean, filters: readonly string[]): Promise<readonly ImageSummary[]> {
  const wanted: Record<string, string[]> = {};
  for (const filter of filters.filter((text) => text !== "")) {
    const equals = filter.indexOf("=");
    const name = filter.slice(0, equals).trim().toLowerCase();
    wanted[name] = [...(wanted[name] ?? []), filter.slice(equals + 1).trim()];
  }
  return engine.imageList({ all, filters: wanted });
}

/** An image under each of its names. */
export function rowsOf(image: ImageSummary): ImageRow[] {
  const digests = new Map(image.RepoDigests.map((text) => [text.split("@")[0] ?? "", text.split("@")[1] ?? none]));
  if (image.RepoTags.length === 0) {
    const [repository, digest] = [...digests][0] ?? [none, none];
    return [{ image, repository, tag: none, digest }];
  }
  return image.RepoTags.map((name) => {
    const colon = name.lastIndexOf(":");
    const repository = name.slice(0, colon);
    return { image, repository, tag: name.slice(colon + 1), digest: digests.get(repository) ?? none };
  });
}

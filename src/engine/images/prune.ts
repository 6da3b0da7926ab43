import type { Filters, ImageDeleteItem, PruneReport } from "../api.ts";
import { booleanFilter, matchesPruneLabels, untilFilter, validateFilters } from "../events/filters.ts";
import type { ImageStore } from "./store.ts";

export interface PruneOptions {
  /** Containers were made from it: it stays. */
  readonly isUsed?: (imageId: string) => boolean;
  /** `dangling=false` takes images with names too. */
  readonly filters?: Filters;
}

const known = ["dangling", "label", "label!", "until"];

/** `docker image prune`. Throws `EngineError` 400 for a filter it does not know or cannot read. */
export function pruneImages(store: ImageStore, now: number, options: PruneOptions = {}): PruneReport {
  const { filters = {} } = options;
  validateFilters(filters, known);
  const all = booleanFilter(filters, "dangling") === false;
  const until = untilFilter(filters, now);
  const sizes = new Map(store.layers().map(({ chainId, size }) => [chainId, size]));
  const deleted: ImageDeleteItem[] = [];
  for (const image of store.all()) {
    if (until !== undefined && image.created > until) continue;
    if (!matchesPruneLabels(filters, image.config.Labels) || options.isUsed?.(image.id)) continue;
    // One before may have taken it along; what others were made from is not dangling.
    if (!store.find(image.id) || store.hasChildren(image.id)) continue;
    const tags = store.tagsOf(image.id);
    const digests = store.digestsOf(image.id);
    if (tags.length > 0 && !all) continue;
    const names = [...tags, ...digests];
    if (names.length === 0) deleted.push(...store.remove(image.id, options));
    // A digest goes with the last tag of its repository.
    for (const name of names) if (store.named(name) === image) deleted.push(...store.remove(name, options));
  }
  const spaceReclaimed = deleted.reduce((sum, { Deleted }) => sum + (sizes.get(Deleted ?? "") ?? 0), 0);
  return { deleted, spaceReclaimed };
}

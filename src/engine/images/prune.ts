import { parseTimestamp } from "../go/timestamp.ts";
import { EngineError, type ImageDeleteItem, type PruneReport } from "../api.ts";
import type { Image } from "./image.ts";
import type { ImageStore } from "./store.ts";

export interface PruneOptions {
  /** Also images with names. */
  readonly all?: boolean;
  /** Containers were made from it: it stays. */
  readonly isUsed?: (imageId: string) => boolean;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

const known = new Set(["dangling", "label", "label!", "until"]);

/** `docker image prune`. Throws `EngineError` 400 for a filter it does not know or cannot read. */
export function pruneImages(store: ImageStore, now: number, options: PruneOptions = {}): PruneReport {
  const { filters = {} } = options;
  for (const name of Object.keys(filters)) if (!known.has(name)) throw new EngineError(400, `invalid filter '${name}'`);
  const all = options.all || filters.dangling?.some((value) => value === "false" || value === "0");
  const until = filters.until?.map((value) => untilTime(value, now)).at(-1);
  const sizes = new Map(store.layers().map(({ chainId, size }) => [chainId, size]));
  const deleted: ImageDeleteItem[] = [];
  for (const image of store.all()) {
    if (until !== undefined && image.created > until) continue;
    if (!labelsFit(image, filters) || options.isUsed?.(image.id)) continue;
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

function labelsFit(image: Image, filters: Readonly<Record<string, readonly string[]>>): boolean {
  const has = (filter: string): boolean => {
    const cut = filter.indexOf("=");
    const value = image.config.Labels?.[cut < 0 ? filter : filter.slice(0, cut)];
    return cut < 0 ? value !== undefined : value === filter.slice(cut + 1);
  };
  return (filters.label ?? []).every(has) && !(filters["label!"] ?? []).some(has);
}

/** A Go duration back from now, seconds since the epoch, or a date; in milliseconds. */
export function untilTime(value: string, now: number): number {
  const time = parseTimestamp(value, now);
  if (time === undefined) throw new EngineError(400, `failed to parse value as time or duration: ${JSON.stringify(value)}`);
  return time;
}

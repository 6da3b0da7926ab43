/** The build cache as `docker builder du` and `docker system df -v` list it, and what `docker builder prune` takes away. */
import { type BuildCacheRecord, EngineError, type PruneReport } from "../api.ts";
import { sizeOf } from "../filesystem/walk.ts";
import { recordId } from "./keys/hash.ts";
import type { BuildCache, CacheMount, CacheRecord } from "./keys/cache.ts";
import type { LocalSource } from "./keys/local-sources.ts";

/** True for a result that an image of the store holds as well. */
export type IsShared = (record: CacheRecord) => boolean;

export interface PruneOptions {
  /** Also what images share. */
  readonly all?: boolean;
  /** `type`, `id`, `description~` and `until`; nothing fits any other. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Bytes that may stay; what was used last does. */
  readonly keepStorage?: number;
}

interface Entry {
  readonly record: BuildCacheRecord;
  remove(): void;
}

export function listCache(cache: BuildCache, isShared: IsShared): BuildCacheRecord[] {
  return entriesOf(cache, isShared).map(({ record }) => record);
}

/** Throws `EngineError` 400 for a time that is none. */
export function pruneCache(cache: BuildCache, isShared: IsShared, now: number, options: PruneOptions): PruneReport {
  const { all = false, filters = {}, keepStorage } = options;
  const fits = filterOf(filters, now);
  let gone = entriesOf(cache, isShared).filter(({ record }) => (all || !record.Shared) && fits(record));
  if (keepStorage !== undefined) gone = leastUsed(gone, keepStorage);
  gone = withoutGround(entriesOf(cache, isShared), gone);
  for (const entry of gone) entry.remove();
  cache.forgetLinks();
  return {
    deleted: [],
    caches: gone.map(({ record }) => record.ID),
    spaceReclaimed: gone.reduce((sum, { record }) => sum + record.Size, 0),
  };
}

/** Nothing is taken from under what stays. */
function withoutGround(all: readonly Entry[], gone: readonly Entry[]): Entry[] {
  const leaving = new Map(gone.map((entry) => [entry.record.ID, entry]));
  const stay = all.filter(({ record }) => !leaving.has(record.ID));
  for (const { record } of stay)
    for (const id of record.Parents ?? []) {
      const ground = leaving.get(id);
      if (ground && leaving.delete(id)) stay.push(ground);
    }
  return [...leaving.values()];
}

/** Of the unshared ones, those used longest ago, until the rest fits. */
function leastUsed(entries: readonly Entry[], keep: number): Entry[] {
  const own = entries.filter(({ record }) => !record.Shared).sort((a, b) => a.record.LastUsedAt - b.record.LastUsedAt);
  let left = own.reduce((sum, { record }) => sum + record.Size, 0);
  const gone: Entry[] = [];
  for (const entry of own) {
    if (left <= keep) break;
    left -= entry.record.Size;
    gone.push(entry);
  }
  return gone;
}

function filterOf(filters: Readonly<Record<string, readonly string[]>>, now: number): (record: BuildCacheRecord) => boolean {
  const { until, ...others } = filters;
  const age = until?.at(-1) === undefined ? undefined : durationOf(until.at(-1) as string);
  const tests = Object.entries(others).map(([name, values]) => (record: BuildCacheRecord): boolean => {
    if (name === "id") return values.includes(record.ID);
    if (name === "type") return values.includes(record.Type);
    if (name === "description") return values.includes(record.Description);
    return name === "description~" && values.some((value) => record.Description.includes(value));
  });
  return (record) => (age === undefined || now - record.LastUsedAt >= age) && tests.every((test) => test(record));
}

/** `24h`, in milliseconds. */
function durationOf(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 3.6e6 };
  if (!/^(\d+(\.\d+)?[smh])+$/.test(text))
    throw new EngineError(400, `invalid filter until: time: invalid duration ${JSON.stringify(text)}`);
  let total = 0;
  for (const [, value = "", unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)) total += Number(value) * (units[unit] ?? 0);
  return total;
}

function entriesOf(cache: BuildCache, isShared: IsShared): Entry[] {
  return [
    ...cache.records().map((record) => ({ record: resultRecord(record, isShared(record)), remove: () => cache.remove(record) })),
    ...cache.sources.all().map((source) => ({ record: sourceRecord(source), remove: () => cache.removeSource(source) })),
    ...[...cache.cacheMounts()].map(([id, mount]) => ({ record: mountRecord(id, mount), remove: () => cache.removeMount(id) })),
  ];
}

function resultRecord(record: CacheRecord, shared: boolean): BuildCacheRecord {
  return {
    ID: record.id,
    ...(record.parent !== undefined && { Parents: [record.parent] }),
    Type: "regular",
    Description: record.description,
    InUse: false,
    Shared: shared,
    // The files of a base are the image's, not the cache's.
    Size: record.kind === "FROM" ? 0 : record.size,
    CreatedAt: record.created,
    LastUsedAt: record.lastUsed,
    UsageCount: record.uses,
    Mutable: record.kind !== "FROM" && record.layer === undefined,
    Reclaimable: true,
  };
}

function sourceRecord({ id, type, description, size, created, lastUsed, uses }: LocalSource): BuildCacheRecord {
  const times = { CreatedAt: created, LastUsedAt: lastUsed, UsageCount: uses };
  return {
    ID: id,
    Type: type,
    Description: description,
    InUse: false,
    Shared: false,
    Size: size,
    ...times,
    Mutable: true,
    Reclaimable: true,
  };
}

function mountRecord(id: string, { tree, description, created, lastUsed, uses }: CacheMount): BuildCacheRecord {
  return {
    ID: recordId(`mount ${id}`, created),
    Type: "exec.cachemount",
    Description: description,
    InUse: false,
    Shared: false,
    Size: sizeOf(tree),
    CreatedAt: created,
    LastUsedAt: lastUsed,
    UsageCount: uses,
    Mutable: true,
    Reclaimable: true,
  };
}

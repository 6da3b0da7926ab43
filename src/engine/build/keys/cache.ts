/** Everything this builder has ever built (spec §1.6): keys, what they led to, and where cache mounts keep their files. */
import type { Digest, LayerSummary, StepKind } from "../../api.ts";
import type { Layer } from "../../images/image.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { type LocalSource, LocalSources } from "./local-sources.ts";

/** The stored result of one step. */
export interface CacheRecord {
  /** Stable name, as `docker buildx du` shows one. */
  readonly id: string;
  readonly key: string;
  /** Key of operation and root alone: says that a step like this was built here with some files or other. */
  readonly prefix: string;
  /** The file system after the step; absent when it was only marked as built. */
  readonly root?: DirectoryNode;
  /** The file system before it. */
  readonly below?: DirectoryNode;
  /** Id of the record of the step it stands on. */
  readonly parent?: string;
  readonly kind: StepKind;
  readonly description: string;
  readonly size: number;
  readonly changes: LayerSummary;
  /** Simulated milliseconds since the epoch. */
  readonly created: number;
  /** Simulated milliseconds the step took. */
  readonly duration: number;
  lastUsed: number;
  uses: number;
  /** What `--cache-from` brought it with. */
  readonly origin?: string;
  /** Set when the layer was exported first. */
  layer?: Digest;
  /** Chain id of the layer as it was exported last. */
  chain?: Digest;
}

/** How a record came to be gone, for the reasons. */
export class BuildCache {
  /** Oldest first under each key: a step that was forced to run has a result beside the one it had. */
  #records = new Map<string, CacheRecord[]>();
  /** From keys by identity to keys by content. */
  #links = new Map<string, string>();
  #prefixes = new Set<string>();
  #pruned = new Set<string>();
  #mounts = new Map<string, CacheMount>();
  /** What it holds beside results. */
  sources = new LocalSources();
  /** What `--cache-from` brings to the build that is under way. */
  readonly #offered = { records: new Map<string, CacheRecord>(), links: new Map<string, string>() };

  /** The newest result under a key. */
  find(key: string): CacheRecord | undefined {
    return this.#records.get(key)?.at(-1) ?? this.#offered.records.get(key);
  }

  /** The key by content that a key by identity is known to lead to. */
  linked(identity: string): string | undefined {
    return this.#links.get(identity) ?? this.#offered.links.get(identity);
  }

  /** Makes results of elsewhere findable until `withdraw`; only those that a build uses are kept (`adopt`). */
  offer(records: Iterable<CacheRecord>, links: Iterable<readonly [identity: string, key: string]>): void {
    for (const record of records) this.#offered.records.set(record.key, record);
    for (const [identity, key] of links) this.#offered.links.set(identity, key);
  }

  /** True while results of elsewhere can be found. */
  get hasOffer(): boolean {
    return this.#offered.records.size > 0 || this.#offered.links.size > 0;
  }

  withdraw(): void {
    this.#offered.records.clear();
    this.#offered.links.clear();
  }

  /** Keeps a record that was found, wherever it came from. Returns whether it is new here. */
  adopt(record: CacheRecord): boolean {
    if (this.#records.get(record.key)?.includes(record)) return false;
    this.store(record);
    return true;
  }

  link(identity: string, key: string): void {
    this.#links.set(identity, key);
  }

  /** True when some step with this operation on this root was ever stored, whatever files it read. */
  knowsPrefix(prefix: string): boolean {
    return this.#prefixes.has(prefix);
  }

  wasPruned(key: string): boolean {
    return this.#pruned.has(key);
  }

  store(record: CacheRecord): void {
    this.#records.set(record.key, [...(this.#records.get(record.key) ?? []), record]);
    this.#prefixes.add(record.prefix);
    this.#pruned.delete(record.key);
  }

  touch(record: CacheRecord, now: number): void {
    record.lastUsed = now;
    record.uses++;
  }

  /** Oldest first. */
  records(): CacheRecord[] {
    return [...this.#records.values()].flat().sort((a, b) => a.created - b.created);
  }

  /** The layer of an exported result, by its chain id: images that come from elsewhere may stand on it. */
  layer(chainId: Digest): Layer | undefined {
    const record = this.records().find(({ chain, layer, root }) => chain === chainId && layer !== undefined && root !== undefined);
    if (!record?.layer || !record.root) return undefined;
    const { layer: diffId, root, below, size } = record;
    return { diffId, chainId, size, root, ...(below && { below }) };
  }

  /** Content of a cache mount; an empty directory is for the caller to make. */
  mount(id: string): DirectoryNode | undefined {
    return this.#mounts.get(id)?.tree;
  }

  /** @param description as the cache is listed; that of the step which made the mount stays */
  keepMount(id: string, tree: DirectoryNode, description: string, now: number): void {
    const { created, uses, ...before } = this.#mounts.get(id) ?? { created: now, uses: 1, description };
    this.#mounts.set(id, { description: before.description, tree, created, lastUsed: now, uses: uses + 1 });
  }

  /**
   * Empties the cache mount of an id that starts from nothing, or those of that id that start from something: a directory of some
   * owner or mode, files of a stage.
   */
  emptyMounts(id: string, fromSomething: boolean): void {
    for (const place of this.#mounts.keys()) if (fromSomething ? place.startsWith(`${id}:`) : place === id) this.#mounts.delete(place);
  }

  /** What the cache mounts hold, by id. */
  mounts(): ReadonlyMap<string, DirectoryNode> {
    return new Map([...this.#mounts].map(([id, { tree }]) => [id, tree]));
  }

  cacheMounts(): ReadonlyMap<string, CacheMount> {
    return this.#mounts;
  }

  /** Takes a result away; a key without any is remembered as pruned. */
  remove(record: CacheRecord): void {
    const { key } = record;
    const left = (this.#records.get(key) ?? []).filter((other) => other !== record);
    if (left.length > 0) {
      this.#records.set(key, left);
      return;
    }
    this.#records.delete(key);
    this.#pruned.add(key);
  }

  removeMount(id: string): void {
    this.#mounts.delete(id);
  }

  removeSource({ name }: LocalSource): void {
    this.sources.remove(name);
    this.#links.delete(name);
  }

  /** What leads to results says nothing any more when there are none. */
  forgetLinks(): void {
    if (this.#records.size > 0) return;
    this.#links.clear();
    this.#prefixes.clear();
  }

  /** Removes the records that `unwanted` picks, and the cache mounts if asked. Their keys are remembered as pruned. */
  prune(unwanted: (record: CacheRecord) => boolean, mounts: boolean): CacheRecord[] {
    const gone = this.records().filter(unwanted);
    for (const record of gone) this.remove(record);
    if (mounts) this.#mounts.clear();
    this.forgetLinks();
    return gone;
  }

  /** A copy that shares the trees. */
  fork(): BuildCache {
    return BuildCache.restore(this.save());
  }

  save(): CacheState {
    return {
      records: this.records().map((record) => ({ ...record })),
      links: [...this.#links],
      pruned: [...this.#pruned],
      mounts: [...this.#mounts],
      sources: this.sources.all(),
    };
  }

  static restore(state: CacheState): BuildCache {
    const cache = new BuildCache();
    for (const record of state.records) cache.store({ ...record });
    cache.#links = new Map(state.links);
    cache.#pruned = new Set(state.pruned);
    cache.#mounts = new Map(state.mounts.map(([id, mount]) => [id, "tree" in mount ? mount : unnoted(id, mount)]));
    cache.sources = new LocalSources(state.sources);
    return cache;
  }
}

/** Plain data, with trees in it. */
export interface CacheState {
  readonly records: readonly CacheRecord[];
  readonly links: readonly (readonly [string, string])[];
  readonly pruned: readonly string[];
  /** Labs saved earlier have the tree alone. */
  readonly mounts: readonly (readonly [string, CacheMount | DirectoryNode])[];
  readonly sources?: readonly LocalSource[];
}

export interface CacheMount {
  readonly tree: DirectoryNode;
  readonly description: string;
  /** Simulated milliseconds. */
  readonly created: number;
  readonly lastUsed: number;
  readonly uses: number;
}

function unnoted(id: string, tree: DirectoryNode): CacheMount {
  return { tree, description: `cached mount with id ${JSON.stringify(`/${id}`)}`, created: 0, lastUsed: 0, uses: 1 };
}

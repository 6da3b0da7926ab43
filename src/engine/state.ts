/** An engine's state as data: plain JSON values and the bytes of all its trees, each stored once. */
import type { BuildView } from "./api.ts";
import type { Builder, BuilderState } from "./build/builder.ts";
import { BuildCache, type CacheState } from "./build/keys/cache.ts";
import type { BuildMemory } from "./build/explain/memory.ts";
import { checkSaved, type SavedDaemon } from "./containers/saved.ts";
import { SnapshotError } from "./filesystem/bytes.ts";
import type { DirectoryNode, Node } from "./filesystem/node.ts";
import { decodeTrees, encodeTrees, externalsOf } from "./filesystem/serialize.ts";
import type { Image } from "./images/image.ts";
import { loadStore, saveStore, type StoreSnapshot } from "./images/snapshot.ts";
import type { ImageStore } from "./images/store.ts";
import { checkRegistries, type RegistriesState } from "./registry/registries.ts";

/** Can be cloned structurally, so IndexedDB and a worker's messages take it. */
export interface EngineState {
  readonly format: typeof format;
  /** JSON of everything but trees, which are told by their number. */
  readonly data: string;
  readonly trees: Uint8Array;
  /** Names of images that were pulled before the lab began and have not been asked for. */
  readonly awaited?: readonly string[];
}

const format = "drydock engine 1";

interface Saved {
  readonly store: StoreSnapshot;
  readonly cache: CacheState;
  readonly memory: BuildMemory | null;
  readonly sent: DirectoryNode | null;
  readonly views: readonly BuildView[];
  /** Absent from states of before there were containers. */
  readonly daemon?: SavedDaemon;
  /** Absent from states of before anything could be pushed. */
  readonly registries?: RegistriesState;
}

/** @param bases images that come from elsewhere, by reference and platform: their trees are named and not stored */
export function saveState(
  parts: { store: ImageStore; builder: Builder; views: readonly BuildView[]; daemon: SavedDaemon; registries: RegistriesState },
  bases: ReadonlyMap<string, Image>,
): EngineState {
  const trees: Node[] = [];
  const store = saveStore(parts.store, trees);
  const { cache, memory, sent } = parts.builder;
  const saved: Saved = {
    store,
    cache: cache.save(),
    memory: memory ?? null,
    sent: sent ?? null,
    views: parts.views,
    daemon: parts.daemon,
    registries: parts.registries,
  };
  const places = new Map<Node, number>();
  const data = JSON.stringify(withoutTrees(saved, trees, places));
  const externals = new Map<string, DirectoryNode>();
  for (const [name, image] of bases) {
    const top = image.layers.at(-1)?.root;
    if (top) externals.set(name, top);
  }
  return { format, data, trees: encodeTrees(trees, externals) };
}

/**
 * Puts a state back: images go into `store`, the rest is returned. Throws `SnapshotError`, and leaves the store alone,
 * when anything about it is wrong.
 * @param load brings the base images that the trees refer to
 */
export async function restoreState(
  state: EngineState,
  store: ImageStore,
  load: (reference: string, platform: string) => Promise<Image>,
): Promise<{ builder: BuilderState; views: readonly BuildView[]; daemon: SavedDaemon | undefined; registries: RegistriesState }> {
  if (state?.format !== format || typeof state.data !== "string" || !(state.trees instanceof Uint8Array))
    throw new SnapshotError("not a saved engine, or of another version");
  const externals = new Map<string, DirectoryNode>();
  for (const { name } of externalsOf(state.trees)) {
    const [reference = "", platform = ""] = name.split(" ");
    const root = (await load(reference, platform)).layers.at(-1)?.root;
    if (root) externals.set(name, root);
  }
  const trees = decodeTrees(state.trees, externals);
  const { store: snapshot, cache, memory, sent, views, daemon, registries = {} } = parse(state.data, trees);
  if (daemon) checkSaved(daemon);
  checkRegistries(registries);
  const restored = BuildCache.restore(cache);
  loadStore(store, snapshot, trees);
  return { builder: { cache: restored, memory: memory ?? undefined, sent: sent ?? undefined }, views, daemon, registries };
}

function parse(data: string, trees: readonly Node[]): Saved {
  let saved: Saved;
  try {
    saved = withTrees(JSON.parse(data), trees) as Saved;
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    throw new SnapshotError("its text cannot be read");
  }
  const { cache, views } = saved;
  const lists = [cache?.sources ?? [], cache?.records, cache?.links, cache?.pruned, cache?.mounts, views, saved.memory?.stages ?? []];
  if (!saved.store || !lists.every(Array.isArray)) throw new SnapshotError("a part is missing");
  for (const { key, prefix, root } of cache.records) {
    if (typeof key !== "string" || typeof prefix !== "string" || root?.kind !== "directory")
      throw new SnapshotError("a stored step is not whole");
  }
  return saved;
}

const mark = "$tree";

function isNode(value: object): value is Node {
  return (
    "kind" in value &&
    "mtime" in value &&
    "uid" in value &&
    (value.kind === "directory" || value.kind === "file" || value.kind === "symlink")
  );
}

function withoutTrees(value: unknown, trees: Node[], places: Map<Node, number>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutTrees(item, trees, places));
  if (isNode(value)) {
    let place = places.get(value);
    if (place === undefined) {
      place = trees.push(value) - 1;
      places.set(value, place);
    }
    return { [mark]: place };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTrees(item, trees, places)]));
}

function withTrees(value: unknown, trees: readonly Node[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withTrees(item, trees));
  const place = (value as Record<string, unknown>)[mark];
  if (place !== undefined) {
    const tree = trees[place as number];
    if (!tree) throw new SnapshotError("a reference to no tree");
    return tree;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTrees(item, trees)]));
}

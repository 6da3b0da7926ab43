/** The store's contents as plain data and trees, to keep them in the browser (see `filesystem/serialize.ts` for the trees). */
import type { Digest } from "../api.ts";
import { file } from "../filesystem/build.ts";
import { SnapshotError } from "../filesystem/bytes.ts";
import type { Node } from "../filesystem/node.ts";
import { imageId } from "./config.ts";
import type { Image, Layer } from "./image.ts";
import type { ImageStore } from "./store.ts";

/** JSON values only. Layers are told by their place in `layers`, trees by their place in the list given beside it. */
export interface StoreSnapshot {
  readonly layers: readonly (Omit<Layer, "root" | "below" | "tar"> & {
    readonly tree: number;
    readonly below?: number;
    readonly tar?: number;
  })[];
  readonly images: readonly (Omit<Image, "layers"> & { readonly layers: readonly number[] })[];
  readonly names: readonly (readonly [name: string, id: Digest])[];
  readonly lastTagged: readonly (readonly [id: Digest, time: number])[];
}

/** Takes the store down. Roots of layers are appended to `trees`, which may hold other trees already. */
export function saveStore(store: ImageStore, trees: Node[]): StoreSnapshot {
  const layers = store.layers();
  const places = new Map(layers.map(({ chainId }, place) => [chainId, place]));
  const images = store.all();
  return {
    layers: layers.map(({ root, below, tar, ...layer }) => ({
      ...layer,
      tree: trees.push(root) - 1,
      ...(below && { below: trees.push(below) - 1 }),
      ...(tar && { tar: trees.push(file(tar)) - 1 }),
    })),
    // Oldest first, so that the order of equals comes out as it was.
    images: images.reverse().map((image) => ({ ...image, layers: image.layers.map(({ chainId }) => places.get(chainId) as number) })),
    names: [...store.names()],
    lastTagged: images.flatMap(({ id }) => {
      const time = store.lastTagged(id);
      return time === undefined ? [] : [[id, time] as const];
    }),
  };
}

/** Puts it back. Throws `SnapshotError`, and leaves the store as it was, when something does not fit together. */
export function loadStore(store: ImageStore, snapshot: StoreSnapshot, trees: readonly Node[]): void {
  const fail = (what: string): never => {
    throw new SnapshotError(what);
  };
  if (!Array.isArray(snapshot?.layers) || !Array.isArray(snapshot.images) || !Array.isArray(snapshot.names))
    fail("the image store has another form");
  const layers = snapshot.layers.map(({ tree, below, tar, ...layer }): Layer => {
    const root = trees[tree];
    const ground = below === undefined ? undefined : trees[below];
    const archive = tar === undefined ? undefined : trees[tar];
    if (
      root?.kind !== "directory" ||
      (below !== undefined && ground?.kind !== "directory") ||
      (tar !== undefined && archive?.kind !== "file")
    )
      return fail("a layer without its files");
    return {
      ...layer,
      root,
      ...(ground?.kind === "directory" && { below: ground }),
      ...(archive?.kind === "file" && { tar: archive.content }),
    };
  });
  const images = snapshot.images.map((saved): Image => {
    const image = { ...saved, layers: saved.layers.map((place) => layers[place] ?? fail("an image without its layer")) };
    if (imageId(image) !== image.id) fail(`image ${String(image.id)} is not what its id says`);
    return image;
  });
  const ids = new Set(images.map(({ id }) => id));
  const names = new Map(snapshot.names);
  for (const [name, id] of names) if (!ids.has(id)) fail(`${name} names an image that is not there`);
  store.restore(images, names, new Map(snapshot.lastTagged));
}

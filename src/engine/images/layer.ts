import type { Digest } from "../api.ts";
import { type Change, diffTrees, layerSize } from "../filesystem/diff.ts";
import { digestOf } from "../filesystem/digest.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { tarDigest } from "../filesystem/tar.ts";
import type { Layer } from "./image.ts";

/**
 * The layer that turns the tree of `below` into `root`: real SHA-256 of its real tar. A layer that changes nothing is
 * a layer all the same.
 */
export function makeLayer(below: Layer | undefined, root: DirectoryNode): Layer {
  const changes = diffTrees(below?.root, root);
  const diffId = tarDigest(changes);
  return { diffId, chainId: chainId(below?.chainId, diffId), size: layerSize(changes), root };
}

/** OCI image spec: the lowest layer's chain id is its diff id, above it the digest of "parent child". */
export function chainId(parent: Digest | undefined, diffId: Digest): Digest {
  return parent === undefined ? diffId : digestOf(`${parent} ${diffId}`);
}

/** What the layer at `index` changed of those below it. */
export function changesOf(layers: readonly Layer[], index: number): Change[] {
  const layer = layers[index];
  return layer ? diffTrees(layer.below ?? layers[index - 1]?.root, layer.root) : [];
}

/** A container's own layer, entry by entry, as it lies in its upper directory. */
import type { ContainerOverlay, OverlayEntry } from "../api.ts";
import { type Change, diffTrees } from "../filesystem/diff.ts";
import type { Container } from "./record.ts";

export function overlayOf({ image, lower, files }: Container): ContainerOverlay {
  const merged = files.root;
  return {
    image: image.id,
    init: diffTrees(image.layers.at(-1)?.root, lower).map((change) => entryOf(change, false)),
    upper: diffTrees(lower, merged)
      // In a directory that is opaque nothing below needs a whiteout to be hidden.
      .filter(({ path, kind }) => kind !== "deleted" || !files.isOpaque(path.slice(0, Math.max(0, path.lastIndexOf("/")))))
      .map((change) => entryOf(change, files.isOpaque(change.path))),
    merged,
  };
}

function entryOf({ path, node, size }: Change, opaque: boolean): OverlayEntry {
  return { path, kind: node?.kind ?? "whiteout", size, ...(opaque && node?.kind === "directory" && { opaque: true }) };
}

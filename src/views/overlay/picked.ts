import type { OverlayEntry } from "../../engine/api.ts";
import type { LayerPart } from "./lower.ts";
import type { OverlayTree } from "./rows.ts";
import { nodeAt } from "./lower.ts";

/** Where one path comes from. */
export interface PickedPath {
  readonly path: string;
  /** What is seen there: the container's own, an image layer's, both for a directory; absent when nothing is. */
  readonly seen?: "upper" | "lower";
  /** Bytes of what is seen. */
  readonly size: number;
  readonly own?: Pick<OverlayEntry, "kind" | "size" | "opaque">;
  /** The nearest directory above it that hides what is below, when there is one. */
  readonly coveredBy?: string;
  /** What the layers below did to it, the topmost first. */
  readonly story: readonly LayerPart[];
  readonly mount?: string;
}

export function pickedOf({ lower, upper, merged, mounts }: OverlayTree, path: string): PickedPath {
  const own = upper.get(path);
  const node = nodeAt(merged, path);
  const mount = [...mounts].find(([at]) => path === at || path.startsWith(`${at}/`))?.[1];
  const coveredBy = coverOf(upper, path);
  return {
    path,
    ...(node && { seen: own && own.kind !== "whiteout" ? ("upper" as const) : ("lower" as const) }),
    size: node?.kind === "file" ? node.content.size : 0,
    ...(own && { own: { kind: own.kind, size: own.size, ...(own.opaque && { opaque: own.opaque }) } }),
    ...(coveredBy !== undefined && { coveredBy }),
    story: lower.story(path),
    ...(mount !== undefined && { mount }),
  };
}

/** The nearest directory above a path that hides what the layers below have in it. */
export function coverOf(upper: OverlayTree["upper"], path: string): string | undefined {
  return directoriesAbove(path).find((at) => upper.get(at)?.opaque || upper.get(at)?.kind === "whiteout");
}

/** The nearest first. */
function directoriesAbove(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, names.length - 1 - index).join("/"));
}

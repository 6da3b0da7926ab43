/** What the layers panel can show of a build, in the order of its buttons. */
import type { BuildSide } from "../../views/builds.ts";
import { sides } from "../../visualizers/builds/sides.ts";
import type { LayersSide } from "../state/shown-build.ts";

const titles: Readonly<Record<LayersSide, string>> = {
  stack: "Stack",
  graph: sides.graph.title,
  sizes: sides.sizes.title,
  compare: sides.compare.title,
  predict: "Predict",
};

export const layersSides = Object.entries(titles) as readonly (readonly [LayersSide, string])[];

export function isLayersSide(name: string): name is LayersSide {
  return Object.hasOwn(titles, name);
}

/** Sides that are loaded when they are first looked at. */
export function isBuildSide(side: LayersSide): side is BuildSide {
  return Object.hasOwn(sides, side);
}

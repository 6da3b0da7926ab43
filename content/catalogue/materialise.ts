/** Recipes become images: layers with real digests over real trees. */
import { digestOf } from "../../src/engine/filesystem/digest.ts";
import { imageSize } from "../../src/engine/images/describe.ts";
import { makeImage } from "../../src/engine/images/config.ts";
import type { HistoryEntry, Image, ImageDescription, Layer } from "../../src/engine/images/image.ts";
import { makeLayer } from "../../src/engine/images/layer.ts";
import { applyStep, type Recipe } from "./recipe.ts";

interface Made {
  readonly layers: readonly Layer[];
  readonly history: readonly HistoryEntry[];
}

const made = new WeakMap<Recipe, Made>();

/** The layers and history of a recipe. Remembered, so that images with one base share its layers. */
function make(recipe: Recipe): Made {
  const known = made.get(recipe);
  if (known) return known;
  const base = recipe.base && make(recipe.base);
  const layers = [...(base?.layers ?? [])];
  const history = [...(base?.history ?? [])];
  for (const step of recipe.steps) {
    const { createdBy, comment } = step;
    history.push({ created: recipe.created, createdBy, ...(comment ? { comment } : {}), ...(step.fill ? {} : { emptyLayer: true }) });
    if (!step.fill) continue;
    const below = layers.at(-1);
    layers.push(makeLayer(below, applyStep(step, below?.root, recipe.created)));
  }
  const result = { layers, history };
  made.set(recipe, result);
  return result;
}

/** The image with its files. */
export function materialise(recipe: Recipe): Image {
  const { layers, history } = make(recipe);
  return makeImage({ created: recipe.created, architecture: "amd64", os: "linux", config: recipe.config, layers, history });
}

/** What `describe` tells of an image. */
export function description(image: Image): ImageDescription {
  return {
    digest: digestOf(manifestText(image)),
    chainId: image.layers.at(-1)?.chainId ?? "",
    config: image.config,
    size: imageSize(image),
    layers: image.layers.map(({ diffId, size }) => ({ digest: diffId, size })),
  };
}

/** The manifest whose digest names the image in its registry; its layers are listed uncompressed. */
export function manifestText(image: Image): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: image.id },
    layers: image.layers.map(({ diffId }) => ({ mediaType: "application/vnd.oci.image.layer.v1.tar", digest: diffId })),
  });
}

/** The bars of `docker load` in a terminal: one for each layer that was not there before. */
import type { Engine, LoadedImage } from "../../engine/api.ts";
import { ArchiveError, decompress, readTar } from "../../engine/filesystem/untar.ts";
import { humanSize } from "../format/units.ts";

const barWidth = 50;

/** Diff ids of all layers that the engine has in images. */
export async function loadedLayers(engine: Engine): Promise<Set<string>> {
  const layers = new Set<string>();
  for (const { Id } of await engine.imageList({ all: true })) for (const layer of await layersOf(engine, Id)) layers.add(layer);
  return layers;
}

/**
 * The finished bars, as they stand on the screen when all is loaded.
 * @param before what was there
 */
export async function loadProgress(
  engine: Engine,
  archive: Uint8Array,
  loaded: readonly LoadedImage[],
  before: ReadonlySet<string>,
): Promise<string> {
  const sizes = layerSizes(archive);
  const seen = new Set(before);
  let text = "";
  for (const { id } of loaded) {
    for (const layer of await layersOf(engine, id)) {
      if (seen.has(layer)) continue;
      seen.add(layer);
      const size = humanSize(sizes.get(layer.slice(7)) ?? 0, 4);
      text += `${layer.slice(7, 19)}: Loading layer [${"=".repeat(barWidth)}>]  ${size}/${size}\n`;
    }
  }
  return text;
}

async function layersOf(engine: Engine, id: string): Promise<readonly string[]> {
  return (await engine.imageInspect(id)).RootFS.Layers ?? [];
}

/** Bytes of each blob, by the digits of its digest. */
function layerSizes(archive: Uint8Array): Map<string, number> {
  try {
    return new Map(
      readTar(decompress(archive)).flatMap(({ path, node }) =>
        path.startsWith("blobs/") && node.kind === "file" ? [[path.slice(path.lastIndexOf("/") + 1), node.content.size] as const] : [],
      ),
    );
  } catch (error) {
    if (error instanceof ArchiveError) return new Map();
    throw error;
  }
}

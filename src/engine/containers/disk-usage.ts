import type { BuildCacheRecord, DiskUsage, ImageSummary } from "../api.ts";
import type { Layer } from "../images/image.ts";
import { describeUsage } from "../volumes/store.ts";
import type { Daemon } from "./daemon.ts";
import { describeSummary } from "./describe.ts";

/** `docker system df`. */
export function diskUsage(
  daemon: Daemon,
  images: readonly ImageSummary[],
  layers: readonly Layer[],
  cache: readonly BuildCacheRecord[],
): DiskUsage {
  const containers = daemon.containers.all().reverse();
  const shared = sharedSizes(images, daemon);
  return {
    LayersSize: layers.reduce((sum, { size }) => sum + size, 0),
    Images: images.map((image) => ({
      ...image,
      Containers: containers.filter((container) => container.image.id === image.Id).length,
      SharedSize: shared.get(image.Id) ?? 0,
    })),
    Containers: containers.map((container) => describeSummary(daemon, container, true)),
    // What a volume with options weighs is not the daemon's to know.
    Volumes: daemon.volumes
      .list()
      .filter(({ options }) => options === null)
      .map(describeUsage),
    BuildCache: cache,
  };
}

/** Of each image, what the layers weigh that others have too. */
function sharedSizes(images: readonly ImageSummary[], daemon: Daemon): Map<string, number> {
  const layersOf = new Map(images.map(({ Id }) => [Id, daemon.images.get(Id).layers]));
  const count = new Map<string, number>();
  for (const layers of layersOf.values()) for (const { chainId } of layers) count.set(chainId, (count.get(chainId) ?? 0) + 1);
  return new Map(
    [...layersOf].map(([id, layers]) => [
      id,
      layers.reduce((sum, { chainId, size }) => sum + ((count.get(chainId) ?? 0) > 1 ? size : 0), 0),
    ]),
  );
}

/** Fetching a base image: the lines under FROM and the time they take (spec §2.3, end). */
import type { Clock } from "../../clock.ts";
import type { ImageDescription } from "../../images/image.ts";
import type { RunningVertex } from "./progress.ts";

/** Bytes a simulated second: a good connection, and a disk that unpacks. */
const downloadRate = 25e6;
const extractRate = 120e6;
/** Layers travel compressed. */
const compression = 0.4;
const pieces = 8;

/** Resolves when the image is there. Rejects with the signal's reason when aborted. */
export async function pull(
  reference: string,
  image: ImageDescription,
  clock: Clock,
  signal: AbortSignal,
  progress: RunningVertex,
): Promise<void> {
  await progress.task(`resolve ${reference}`, () => clock.sleep(40, signal));
  await Promise.all(image.layers.map((layer) => download(layer, clock, signal, progress)));
  for (const { digest, size } of image.layers)
    await progress.task(`extracting ${digest}`, () => clock.sleep(20 + (size / extractRate) * 1000, signal));
}

async function download(
  layer: { digest: string; size: number },
  clock: Clock,
  signal: AbortSignal,
  progress: RunningVertex,
): Promise<void> {
  const total = Math.max(1, Math.round(layer.size * compression));
  const time = 60 + (total / downloadRate) * 1000;
  await progress.steps(layer.digest, total, pieces, () => clock.sleep(time / pieces, signal));
}

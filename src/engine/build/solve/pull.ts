/** Fetching a base image: the lines under FROM and the time they take (spec §2.3, end). */
import type { Clock } from "../../clock.ts";
import type { ImageDescription } from "../../images/image.ts";
import { extractTime, pieces, transferTime, travelling } from "../../registry/transfer-time.ts";
import type { RunningVertex } from "./progress.ts";

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
  for (const { digest, size } of image.layers) await progress.task(`extracting ${digest}`, () => clock.sleep(extractTime(size), signal));
}

async function download(
  layer: { digest: string; size: number },
  clock: Clock,
  signal: AbortSignal,
  progress: RunningVertex,
): Promise<void> {
  const total = travelling(layer.size);
  await progress.steps(layer.digest, total, pieces, () => clock.sleep(transferTime(total) / pieces, signal));
}

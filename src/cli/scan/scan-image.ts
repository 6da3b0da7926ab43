/** An image's packages and what is known to be wrong with them, for the scanners that are programs of the host. */
import { EngineError, type ImageInspect } from "../../engine/api.ts";
import type { Scan } from "../../engine/scan/vulnerabilities.ts";
import { pullImage } from "../container/pull.ts";
import type { DockerContext } from "../context.ts";

export interface ScannedImage {
  readonly reference: string;
  readonly image: ImageInspect;
  readonly scan: Scan;
}

/**
 * Scans an image of the engine, or of its registry when it is not there: it is fetched for the scan alone.
 * @throws EngineError when there is none of that name
 */
export async function scanImage(reference: string, context: DockerContext): Promise<ScannedImage> {
  const { engine } = context;
  try {
    return await scanned(reference, context);
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 404) throw error;
  }
  await pullImage(reference, context, { quiet: true, platform: "", output: "stderr" });
  try {
    return await scanned(reference, context);
  } finally {
    await engine.imageRemove(reference, { force: true });
  }
}

async function scanned(reference: string, { engine }: DockerContext): Promise<ScannedImage> {
  const [image, { root }] = await Promise.all([engine.imageInspect(reference), engine.imageFilesystem(reference)]);
  const [{ vulnerabilities }, { scan }] = await Promise.all([
    import("../../../content/vulnerabilities/index.ts"),
    import("../../engine/scan/vulnerabilities.ts"),
  ]);
  return { reference, image, scan: scan(root, vulnerabilities) };
}

/** What every report says on standard error: nothing of it is to be believed. */
export async function fictionNotice(): Promise<string> {
  return (await import("../../../content/vulnerabilities/index.ts")).notice;
}

/** `docker pull`: an image from the registry into the store, layer by layer. Only layers the store lacks move. */
import type { Clock } from "../clock.ts";
import { EngineError, type PullOptions, type PullProgress } from "../api.ts";
import type { Image, ImageDescription, ImageSource } from "./image.ts";
import {
  canonicalString,
  familiarName,
  familiarString,
  InvalidReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from "./reference.ts";
import type { ImageStore } from "./store.ts";

/** Bytes a simulated second: a good connection, and a disk that unpacks. */
const downloadRate = 25e6;
const extractRate = 120e6;
/** Layers travel compressed. */
const compression = 0.4;
const pieces = 8;

export interface PullWorld {
  readonly store: ImageStore;
  readonly source: ImageSource;
  readonly clock: Clock;
  /** Loads an image of the source once. */
  load(reference: string, platform: string): Promise<Image>;
}

/**
 * Pulls `text`; what is told is the API's stream of progress messages.
 * @throws EngineError when the name is no name, or nothing of that name can be had
 */
export async function pullImage(text: string, world: PullWorld, options: PullOptions = {}): Promise<void> {
  const reference = referenceOf(text);
  const name = canonicalString(reference);
  const platform = options.platform ?? "linux/amd64";
  const description = world.source.describe(name, platform);
  if (!description) throw missing(reference, world.source);
  const { clock } = world;
  const signal = options.signal ?? new AbortController().signal;
  const tell = options.onProgress ?? ((): void => {});
  tell({ id: reference.tag ?? reference.digest ?? "latest", status: `Pulling from ${reference.path}` });
  await clock.sleep(120, signal);
  const before = world.store.named(name);
  const present = new Set(world.store.layers().map(({ diffId }) => diffId as string));
  const isNew = before === undefined || describesAnother(before, description);
  if (isNew) {
    await pullLayers(description, present, clock, signal, tell);
    const image = await world.load(name, platform);
    world.store.add(image, reference.digest ? [] : [name], [`${familiarName(reference)}@${description.digest}`]);
  }
  tell({ status: `Digest: ${description.digest}` });
  tell({ status: `Status: ${isNew ? "Downloaded newer image" : "Image is up to date"} for ${familiarString(reference)}` });
}

function describesAnother(image: Image, { layers }: ImageDescription): boolean {
  return image.layers.map(({ diffId }) => diffId).join() !== layers.map(({ digest }) => digest).join();
}

async function pullLayers(
  { layers }: ImageDescription,
  present: ReadonlySet<string>,
  clock: Clock,
  signal: AbortSignal,
  tell: (progress: PullProgress) => void,
): Promise<void> {
  const id = (digest: string): string => digest.replace(/^sha256:/, "").slice(0, 12);
  for (const { digest } of layers) tell({ id: id(digest), status: present.has(digest) ? "Already exists" : "Pulling fs layer" });
  const wanted = layers.filter(({ digest }) => !present.has(digest));
  await Promise.all(
    wanted.map(async ({ digest, size }) => {
      const total = Math.max(1, Math.round(size * compression));
      for (let piece = 1; piece <= pieces; piece++) {
        await clock.sleep((60 + (total / downloadRate) * 1000) / pieces, signal);
        tell({ id: id(digest), status: "Downloading", current: Math.round((total * piece) / pieces), total });
      }
      tell({ id: id(digest), status: "Verifying Checksum" });
      tell({ id: id(digest), status: "Download complete" });
    }),
  );
  // Each layer is unpacked over the one below it.
  for (const { digest, size } of wanted) {
    tell({ id: id(digest), status: "Extracting", current: size, total: size });
    await clock.sleep(20 + (size / extractRate) * 1000, signal);
    tell({ id: id(digest), status: "Pull complete" });
  }
}

function referenceOf(text: string): Reference {
  try {
    return withDefaultTag(parseReference(text));
  } catch (error) {
    if (error instanceof InvalidReference) throw new EngineError(400, error.message);
    throw error;
  }
}

/** A registry does not say whether a repository is private or not there at all; a tag that is not there it does. */
function missing(reference: Reference, source: ImageSource): EngineError {
  const repository = familiarName(reference);
  const tags = source.references().filter((known) => known.replace(/:[^/:]*$/, "") === repository);
  if (tags.length > 0 && reference.tag !== undefined)
    return new EngineError(404, `manifest for ${familiarString(reference)} not found: manifest unknown: manifest unknown`);
  return new EngineError(
    404,
    `pull access denied for ${repository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  );
}

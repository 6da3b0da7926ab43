/** `docker pull`: an image from the registry into the store, layer by layer. Only layers the store lacks move. */

import { EngineError, type PullOptions, type TransferProgress } from "../api.ts";
import type { Clock } from "../clock.ts";
import { defaultPlatform } from "../dockerfile/platform.ts";
import { askedReference } from "../images/asked-reference.ts";
import { canonicalString, familiarName, familiarString, type Reference, withDefaultTag } from "../images/reference.ts";
import type { ImageStore } from "../images/store.ts";
import { findRemote, isListed, pullError, type RemoteImage, type RemoteLayer, type RemoteWorld, remoteOf } from "./remote.ts";
import { extractTime, pieces, transferTime, travelling } from "./transfer-time.ts";

export interface PullWorld extends RemoteWorld {
  readonly store: ImageStore;
  readonly clock: Clock;
}

type Tell = (progress: TransferProgress) => void;

/**
 * Pulls `text`; what is told is the API's stream of progress messages.
 * @throws EngineError when the name is no name, or nothing of that name can be had
 */
export async function pullImage(text: string, world: PullWorld, options: PullOptions = {}): Promise<void> {
  const reference = askedReference(text);
  if (familiarName(reference) === "scratch") throw new EngineError(403, "'scratch' is a reserved name");
  const signal = options.signal ?? new AbortController().signal;
  const tell = options.onProgress ?? ((): void => {});
  if (!options.allTags) {
    const tagged = withDefaultTag(reference);
    const { isNew, notice } = await pullOne(tagged, world, options, signal, tell);
    sayStatus(isNew, familiarString(tagged), tell);
    if (notice !== undefined) tell({ status: `drydock: ${notice}` });
    const image = world.store.named(canonicalString(tagged));
    const actual = image && `${image.os}/${image.architecture}`;
    if (options.platform && actual && !options.platform.startsWith(actual))
      tell({
        status: `WARNING: image with reference ${familiarString(tagged)} was found but its platform (${actual}) does not match the specified platform (${options.platform})`,
      });
    return;
  }
  let isNew = false;
  for (const tag of await allTags(reference, world, options, signal))
    isNew = (await pullOne({ ...reference, tag }, world, options, signal, tell)).isNew || isNew;
  sayStatus(isNew, familiarName(reference), tell);
}

function sayStatus(isNew: boolean, name: string, tell: Tell): void {
  tell({ status: `Status: ${isNew ? "Downloaded newer image" : "Image is up to date"} for ${name}` });
}

async function allTags(reference: Reference, world: PullWorld, options: PullOptions, signal: AbortSignal): Promise<string[]> {
  const repository = familiarName(reference);
  if (isListed(reference, world.source))
    return world.source.references().flatMap((known) => (known.startsWith(`${repository}:`) ? [known.slice(repository.length + 1)] : []));
  try {
    const client = world.registries.open(reference.domain as string, options.auth, signal);
    await client.ping();
    return await client.tags(reference.path);
  } catch (error) {
    throw pullError(reference, error);
  }
}

interface Pulled {
  /** Whether the name stands for another image than before. */
  readonly isNew: boolean;
  /** What a learner has to know of it. */
  readonly notice: string | undefined;
}

async function pullOne(reference: Reference, world: PullWorld, options: PullOptions, signal: AbortSignal, tell: Tell): Promise<Pulled> {
  const { store, clock } = world;
  const name = canonicalString(reference);
  const { remote, notice } = await findOrInvent(reference, world, options, signal, tell);
  tell({ id: reference.tag ?? reference.digest ?? "latest", status: `Pulling from ${reference.path}` });
  await clock.sleep(120, signal);
  const isNew = store.named(name)?.id !== remote.id;
  if (isNew) {
    if (!store.find(remote.id)) await tellLayers(remote, world, signal, tell);
    const image = await remote.load();
    world.registries.saw(reference.domain as string, reference.path, image);
    store.add(image, reference.digest ? [] : [name], [`${familiarName(reference)}@${remote.digest}`]);
  }
  tell({ status: `Digest: ${remote.digest}` });
  return { isNew, notice };
}

interface Found {
  readonly remote: RemoteImage;
  readonly notice: string | undefined;
}

/** What a registry has of that name; a placeholder where none has it, and one will do. */
async function findOrInvent(reference: Reference, world: PullWorld, options: PullOptions, signal: AbortSignal, tell: Tell): Promise<Found> {
  const { platform = defaultPlatform, auth, placeholder: request } = options;
  const name = canonicalString(reference);
  try {
    return { remote: await findRemote(reference, platform, world, auth, signal), notice: world.source.notice?.(name) };
  } catch (error) {
    if (request && error instanceof EngineError) {
      if (reference.digest !== undefined) return await standInForPinned(reference, world, options, signal, tell);
      const invented = isListed(reference, world.source) ? undefined : await world.source.placeholder?.(name, request);
      if (invented) return { remote: remoteOf(invented.image, invented.digest), notice: invented.notice };
    }
    const missing = world.source.missing?.(name);
    if (missing !== undefined) tell({ status: `drydock: ${missing}` });
    throw error;
  }
}

/** Nobody here has the very image that a digest names: the one of its tag stands in for it, under that digest. */
async function standInForPinned(
  reference: Reference,
  world: PullWorld,
  options: PullOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<Found> {
  const { digest, ...unpinned } = reference;
  const tagged = withDefaultTag(unpinned);
  const { remote, notice } = await findOrInvent(tagged, world, options, signal, tell);
  return {
    remote: { ...remote, digest: digest as string },
    notice: notice ?? `the lab does not have the image that the digest names. What runs is its own ${familiarString(tagged)}.`,
  };
}

async function tellLayers({ layers }: RemoteImage, { known, clock }: PullWorld, signal: AbortSignal, tell: Tell): Promise<void> {
  const say = ({ digest }: RemoteLayer, status: string, bytes?: { readonly current: number; readonly total: number }): void =>
    tell({ id: digest.replace(/^sha256:/, "").slice(0, 12), status, live: true, ...bytes });
  const wanted = layers.filter(({ chainId }) => !known(chainId));
  for (const layer of layers) say(layer, wanted.includes(layer) ? "Pulling fs layer" : "Already exists");
  await Promise.all(
    wanted.map(async (layer) => {
      const total = travelling(layer.size);
      for (let piece = 1; piece <= pieces; piece++) {
        await clock.sleep(transferTime(total) / pieces, signal);
        say(layer, "Downloading", { current: Math.round((total * piece) / pieces), total });
      }
      say(layer, "Verifying Checksum");
      say(layer, "Download complete");
    }),
  );
  // Each layer is unpacked over the one below it.
  for (const layer of wanted) {
    say(layer, "Extracting", { current: layer.size, total: layer.size });
    await clock.sleep(extractTime(layer.size), signal);
    say(layer, "Pull complete");
  }
}

/** `docker push`: layers that the registry lacks, then the config, then the manifest that names them. */
import { EngineError, type TransferOptions, type TransferProgress } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { Image } from "../images/image.ts";
import { canonicalName, familiarName, familiarString, type Reference } from "../images/reference.ts";
import type { ImageStore } from "../images/store.ts";
import { askedReference } from "../images/asked-reference.ts";
import { digestOf } from "../filesystem/digest.ts";
import type { RegistryClient } from "./client.ts";
import { configBlob, layerBlob, manifestText } from "./manifest.ts";
import { daemonError, type Registries } from "./registries.ts";
import { pieces, transferTime, travelling } from "./transfer-time.ts";

export interface PushWorld {
  readonly store: ImageStore;
  readonly registries: Registries;
  readonly clock: Clock;
}

/** How many layers move at a time; the others wait. */
const atOnce = 5;

/**
 * Pushes one tag, or all tags of a repository when `text` has none; what is told is the API's stream of progress messages.
 * @throws EngineError in the daemon's or the registry's words
 */
export async function pushImage(text: string, world: PushWorld, options: TransferOptions = {}): Promise<void> {
  const reference = askedReference(text);
  if (reference.digest) throw new EngineError(400, "cannot push a digest reference");
  const tell = options.onProgress ?? ((): void => {});
  const signal = options.signal ?? new AbortController().signal;
  tell({ status: `The push refers to repository [${canonicalName(reference)}]` });
  const images = imagesOf(reference, world.store);
  if (images.length === 0) throw missing(reference, world.store);
  const client = world.registries.open(reference.domain as string, options.auth, signal);
  try {
    await client.ping();
    for (const { tag, image } of images) await new Push({ ...reference, tag }, image, world, client, signal, tell).run();
  } catch (error) {
    throw daemonError(error);
  }
}

function missing(reference: Reference, store: ImageStore): EngineError {
  const { tag: _, ...repository } = reference;
  const others = reference.tag === undefined ? [] : imagesOf(repository, store);
  return new EngineError(
    404,
    others.length > 0
      ? `tag does not exist: ${familiarString(reference)}`
      : `An image does not exist locally with the tag: ${familiarName(reference)}`,
  );
}

function imagesOf(reference: Reference, store: ImageStore): { readonly tag: string; readonly image: Image }[] {
  const prefix = `${canonicalName(reference)}:`;
  const names = [...store.names().keys()].filter((name) => name.startsWith(prefix) && !name.includes("@"));
  const tags = names.map((name) => name.slice(prefix.length)).sort();
  return tags
    .filter((tag) => reference.tag === undefined || tag === reference.tag)
    .map((tag) => ({ tag, image: store.get(`${prefix}${tag}`) }));
}

class Push {
  readonly #reference: Reference & { readonly tag: string };
  readonly #image: Image;
  readonly #world: PushWorld;
  readonly #client: RegistryClient;
  readonly #signal: AbortSignal;
  readonly #tell: (progress: TransferProgress) => void;

  constructor(
    reference: Reference & { readonly tag: string },
    image: Image,
    world: PushWorld,
    client: RegistryClient,
    signal: AbortSignal,
    tell: (progress: TransferProgress) => void,
  ) {
    this.#reference = reference;
    this.#image = image;
    this.#world = world;
    this.#client = client;
    this.#signal = signal;
    this.#tell = tell;
  }

  async run(): Promise<void> {
    const { layers } = this.#image;
    const indexes = layers.map((_, index) => index).reverse();
    for (const index of indexes) this.#say(index, "Preparing");
    for (const index of indexes.slice(atOnce)) this.#say(index, "Waiting");
    const lanes = Array.from({ length: Math.min(atOnce, indexes.length) }, async () => {
      for (let index = indexes.shift(); index !== undefined; index = indexes.shift()) await this.#pushLayer(index);
    });
    await Promise.all(lanes);
    await this.#pushManifest();
  }

  async #pushLayer(index: number): Promise<void> {
    const { layers } = this.#image;
    const { registries, clock } = this.#world;
    const { domain = "", path } = this.#reference;
    const blob = layerBlob(layers, index);
    const layer = layers[index] as Image["layers"][number];
    if (await this.#client.hasBlob(path, blob.digest)) return this.#say(index, "Layer already exists");
    const holder = registries.holder(domain, layer, blob);
    if (holder && holder !== path && (await this.#client.mount(path, blob.digest, holder)))
      return this.#say(index, `Mounted from ${holder}`);
    const time = transferTime(travelling(layer.size)) / pieces;
    for (let piece = 1; piece <= pieces; piece++) {
      await clock.sleep(time, this.#signal);
      this.#say(index, "Pushing", { current: Math.round((layer.size * piece) / pieces), total: layer.size });
    }
    await this.#client.upload(path, blob);
    this.#say(index, "Pushed");
  }

  async #pushManifest(): Promise<void> {
    const { store, registries } = this.#world;
    const { domain = "", path, tag } = this.#reference;
    const config = configBlob(this.#image);
    if (!(await this.#client.hasBlob(path, config.digest))) await this.#client.upload(path, config);
    const { layers } = this.#image;
    const text = manifestText(
      config,
      layers.map((_, index) => layerBlob(layers, index)),
    );
    await this.#client.putManifest(path, tag, text);
    const digest = digestOf(text);
    const { tag: _, ...repository } = this.#reference;
    store.load(this.#image, [{ ...repository, digest }]);
    registries.saw(domain, path, this.#image);
    this.#tell({ status: `${tag}: digest: ${digest} size: ${text.length}` });
  }

  #say(index: number, status: string, bytes?: { readonly current: number; readonly total: number }): void {
    const { diffId } = this.#image.layers[index] as Image["layers"][number];
    this.#tell({ id: diffId.replace(/^sha256:/, "").slice(0, 12), status, live: true, ...bytes });
  }
}

/** Images that are in a registry: what can be known of them before their files are here. */
import { type AuthConfig, type Digest, EngineError, type ImageConfig } from "../api.ts";
import { ArchiveError, decompress } from "../filesystem/untar.ts";
import { FsError } from "../filesystem/errors.ts";
import { digestOf } from "../filesystem/digest.ts";
import { readConfig } from "../images/archive/config-reader.ts";
import { layerFromTar } from "../images/archive/load.ts";
import { makeImage } from "../images/config.ts";
import type { Image, ImageSource, Layer } from "../images/image.ts";
import { chainId } from "../images/layer.ts";
import { canonicalString, familiarName, familiarString, type Reference } from "../images/reference.ts";
import { defaultPlatform } from "../dockerfile/platform.ts";
import type { FetchedManifest, RegistryClient } from "./client.ts";
import { type Manifest, parseManifest } from "./manifest.ts";
import { RegistryError } from "./message.ts";
import { daemonError, type Registries } from "./registries.ts";

export interface RemoteImage {
  /** Of its manifest. */
  readonly digest: Digest;
  /** Of its config: the image's id. */
  readonly id: Digest;
  readonly config: ImageConfig;
  /** `linux/amd64`: what it was made for; absent where that is what was asked for. */
  readonly platform?: string;
  /** Base first. */
  readonly layers: readonly RemoteLayer[];
  /** Brings its files. Throws `EngineError`. */
  load(): Promise<Image>;
}

export interface RemoteLayer {
  /** As a pull names it. */
  readonly digest: Digest;
  readonly chainId: Digest;
  /** Bytes on disk, as far as they are known. */
  readonly size: number;
}

export interface RemoteWorld {
  /** Images that the public registries have had all along. */
  readonly source: ImageSource;
  readonly registries: Registries;
  /** Loads an image of the source once. */
  load(reference: string, platform: string): Promise<Image>;
  /** A layer that is here already. */
  readonly known: (chainId: Digest) => Layer | undefined;
}

/** Asks the registry of a name with tag or digest. Throws `EngineError` in the daemon's words, and the signal's reason. */
export async function findRemote(
  reference: Reference,
  platform: string,
  world: RemoteWorld,
  auth: AuthConfig | undefined,
  signal: AbortSignal,
): Promise<RemoteImage> {
  const name = canonicalString(reference);
  const { source } = world;
  const description = source.describe(name, platform);
  if (description) {
    return remoteOf(await world.load(name, platform), description.digest);
  }
  if (source.describe(name, defaultPlatform))
    throw new EngineError(404, `no matching manifest for ${platform} in the manifest list entries`);
  try {
    return await readManifest(reference, world, auth, signal);
  } catch (error) {
    throw pullError(reference, error);
  }
}

/** An image that is at hand already, as a registry would have it. */
export function remoteOf(image: Image, digest: Digest): RemoteImage {
  const layers = image.layers.map(({ diffId, chainId: chain, size }) => ({ digest: diffId, chainId: chain, size }));
  return { digest, id: image.id, config: image.config, layers, load: async () => image };
}

/** Asks a registry. Throws `RegistryError`, `RegistryUnreachable`, `EngineError`, and the signal's reason. */
export async function readManifest(
  reference: Reference,
  world: RemoteWorld,
  auth: AuthConfig | undefined,
  signal: AbortSignal,
): Promise<RemoteImage> {
  if (isListed(reference, world.source)) throw new RegistryError(404, "MANIFEST_UNKNOWN", "manifest unknown: manifest unknown");
  const client = world.registries.open(reference.domain as string, auth, signal);
  await client.ping();
  const fetched = await client.manifest(reference.path, (reference.digest ?? reference.tag) as string);
  return readRemote(reference.path, fetched, client, world);
}

/** Whether the public registries have another tag of it. */
export function isListed(reference: Reference, source: ImageSource): boolean {
  const repository = familiarName(reference);
  return source.references().some((known) => known.replace(/:[^/:]*$/, "") === repository);
}

/** A registry does not say whether a repository is private or not there at all; a tag that is not there it does. */
export function pullError(reference: Reference, error: unknown): unknown {
  if (!(error instanceof RegistryError)) return daemonError(error);
  const { code, message } = error;
  if (code === "DENIED")
    return new EngineError(
      404,
      `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': ${message}`,
    );
  if (code === "MANIFEST_UNKNOWN") return new EngineError(404, `manifest for ${familiarString(reference)} not found: ${message}`);
  if (code === "NAME_UNKNOWN") return new EngineError(404, `repository ${familiarName(reference)} not found: ${message}`);
  return daemonError(error);
}

async function readRemote(repository: string, fetched: FetchedManifest, client: RegistryClient, world: RemoteWorld): Promise<RemoteImage> {
  const manifest = parseManifest(fetched.bytes);
  const json = new TextDecoder().decode(await checked(client, repository, manifest.config.digest));
  const { parts, diffIds } = readConfig(json);
  if (diffIds.length !== manifest.layers.length) throw new EngineError(500, "image has mismatched rootfs and manifest layers");
  const chains: Digest[] = [];
  for (const diffId of diffIds) chains.push(chainId(chains.at(-1), diffId));
  const layers = manifest.layers.map(({ digest, size }, index) => ({ digest, chainId: chains[index] as Digest, size }));
  return {
    digest: fetched.digest,
    id: manifest.config.digest,
    config: parts.config,
    platform: `${parts.os}/${parts.architecture}`,
    layers,
    load: async () => makeImage({ ...parts, layers: await fetchLayers(repository, manifest, diffIds, client, world) }),
  };
}

/** Only what is not here is asked for. */
async function fetchLayers(
  repository: string,
  manifest: Manifest,
  diffIds: readonly Digest[],
  client: RegistryClient,
  world: RemoteWorld,
): Promise<Layer[]> {
  const layers: Layer[] = [];
  try {
    for (const [index, diffId] of diffIds.entries()) {
      const below = layers.at(-1);
      const known = world.known(chainId(below?.chainId, diffId));
      if (known) {
        layers.push(known);
        continue;
      }
      const tar = decompress(await checked(client, repository, manifest.layers[index]?.digest as Digest));
      if (digestOf(tar) !== diffId) throw new EngineError(500, "layers from manifest don't match image configuration");
      layers.push(layerFromTar(below, tar, diffId));
    }
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof FsError) throw new EngineError(500, error.message);
    throw daemonError(error);
  }
  return layers;
}

/** A blob that is what its name says. */
async function checked(client: RegistryClient, repository: string, digest: Digest): Promise<Uint8Array> {
  const bytes = await client.blob(repository, digest);
  if (digestOf(bytes) !== digest) throw new EngineError(500, `filesystem layer verification failed for digest ${digest}`);
  return bytes;
}

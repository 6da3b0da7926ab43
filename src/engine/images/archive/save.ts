/** `docker save`: images as a tar that a real engine loads. */
import { type Digest, EngineError } from "../../api.ts";
import { directory, file } from "../../filesystem/build.ts";
import { allBytes } from "../../filesystem/content.ts";
import { diffTrees } from "../../filesystem/diff.ts";
import { digestOf } from "../../filesystem/digest.ts";
import type { Node } from "../../filesystem/node.ts";
import { writeTar } from "../../filesystem/tar.ts";
import { configJson, goJson } from "../config.ts";
import type { Image } from "../image.ts";
import { changesOf } from "../layer.ts";
import { canonicalString, familiarName, familiarString, type Reference } from "../reference.ts";
import type { ImageStore } from "../store.ts";
import { blobPath, type Descriptor, layoutFile, type ManifestItem, mediaTypes } from "./layout.ts";
import { legacyConfigs } from "./legacy-config.ts";

/** The archive. Throws `EngineError` for a name that is none, or none's; and for an image without layers, as Docker does. */
export function saveImages(store: ImageStore, references: readonly string[]): Uint8Array {
  const archive = new ArchiveWriter();
  for (const [image, names] of namedImages(store, references)) archive.add(image, names);
  return archive.bytes();
}

/** Each image once, with the names it was asked for by. */
function namedImages(store: ImageStore, references: readonly string[]): Map<Image, Reference[]> {
  const found = new Map<Image, Reference[]>();
  for (const text of references) {
    for (const { image, reference } of store.matching(text)) {
      const names = found.get(image) ?? [];
      if (reference && !names.some((name) => canonicalString(name) === canonicalString(reference))) names.push(reference);
      found.set(image, names);
    }
  }
  return found;
}

class ArchiveWriter {
  readonly #blobs = new Map<Digest, Node>();
  readonly #manifests: (Descriptor & { readonly annotations?: Readonly<Record<string, string>> })[] = [];
  readonly #items: ManifestItem[] = [];
  readonly #repositories = new Map<string, Map<string, string>>();
  #newest = 0;

  add(image: Image, names: readonly Reference[]): void {
    if (image.layers.length === 0) throw new EngineError(500, "empty export - not implemented");
    const mtime = image.created;
    this.#newest = Math.max(this.#newest, mtime);
    const layers = image.layers.map((_, index) => this.#layer(image, index));
    for (const json of legacyConfigs(image)) this.#blob(json, "", mtime);
    const config = this.#blob(configJson(image), mediaTypes.config, mtime);
    const manifest = this.#blob(goJson({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers }), mediaTypes.manifest, 0);
    const tagged = names.filter(({ tag }) => tag !== undefined);
    if (tagged.length === 0) this.#manifests.push(manifest);
    for (const name of tagged) {
      const annotations = {
        "io.containerd.image.name": canonicalString(name),
        "org.opencontainers.image.ref.name": name.tag as string,
      };
      this.#manifests.push({ ...manifest, annotations });
      const repository = this.#repositories.get(familiarName(name)) ?? new Map<string, string>();
      repository.set(name.tag as string, (layers.at(-1) as Descriptor).digest.slice("sha256:".length));
      this.#repositories.set(familiarName(name), repository);
    }
    this.#items.push({
      Config: blobPath(config.digest),
      RepoTags: tagged.length > 0 ? tagged.map(familiarString) : null,
      Layers: layers.map(({ digest }) => blobPath(digest)),
      // Another Go type than in the manifest: its fields stand in another order.
      LayerSources: sortedRecord(layers.map(({ mediaType, digest, size }) => [digest, { mediaType, size, digest }])),
    });
  }

  bytes(): Uint8Array {
    const index = goJson({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: this.#manifests });
    const repositories = sortedRecord([...this.#repositories].map(([name, tags]) => [name, sortedRecord(tags)]));
    const time = { mtime: this.#newest };
    const root = directory({
      blobs: directory({ sha256: directory(this.#blobs, time) }, time),
      "index.json": file(index),
      "manifest.json": file(`${goJson(this.#items)}\n`),
      "oci-layout": file(layoutFile),
      ...(this.#repositories.size > 0 && { repositories: file(`${goJson(repositories)}\n`) }),
    });
    return writeTar(diffTrees(undefined, root));
  }

  #blob(text: string, mediaType: string, mtime: number): Descriptor {
    const digest = digestOf(text);
    const node = file(text, { mtime });
    this.#keep(digest, node);
    return { mediaType, digest, size: node.content.size };
  }

  #layer(image: Image, index: number): Descriptor {
    const { diffId, tar } = image.layers[index] as Image["layers"][number];
    const known = this.#blobs.get(blobName(diffId));
    const bytes = known?.kind === "file" ? known.content.bytes : tar ? allBytes(tar) : writeTar(changesOf(image.layers, index));
    if (!known) this.#keep(diffId, file(bytes, { mtime: image.created }));
    return { mediaType: mediaTypes.layer, digest: diffId, size: bytes.length };
  }

  #keep(digest: Digest, node: Node): void {
    if (!this.#blobs.has(blobName(digest))) this.#blobs.set(blobName(digest), node);
  }
}

function blobName(digest: Digest): string {
  return digest.slice("sha256:".length);
}

function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

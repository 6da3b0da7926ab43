/** `docker load`: images out of an archive, whoever wrote it. Nothing in it is trusted; only what it says fits is taken. */
import { type Digest, EngineError, type LoadedImage } from "../../api.ts";
import { directory } from "../../filesystem/build.ts";
import { allBytes } from "../../filesystem/content.ts";
import { diffTrees, layerSize } from "../../filesystem/diff.ts";
import { digestOf, sha256Hex } from "../../filesystem/digest.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { tarDigest } from "../../filesystem/tar.ts";
import { ArchiveError, compressionOf, decompress, readTar, tarTree, unpack } from "../../filesystem/untar.ts";
import { sortedNames } from "../../filesystem/walk.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { imageId } from "../config.ts";
import type { Image, Layer } from "../image.ts";
import { chainId } from "../layer.ts";
import { familiarString, InvalidReference, parseReference, type Reference } from "../reference.ts";
import type { ImageStore } from "../store.ts";
import { jsonType, readConfig, syntaxProblem } from "./config-reader.ts";
import type { ManifestItem } from "./layout.ts";

/** A layer this engine has already, by its chain id. */
export type KnownLayer = (chainId: Digest) => Layer | undefined;

interface Arrived {
  readonly image: Image;
  readonly names: readonly Reference[];
}

/** Puts the images of an archive into the store. Throws `EngineError`, and leaves the store alone, when anything is wrong. */
export function loadImages(store: ImageStore, archive: Uint8Array, known: KnownLayer): LoadedImage[] {
  const arrived = readArchive(archive, known);
  return arrived.flatMap(({ image, names }): LoadedImage[] => {
    const told = names.map((name): LoadedImage => {
      const before = store.named(familiarString(name));
      store.load(image, [name]);
      return { reference: familiarString(name), id: image.id, ...(before && before.id !== image.id && { replaced: before.id }) };
    });
    if (names.length === 0) store.load(image, []);
    return told.length > 0 ? told : [{ id: image.id }];
  });
}

function readArchive(archive: Uint8Array, known: KnownLayer): Arrived[] {
  try {
    return new ArchiveReader(archive, known).images();
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof FsError || error instanceof InvalidReference)
      throw new EngineError(500, error.message);
    throw error;
  }
}

class ArchiveReader {
  readonly #files: DirectoryNode;
  readonly #known: KnownLayer;
  readonly #made = new Map<Digest, Layer>();
  /** Where the daemon would have unpacked it: its messages say so. */
  readonly #place: string;

  constructor(archive: Uint8Array, known: KnownLayer) {
    this.#place = `/var/lib/docker/tmp/docker-import-${Number.parseInt(sha256Hex(archive).slice(0, 8), 16)}`;
    this.#files = unpackArchive(archive);
    this.#known = known;
  }

  images(): Arrived[] {
    return this.#manifest().map((item) => this.#image(item));
  }

  #manifest(): readonly ManifestItem[] {
    const node = this.#files.entries.get("manifest.json");
    if (node?.kind !== "file") throw new EngineError(500, this.#withoutManifest());
    const json = new TextDecoder().decode(allBytes(node.content));
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      throw new EngineError(500, syntaxProblem(json, json.trim() === "" ? "EOF" : "unexpected EOF"));
    }
    if (!Array.isArray(value))
      throw new EngineError(500, `json: cannot unmarshal ${jsonType(value)} into Go value of type []tarexport.manifestItem`);
    return value as ManifestItem[];
  }

  /** Engines before 2015 wrote a directory for each layer; without those the names are missed. */
  #withoutManifest(): string {
    const first = sortedNames(this.#files).find((name) => this.#files.entries.get(name)?.kind === "directory");
    return `open ${this.#place}/${first === undefined ? "repositories" : `${first}/json`}: no such file or directory`;
  }

  #image(item: ManifestItem): Arrived {
    const json = new TextDecoder().decode(this.#read(String(item?.Config ?? "")));
    const { parts, diffIds } = readConfig(json);
    const paths = Array.isArray(item.Layers) ? item.Layers.map(String) : [];
    if (paths.length !== diffIds.length)
      throw new EngineError(500, `invalid manifest, layers length mismatch: expected ${paths.length}, got ${diffIds.length}`);
    const layers: Layer[] = [];
    for (const [index, diffId] of diffIds.entries()) layers.push(this.#layer(index, diffId, paths[index] as string, layers.at(-1)));
    const image = { ...parts, layers };
    const names = (Array.isArray(item.RepoTags) ? item.RepoTags : []).map((tag) => taggedReference(String(tag)));
    return { image: { id: imageId(image), ...image }, names };
  }

  #layer(index: number, diffId: Digest, path: string, below: Layer | undefined): Layer {
    const chain = chainId(below?.chainId, diffId);
    const there = this.#made.get(chain) ?? this.#known(chain);
    if (there) return there;
    const tar = decompress(this.#read(path));
    const actual = digestOf(tar);
    if (actual !== diffId) {
      // What is no tar at all is said before the digests are compared.
      readTar(tar);
      throw new EngineError(500, `invalid diffID for layer ${index}: expected "${diffId}", got "${actual}"`);
    }
    const layer = layerFromTar(below, tar, diffId);
    this.#made.set(chain, layer);
    return layer;
  }

  /** A file of the archive; links in it are followed inside of it only. */
  #read(path: string): Uint8Array {
    const clean = `/${path}`.split("/").filter((part) => part !== "" && part !== ".");
    const depth = clean.reduce((at, part) => (Number.isNaN(at) ? at : part === ".." ? (at > 0 ? at - 1 : Number.NaN) : at + 1), 0);
    if (Number.isNaN(depth)) throw new EngineError(500, `evalSymlinksInScope: ${path} is not in ${this.#place}`);
    const missing = () => new EngineError(500, `open ${this.#place}/${clean.join("/")}: no such file or directory`);
    let node: ReturnType<typeof resolvePath>["node"];
    try {
      node = resolvePath(this.#files, `/${clean.join("/")}`, true).node;
    } catch (error) {
      if (error instanceof FsError) throw missing();
      throw error;
    }
    if (node?.kind === "directory") throw new EngineError(500, `read ${this.#place}/${clean.join("/")}: is a directory`);
    if (node?.kind !== "file") throw missing();
    return allBytes(node.content);
  }
}

/** The layer that a tar makes of the one below. Keeps the tar when the engine would write another one for the same files. */
export function layerFromTar(below: Layer | undefined, tar: Uint8Array, diffId: Digest): Layer {
  const tree = new WorkingTree(below?.root ?? directory());
  unpack(tree, "/", readTar(tar), { whiteouts: true });
  const changes = diffTrees(below?.root, tree.root);
  const ours = tarDigest(changes) === diffId;
  return {
    diffId,
    chainId: chainId(below?.chainId, diffId),
    size: layerSize(changes),
    root: tree.root,
    ...(!ours && { tar: { bytes: tar, size: tar.length } }),
  };
}

function unpackArchive(archive: Uint8Array): DirectoryNode {
  if (archive.length > 0 && archive.length < 512 && compressionOf(archive) === "none") throw new ArchiveError("unexpected EOF");
  return tarTree(archive);
}

function taggedReference(text: string): Reference {
  const reference = parseReference(text);
  if (!reference.tag) throw new EngineError(500, `invalid tag ${JSON.stringify(text)}`);
  return reference;
}

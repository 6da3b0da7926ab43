/** Images and layers as the store keeps them. An image is a config and a chain of layers; layers are shared. */
import type { Digest, ImageConfig, PlaceholderRequest } from "../api.ts";
import type { Content, DirectoryNode } from "../filesystem/node.ts";

/** One layer on top of those below it. */
export interface Layer {
  /** SHA-256 of the layer's uncompressed tar, in which holes are sparse (`filesystem/tar.ts`). */
  readonly diffId: Digest;
  /** SHA-256 of the chain: diffId for the lowest, else sha256(parent chain id + " " + diffId), as in the OCI image spec. */
  readonly chainId: Digest;
  /** Sum of the sizes of its files in bytes, as `docker history` shows. */
  readonly size: number;
  /** The merged tree after this layer. The layer's own changes are what differs from the tree below. */
  readonly root: DirectoryNode;
  /** The tree it was made on, where that is not the very object that the layer below has; what is in it is the same. */
  readonly below?: DirectoryNode;
  /** The tar it came in, where another program wrote it: ours of the same files would have another digest. */
  readonly tar?: Content;
}

export interface HistoryEntry {
  /** Milliseconds since the epoch; 0 when unknown. */
  readonly created: number;
  readonly createdBy: string;
  readonly comment?: string;
  readonly emptyLayer?: boolean;
}

export interface Image {
  /** SHA-256 of the image's config JSON. */
  readonly id: Digest;
  /** Milliseconds since the epoch; 0 when no layer says when, as Docker leaves it. */
  readonly created: number;
  /** From MAINTAINER. */
  readonly author?: string;
  /** Of an imported image: what was said of it, and by which engine it was made. */
  readonly comment?: string;
  readonly dockerVersion?: string;
  readonly architecture: string;
  readonly os: string;
  readonly config: ImageConfig;
  /** Base first. */
  readonly layers: readonly Layer[];
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  /** What `--cache-to type=inline` leaves in the config for later builds: base64 of JSON (`build/solve/inline-cache.ts`). */
  readonly inlineCache?: string;
  /** The image it was made from by a commit or a step of the classic builder. Known here alone: an archive does not tell. */
  readonly parent?: Digest;
  /** The config as another engine wrote it, when the image was loaded: its id is the digest of these very bytes. */
  readonly json?: string;
}

/**
 * Where base images come from: the catalogue today, a registry later. The light half (`describe`) is enough for cache
 * verdicts and is synchronous; the heavy half (`load`) brings the files.
 */
export interface ImageSource {
  /** What is known without pulling; `undefined` when there is no such image. `reference` is canonical: `docker.io/library/alpine:3.20`. */
  describe(reference: string, platform?: string): ImageDescription | undefined;
  /** What a learner has to know of an image that is not quite what its name says: a sentence. */
  notice?(reference: string): string | undefined;
  /** What a learner has to know of an image that it does not have though others do: a sentence. */
  missing?(reference: string): string | undefined;
  /** Throws `EngineError` when it is unknown. */
  load(reference: string, platform?: string): Promise<Image>;
  /** A placeholder for an image it does not know, if somebody may well have published one of that name. */
  placeholder?(reference: string, request: PlaceholderRequest): Promise<PlaceholderImage | undefined>;
  /** Names it knows, familiar form (`python:3.12-slim`), for completion and "did you mean". */
  references(): readonly string[];
  /** An image's manifest as its registry has it, byte for byte. Throws `EngineError` when it is unknown. */
  manifest(reference: string): Promise<string>;
  /** What Docker Hub's search says of its repositories. */
  repositories(): readonly RepositoryCard[];
}

export interface PlaceholderImage {
  readonly image: Image;
  /** Of its manifest. */
  readonly digest: Digest;
  /** What a learner has to know about it: a sentence. */
  readonly notice: string;
}

/** A repository as a search shows it. */
export interface RepositoryCard {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly isOfficial: boolean;
}

export interface ImageDescription {
  /** Manifest digest, `sha256:…`. */
  readonly digest: Digest;
  /** Identity of the file system for cache keys: the top chain id; empty where there are no layers. */
  readonly chainId: Digest;
  readonly config: ImageConfig;
  readonly size: number;
  readonly layers: readonly { readonly digest: Digest; readonly size: number }[];
}

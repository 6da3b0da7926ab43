/** Images as the Docker Engine API tells them. */
import type { DirectoryNode } from "../filesystem/node.ts";

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = string;

export interface ImageSummary {
  readonly Id: Digest;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly ParentId: string;
  /** Seconds since the epoch. */
  readonly Created: number;
  /** Bytes. */
  readonly Size: number;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Containers: number;
}

export interface HealthcheckConfig {
  readonly Test: readonly string[];
  /** Nanoseconds. */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** The OCI image config's `config`, with Docker's additions. */
export interface ImageConfig {
  readonly ArgsEscaped?: boolean;
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, Record<string, never>>>;
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, Record<string, never>>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly OnBuild?: readonly string[] | null;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
  readonly Healthcheck?: HealthcheckConfig;
}

export interface ImageInspect {
  readonly Id: Digest;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly Parent: string;
  readonly Comment: string;
  /** RFC 3339 with nanoseconds; empty where nothing says when. */
  readonly Created: string;
  readonly DockerVersion: string;
  readonly Author: string;
  readonly Architecture: string;
  readonly Os: string;
  readonly Size: number;
  readonly GraphDriver: { readonly Name: string; readonly Data: Readonly<Record<string, string>> };
  readonly RootFS: { readonly Type: "layers"; readonly Layers?: readonly Digest[] };
  readonly Metadata: { readonly LastTagTime: string };
  readonly Config: ImageConfig;
}

export interface HistoryRow {
  /** Image id on the newest row, `<missing>` elsewhere. */
  readonly Id: string;
  /** Seconds since the epoch. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Tags: readonly string[] | null;
  readonly Size: number;
  readonly Comment: string;
}

export interface ImageFilesystem {
  readonly root: DirectoryNode;
  /** Base first. */
  readonly layers: readonly {
    readonly digest: Digest;
    readonly size: number;
    readonly createdBy: string;
    readonly changes: readonly LayerChange[];
  }[];
}

export interface LayerChange {
  readonly path: string;
  readonly kind: "added" | "modified" | "deleted";
  readonly type: "file" | "directory" | "symlink";
  readonly size: number;
  /** How much it hides of the layers below, in bytes. */
  readonly hidden: number;
}

export interface ImageDeleteItem {
  readonly Untagged?: string;
  readonly Deleted?: string;
}

export interface PruneReport {
  readonly deleted: readonly ImageDeleteItem[];
  /** Build cache ids, for `buildPrune`. */
  readonly caches?: readonly string[];
  readonly spaceReclaimed: number;
}

/** What `docker load` put into the store: a name and its image, or an image without names. */
export interface LoadedImage {
  readonly reference?: string;
  readonly id: Digest;
  /** The image that had this name before, which has lost it. */
  readonly replaced?: Digest;
}

export interface ImportOptions {
  /** The name it gets. */
  readonly reference?: string;
  readonly message?: string;
  /** Dockerfile instructions that set its config: `CMD ["sh"]`. */
  readonly changes?: readonly string[];
  readonly platform?: string;
}

export interface BuildCacheRecord {
  readonly ID: string;
  readonly Parents?: readonly string[];
  readonly Type: "regular" | "source.local" | "exec.cachemount" | "internal" | "frontend" | "source.git.checkout";
  readonly Description: string;
  readonly InUse: boolean;
  /** An image of the store has it too. */
  readonly Shared: boolean;
  /** Bytes. */
  readonly Size: number;
  /** Milliseconds since the epoch. */
  readonly CreatedAt: number;
  /** Milliseconds since the epoch. */
  readonly LastUsedAt: number;
  readonly UsageCount: number;
  /** Of BuildKit's own listing (`docker buildx du --verbose`): can still be written to. */
  readonly Mutable: boolean;
  /** A prune could take it. */
  readonly Reclaimable: boolean;
}

/** What happens in the engine, and what it takes up, as the Docker Engine API tells it. */
import type { ContainerSummary } from "./container-state.ts";
import type { Filters } from "./filters.ts";
import type { BuildCacheRecord, ImageSummary } from "./image.ts";
import type { Volume } from "./volume.ts";

export type EventType = "container" | "image" | "volume" | "network" | "builder" | "daemon" | (string & {});

export interface EventMessage {
  /** Old names of what is below, for containers and images. */
  readonly status?: string;
  readonly id?: string;
  readonly from?: string;
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly timeNano: number;
}

export interface EventOptions {
  /** Milliseconds since the epoch. What is past and still remembered (256 events) comes first. */
  readonly since?: number;
  /** The stream ends then; at once when it is past. */
  readonly until?: number;
  readonly filters?: Filters;
  readonly signal?: AbortSignal;
}

export interface DiskUsage {
  readonly LayersSize: number;
  readonly Images: readonly (ImageSummary & { readonly SharedSize: number })[];
  readonly Containers: readonly ContainerSummary[];
  readonly Volumes: readonly Volume[];
  readonly BuildCache: readonly BuildCacheRecord[];
}

export interface EventApi {
  /** Throws `EngineError` 400 for a filter that does not exist. */
  events(options?: EventOptions): Promise<AsyncIterable<EventMessage>>;
  systemDf(): Promise<DiskUsage>;
}

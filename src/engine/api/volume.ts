/** Volumes as the Docker Engine API 1.51 tells them. */
import type { Filters } from "./filters.ts";

export interface Volume {
  readonly CreatedAt: string;
  readonly Driver: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Mountpoint: string;
  readonly Name: string;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Scope: string;
  /** Only where usage was asked for. Bytes; how many containers refer to it. */
  readonly UsageData?: { readonly Size: number; readonly RefCount: number };
}

export interface VolumeCreateRequest {
  /** Made up when empty. */
  readonly Name?: string;
  readonly Driver?: string;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

export interface VolumesPruned {
  readonly VolumesDeleted: readonly string[] | null;
  readonly SpaceReclaimed: number;
}

export interface VolumeApi {
  /** A volume that is there already is given back as it is. */
  volumeCreate(request?: VolumeCreateRequest): Promise<Volume>;
  volumeList(filters?: Filters): Promise<{ readonly Volumes: readonly Volume[]; readonly Warnings: readonly string[] | null }>;
  /** Throws `EngineError` 404 `get …: no such volume`. */
  volumeInspect(name: string): Promise<Volume>;
  volumeRemove(name: string, options?: { readonly force?: boolean }): Promise<void>;
  /** Anonymous ones only, unless a filter says `all=true`. */
  volumePrune(filters?: Filters): Promise<VolumesPruned>;
}

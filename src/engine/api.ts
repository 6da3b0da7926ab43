/**
 * The Engine interface: the hinge of Drydock. Whoever implements it can stand behind the terminal, the pictures and the
 * grader; today that is the simulator in this folder. Names and shapes are the Docker Engine API's where it has them,
 * BuildKit's (`SolveStatus`, vertex, verdict) for builds.
 */
import type { BuildOptions, BuildRecord, BuildRequest, BuildResult } from "./api/build.ts";
import type { BuildView } from "./api/build-view.ts";
import type { ClassicBuildOptions, ClassicBuildRequest, ClassicBuildResult } from "./api/classic-build.ts";
import type { ContainerApi } from "./api/container.ts";
import type { EventApi } from "./api/event.ts";
import type { ExecApi } from "./api/exec.ts";
import type { Filters } from "./api/filters.ts";
import type {
  BuildCacheRecord,
  Digest,
  HistoryRow,
  ImageDeleteItem,
  ImageFilesystem,
  ImageInspect,
  ImageSummary,
  ImportOptions,
  LayerChange,
  LoadedImage,
  PruneReport,
} from "./api/image.ts";
import type { MachineApi } from "./api/machine.ts";
import type { NetworkApi } from "./api/network.ts";
import type { NetworkTraceApi } from "./api/network-trace.ts";
import type { OverlayApi } from "./api/overlay.ts";
import type { RegistryApi } from "./api/registry.ts";
import type { SystemInfo, VersionInfo } from "./api/system.ts";
import type { VolumeApi } from "./api/volume.ts";

export type * from "./api/build.ts";
export type * from "./api/build-view.ts";
export type * from "./api/classic-build.ts";
export type * from "./api/container.ts";
export type * from "./api/container-config.ts";
export type * from "./api/container-state.ts";
export type * from "./api/container-view.ts";
export type * from "./api/event.ts";
export type * from "./api/exec.ts";
export type * from "./api/filters.ts";
export type * from "./api/image.ts";
export type * from "./api/image-stack.ts";
export type * from "./api/machine.ts";
export type * from "./api/network.ts";
export type * from "./api/network-trace.ts";
export type * from "./api/overlay.ts";
export type * from "./api/problem.ts";
export type * from "./api/registry.ts";
export type * from "./api/system.ts";
export type * from "./api/volume.ts";

export interface Engine
  extends ContainerApi,
    ExecApi,
    NetworkApi,
    NetworkTraceApi,
    VolumeApi,
    EventApi,
    RegistryApi,
    MachineApi,
    OverlayApi {
  /**
   * Runs a build. Progress is told through `options.onEvent` as it happens. Never rejects for a mistake of the learner's:
   * those come back as `result.failure`. Rejects with the signal's reason when aborted.
   */
  build(request: BuildRequest, options?: BuildOptions): Promise<BuildResult>;
  /**
   * A build with the classic builder, step by step, each in a container. Mistakes in the Dockerfile come back as
   * `result.failure`; rejects with the signal's reason when aborted.
   */
  classicBuild(request: ClassicBuildRequest, options?: ClassicBuildOptions): Promise<ClassicBuildResult>;
  /** What `build` would do now, without doing it: the same view, with verdicts foretold. Fast enough for every keystroke. */
  preview(request: BuildRequest): BuildView;
  /** The builds of this session, oldest first. */
  builds(): readonly BuildView[];
  /** More of the build with this number; absent where it is not kept: of old builds, and of those before the lab was opened. */
  buildRecord(number: number): BuildRecord | undefined;
  /** Newest first. Throws `EngineError` for a filter that does not exist or cannot be read. */
  imageList(options?: { all?: boolean; filters?: Filters }): Promise<ImageSummary[]>;
  /** Throws `EngineError` 404 when there is no such image. */
  imageInspect(reference: string): Promise<ImageInspect>;
  imageHistory(reference: string): Promise<HistoryRow[]>;
  /** The merged root file system of an image, and each layer's own changes. */
  imageFilesystem(reference: string): Promise<ImageFilesystem>;
  /** What a step of a build added, changed and hid, whether an image holds its layer or not. `key` is the step's; throws `EngineError` 404 when its result is gone. */
  layerChanges(key: string): Promise<LayerChange[]>;
  imageTag(source: string, target: string): Promise<void>;
  imageRemove(reference: string, options?: { force?: boolean; noPrune?: boolean }): Promise<ImageDeleteItem[]>;
  imagePrune(options?: { filters?: Filters }): Promise<PruneReport>;
  /**
   * `docker save`: a tar that holds an OCI layout and the `manifest.json` of older engines. Names keep their images' names,
   * ids do not; a name without a tag takes all tags of its repository. Throws `EngineError` 404.
   */
  imageSave(references: readonly string[]): Promise<Uint8Array>;
  /**
   * `docker load`: what was put in, in the order of the archive. gzip is unpacked. Throws `EngineError` for what is no
   * image archive or does not hold what it says; the store is as before then.
   */
  imageLoad(archive: Uint8Array): Promise<LoadedImage[]>;
  /** `docker import`: an image of one layer from a tar of its files. Returns the image's id. */
  imageImport(archive: Uint8Array, options?: ImportOptions): Promise<Digest>;
  buildPrune(options?: { all?: boolean; filters?: Record<string, string[]>; keepStorage?: number }): Promise<PruneReport>;
  buildCache(): Promise<BuildCacheRecord[]>;
  version(): Promise<VersionInfo>;
  info(): Promise<SystemInfo>;
}

/** An answer of the daemon that is not a success. `message` is what follows `Error response from daemon: `. */
export class EngineError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "EngineError";
    this.status = status;
  }
}

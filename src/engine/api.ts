/**
 * The Engine interface: the hinge of Drydock. Whoever implements it can stand behind the terminal, the pictures and the
 * grader; today that is the simulator in this folder. Names and shapes are the Docker Engine API's where it has them,
 * BuildKit's (`SolveStatus`, vertex, verdict) for builds.
 */
import type { DirectoryNode } from "./filesystem/node.ts";

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = string;

export interface Engine {
  /**
   * Runs a build. Progress is told through `options.onEvent` as it happens. Never rejects for a mistake of the learner's:
   * those come back as `result.failure`. Rejects with the signal's reason when aborted.
   */
  build(request: BuildRequest, options?: BuildOptions): Promise<BuildResult>;
  /** What `build` would do now, without doing it: the same view, with verdicts foretold. Fast enough for every keystroke. */
  preview(request: BuildRequest): BuildView;
  /** The builds of this session, oldest first. */
  builds(): readonly BuildView[];
  imageList(options?: { all?: boolean }): Promise<ImageSummary[]>;
  /** Throws `EngineError` 404 when there is no such image. */
  imageInspect(reference: string): Promise<ImageInspect>;
  imageHistory(reference: string): Promise<HistoryRow[]>;
  /** The merged root file system of an image, and each layer's own changes. */
  imageFilesystem(reference: string): Promise<ImageFilesystem>;
  /** What a step of a build added, changed and hid, whether an image holds its layer or not. `key` is the step's; throws `EngineError` 404 when its result is gone. */
  layerChanges(key: string): Promise<LayerChange[]>;
  imageTag(source: string, target: string): Promise<void>;
  imageRemove(reference: string, options?: { force?: boolean; noPrune?: boolean }): Promise<ImageDeleteItem[]>;
  imagePrune(options?: { all?: boolean; filters?: Record<string, string[]> }): Promise<PruneReport>;
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

// ───────────────────────────────────────────────────────── builds

export interface BuildRequest {
  /** The directory that was named on the command line, whole: the engine applies .dockerignore itself. */
  readonly context: DirectoryNode;
  readonly dockerfile: DockerfileSource;
  readonly tags?: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly pull?: boolean;
  readonly platform?: string;
  /** Network mode of RUN steps; enters their cache keys (spec §3.1). */
  readonly network?: "default" | "none" | "host";
  readonly addHosts?: readonly string[];
  readonly secrets?: Readonly<Record<string, Uint8Array>>;
  /** Only reads the Dockerfile and what it names, for `--check`: the result has its warnings and mistakes, and no image. */
  readonly check?: boolean;
}

export interface DockerfileSource {
  /** As it is printed in progress and errors: the path given to `-f`, or `Dockerfile`. */
  readonly name: string;
  /** Absent when the file does not exist: the build fails with BuildKit's words. */
  readonly text?: string;
  /** Text of `<name>.dockerignore`, when that file exists beside the Dockerfile; it replaces the context's own. */
  readonly ignoreText?: string;
}

export interface BuildOptions {
  readonly onEvent?: (event: BuildEvent) => void;
  readonly signal?: AbortSignal;
}

export interface BuildResult {
  readonly imageId?: Digest;
  readonly failure?: BuildFailure;
  readonly view: BuildView;
}

/** Everything the client prints below the progress when a build fails (spec §10). */
export interface BuildFailure {
  /** What follows `ERROR: failed to build: failed to solve: `. */
  readonly message: string;
  /** The vertex that failed, when one did, and its last log lines. */
  readonly vertex?: VertexId;
  /** The lines to print with `>>>`; absent for errors without an excerpt. */
  readonly source?: SourceRange;
  /** Further places, each with an excerpt below the first: the way round a circle of stages. */
  readonly moreSources?: readonly SourceRange[];
  /** Marks an answer that is the lab's own, for what the simulator does not model. */
  readonly lab?: boolean;
}

/** 1-based lines, inclusive; columns 0-based, end exclusive. */
export interface SourceRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type VertexId = string;

/** BuildKit's SolveStatus, one change at a time. All times are simulated milliseconds since the epoch. */
export type BuildEvent =
  | { readonly type: "vertex"; readonly vertex: Vertex }
  | {
      readonly type: "status";
      readonly vertex: VertexId;
      readonly id: string;
      readonly current: number;
      readonly total?: number;
      readonly started: number;
      readonly completed?: number;
    }
  | { readonly type: "log"; readonly vertex: VertexId; readonly stream: 1 | 2; readonly text: string; readonly time: number }
  | { readonly type: "warning"; readonly warning: BuildWarning };

/** A node of the build graph as it stands now. The same id is announced again whenever it starts, completes or fails. */
export interface Vertex {
  readonly id: VertexId;
  /** `[2/5] WORKDIR /app`, `[internal] load build context`, `exporting to image`. */
  readonly name: string;
  readonly inputs: readonly VertexId[];
  readonly started?: number;
  readonly completed?: number;
  readonly cached?: boolean;
  readonly error?: string;
  readonly canceled?: boolean;
  /** The step of the BuildView that this vertex is, if it is one. */
  readonly step?: StepId;
}

export interface BuildWarning {
  /** `JSONArgsRecommended` (spec §11). */
  readonly rule: string;
  readonly message: string;
  readonly range: SourceRange;
}

// ───────────────────────────────────────────────────────── the view of a build

/** `build:2`, `stage-1:4`: stage name and the step's number in it. Unique in one Dockerfile. */
export type StepId = string;

/**
 * One build as a person looks at it: made, or (from `preview`) foretold. The layers panel, the grader and
 * the terminal's explanations all read this and nothing else.
 */
export interface BuildView {
  /** Counts builds in this session from 1; 0 for a preview. */
  readonly number: number;
  readonly kind: "built" | "preview";
  readonly dockerfileName: string;
  /** In file order, unreachable ones included (their steps are `skipped`). */
  readonly stages: readonly StageView[];
  readonly warnings: readonly BuildWarning[];
  readonly failure?: BuildFailure;
  readonly imageId?: Digest;
  readonly tags: readonly string[];
  /** Sum of the final image's layers, in bytes. Absent while unknown. */
  readonly size?: number;
  /** Simulated time from start to finish, in milliseconds. */
  readonly durationMs?: number;
}

export interface StageView {
  /** Lower-case name, or `stage-<index>`. */
  readonly name: string;
  readonly index: number;
  readonly named: boolean;
  /** True when the target needs it. */
  readonly reachable: boolean;
  readonly isTarget: boolean;
  /** Names of stages it starts from or copies from. */
  readonly dependsOn: readonly string[];
  readonly steps: readonly StepView[];
}

export type StepKind = "FROM" | "RUN" | "COPY" | "ADD" | "WORKDIR" | "CONFIG";

/** `CONFIG` steps (ENV, CMD, …) make no layer and have the verdict `config`. */
export type Verdict = "cached" | "reran" | "skipped" | "failed" | "canceled" | "config" | "unknown";

export interface StepView {
  readonly id: StepId;
  readonly stage: string;
  readonly kind: StepKind;
  /** `[build 2/5]` without brackets: `build 2/5`, `2/5`; empty for CONFIG. */
  readonly label: string;
  /** The instruction as written, lines joined: `RUN pip install -r requirements.txt`. */
  readonly text: string;
  readonly range: SourceRange;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** Size of the layer's own files in bytes; for FROM that of the whole base image. Absent while unknown. */
  readonly size?: number;
  readonly durationMs?: number;
  /** Diff id of the layer, when it has been made. */
  readonly layer?: Digest;
  /** Cache key: equal keys, equal steps (spec §1). */
  readonly key: string;
  /** What the layer added, changed and hid; absent while unknown. Ask `layerChanges` for the whole list. */
  readonly changes?: LayerSummary;
  /** Steps whose root or files it reads. */
  readonly inputs: readonly StepId[];
}

export interface LayerSummary {
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
}

/** Why a step has the verdict it has, for machines; `explain` in `engine/build` puts it in words. */
export type Reason =
  | { readonly kind: "cached" /** Changes above or beside it that did not matter, and why. */; readonly despite: readonly Irrelevant[] }
  | { readonly kind: "first-build" }
  | { readonly kind: "instruction-changed"; readonly before: string; readonly after: string }
  | {
      readonly kind: "files-changed";
      readonly changes: readonly FileChange[] /** Stage the files come from; absent for the context. */;
      readonly from?: string;
    }
  | { readonly kind: "environment-changed"; readonly changes: readonly EnvironmentChange[] }
  | { readonly kind: "base-changed"; readonly before: string; readonly after: string }
  | {
      readonly kind: "parent-reran" /** The nearest step below that re-ran. */;
      readonly step: StepId /** The first one, where the cache broke. */;
      readonly root: StepId;
    }
  /** It stands on another step than before, which was itself found in the cache: a step above was added, removed or put back. */
  | { readonly kind: "parent-changed"; readonly before: string; readonly after: string }
  | { readonly kind: "no-cache" }
  | { readonly kind: "pruned" }
  | { readonly kind: "skipped"; readonly why: "unreachable" | "earlier-failure" | "not-run" }
  | { readonly kind: "config" }
  | { readonly kind: "unknown"; readonly message: string };

export interface Irrelevant {
  /** `app.py`, `ENV MODE`, `a comment`. */
  readonly what: string;
  /** A sentence: `this step does not read it`. */
  readonly why: string;
}

export interface FileChange {
  readonly path: string;
  readonly how: "added" | "removed" | "content" | "mode" | "owner" | "type";
  /** Short content digests or octal modes or `uid:gid`, as `how` has it. */
  readonly before?: string;
  readonly after?: string;
}

export interface EnvironmentChange {
  readonly name: string;
  readonly source: "ENV" | "ARG" | "base" | "WORKDIR" | "USER" | "SHELL" | "option";
  readonly before?: string;
  readonly after?: string;
}

// ───────────────────────────────────────────────────────── images

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
  /** RFC 3339 with nanoseconds. */
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

export interface BuildCacheRecord {
  readonly ID: string;
  readonly Type: string;
  readonly Description: string;
  readonly InUse: boolean;
  readonly Shared: boolean;
  readonly Size: number;
  readonly CreatedAt: number;
  readonly LastUsedAt: number;
  readonly UsageCount: number;
}

export interface VersionInfo {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly MinAPIVersion: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly BuildTime: string;
  readonly Components: readonly { readonly Name: string; readonly Version: string; readonly Details: Readonly<Record<string, string>> }[];
}

export interface SystemInfo {
  readonly ID: string;
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly Driver: string;
  readonly ServerVersion: string;
  readonly OperatingSystem: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly KernelVersion: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly Name: string;
  readonly DockerRootDir: string;
}

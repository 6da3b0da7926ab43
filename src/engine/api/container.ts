/** What can be done with containers, as the Docker Engine API 1.51 has it. */
import type { ContainerConfig, ContainerCreateRequest, ContainerCreateResponse, UpdateRequest } from "./container-config.ts";
import type { Digest } from "./image.ts";
import type { ContainerInspect, ContainerSummary, FilesystemChange, StatsResponse, TopResponse } from "./container-state.ts";
import type { Filters } from "./filters.ts";

export interface ContainerListOptions {
  readonly all?: boolean;
  readonly limit?: number;
  readonly size?: boolean;
  readonly filters?: Filters;
}

export interface StopOptions {
  /** `SIGINT`, `INT`, `2`; the container's own stop signal when absent. */
  readonly signal?: string;
  /** Seconds; negative waits for ever. */
  readonly timeout?: number;
}

export interface RemoveOptions {
  readonly force?: boolean;
  /** Anonymous volumes go too. */
  readonly volumes?: boolean;
  /** Removes the link that the name stands for, not the container. */
  readonly link?: boolean;
}

export interface WaitResponse {
  readonly StatusCode: number;
  readonly Error?: { readonly Message: string };
}

export type WaitCondition = "not-running" | "next-exit" | "removed";

export type StreamName = "stdout" | "stderr";

/** Text of one stream; a byte that is no UTF-8 is a lone surrogate (U+DC80 to U+DCFF), as in the streams of programs. */
export interface StreamChunk {
  readonly stream: StreamName;
  readonly text: string;
}

export interface LogOptions {
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly follow?: boolean;
  readonly timestamps?: boolean;
  /** What the log driver was asked to note stands before each line: nothing, and a blank. */
  readonly details?: boolean;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly until?: number;
  /** Lines; absent for all. */
  readonly tail?: number;
  /** Ends a follow. */
  readonly signal?: AbortSignal;
}

export interface AttachOptions {
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  /** Begin with what the log holds. */
  readonly logs?: boolean;
  /** `ctrl-p,ctrl-q` when absent; empty for none. */
  readonly detachKeys?: string;
}

/** The two ways of a connection to a container's or an exec's streams. */
export interface Attachment {
  /** What it prints, until it ends, is left or is closed. With a terminal all of it is `stdout`. */
  readonly output: AsyncIterable<StreamChunk>;
  /** Text to its standard input. Resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** No more input: end of file, when this connection may say so. */
  closeInput(): void;
  /** Leaves; the container goes on. */
  detach(): void;
  /** Resolves to true when the detach keys were typed, to false when the output ended. */
  readonly ended: Promise<boolean>;
}

/** What `docker cp` learns of a path before it copies. */
export interface ArchiveStat {
  readonly name: string;
  readonly size: number;
  /** Go's file mode: permission bits, and a bit each for directories (1 << 31) and links (1 << 27). */
  readonly mode: number;
  readonly mtime: string;
  readonly linkTarget: string;
}

export interface ArchivePutOptions {
  readonly noOverwriteDirNonDir?: boolean;
  /** Keep the owners the archive names; the container's user gets the files otherwise. */
  readonly copyUIDGID?: boolean;
}

export interface CommitOptions {
  readonly repo?: string;
  readonly tag?: string;
  readonly comment?: string;
  readonly author?: string;
  /** True when absent. */
  readonly pause?: boolean;
  /** Dockerfile instructions: `CMD ["sh"]`. */
  readonly changes?: readonly string[];
  readonly config?: ContainerConfig;
}

export interface ContainersPruned {
  readonly ContainersDeleted: readonly string[] | null;
  readonly SpaceReclaimed: number;
}

/** All methods take a name, an id or the beginning of one, and throw `EngineError` 404 `No such container: …`. */
export interface ContainerApi {
  containerCreate(request: ContainerCreateRequest): Promise<ContainerCreateResponse>;
  /** False when it runs already (304). */
  containerStart(container: string): Promise<boolean>;
  /** False when it is stopped already (304). */
  containerStop(container: string, options?: StopOptions): Promise<boolean>;
  containerRestart(container: string, options?: StopOptions): Promise<void>;
  /** `signal` is a name or a number; SIGKILL when absent, which waits for the end. */
  containerKill(container: string, signal?: string): Promise<void>;
  containerPause(container: string): Promise<void>;
  containerUnpause(container: string): Promise<void>;
  containerRemove(container: string, options?: RemoveOptions): Promise<void>;
  containerRename(container: string, name: string): Promise<void>;
  containerUpdate(container: string, update: UpdateRequest): Promise<{ readonly Warnings: readonly string[] | null }>;
  containerWait(container: string, condition?: WaitCondition, signal?: AbortSignal): Promise<WaitResponse>;
  containerList(options?: ContainerListOptions): Promise<ContainerSummary[]>;
  containerInspect(container: string, options?: { readonly size?: boolean }): Promise<ContainerInspect>;
  /** Rejects at once for an unknown container; the lines come as they are written when followed. */
  containerLogs(container: string, options?: LogOptions): Promise<AsyncIterable<StreamChunk>>;
  containerAttach(container: string, options?: AttachOptions): Promise<Attachment>;
  /** Size of the terminal, in characters. */
  containerResize(container: string, rows: number, columns: number): Promise<void>;
  /** `arguments` are ps's, `-ef` when absent. */
  containerTop(container: string, psArguments?: string): Promise<TopResponse>;
  /** One reading; `signal` and a loop over it make a stream. */
  containerStats(container: string, options?: { readonly oneShot?: boolean; readonly signal?: AbortSignal }): Promise<StatsResponse>;
  containerStatsStream(container: string, signal: AbortSignal): Promise<AsyncIterable<StatsResponse>>;
  containerChanges(container: string): Promise<FilesystemChange[] | null>;
  containerArchiveStat(container: string, path: string): Promise<ArchiveStat>;
  /** A tar of what is at `path`, named by its last element. */
  containerArchiveGet(container: string, path: string): Promise<{ readonly stat: ArchiveStat; readonly archive: Uint8Array }>;
  /** Unpacks a tar (plain or gzip) in the directory `path`. Names that lead out of it are refused. */
  containerArchivePut(container: string, path: string, archive: Uint8Array, options?: ArchivePutOptions): Promise<void>;
  containerCommit(container: string, options?: CommitOptions): Promise<{ readonly Id: Digest }>;
  /** The whole file system as a tar. */
  containerExport(container: string): Promise<Uint8Array>;
  containerPrune(filters?: Filters): Promise<ContainersPruned>;
}

/** Containers as the Docker Engine API 1.51 tells them. Names of fields are the API's own. */
import type { Digest, HealthcheckConfig } from "./image.ts";
import type { EndpointSettings, NetworkSettings } from "./network.ts";

/** A set in Go's clothes: `{"80/tcp":{}}`. */
export type StringSet = Readonly<Record<string, Record<string, never>>>;

/** Lists of filters by name, as `--filter` collects them. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** What runs: the half of a container's settings that an image has defaults for. */
export interface ContainerConfig {
  readonly Hostname?: string;
  readonly Domainname?: string;
  readonly User?: string;
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly ExposedPorts?: StringSet | null;
  readonly Tty?: boolean;
  readonly OpenStdin?: boolean;
  readonly StdinOnce?: boolean;
  readonly Env?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Healthcheck?: HealthcheckConfig;
  readonly ArgsEscaped?: boolean;
  readonly Image?: string;
  readonly Volumes?: StringSet | null;
  readonly WorkingDir?: string;
  readonly Entrypoint?: readonly string[] | null;
  readonly NetworkDisabled?: boolean;
  readonly MacAddress?: string;
  readonly OnBuild?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  /** Seconds. */
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
}

export interface RestartPolicy {
  readonly Name: "" | "no" | "always" | "unless-stopped" | "on-failure" | (string & {});
  readonly MaximumRetryCount: number;
}

export interface PortBinding {
  readonly HostIp: string;
  /** One port, `8000-8010`, or empty for one that is free. */
  readonly HostPort: string;
}

/** Bindings by port of the container: `80/tcp`. */
export type PortMap = Readonly<Record<string, readonly PortBinding[] | null>>;

/** What `--mount` asks for. */
export interface MountSpec {
  readonly Type: "bind" | "volume" | "tmpfs" | "image" | (string & {});
  readonly Source?: string;
  readonly Target?: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: {
    readonly Propagation?: string;
    readonly NonRecursive?: boolean;
    readonly CreateMountpoint?: boolean;
    readonly ReadOnlyNonRecursive?: boolean;
    readonly ReadOnlyForceRecursive?: boolean;
  };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Subpath?: string;
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: Readonly<Record<string, string>> };
  };
  readonly ImageOptions?: { readonly Subpath?: string };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number; readonly Options?: readonly (readonly string[])[] };
}

export interface DeviceMapping {
  readonly PathOnHost: string;
  readonly PathInContainer: string;
  readonly CgroupPermissions: string;
}

export interface DeviceRequest {
  readonly Driver: string;
  readonly Count: number;
  readonly DeviceIDs?: readonly string[] | null;
  readonly Capabilities: readonly (readonly string[])[] | null;
  readonly Options?: Readonly<Record<string, string>> | null;
}

export interface Ulimit {
  readonly Name: string;
  readonly Hard: number;
  readonly Soft: number;
}

/** Limits on what a container may use. Bytes, unless said otherwise. */
export interface Resources {
  readonly CpuShares?: number;
  readonly Memory?: number;
  /** Billionths of a CPU. */
  readonly NanoCpus?: number;
  readonly CgroupParent?: string;
  readonly BlkioWeight?: number;
  readonly BlkioWeightDevice?: readonly unknown[] | null;
  readonly BlkioDeviceReadBps?: readonly unknown[] | null;
  readonly BlkioDeviceWriteBps?: readonly unknown[] | null;
  readonly BlkioDeviceReadIOps?: readonly unknown[] | null;
  readonly BlkioDeviceWriteIOps?: readonly unknown[] | null;
  /** Microseconds. */
  readonly CpuPeriod?: number;
  readonly CpuQuota?: number;
  readonly CpuRealtimePeriod?: number;
  readonly CpuRealtimeRuntime?: number;
  readonly CpusetCpus?: string;
  readonly CpusetMems?: string;
  readonly Devices?: readonly DeviceMapping[] | null;
  readonly DeviceCgroupRules?: readonly string[] | null;
  readonly DeviceRequests?: readonly DeviceRequest[] | null;
  readonly MemoryReservation?: number;
  /** Memory and swap together; -1 for no limit. */
  readonly MemorySwap?: number;
  readonly MemorySwappiness?: number | null;
  readonly OomKillDisable?: boolean | null;
  readonly PidsLimit?: number | null;
  readonly Ulimits?: readonly Ulimit[] | null;
  readonly CpuCount?: number;
  readonly CpuPercent?: number;
  readonly IOMaximumIOps?: number;
  readonly IOMaximumBandwidth?: number;
}

/** Where it runs: the half of a container's settings that belongs to the host. */
export interface HostConfig extends Resources {
  readonly Binds?: readonly string[] | null;
  readonly ContainerIDFile?: string;
  readonly LogConfig?: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  /** `bridge`, `host`, `none`, `container:<name>` or the name of a network; `default` means `bridge`. */
  readonly NetworkMode?: string;
  readonly PortBindings?: PortMap | null;
  readonly RestartPolicy?: RestartPolicy;
  readonly AutoRemove?: boolean;
  readonly VolumeDriver?: string;
  readonly VolumesFrom?: readonly string[] | null;
  /** Height and width. */
  readonly ConsoleSize?: readonly [number, number];
  readonly Annotations?: Readonly<Record<string, string>>;
  readonly CapAdd?: readonly string[] | null;
  readonly CapDrop?: readonly string[] | null;
  readonly CgroupnsMode?: string;
  readonly Dns?: readonly string[] | null;
  readonly DnsOptions?: readonly string[] | null;
  readonly DnsSearch?: readonly string[] | null;
  readonly ExtraHosts?: readonly string[] | null;
  readonly GroupAdd?: readonly string[] | null;
  readonly IpcMode?: string;
  readonly Cgroup?: string;
  readonly Links?: readonly string[] | null;
  readonly OomScoreAdj?: number;
  readonly PidMode?: string;
  readonly Privileged?: boolean;
  readonly PublishAllPorts?: boolean;
  readonly ReadonlyRootfs?: boolean;
  readonly SecurityOpt?: readonly string[] | null;
  readonly StorageOpt?: Readonly<Record<string, string>>;
  readonly Tmpfs?: Readonly<Record<string, string>>;
  readonly UTSMode?: string;
  readonly UsernsMode?: string;
  readonly ShmSize?: number;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly Runtime?: string;
  readonly Isolation?: string;
  readonly Mounts?: readonly MountSpec[];
  readonly MaskedPaths?: readonly string[] | null;
  readonly ReadonlyPaths?: readonly string[] | null;
  readonly Init?: boolean;
}

export interface NetworkingConfig {
  readonly EndpointsConfig?: Readonly<Record<string, EndpointSettings>> | null;
}

export interface ContainerCreateRequest {
  /** Made up when absent. */
  readonly name?: string;
  /** `linux/arm64`; an image of another platform than the machine's is refused or warned of. */
  readonly platform?: string;
  readonly Config: ContainerConfig;
  readonly HostConfig?: HostConfig;
  readonly NetworkingConfig?: NetworkingConfig;
}

export interface ContainerCreateResponse {
  readonly Id: string;
  readonly Warnings: readonly string[];
}

export type ContainerStatus = "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
export type HealthStatus = "none" | "starting" | "healthy" | "unhealthy";

export interface HealthcheckResult {
  /** RFC 3339 with nanoseconds, as all times here. */
  readonly Start: string;
  readonly End: string;
  readonly ExitCode: number;
  readonly Output: string;
}

export interface Health {
  readonly Status: HealthStatus;
  readonly FailingStreak: number;
  readonly Log: readonly HealthcheckResult[];
}

export interface ContainerState {
  readonly Status: ContainerStatus;
  readonly Running: boolean;
  readonly Paused: boolean;
  readonly Restarting: boolean;
  readonly OOMKilled: boolean;
  readonly Dead: boolean;
  /** On the host; 0 when it does not run. */
  readonly Pid: number;
  readonly ExitCode: number;
  readonly Error: string;
  readonly StartedAt: string;
  readonly FinishedAt: string;
  readonly Health?: Health;
}

/** A mount as it came out. */
export interface MountPoint {
  readonly Type: string;
  readonly Name?: string;
  readonly Source: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
}

export interface ContainerInspect {
  readonly Id: string;
  readonly Created: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: ContainerState;
  readonly Image: Digest;
  readonly ResolvConfPath: string;
  readonly HostnamePath: string;
  readonly HostsPath: string;
  readonly LogPath: string;
  /** With a slash in front. */
  readonly Name: string;
  readonly RestartCount: number;
  readonly Driver: string;
  readonly Platform: string;
  readonly MountLabel: string;
  readonly ProcessLabel: string;
  readonly AppArmorProfile: string;
  readonly ExecIDs: readonly string[] | null;
  readonly HostConfig: HostConfig;
  readonly GraphDriver: { readonly Data: Readonly<Record<string, string>>; readonly Name: string };
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Mounts: readonly MountPoint[];
  readonly Config: ContainerConfig;
  readonly NetworkSettings: NetworkSettings;
}

/** A port in `docker ps`. */
export interface Port {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: Digest;
  readonly Command: string;
  /** Seconds since the epoch. */
  readonly Created: number;
  readonly Ports: readonly Port[];
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Labels: Readonly<Record<string, string>>;
  readonly State: ContainerStatus;
  /** `Up 3 minutes (healthy)`. */
  readonly Status: string;
  readonly HostConfig: { readonly NetworkMode: string; readonly Annotations?: Readonly<Record<string, string>> };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, EndpointSettings>> };
  readonly Mounts: readonly MountPoint[];
}

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

export interface TopResponse {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[];
}

/** 0 changed, 1 added, 2 deleted. */
export interface FilesystemChange {
  readonly Path: string;
  readonly Kind: 0 | 1 | 2;
}

export interface CpuStats {
  /** Nanoseconds. */
  readonly cpu_usage: { readonly total_usage: number; readonly usage_in_kernelmode: number; readonly usage_in_usermode: number };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
  readonly throttling_data: { readonly periods: number; readonly throttled_periods: number; readonly throttled_time: number };
}

export interface NetworkStats {
  readonly rx_bytes: number;
  readonly rx_packets: number;
  readonly rx_errors: number;
  readonly rx_dropped: number;
  readonly tx_bytes: number;
  readonly tx_packets: number;
  readonly tx_errors: number;
  readonly tx_dropped: number;
}

export interface StatsResponse {
  readonly name: string;
  readonly id: string;
  readonly read: string;
  readonly preread: string;
  readonly pids_stats: { readonly current?: number; readonly limit?: number };
  readonly blkio_stats: {
    readonly io_service_bytes_recursive:
      | readonly { readonly major: number; readonly minor: number; readonly op: string; readonly value: number }[]
      | null;
  };
  readonly num_procs: number;
  readonly storage_stats: Record<string, never>;
  readonly cpu_stats: CpuStats;
  readonly precpu_stats: CpuStats;
  readonly memory_stats: { readonly usage?: number; readonly limit?: number; readonly stats?: Readonly<Record<string, number>> };
  readonly networks?: Readonly<Record<string, NetworkStats>>;
}

export interface UpdateRequest extends Resources {
  readonly RestartPolicy?: Partial<RestartPolicy>;
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

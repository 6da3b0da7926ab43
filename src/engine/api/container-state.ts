/** What the daemon tells of a container. Names of fields are those of the Docker Engine API 1.51. */
import type { Digest } from "./image.ts";
import type { EndpointSettings, NetworkSettings } from "./network.ts";
import type { ContainerConfig, HostConfig } from "./container-config.ts";

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

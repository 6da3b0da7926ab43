/** A container as a person looks at it. */
import type { ContainerStatus, HealthStatus } from "./container-state.ts";

export interface ContainerView {
  readonly id: string;
  /** Without a slash. */
  readonly name: string;
  /** As it was written: `nginx:alpine`. */
  readonly image: string;
  /** Its main process, as a line. */
  readonly command: string;
  readonly status: ContainerStatus;
  readonly health?: HealthStatus;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why it could not be started. */
  readonly error: string;
  /** `port` is its own, `80/tcp`; without `hostPort` it is only exposed. */
  readonly ports: readonly { readonly port: string; readonly hostIp?: string; readonly hostPort?: number }[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

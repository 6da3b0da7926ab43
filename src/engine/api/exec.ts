/** Commands run in a container that runs already, as the Docker Engine API tells them. */
import type { Attachment } from "./container.ts";

export interface ExecCreateRequest {
  readonly User?: string;
  readonly Privileged?: boolean;
  readonly Tty?: boolean;
  /** Height and width. */
  readonly ConsoleSize?: readonly [number, number];
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly DetachKeys?: string;
  readonly Env?: readonly string[] | null;
  readonly WorkingDir?: string;
  readonly Cmd: readonly string[];
}

export interface ExecStartRequest {
  /** Resolves when the command has begun; nothing can be read. */
  readonly Detach?: boolean;
  readonly Tty?: boolean;
  readonly ConsoleSize?: readonly [number, number];
}

export interface ExecInspect {
  readonly ID: string;
  readonly Running: boolean;
  readonly ExitCode: number | null;
  readonly ProcessConfig: {
    readonly tty: boolean;
    readonly entrypoint: string;
    readonly arguments: readonly string[];
    readonly privileged: boolean;
    readonly user?: string;
  };
  readonly OpenStdin: boolean;
  readonly OpenStderr: boolean;
  readonly OpenStdout: boolean;
  readonly CanRemove: boolean;
  readonly ContainerID: string;
  readonly DetachKeys: string;
  readonly Pid: number;
}

export interface ExecApi {
  execCreate(container: string, request: ExecCreateRequest): Promise<{ readonly Id: string }>;
  /**
   * Begins the command. A program that can't be started is told as a daemon tells it: words on the output (`OCI runtime exec
   * failed: …`) and an exit code of 126 or 127 from `execInspect`; with `Detach` it rejects with an `EngineError`.
   */
  execStart(id: string, request?: ExecStartRequest): Promise<Attachment>;
  execInspect(id: string): Promise<ExecInspect>;
  execResize(id: string, rows: number, columns: number): Promise<void>;
}

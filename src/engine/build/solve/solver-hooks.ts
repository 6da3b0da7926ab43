/** What the solver needs from outside to run a step for real. The home page has none: it only foretells. */
import type { DirectoryNode, FileNode } from "../../filesystem/node.ts";
import type { Ulimit } from "../../api.ts";
import type { Clock } from "../../clock.ts";
import type { MountKind } from "./host-paths.ts";

export interface RunRequest {
  readonly root: DirectoryNode;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** As written in USER, already known to exist in the image. */
  readonly uid: number;
  readonly gid: number;
  /** Whoever gives a group has no other; absent when /etc/group says which ones the user is in. */
  readonly groups?: readonly number[];
  readonly network: "default" | "none" | "host";
  readonly hostname: string;
  /** `--add-host`, `name=address` each. */
  readonly hosts?: readonly string[];
  readonly ulimits?: readonly Ulimit[];
  /** Bytes of /dev/shm, where `--shm-size` says. */
  readonly shmSize?: number;
  /** Mounted for the time of the step only. Those with a `keep` hand back what they then hold in the result. */
  readonly mounts: readonly RunMount[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  stdout(text: string): void;
  stderr(text: string): void;
}

export interface RunMount {
  readonly target: string;
  readonly node: DirectoryNode | FileNode;
  readonly readOnly: boolean;
  /** What it is to the daemon, which errors tell; a tree of a build when absent. */
  readonly kind?: MountKind | "tmpfs";
  /** Bytes a tmpfs may hold, where that was said. */
  readonly size?: number;
  /** Key to hand the tree or file back under (cache mounts); absent when changes are dropped. */
  readonly keep?: string;
}

export interface RunResult {
  readonly exitCode: number;
  /** The root after the step, mounts taken out again. */
  readonly root: DirectoryNode;
  readonly kept: ReadonlyMap<string, DirectoryNode | FileNode>;
  /** Said instead of the exit code: `runc run failed: …`. */
  readonly startError?: string;
}

/** Runs one RUN step in the file system of the layer below. Never rejects but for an abort. */
export type StepRunner = (request: RunRequest) => Promise<RunResult>;

/**
 * The build graph's nodes: what each vertex does, with everything expanded and absolute (spec §1). An operation is plain
 * data; `keys.ts` says which of it counts.
 */
import type { StepId, Ulimit, VertexId } from "../../api.ts";
import type { Environment } from "./environment.ts";

export interface GraphVertex {
  /** Same operation on the same inputs, same id: such vertices are one (spec §2.1). */
  readonly id: VertexId;
  /** As progress prints it: `[build 2/5] RUN make`. */
  name: string;
  readonly operation: Operation;
  /** The file system it stands on; absent for FROM and on scratch. */
  readonly root?: GraphVertex;
  /** Whose files it reads, in the order operations refer to them. */
  readonly sources: readonly FileSource[];
  /** Forced by --no-cache or --no-cache-filter. */
  readonly forced: boolean;
  /** The step it was first met as; absent for the images that `--from` names. */
  readonly step?: StepId;
}

export type FileSource =
  | { readonly kind: "context" }
  /** A directory of `--build-context`. */
  | { readonly kind: "named"; readonly name: string }
  /** Another stage or image; without a vertex it is an empty tree (scratch). */
  | VertexSource
  | { readonly kind: "inline"; readonly name: string; readonly content: string; readonly mode: number };

export interface VertexSource {
  readonly kind: "vertex";
  readonly vertex?: GraphVertex;
  /** What it is called in `--from`. */
  readonly label: string;
  /** The stage's index; absent for an image. */
  readonly stage?: number;
  /** What an image is called in progress when it is read like this. */
  readonly name?: string;
}

export interface FromOperation {
  readonly kind: "from";
  /** Canonical: `docker.io/library/alpine:3.20`. */
  readonly reference: string;
  readonly platform: string;
  /** Identity of the image's file system. */
  readonly chainId: string;
  /** Of all its layers, in bytes. No part of the key. */
  readonly size: number;
  /** It is not in the local store. No part of the key. */
  readonly remote: boolean;
  /** Given as a named context: a vertex beside that of the same image in a FROM. No part of the key. */
  readonly context?: string;
}

/** A directory of `--build-context` that a stage starts from. It is new to every build, so what stands on it runs. */
export interface LocalOperation {
  readonly kind: "local";
  readonly name: string;
}

export interface RunOperation {
  readonly kind: "run";
  readonly argv: readonly string[];
  readonly environment: Environment;
  /** Proxy variables: handed to the process, not part of the key (spec §3.2). */
  readonly proxies: readonly (readonly [string, string])[];
  readonly cwd: string;
  readonly user: string;
  readonly hostname: string;
  readonly addHosts: readonly string[];
  readonly network: "default" | "none" | "host";
  readonly security: string;
  /** `--shm-size`, `--ulimit` and `--cgroup-parent`; absent when none is given. */
  readonly limits?: RunLimits;
  readonly platform: string;
  readonly mounts: readonly Mount[];
  /** Current SHELL when it is the shell form; tells a changed SHELL from a changed command. */
  readonly shell?: readonly string[];
}

export interface RunLimits {
  /** Of `/dev/shm`, in bytes. */
  readonly shmSize?: number;
  /** Both limits of each resource. */
  readonly ulimits?: readonly Ulimit[];
  readonly cgroupParent?: string;
}

export type Mount =
  | { readonly type: "bind"; readonly target: string; readonly source: number; readonly path: string; readonly readOnly: boolean }
  | {
      readonly type: "cache";
      readonly target: string;
      readonly id: string;
      readonly sharing: string;
      readonly readOnly: boolean;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly source?: number;
      readonly path: string;
    }
  | {
      readonly type: "secret" | "ssh";
      readonly target?: string;
      readonly env?: string;
      readonly id: string;
      readonly required: boolean;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    }
  /** `path` is what `source=` asks for, where nothing can be. */
  | { readonly type: "tmpfs"; readonly target: string; readonly size?: string; readonly path?: string };

export interface CopyOperation {
  readonly kind: "copy";
  readonly add: boolean;
  readonly items: readonly CopyItem[];
  /** Absolute; ends in `/` when it was written so. */
  readonly destination: string;
  /** `--chown` with `root` written as 0 (spec §4). */
  readonly owner?: string;
  /** `--chmod`, as written: octal digits, or `u+x`. */
  readonly mode?: string;
  /** `--exclude`: patterns as in .dockerignore, seen from each directory that is copied. */
  readonly exclude?: readonly string[];
  /** `--unpack`, when it was given; otherwise ADD unpacks. */
  readonly unpack?: boolean;
}

export interface CopyItem {
  /** Index into the vertex's sources. */
  readonly source: number;
  /** Cleaned and absolute inside the source: `/`, `/app/main.py`, `/*.txt`. */
  readonly path: string;
  readonly wildcard: boolean;
  /** `--parents`: what of the directory at `path` is copied, in its place. */
  readonly include?: readonly string[];
}

export interface WorkdirOperation {
  readonly kind: "workdir";
  /** Cleaned. */
  readonly path: string;
  /** Current USER with `root` as 0; absent when none is set. */
  readonly owner?: string;
  /** SOURCE_DATE_EPOCH, which stamps the directory. */
  readonly epoch?: string;
}

/** What the lab does not do for real. It stops the build with a sentence of its own. */
export interface UnsupportedOperation {
  readonly kind: "unsupported";
  readonly message: string;
  readonly text: string;
}

export type Operation = FromOperation | LocalOperation | RunOperation | CopyOperation | WorkdirOperation | UnsupportedOperation;

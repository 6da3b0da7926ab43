/** Asking for a build, and what is told while it runs. */
import type { AuthConfig } from "./registry.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import type { BuildView, StepId } from "./build-view.ts";
import type { Digest } from "./image.ts";
import type { BuildFailure, BuildWarning, SourceRange, VertexId } from "./problem.ts";

export interface BuildRequest {
  /** The directory that was named on the command line, whole: the engine applies .dockerignore itself. */
  readonly context: DirectoryNode;
  /** The context came as one archive, the Dockerfile in it: nothing is transferred file by file. */
  readonly archived?: boolean;
  /** Of that archive's bytes, by which the same one is known again; of its files when absent. */
  readonly archiveDigest?: Digest;
  readonly dockerfile: DockerfileSource;
  /** Where the client has context and Dockerfile: tells builds of one project from those of another. */
  readonly place?: string;
  /** What the client calls the build in its history. */
  readonly title?: string;
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
  /** Why the client could not read a secret, by its id: told by the step that asks for it. */
  readonly unreadableSecrets?: Readonly<Record<string, string>>;
  /** Ids of SSH agents that the client offers; the lab has none behind them. */
  readonly ssh?: readonly string[];
  /** Bytes of `/dev/shm`, `name=soft:hard`, and a parent cgroup: no more than a part of each RUN's key (spec §3.1). */
  readonly shmSize?: number;
  readonly ulimits?: readonly string[];
  readonly cgroupParent?: string;
  /** `--build-context name=…`: takes the place of a stage or an image of that name. */
  readonly namedContexts?: Readonly<Record<string, NamedContext>>;
  readonly cacheFrom?: readonly CacheSource[];
  readonly cacheTo?: readonly CacheTarget[];
  /** What is made of the result, one after the other; an image in the store when there is none. */
  readonly exporters?: readonly BuildExporter[];
  /** Only reads the Dockerfile and what it names, for `--check`: the result has its warnings and mistakes, and no image. */
  readonly check?: boolean;
  /** With `check`: what the Dockerfile is asked besides. Its targets are known once it is read, before any image is looked up. */
  readonly call?: "outline" | "targets";
}

export interface DockerfileSource {
  /** As it is printed in progress and errors: the path given to `-f`, or `Dockerfile`. */
  readonly name: string;
  /** Absent when the file does not exist: the build fails with BuildKit's words. */
  readonly text?: string;
  /** True when it came on standard input, from where the client sends it under another name. */
  readonly isInput?: boolean;
  /** True for a directory, which is sent like a file and then cannot be read. */
  readonly isDirectory?: boolean;
  /** Of a link to a directory: where it leads, from the Dockerfile's own folder; empty for that folder itself. */
  readonly leadsTo?: string;
  /** True for a link that leads in a circle, which is sent and then cannot be followed. */
  readonly isLoop?: boolean;
  /** True when the client has none to send, as for `-` with nothing on standard input: the build fails with BuildKit's words. */
  readonly isUnsent?: boolean;
  /** Text of `<name>.dockerignore`, when that file exists beside the Dockerfile; it replaces the context's own. */
  readonly ignoreText?: string;
}

export type NamedContext =
  /** A directory of the client's; `ignoreText` is that of its `.dockerignore`, read from the tree when absent. */
  | { readonly kind: "local"; readonly tree: DirectoryNode; readonly ignoreText?: string }
  /** `docker-image://ref`. */
  | { readonly kind: "image"; readonly reference: string }
  /** A Git or HTTP address, or an OCI layout: the build says that the lab cannot fetch it. */
  | { readonly kind: "remote"; readonly address: string };

/** `--cache-from type=…`. A bare reference is of type `registry`. */
export interface CacheSource {
  readonly type: string;
  /** As they were written: `ref`, `src`, `digest`, `tag`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** For `type=local`: the directory `src` names; absent when there is none. */
  readonly tree?: DirectoryNode;
}

/** `--cache-to type=…`. */
export interface CacheTarget {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Where the result goes. `local` and `tar` hand the target's files back (`BuildResult.outputs`), `docker` an archive for
 * `docker load`, `cacheonly` nothing at all (`--output type=cacheonly`).
 */
export interface BuildExporter {
  readonly type: "image" | "docker" | "oci" | "local" | "tar" | "cacheonly";
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What an exporter other than `image` made; the client writes it down. */
export type BuildOutput =
  | { readonly kind: "tree"; readonly tree: DirectoryNode }
  | { readonly kind: "archive"; readonly bytes: Uint8Array };

export interface BuildOptions {
  readonly onEvent?: (event: BuildEvent) => void;
  readonly signal?: AbortSignal;
  /** Who asks a registry for base images, by its domain; nobody in particular when absent. */
  readonly auth?: (domain: string) => AuthConfig | undefined;
  /**
   * The client's end of a `local` exporter: is given the files, and the number of the output among `BuildResult.outputs`.
   * Gives back why it could not take them, in the client's words, which fails the build.
   */
  readonly receive?: (tree: DirectoryNode, output: number) => string | undefined;
}

export interface BuildResult {
  readonly imageId?: Digest;
  /** In the order of the exporters that hand something back. */
  readonly outputs?: readonly BuildOutput[];
  readonly failure?: BuildFailure;
  readonly view: BuildView;
  /** The images it was made from. Absent when it did not come to a solve. */
  readonly materials?: readonly BuildMaterial[];
  /** Names of the client's directories that it looked into: `context`, `dockerfile`, and named contexts. */
  readonly locals?: readonly string[];
  /** What its steps ask the client for, each once. */
  readonly secrets?: readonly BuildSecret[];
  /** Answers to `BuildRequest.call`. */
  readonly outline?: BuildOutline;
  readonly targets?: readonly BuildTarget[];
}

/** What is kept of a build for who asks about it afterwards. */
export interface BuildRecord {
  readonly request: BuildRequest;
  /** What it told while it ran. */
  readonly events: readonly BuildEvent[];
  /** Absent until it has come to an end. */
  readonly result?: BuildResult;
}

/** A secret or an agent that a step asks the client for. */
export interface BuildSecret {
  readonly kind: "secret" | "ssh";
  readonly id: string;
  readonly required: boolean;
}

/** An image that a build stands on or reads. */
export interface BuildMaterial {
  /** Canonical: `docker.io/library/alpine:3.20`. */
  readonly reference: string;
  readonly platform: string;
  /** Of its file system (the chain id). */
  readonly digest: Digest;
}

/** A stage as something to build. */
export interface BuildTarget {
  readonly name?: string;
  /** From the comment above its FROM that begins with its name. */
  readonly description?: string;
  readonly isDefault: boolean;
  /** As written. */
  readonly base: string;
  readonly platform?: string;
  readonly range: SourceRange;
}

/** What one target takes. */
export interface BuildOutline {
  readonly name?: string;
  readonly description?: string;
  readonly args: readonly OutlineEntry[];
  readonly secrets: readonly OutlineEntry[];
  readonly ssh: readonly OutlineEntry[];
}

export interface OutlineEntry {
  readonly name: string;
  readonly value?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly range: SourceRange;
}

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
  /** Of the layer it made or found, in bytes, once it is complete. */
  readonly size?: number;
}

/** Asking for a build with the classic builder: `POST /build` without BuildKit. */
import type { DirectoryNode } from "../filesystem/node.ts";
import type { StreamName } from "./container.ts";
import type { Digest } from "./image.ts";
import type { TransferOptions } from "./registry.ts";

export interface ClassicBuildRequest {
  readonly context: DirectoryNode;
  /** Path in the context. */
  readonly dockerfile: string;
  readonly tags?: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  /** Containers of steps that went well are removed; true when absent. */
  readonly remove?: boolean;
  /** Those of a step that failed as well. */
  readonly forceRemove?: boolean;
  readonly networkMode?: string;
  readonly extraHosts?: readonly string[];
  readonly platform?: string;
  /** Bytes, of a step's container. */
  readonly memory?: number;
  readonly shmSize?: number;
}

export interface ClassicBuildOptions {
  /** What the builder prints. */
  readonly onOutput?: (stream: StreamName, text: string) => void;
  /** Base images on their way. */
  readonly onProgress?: NonNullable<TransferOptions["onProgress"]>;
  /** The image that a stage ended with. */
  readonly onImage?: (id: Digest) => void;
  readonly auth?: NonNullable<TransferOptions["auth"]>;
  readonly signal?: AbortSignal;
}

/** An image, or why there is none. */
export interface ClassicBuildResult {
  readonly imageId?: Digest;
  /** `code` is that of the command that failed, when one did. */
  readonly failure?: { readonly message: string; readonly code?: number };
}

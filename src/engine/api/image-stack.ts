import type { HistoryRow, ImageConfig } from "./image.ts";

/** An image as a stack of layers. */
export interface ImageStack {
  readonly id: string;
  /** `app:latest`; none when it is dangling. */
  readonly tags: readonly string[];
  /** Bytes, all layers together. */
  readonly size: number;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly platform: string;
  readonly config: ImageConfig;
  /** The lowest first. */
  readonly layers: readonly { readonly digest: string; readonly size: number; readonly createdBy: string }[];
  /** As `docker history` tells it, the newest first. */
  readonly history: readonly HistoryRow[];
}

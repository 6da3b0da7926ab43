import type { Clock } from "../../clock.ts";
import type { Daemon } from "../../containers/daemon.ts";
import type { ContainerApi, Digest, TransferOptions } from "../../api.ts";
import type { Image } from "../../images/image.ts";

/** What the classic builder works with: the daemon it is a part of. */
export interface ClassicWorld {
  readonly clock: Clock;
  readonly daemon: Daemon;
  readonly containers: ContainerApi;
  /** An image that is here; `undefined` when it is not. */
  find(reference: string): Image | undefined;
  /** Brings one from its registry. Throws `EngineError`. */
  pull(reference: string, options: TransferOptions): Promise<void>;
  /** All images, newest first: the cache is among them. */
  images(): readonly Image[];
  add(image: Image): void;
  tag(id: Digest, name: string): void;
}

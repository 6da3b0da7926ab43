/**
 * A container's file system as the kernel puts it together. The lab's own extension of the Engine API, for its pictures: an
 * engine that is not simulated reads the directories that `GraphDriver.Data` of an inspect names, as root on its host.
 */
import type { DirectoryNode } from "../filesystem/node.ts";
import type { Digest } from "./image.ts";

/** One name in a directory of an overlay's own. */
export interface OverlayEntry {
  /** Without a leading slash: `etc/motd`. */
  readonly path: string;
  /** A whiteout is a character device 0/0: it hides what the layers below have under its name. */
  readonly kind: "file" | "directory" | "symlink" | "whiteout";
  /** Bytes of a file, else 0. */
  readonly size: number;
  /** A directory that shows nothing of the ones below (`trusted.overlay.opaque`): it was removed and made anew. */
  readonly opaque?: true;
}

export interface ContainerOverlay {
  /** Whose layers are the lower directories: `imageFilesystem` has them. */
  readonly image: Digest;
  /** What the daemon lays between image and container (`<id>-init`): empty places to mount on. Sorted by path. */
  readonly init: readonly OverlayEntry[];
  /** The container's own layer (`UpperDir`), directories before what is in them. Sorted by path. */
  readonly upper: readonly OverlayEntry[];
  /** What the container sees, but for what is mounted in it (`MergedDir`). */
  readonly merged: DirectoryNode;
}

export interface OverlayApi {
  /** Throws `EngineError` 404. */
  containerOverlay(name: string): Promise<ContainerOverlay>;
}

/** The files of a RUN step, with the places where something is mounted on them. */
import { emptyOut } from "../filesystem/empty.ts";
import { FsError } from "../filesystem/errors.ts";
import { resolvePath } from "../filesystem/resolve.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";

/**
 * One tree with everything that is mounted put into it. As on Linux a mount point can neither be removed nor renamed: both
 * throw `FsError` EBUSY, and `rm -r` empties it first.
 */
export class StepTree extends WorkingTree {
  /** Absolute, without links. */
  readonly mountPoints = new Set<string>();

  override remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    const place = this.#placeOf(path);
    if (place === undefined || ![...this.mountPoints].some((point) => point === place || point.startsWith(`${place}/`))) {
      super.remove(path, options);
      return;
    }
    if (options.recursive && this.lookup(place, { follow: false })?.kind === "directory") {
      const trouble = emptyOut(this.readdir(place), (name) => this.remove(`${place}/${name}`, { recursive: true }));
      if (trouble !== undefined) throw trouble;
    }
    if (this.mountPoints.has(place)) throw new FsError("EBUSY", path);
    super.remove(path, options);
  }

  override rename(from: string, to: string): void {
    for (const path of [from, to]) if (this.mountPoints.has(this.#placeOf(path) ?? "")) throw new FsError("EBUSY", path);
    super.rename(from, to);
  }

  /** Where the entry itself stands: links on the way to it are followed, it is not. */
  #placeOf(path: string): string | undefined {
    try {
      return `/${resolvePath(this.peek(), path, false).names.join("/")}`;
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }
}

/** The files of a RUN step, with the places where something is mounted on them. */
import { FsError } from "../filesystem/errors.ts";
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
    if (options.recursive && this.lookup(place, { follow: false })?.kind === "directory") this.#empty(place);
    if (this.mountPoints.has(place)) throw new FsError("EBUSY", path);
    super.remove(path, options);
  }

  override rename(from: string, to: string): void {
    for (const path of [from, to]) if (this.mountPoints.has(this.#placeOf(path) ?? "")) throw new FsError("EBUSY", path);
    super.rename(from, to);
  }

  /** Takes away all that can be; throws the first thing that went wrong. */
  #empty(place: string): void {
    let first: unknown;
    for (const name of this.readdir(place)) {
      try {
        this.remove(`${place}/${name}`, { recursive: true });
      } catch (error) {
        first ??= error;
      }
    }
    if (first !== undefined) throw first;
  }

  /** Where the entry itself stands: links on the way to it are followed, it is not. */
  #placeOf(path: string): string | undefined {
    const parts = path.split("/").filter((part) => part !== "");
    const name = parts.pop();
    const above = `/${parts.join("/")}`;
    if (name === undefined || this.lookup(above)?.kind !== "directory") return undefined;
    const real = this.realpath(above);
    return `${real === "/" ? "" : real}/${name}`;
  }
}

/** The files of a RUN step, with the places where something is mounted on them. */
import { contentOf } from "../filesystem/content.ts";
import { emptyOut } from "../filesystem/empty.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Content, Meta, Node } from "../filesystem/node.ts";
import { resolvePath } from "../filesystem/resolve.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { fittingIn, inPages, memoryOf } from "../kernel/pages.ts";

/**
 * One tree with everything that is mounted put into it. As on Linux a mount point can neither be removed nor renamed: both
 * throw `FsError` EBUSY, and `rm -r` empties it first. Nothing is renamed or linked from one mount to another (EXDEV), and a
 * tmpfs with a size takes no more than that (ENOSPC).
 */
export class StepTree extends WorkingTree {
  /** Absolute, without links. */
  readonly mountPoints = new Set<string>();
  /** Bytes of those mount points that have a limit. */
  readonly sizes = new Map<string, number>();

  override writeFile(path: string, content: Uint8Array | string | Content, options?: Partial<Meta> & { parents?: boolean }): void {
    const room = this.#room(path);
    const whole = contentOf(content);
    const fitting = fittingIn(whole, room);
    super.writeFile(path, fitting, options);
    if (fitting !== whole) throw new FsError("ENOSPC", "");
  }

  override put(path: string, node: Node, options?: { parents?: boolean }): void {
    if (this.sizes.size > 0 && memoryOf(node) > this.#room(path)) throw new FsError("ENOSPC", "");
    super.put(path, node, options);
  }

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
    this.#requireOneMount(from, to);
    super.rename(from, to);
  }

  override link(existing: string, path: string): void {
    if (this.lookup(path, { follow: false }) === undefined) this.#requireOneMount(existing, path);
    super.link(existing, path);
  }

  #requireOneMount(from: string, to: string): void {
    if (this.lookup(from, { follow: false }) && this.#mountOf(this.#placeOf(from)) !== this.#mountOf(this.#placeOf(to)))
      throw new FsError("EXDEV", to);
  }

  /** The deepest mount point at or above a place; nothing when it is on the root itself. */
  #mountOf(place: string | undefined): string | undefined {
    let deepest: string | undefined;
    for (const point of this.mountPoints)
      if ((place === point || place?.startsWith(`${point}/`)) && point.length > (deepest?.length ?? 0)) deepest = point;
    return deepest;
  }

  /** Bytes that a file at this path can grow to. */
  #room(path: string): number {
    if (this.sizes.size === 0) return Number.POSITIVE_INFINITY;
    const point = this.#mountOf(this.#placeOf(path, true));
    const size = point === undefined ? undefined : this.sizes.get(point);
    if (point === undefined || size === undefined) return Number.POSITIVE_INFINITY;
    return inPages(size) - memoryOf(this.lookup(point)) + memoryOf(this.lookup(path));
  }

  /** Where the entry itself stands: links on the way to it are followed, it is not unless `follow`. */
  #placeOf(path: string, follow = false): string | undefined {
    try {
      return `/${resolvePath(this.peek(), path, follow).names.join("/")}`;
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }
}

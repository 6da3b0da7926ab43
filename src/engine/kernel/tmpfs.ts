import { contentOf } from "../filesystem/content.ts";
import { directory } from "../filesystem/build.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Content, DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { sizeOf } from "../filesystem/walk.ts";
import { WorkingTree, type WorkingTreeOptions } from "../filesystem/working-tree.ts";

export interface TmpfsOptions extends WorkingTreeOptions {
  /** Bytes all files together may have; without it there is no limit. */
  readonly size?: number;
  /** Of its top directory; 0o1777 when absent. */
  readonly mode?: number;
}

/** Files that are only in memory, and no more of them than its size allows: what fits is written, then comes ENOSPC. */
export class Tmpfs extends WorkingTree {
  readonly size: number | undefined;
  #used = 0;

  constructor(options: TmpfsOptions = {}) {
    const { size, mode, ...rest } = options;
    super(directory({}, { mode: mode ?? 0o1777, mtime: options.now?.() ?? 0, uid: options.uid ?? 0, gid: options.gid ?? 0 }), rest);
    this.size = size;
  }

  /** Bytes in files. */
  get used(): number {
    return this.#used;
  }

  protected override directorySize(entries: number): number {
    return 40 + 20 * entries;
  }

  override writeFile(path: string, content: Uint8Array | string | Content, options?: Partial<Meta> & { parents?: boolean }): void {
    const whole = contentOf(content);
    const room = this.#room + sizeAt(super.lookup(path));
    const fitting = whole.size <= room ? whole : contentOf(whole.bytes.subarray(0, room));
    this.#replacing(path, fitting.size, () => super.writeFile(path, fitting, options));
    if (fitting !== whole) throw new FsError("ENOSPC", "");
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const there = super.lookup(path);
    const before = there?.kind === "file" ? there.content.size : 0;
    // What is not there yet is written by `writeFile`, which counts it.
    if (there?.kind !== "file") super.appendFile(path, content);
    else {
      const added = contentOf(content);
      const fitting = added.size <= this.#room ? content : added.bytes.subarray(0, this.#room);
      const used = this.#used;
      super.appendFile(path, fitting);
      this.#used = used + (sizeAt(super.lookup(path)) - before);
      if (fitting !== content) throw new FsError("ENOSPC", "");
    }
  }
  override put(path: string, node: Node, options?: { parents?: boolean }): void {
    this.#replacing(path, sizeOf(node), () => super.put(path, node, options));
  }
  override rename(from: string, to: string): void {
    const replaced = sizeAt(super.lookup(to, { follow: false }));
    const same = super.lookup(from, { follow: false }) === super.lookup(to, { follow: false });
    super.rename(from, to);
    if (!same) this.#used -= replaced;
  }
  override remove(path: string, options?: { recursive?: boolean; force?: boolean }): void {
    const gone = sizeAt(super.lookup(path, { follow: false }));
    super.remove(path, options);
    this.#used -= gone;
  }
  override reset(root: DirectoryNode): void {
    super.reset(root);
    this.#used = sizeOf(root);
  }

  #replacing(path: string, size: number, write: () => void): void {
    const before = sizeAt(super.lookup(path));
    if (size - before > this.#room) throw new FsError("ENOSPC", "");
    write();
    this.#used += size - before;
  }
  /** Bytes that can still be written. */
  get #room(): number {
    return this.size === undefined ? Number.POSITIVE_INFINITY : this.size - this.#used;
  }
}

function sizeAt(node: Node | undefined): number {
  return node ? sizeOf(node) : 0;
}

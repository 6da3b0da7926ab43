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

/** Files that are only in memory, and no more of them than its size allows: ENOSPC after that. */
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
    this.#replacing(path, whole.size, () => super.writeFile(path, whole, options));
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const there = super.lookup(path);
    const before = there?.kind === "file" ? there.content.size : 0;
    // What is not there yet is written by `writeFile`, which counts it.
    if (there?.kind !== "file") super.appendFile(path, content);
    else {
      const added = contentOf(content).size;
      this.#room(added);
      const used = this.#used;
      super.appendFile(path, content);
      this.#used = used + (sizeAt(super.lookup(path)) - before);
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
    this.#room(size - before);
    write();
    this.#used += size - before;
  }
  #room(bytes: number): void {
    if (this.size !== undefined && this.#used + bytes > this.size) throw new FsError("ENOSPC", "");
  }
}

function sizeAt(node: Node | undefined): number {
  return node ? sizeOf(node) : 0;
}

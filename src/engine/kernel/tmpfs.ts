import { contentOf } from "../filesystem/content.ts";
import { directory } from "../filesystem/build.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Content, DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { WorkingTree, type WorkingTreeOptions } from "../filesystem/working-tree.ts";
import { walk } from "../filesystem/walk.ts";
import { fittingIn, inPages, memoryOf } from "./pages.ts";

export interface TmpfsOptions extends WorkingTreeOptions {
  /** Bytes all files together may take, in pages; without it there is no limit. */
  readonly size?: number;
  /** How many files and directories there can be, its top included; without it there is no limit. */
  readonly inodes?: number;
  /** Of its top directory; 0o1777 when absent. */
  readonly mode?: number;
}

/** Files that are only in memory, and no more of them than its size allows: what fits is written, then comes ENOSPC. */
export class Tmpfs extends WorkingTree {
  readonly size: number | undefined;
  readonly #inodes: number;
  #used = 0;

  constructor(options: TmpfsOptions = {}) {
    const { size, inodes = Number.POSITIVE_INFINITY, mode, ...rest } = options;
    super(directory({}, { mode: mode ?? 0o1777, mtime: options.now?.() ?? 0, uid: options.uid ?? 0, gid: options.gid ?? 0 }), rest);
    this.size = size === undefined ? undefined : inPages(size);
    this.#inodes = inodes;
  }

  /** Bytes that files take. */
  get used(): number {
    return this.#used;
  }

  protected override directorySize(entries: number): number {
    return 40 + 20 * entries;
  }

  override writeFile(path: string, content: Uint8Array | string | Content, options?: Partial<Meta> & { parents?: boolean }): void {
    this.#requireInode(path, true);
    const whole = contentOf(content);
    const fitting = fittingIn(whole, this.#room + memoryOf(super.lookup(path)));
    this.#replacing(path, inPages(fitting.size), () => super.writeFile(path, fitting, options));
    if (fitting !== whole) throw new FsError("ENOSPC", "");
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const there = super.lookup(path);
    // What is not there yet is written by `writeFile`, which counts it.
    if (there?.kind !== "file") super.appendFile(path, content);
    else {
      const before = memoryOf(there);
      const added = contentOf(content);
      const fitting = fittingIn(added, this.#room + before - there.content.size);
      const used = this.#used;
      super.appendFile(path, fitting.bytes);
      this.#used = used + (memoryOf(super.lookup(path)) - before);
      if (fitting !== added) throw new FsError("ENOSPC", "");
    }
  }
  override put(path: string, node: Node, options?: { parents?: boolean }): void {
    this.#requireInode(path, false);
    this.#replacing(path, memoryOf(node), () => super.put(path, node, options));
  }
  override mkdir(path: string, options?: Partial<Meta> & { recursive?: boolean }): void {
    this.#requireInode(path, false);
    super.mkdir(path, options);
  }
  override symlink(target: string, path: string): void {
    this.#requireInode(path, false);
    super.symlink(target, path);
  }
  override rename(from: string, to: string): void {
    const replaced = memoryOf(super.lookup(to, { follow: false }));
    const same = super.lookup(from, { follow: false }) === super.lookup(to, { follow: false });
    super.rename(from, to);
    if (!same) this.#used -= replaced;
  }
  override remove(path: string, options?: { recursive?: boolean; force?: boolean }): void {
    const gone = memoryOf(super.lookup(path, { follow: false }));
    super.remove(path, options);
    this.#used -= gone;
  }
  override reset(root: DirectoryNode): void {
    super.reset(root);
    this.#used = memoryOf(root);
  }

  #replacing(path: string, size: number, write: () => void): void {
    const before = memoryOf(super.lookup(path));
    if (size - before > this.#room) throw new FsError("ENOSPC", "");
    write();
    this.#used += size - before;
  }
  /** Throws `FsError` ENOSPC where one more would be one too many. */
  #requireInode(path: string, follow: boolean): void {
    if (this.#inodes === Number.POSITIVE_INFINITY || super.lookup(path, { follow })) return;
    if (1 + [...walk(this.root)].length >= this.#inodes) throw new FsError("ENOSPC", path);
  }
  /** Bytes that can still be written. */
  get #room(): number {
    return this.size === undefined ? Number.POSITIVE_INFINITY : this.size - this.#used;
  }
}

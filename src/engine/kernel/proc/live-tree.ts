import { FsError } from "../../filesystem/errors.ts";
import type { Content, DirectoryNode, Node } from "../../filesystem/node.ts";
import { type Attributes, WorkingTree } from "../../filesystem/working-tree.ts";
import { isWritable, type LiveLink } from "./live.ts";

/** What else than writing to its files a file system of the kernel's own lets be done. */
export interface LiveTreeOptions {
  readonly now?: () => number;
  /** Makes a directory (a control group). Throws `FsError`. */
  readonly mkdir?: (path: string) => void;
  /** Removes one. Throws `FsError`. */
  readonly rmdir?: (path: string) => void;
}

const decoder = new TextDecoder();

/**
 * `/proc`, `/sys`, `/sys/fs/cgroup`: what is in it is made by the kernel. Files can be written to where they take something;
 * nothing can be put into it or taken out of it, whoever tries.
 */
export class LiveTree extends WorkingTree {
  readonly #options: LiveTreeOptions;

  constructor(root: DirectoryNode, options: LiveTreeOptions = {}) {
    super(root, options);
    this.#options = options;
  }

  override attributes(path: string, options?: { follow?: boolean }): Attributes {
    const node = this.lookup(path, options);
    const size = node?.kind === "symlink" && "size" in node ? (node as LiveLink).size : 0;
    return { ...super.attributes(path, options), size };
  }
  override writeFile(path: string, content: Uint8Array | string | Content): void {
    const node = this.lookup(path);
    if (!node) throw new FsError("ENOENT", path);
    if (node.kind === "directory") throw new FsError("EISDIR", path);
    const text = typeof content === "string" ? content : decoder.decode(content instanceof Uint8Array ? content : content.bytes);
    if (!isWritable(node)) throw new FsError("EIO", path);
    // Opening it to write is no write.
    if (text !== "") node.write(text);
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    this.writeFile(path, content);
  }
  override mkdir(path: string, options?: { recursive?: boolean }): void {
    if (this.exists(path)) {
      if (options?.recursive) return;
      throw new FsError("EEXIST", path);
    }
    if (!this.#options.mkdir) throw new FsError("ENOENT", path);
    this.#options.mkdir(path);
  }
  override remove(path: string, options: { force?: boolean } = {}): void {
    const node = this.lookup(path, { follow: false });
    if (!node && options.force) return;
    if (!node) throw new FsError("ENOENT", path);
    if (node.kind !== "directory" || !this.#options.rmdir) throw new FsError("EPERM", path);
    this.#options.rmdir(path);
  }
  override put(path: string, _node: Node): void {
    throw new FsError("EPERM", path);
  }
  override symlink(_target: string, path: string): void {
    throw new FsError("EPERM", path);
  }
  override link(_existing: string, path: string): void {
    throw new FsError("EPERM", path);
  }
  override rename(from: string, _to: string): void {
    throw new FsError("EPERM", from);
  }
  override chmod(path: string, _mode: number): void {
    throw new FsError("EPERM", path);
  }
  override chown(path: string, _uid: number, _gid: number, _options?: { follow?: boolean; recursive?: boolean }): void {
    throw new FsError("EPERM", path);
  }
  override utimes(path: string, _mtime: number): void {
    throw new FsError("EPERM", path);
  }
}

import { FsError } from "../filesystem/errors.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { textToBytes } from "../programs/shell/bytes.ts";
import { OpenFile } from "./open-file.ts";

/** A file open for writing, at its end. Permissions were looked at when it was opened. */
export class FileOutput extends OpenFile {
  override readonly writable = true;
  readonly #tree: WorkingTree;

  override readonly appends: boolean;

  constructor(tree: WorkingTree, path: string, options: { appends?: boolean } = {}) {
    super(path);
    this.#tree = tree;
    this.appends = options.appends ?? false;
  }

  /**
   * What is written to a file that was removed is gone.
   * @param most bytes the file may have: what does not fit is an `FsError` EFBIG, with what does written
   */
  override write(text: string, most = Number.POSITIVE_INFINITY): void {
    if (text === "" || !this.#tree.exists(this.name)) return;
    const bytes = textToBytes(text);
    try {
      const room = most === Number.POSITIVE_INFINITY ? most : Math.max(0, most - this.#tree.attributes(this.name).size);
      this.#tree.appendFile(this.name, bytes.length > room ? bytes.slice(0, room) : bytes);
      if (bytes.length > room) throw new FsError("EFBIG", this.name);
    } catch (error) {
      if (!(error instanceof FsError) || (error.code !== "ENOENT" && error.code !== "ENOTDIR")) throw error;
    }
  }
}

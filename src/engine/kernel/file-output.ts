import { FsError } from "../filesystem/errors.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { textToBytes } from "../programs/shell/bytes.ts";
import { OpenFile } from "./open-file.ts";

/** A file open for writing, at its end. Permissions were looked at when it was opened. */
export class FileOutput extends OpenFile {
  override readonly writable = true;
  readonly #tree: WorkingTree;

  constructor(tree: WorkingTree, path: string) {
    super(path);
    this.#tree = tree;
  }

  /** What is written to a file that was removed is gone. */
  override write(text: string): void {
    if (text === "" || !this.#tree.exists(this.name)) return;
    try {
      this.#tree.appendFile(this.name, textToBytes(text));
    } catch (error) {
      if (!(error instanceof FsError) || (error.code !== "ENOENT" && error.code !== "ENOTDIR")) throw error;
    }
  }
}

import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { turn } from "../engine/turns.ts";
import type { WatchedTree } from "./watched-tree.ts";

/** Tells who listens that the disk is another: after a line, or a turn of the event loop after something wrote to it. */
export class DiskChanges {
  readonly #disk: WatchedTree;
  readonly #listeners = new Set<() => void>();
  /** The disk that they know. */
  #told: DirectoryNode;
  #telling = false;

  constructor(disk: WatchedTree) {
    this.#disk = disk;
    this.#told = disk.root;
    disk.onWrite = () => this.#tellSoon();
  }

  /** Returns a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellSoon(): void {
    if (this.#telling || this.#listeners.size === 0) return;
    this.#telling = true;
    void turn().then(() => this.tell());
  }

  /** Tells them now, if there is anything to tell. */
  tell(): void {
    this.#telling = false;
    const now = this.#disk.root;
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of this.#listeners) listener();
  }
}

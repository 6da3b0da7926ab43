import { WorkingTree } from "../engine/filesystem/working-tree.ts";

/** A working tree that tells when it was written to. */
export class WatchedTree extends WorkingTree {
  onWrite: () => void = () => {};

  #told<Arguments extends unknown[]>(write: (...args: Arguments) => void, args: Arguments): void {
    write.apply(this, args);
    this.onWrite();
  }

  override writeFile(...args: Parameters<WorkingTree["writeFile"]>): void {
    this.#told(super.writeFile, args);
  }
  override appendFile(...args: Parameters<WorkingTree["appendFile"]>): void {
    this.#told(super.appendFile, args);
  }
  override mkdir(...args: Parameters<WorkingTree["mkdir"]>): void {
    this.#told(super.mkdir, args);
  }
  override symlink(...args: Parameters<WorkingTree["symlink"]>): void {
    this.#told(super.symlink, args);
  }
  override link(...args: Parameters<WorkingTree["link"]>): void {
    this.#told(super.link, args);
  }
  override rename(...args: Parameters<WorkingTree["rename"]>): void {
    this.#told(super.rename, args);
  }
  override remove(...args: Parameters<WorkingTree["remove"]>): void {
    this.#told(super.remove, args);
  }
  override chmod(...args: Parameters<WorkingTree["chmod"]>): void {
    this.#told(super.chmod, args);
  }
  override chown(...args: Parameters<WorkingTree["chown"]>): void {
    this.#told(super.chown, args);
  }
  override utimes(...args: Parameters<WorkingTree["utimes"]>): void {
    this.#told(super.utimes, args);
  }
  override put(...args: Parameters<WorkingTree["put"]>): void {
    this.#told(super.put, args);
  }
  override reset(...args: Parameters<WorkingTree["reset"]>): void {
    this.#told(super.reset, args);
  }
}

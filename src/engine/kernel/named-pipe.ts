/** Named pipes: whoever opens one waits for the other side. What flows is in the machine's memory, never in its files. */
import type { DeviceNumber } from "../filesystem/node.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { BrokenPipe, OpenFile } from "./open-file.ts";
import { WaitQueue } from "./wait-queue.ts";

/** What Linux gives a pipe, in bytes; here in characters. */
const capacity = 65_536;

/** A special file keeps its number through everything that is done to its name, its mode and its owner. */
const pipes = new WeakMap<DeviceNumber, NamedPipe>();

/** The pipe that a path leads to, if it leads to one. */
export function namedPipeAt(fs: WorkingTree, path: string): NamedPipe | undefined {
  const node = fs.lookup(path);
  if (node?.kind !== "file" || node.device?.type !== "fifo") return undefined;
  const known = pipes.get(node.device) ?? new NamedPipe();
  pipes.set(node.device, known);
  return known;
}

type Side = "readers" | "writers";

export class NamedPipe {
  readonly #open = { readers: 0, writers: 0 };
  /** How often each side was opened: who waited has met even one that is gone again. */
  readonly #opened = { readers: 0, writers: 0 };
  readonly #changes = new WaitQueue();
  #text = "";

  /** Resolves when there is a writer too. Rejects with the signal's reason. */
  async openForReading(name: string, signal: AbortSignal): Promise<OpenFile> {
    await this.#meet("readers", "writers", signal);
    return new PipeEnd(this, name, ["readers"]);
  }

  /** Resolves when there is a reader too. Rejects with the signal's reason. */
  async openForWriting(name: string, signal: AbortSignal): Promise<OpenFile> {
    await this.#meet("writers", "readers", signal);
    return new PipeEnd(this, name, ["writers"]);
  }

  /** `<>`: waits for nobody, being both. */
  openForBoth(name: string): OpenFile {
    this.#enter("readers");
    this.#enter("writers");
    return new PipeEnd(this, name, ["readers", "writers"]);
  }

  get full(): boolean {
    return this.#text.length >= capacity && this.#open.readers > 0;
  }

  push(text: string): void {
    if (this.#open.readers === 0) throw new BrokenPipe();
    this.#text += text;
    this.#changes.wakeAll();
  }

  /** What is there, or what comes next; empty when nobody is left to write. */
  async take(signal?: AbortSignal): Promise<string> {
    while (this.#text === "" && this.#open.writers > 0) await this.#changes.wait(signal);
    const text = this.#text;
    this.#text = "";
    this.#changes.wakeAll();
    return text;
  }

  async drained(signal?: AbortSignal): Promise<void> {
    while (this.full) await this.#changes.wait(signal);
  }

  /** @param unread what a reader took and leaves for the next */
  leave(sides: readonly Side[], unread: string): void {
    for (const side of sides) this.#open[side]--;
    this.#text = this.#open.readers + this.#open.writers === 0 ? "" : unread + this.#text;
    this.#changes.wakeAll();
  }

  #enter(side: Side): void {
    this.#open[side]++;
    this.#opened[side]++;
    this.#changes.wakeAll();
  }

  async #meet(side: Side, other: Side, signal: AbortSignal): Promise<void> {
    const before = this.#opened[other];
    this.#enter(side);
    try {
      while (this.#open[other] === 0 && this.#opened[other] === before) await this.#changes.wait(signal);
    } catch (error) {
      this.leave([side], "");
      throw error;
    }
  }
}

/** One opening of a named pipe. */
class PipeEnd extends OpenFile {
  override readonly readable: boolean;
  override readonly writable: boolean;
  readonly #pipe: NamedPipe;
  readonly #sides: readonly Side[];

  constructor(pipe: NamedPipe, name: string, sides: readonly Side[]) {
    super(name);
    this.#pipe = pipe;
    this.#sides = sides;
    this.readable = sides.includes("readers");
    this.writable = sides.includes("writers");
  }
  protected override pull(signal?: AbortSignal): Promise<string> {
    return this.readable ? this.#pipe.take(signal) : super.pull(signal);
  }
  override write(text: string): void {
    if (this.writable) this.#pipe.push(text);
    else super.write(text);
  }
  override get holdsBack(): boolean {
    return this.writable;
  }
  override get full(): boolean {
    return this.writable && this.#pipe.full;
  }
  override drained(signal?: AbortSignal): Promise<void> {
    return this.#pipe.drained(signal);
  }
  protected override closed(): void {
    this.#pipe.leave(this.#sides, this.readable ? this.available() : "");
  }
}

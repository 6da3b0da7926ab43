import { BrokenPipe, OpenFile } from "./open-file.ts";
import { WaitQueue } from "./wait-queue.ts";

/** What Linux gives a pipe, in bytes; here in characters. */
const pipeCapacity = 65_536;
/** A writer that never waits is ended beyond this: a limit of the lab. */
const runawayLimit = 64 * 1024 * 1024;

let inodes = 40_000;

/** A pipe's two ends. Each is closed when the last descriptor that points to it is. */
export function pipe(capacity: number = pipeCapacity): { readonly reader: OpenFile; readonly writer: OpenFile } {
  const buffer = new PipeBuffer(capacity, `pipe:[${inodes++}]`);
  return { reader: new PipeReader(buffer), writer: new PipeWriter(buffer) };
}

class PipeBuffer {
  readonly capacity: number;
  readonly name: string;
  readonly #pieces: string[] = [];
  #length = 0;
  writable = true;
  readable = true;
  readonly #changes = new WaitQueue();

  constructor(capacity: number, name: string) {
    this.capacity = capacity;
    this.name = name;
  }

  get empty(): boolean {
    return this.#length === 0;
  }
  get full(): boolean {
    return this.#length >= this.capacity && this.readable;
  }

  push(text: string): void {
    if (!this.readable || this.#length > runawayLimit) throw new BrokenPipe();
    if (text === "") return;
    this.#pieces.push(text);
    this.#length += text.length;
    this.changed();
  }

  take(): string {
    const text = this.#pieces.length === 1 ? (this.#pieces[0] as string) : this.#pieces.join("");
    this.#pieces.length = 0;
    this.#length = 0;
    this.changed();
    return text;
  }

  changed(): void {
    this.#changes.wakeAll();
  }

  /** Resolves at the next change. */
  wait(signal?: AbortSignal): Promise<void> {
    return this.#changes.wait(signal);
  }
}

class PipeReader extends OpenFile {
  override readonly readable = true;
  readonly #buffer: PipeBuffer;
  constructor(buffer: PipeBuffer) {
    super(buffer.name);
    this.#buffer = buffer;
  }
  protected override async pull(signal?: AbortSignal): Promise<string> {
    while (this.#buffer.empty && this.#buffer.writable) await this.#buffer.wait(signal);
    return this.#buffer.empty ? "" : this.#buffer.take();
  }
  protected override closed(): void {
    this.#buffer.readable = false;
    this.#buffer.changed();
  }
}

class PipeWriter extends OpenFile {
  override readonly writable = true;
  readonly #buffer: PipeBuffer;
  constructor(buffer: PipeBuffer) {
    super(buffer.name);
    this.#buffer = buffer;
  }
  override write(text: string): void {
    this.#buffer.push(text);
  }
  override get holdsBack(): boolean {
    return true;
  }
  override get full(): boolean {
    return this.#buffer.full;
  }
  override async drained(signal?: AbortSignal): Promise<void> {
    while (this.#buffer.full) await this.#buffer.wait(signal);
  }
  protected override closed(): void {
    this.#buffer.writable = false;
    this.#buffer.changed();
  }
}

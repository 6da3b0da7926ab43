/** What the descriptors of a shell point to: the kernel's open files, by number. */
import { OpenFile, SinkFile, TextFile } from "../../kernel/open-file.ts";
import { BrokenPipe } from "../../kernel/open-file.ts";

export { BrokenPipe };
export type Stream = OpenFile;
export type Descriptors = ReadonlyMap<number, OpenFile>;

export function inputOf(text: string, name?: string): OpenFile {
  return new TextFile(text, name === undefined ? {} : { name });
}

export function outputTo(write: (text: string) => void, name?: string): OpenFile {
  return new SinkFile(write, name === undefined ? {} : { name });
}

/** Collects what is written. Programs that never stop writing are ended by `limit`, as a closed pipe would. */
export class Collector extends OpenFile {
  override readonly writable = true;
  readonly #chunks: string[] = [];
  readonly #limit: number;
  #length = 0;
  #close: () => void = () => {};
  /** Settles when nobody can write any more. */
  readonly finished: Promise<void> = new Promise((resolve) => {
    this.#close = resolve;
  });

  constructor(limit = 64 * 1024 * 1024) {
    super("pipe:[2]");
    this.#limit = limit;
  }
  override write(text: string): void {
    this.#chunks.push(text);
    this.#length += text.length;
    if (this.#length > this.#limit) throw new BrokenPipe();
  }
  protected override closed(): void {
    this.#close();
  }
  get text(): string {
    return this.#chunks.join("");
  }
}

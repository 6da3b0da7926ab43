/** What a file descriptor of a shell points to. */
export type Stream =
  | { readonly kind: "input"; readonly input: Input; readonly terminal: boolean }
  | { readonly kind: "output"; readonly terminal: boolean; write(text: string): void };

export type Descriptors = ReadonlyMap<number, Stream>;

/** Text to read from, with a place in it: `read` takes a line and leaves the rest to whoever comes next. */
export class Input {
  #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Up to and without `delimiter`; `ended` says whether the delimiter was there. */
  readUntil(delimiter: string): { text: string; ended: boolean } {
    const end = this.#text.indexOf(delimiter, this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + delimiter.length;
    return { text, ended: end >= 0 };
  }

  readCharacters(count: number): string {
    const text = this.#text.slice(this.#at, this.#at + count);
    this.#at += text.length;
    return text;
  }

  rest(): string {
    const text = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return text;
  }
}

export function inputOf(text: string, terminal = false): Stream {
  return { kind: "input", input: new Input(text), terminal };
}

export function outputTo(write: (text: string) => void, terminal = false): Stream {
  return { kind: "output", write, terminal };
}

/** Collects what is written. Programs that never stop writing are ended by `limit`, as a closed pipe would. */
export function collector(limit = 64 * 1024 * 1024): { stream: Stream; text: () => string } {
  const chunks: string[] = [];
  let length = 0;
  const write = (text: string): void => {
    chunks.push(text);
    length += text.length;
    if (length > limit) throw new BrokenPipe();
  };
  return { stream: outputTo(write), text: () => chunks.join("") };
}

export class BrokenPipe extends Error {}

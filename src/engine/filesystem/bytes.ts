/** Saved data that cannot be read back. `message` says what is wrong with it. */
export class SnapshotError extends Error {
  constructor(message: string) {
    super(`saved data is damaged: ${message}`);
    this.name = "SnapshotError";
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes that grow. Numbers are non-negative integers, seven bits a byte; strings and byte arrays carry their length. */
export class ByteWriter {
  #buffer = new Uint8Array(1024);
  #length = 0;

  #grow(by: number): void {
    if (this.#length + by <= this.#buffer.length) return;
    const bigger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + by));
    bigger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = bigger;
  }

  number(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`cannot save the number ${value}`);
    this.#grow(8);
    while (value > 127) {
      this.#buffer[this.#length++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.#buffer[this.#length++] = value;
    return this;
  }

  float(value: number): this {
    this.#grow(8);
    new DataView(this.#buffer.buffer).setFloat64(this.#length, value);
    this.#length += 8;
    return this;
  }

  bytes(value: Uint8Array): this {
    return this.number(value.length).raw(value);
  }

  string(value: string): this {
    return this.bytes(encoder.encode(value));
  }

  /** Without a length in front. */
  raw(value: Uint8Array | string): this {
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    this.#grow(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  done(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }
}

/** Reads what `ByteWriter` wrote, and throws `SnapshotError` where it did not. */
export class ByteReader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  #take(length: number): Uint8Array {
    if (length > this.#data.length - this.#at) throw new SnapshotError("it ends too early");
    this.#at += length;
    return this.#data.subarray(this.#at - length, this.#at);
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#take(1)[0] as number;
      value += (byte & 127) * factor;
      if (!Number.isSafeInteger(value)) throw new SnapshotError("a number is out of range");
      if (byte < 128) return value;
    }
  }

  float(): number {
    const bytes = this.#take(8);
    const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
    if (!Number.isFinite(value)) throw new SnapshotError("a number is out of range");
    return value;
  }

  /** A copy, so that a small file does not keep the whole snapshot in memory. */
  bytes(): Uint8Array {
    return this.#take(this.number()).slice();
  }

  string(): string {
    return decode(this.#take(this.number()));
  }

  raw(length: number): string {
    return decode(this.#take(length));
  }

  list<T>(item: () => T): T[] {
    const list: T[] = [];
    for (let left = this.number(); left > 0; left--) list.push(item());
    return list;
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.#at !== this.#data.length) throw new SnapshotError("there is more than should be");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new SnapshotError("text that is not UTF-8");
  }
}

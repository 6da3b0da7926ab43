/** Bytes to which more are added: what a decoder has made so far, and looks back into. */
export class GrowingBytes {
  #bytes = new Uint8Array(1 << 16);
  length = 0;
  readonly #limit: number;

  /** @param limit in bytes; more throws `RangeError` */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(byte: number): void {
    if (this.length === this.#bytes.length) this.#grow(this.length + 1);
    this.#bytes[this.length++] = byte;
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) this.#grow(this.length + bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** `back` is 1 for the byte added last. */
  ago(back: number): number {
    return this.#bytes[this.length - back] as number;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(needed: number): void {
    if (needed > this.#limit) throw new RangeError("too many bytes");
    const bytes = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    bytes.set(this.bytes);
    this.#bytes = bytes;
  }
}

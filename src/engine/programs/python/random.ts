/** Numbers that look random and are the same in every run: they come from the container's name and the process. */
import { sha256 } from "@noble/hashes/sha2.js";
import { PyBytes } from "./runtime/values.ts";

export class Random {
  readonly #seed: string;
  #count = 0;
  constructor(seed: string) {
    this.#seed = seed;
  }
  #block(): Uint8Array {
    return sha256(new TextEncoder().encode(`${this.#seed}/${this.#count++}`));
  }
  /** 0 up to, and without, 1: 53 bits. */
  next(): number {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = this.#block();
    return ((a & 31) * 2 ** 48 + b * 2 ** 40 + c * 2 ** 32 + d * 2 ** 24 + e * 2 ** 16 + f * 2 ** 8 + g) / 2 ** 53;
  }
  bytes(count: number): PyBytes {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += 32) bytes.set(this.#block().subarray(0, Math.min(32, count - at)), at);
    return new PyBytes(bytes);
  }
}

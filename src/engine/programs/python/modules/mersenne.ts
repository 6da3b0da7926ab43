/** `_random`: the Mersenne Twister, from which Python draws once it was given a seed, so that a seed draws what it draws everywhere. */
import { nativeModule } from "../builtins/define.ts";
import type { PyModule } from "../runtime/values.ts";

const size = 624;
const middle = 397;

/** MT19937, begun from the 32-bit words of a whole number. */
export class MersenneTwister {
  readonly #state = new Uint32Array(size);
  #next = size;

  constructor(seed: bigint) {
    const key: number[] = [];
    for (let rest = seed; rest > 0n || key.length === 0; rest >>= 32n) key.push(Number(rest & 0xffffffffn));
    this.#begin(19_650_218);
    this.#mix(key);
  }

  #begin(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let at = 1; at < size; at++) state[at] = Math.imul(1_812_433_253, this.#spread(at - 1)) + at;
  }

  #mix(key: readonly number[]): void {
    const state = this.#state;
    let at = 1;
    const turn = (): void => {
      if (++at < size) return;
      state[0] = state[size - 1] as number;
      at = 1;
    };
    for (let count = Math.max(size, key.length), place = 0; count > 0; count--, place = (place + 1) % key.length) {
      state[at] = ((state[at] as number) ^ Math.imul(this.#spread(at - 1), 1_664_525)) + (key[place] as number) + place;
      turn();
    }
    for (let count = size - 1; count > 0; count--) {
      state[at] = ((state[at] as number) ^ Math.imul(this.#spread(at - 1), 1_566_083_941)) - at;
      turn();
    }
    state[0] = 0x80000000;
  }

  #spread(at: number): number {
    const word = this.#state[at] as number;
    return word ^ (word >>> 30);
  }

  #twist(): void {
    const state = this.#state;
    for (let at = 0; at < size; at++) {
      const word = ((state[at] as number) & 0x80000000) | ((state[(at + 1) % size] as number) & 0x7fffffff);
      state[at] = (state[(at + middle) % size] as number) ^ (word >>> 1) ^ (word & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }

  /** 32 bits. */
  word(): number {
    if (this.#next >= size) this.#twist();
    let word = this.#state[this.#next++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** 0 up to, and without, 1: 53 bits. */
  fraction(): number {
    const high = this.word() >>> 5;
    return (high * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }

  bits(count: number): bigint {
    let made = 0n;
    for (let at = 0; at < count; at += 32) made |= BigInt(this.word() >>> Math.max(0, 32 - (count - at))) << BigInt(at);
    return made;
  }
}

export function randomModule(): PyModule {
  const made: MersenneTwister[] = [];
  const twister = (place: bigint): MersenneTwister => made[Number(place)] as MersenneTwister;
  return nativeModule("_random", {
    seeded: (args) => BigInt(made.push(new MersenneTwister(args.integer(0, "seed"))) - 1),
    random: (args) => twister(args.integer(0, "state")).fraction(),
    getrandbits: (args) => twister(args.integer(0, "state")).bits(Number(args.integer(1, "k"))),
  });
}

/** The LZMA coder inside xz: a range decoder over adaptive bits, and matches with what came before. */
import type { GrowingBytes } from "./growing.ts";

/** What is wrong with the bytes, in the words of xz. */
export class Corrupt extends Error {
  constructor(message = "Compressed data is corrupt") {
    super(message);
    this.name = "Corrupt";
  }
}

export class CutShort extends Corrupt {
  constructor() {
    super("Unexpected end of input");
  }
}

const even = 1024;
const models = (count: number) => new Uint16Array(count).fill(even);

/** Lengths of matches: three ranges, each with a tree of its own. */
class LengthModels {
  readonly choice = models(2);
  readonly low = models(16 << 3);
  readonly mid = models(16 << 3);
  readonly high = models(256);
}

/** Keeps its models from chunk to chunk, as LZMA2 wants it. */
export class Lzma {
  readonly #out: GrowingBytes;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #range = 0;
  #code = 0;
  #literalBits = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];
  /** Bytes before it cannot be referred to. */
  dictionaryStart = 0;
  #literal = models(0);
  #isMatch = models(0);
  #isRep = models(0);
  #isRep0 = models(0);
  #isRep1 = models(0);
  #isRep2 = models(0);
  #isRep0Long = models(0);
  #slots = models(0);
  #special = models(0);
  #aligned = models(0);
  #lengths = new LengthModels();
  #repLengths = new LengthModels();

  constructor(out: GrowingBytes) {
    this.#out = out;
  }

  setProperties(byte: number): void {
    if (byte >= 225) throw new Corrupt();
    const literalContext = byte % 9;
    const literalPosition = Math.floor(byte / 9) % 5;
    if (literalContext + literalPosition > 4) throw new Corrupt();
    this.#literalBits = literalContext;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << Math.floor(byte / 45)) - 1;
  }

  reset(): void {
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
    this.#literal = models(0x300 << 4);
    this.#isMatch = models(12 << 4);
    this.#isRep = models(12);
    this.#isRep0 = models(12);
    this.#isRep1 = models(12);
    this.#isRep2 = models(12);
    this.#isRep0Long = models(12 << 4);
    this.#slots = models(4 << 6);
    this.#special = models(128);
    this.#aligned = models(16);
    this.#lengths = new LengthModels();
    this.#repLengths = new LengthModels();
  }

  /** Decodes one chunk that becomes `size` bytes. Throws `Corrupt`. */
  decode(input: Uint8Array, size: number): void {
    if (input.length < 5 || input[0] !== 0) throw new Corrupt();
    this.#input = input;
    this.#at = 5;
    this.#range = 0xffffffff;
    this.#code = new DataView(input.buffer, input.byteOffset, input.byteLength).getUint32(1);
    const end = this.#out.length + size;
    while (this.#out.length < end) this.#next(end);
  }

  #next(end: number): void {
    const position = (this.#out.length - this.dictionaryStart) & this.#positionMask;
    const state = this.#state;
    if (!this.#bit(this.#isMatch, (state << 4) + position)) {
      this.#literalByte();
      return;
    }
    let length: number;
    if (this.#bit(this.#isRep, state)) {
      length = this.#repeat(state, position);
      if (length === 0) return;
    } else {
      this.#distances = [0, this.#distances[0], this.#distances[1], this.#distances[2]];
      length = this.#length(this.#lengths, position);
      this.#state = state < 7 ? 7 : 10;
      this.#distances[0] = this.#distance(length);
    }
    const back = this.#distances[0] + 1;
    if (back > this.#out.length - this.dictionaryStart || this.#out.length + length > end) throw new Corrupt();
    for (let count = 0; count < length; count++) this.#out.push(this.#out.ago(back));
  }

  /** A match at one of the last distances; 0 for the single byte that is done at once. */
  #repeat(state: number, position: number): number {
    const [first, second, third, fourth] = this.#distances;
    if (!this.#bit(this.#isRep0, state)) {
      if (!this.#bit(this.#isRep0Long, (state << 4) + position)) {
        this.#state = state < 7 ? 9 : 11;
        if (first + 1 > this.#out.length - this.dictionaryStart) throw new Corrupt();
        this.#out.push(this.#out.ago(first + 1));
        return 0;
      }
    } else if (!this.#bit(this.#isRep1, state)) this.#distances = [second, first, third, fourth];
    else if (!this.#bit(this.#isRep2, state)) this.#distances = [third, first, second, fourth];
    else this.#distances = [fourth, first, second, third];
    this.#state = state < 7 ? 8 : 11;
    return this.#length(this.#repLengths, position);
  }

  #literalByte(): void {
    const made = this.#out.length - this.dictionaryStart;
    const previous = made > 0 ? this.#out.ago(1) : 0;
    const context = ((made & this.#literalMask) << this.#literalBits) + (previous >> (8 - this.#literalBits));
    const base = 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      const back = this.#distances[0] + 1;
      if (back > made) throw new Corrupt();
      let match = this.#out.ago(back);
      let offset = 0x100;
      while (symbol < 0x100) {
        match <<= 1;
        const expected = match & offset;
        const bit = this.#bit(this.#literal, base + offset + expected + symbol);
        symbol = (symbol << 1) | bit;
        offset &= bit ? expected : ~expected;
      }
    } else while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literal, base + symbol);
    this.#out.push(symbol & 0xff);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #length(lengths: LengthModels, position: number): number {
    if (!this.#bit(lengths.choice, 0)) return 2 + this.#tree(lengths.low, position << 3, 3);
    if (!this.#bit(lengths.choice, 1)) return 10 + this.#tree(lengths.mid, position << 3, 3);
    return 18 + this.#tree(lengths.high, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return start + this.#reverse(this.#special, start - slot, direct);
    let high = 0;
    for (let count = direct - 4; count > 0; count--) high = high * 2 + this.#evenBit();
    return start + high * 16 + this.#reverse(this.#aligned, 0, 4);
  }

  #tree(probabilities: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let count = 0; count < bits; count++) symbol = (symbol << 1) | this.#bit(probabilities, base + symbol);
    return symbol - (1 << bits);
  }

  #reverse(probabilities: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let count = 0; count < bits; count++) {
      const bit = this.#bit(probabilities, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << count;
    }
    return value;
  }

  #bit(probabilities: Uint16Array, index: number): 0 | 1 {
    this.#normalize();
    const probability = probabilities[index] as number;
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#code -= bound;
    this.#range -= bound;
    probabilities[index] = probability - (probability >> 5);
    return 1;
  }

  #evenBit(): 0 | 1 {
    this.#normalize();
    this.#range >>>= 1;
    if (this.#code < this.#range) return 0;
    this.#code -= this.#range;
    return 1;
  }

  #normalize(): void {
    if (this.#range >= 0x1000000) return;
    if (this.#at >= this.#input.length) throw new Corrupt();
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#input[this.#at++] as number)) >>> 0;
  }
}

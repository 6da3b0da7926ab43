/** bzip2, block by block: Huffman codes, move to front, the Burrows-Wheeler transform turned back, and run lengths. */
import type { GrowingBytes } from "./growing.ts";

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Up to 24 at a time, the highest first. */
  read(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) throw new Error("unexpected EOF");
      this.#held = ((this.#held << 8) | (this.#bytes[this.#at++] as number)) >>> 0;
      this.#count += 8;
    }
    this.#count -= count;
    const value = (this.#held >>> this.#count) & ((1 << count) - 1);
    this.#held &= (1 << this.#count) - 1;
    return value;
  }

  bit(): number {
    return this.read(1);
  }

  word(): number {
    return this.read(16) * 65_536 + this.read(16);
  }

  align(): void {
    this.#held = 0;
    this.#count = 0;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

/** Adds what the bytes hold to `out`, whole blocks alone. Throws `Error` at the first that cannot be read. */
export function bunzip2(bytes: Uint8Array, out: GrowingBytes): void {
  const bits = new Bits(bytes);
  do {
    if (bits.read(16) !== 0x425a || bits.read(8) !== 0x68) throw new Error("bzip2 data invalid: bad magic value");
    const level = bits.read(8) - 0x30;
    if (level < 1 || level > 9) throw new Error("bzip2 data invalid: invalid compression level");
    for (;;) {
      const magic = bits.read(24) * 2 ** 24 + bits.read(24);
      const crc = bits.word();
      if (magic === 0x177245385090) break;
      if (magic !== 0x314159265359) throw new Error("bzip2 data invalid: bad magic value found");
      readBlock(bits, level * 100_000, crc, out);
    }
    bits.align();
  } while (!bits.ended);
}

function readBlock(bits: Bits, size: number, wantedCrc: number, out: GrowingBytes): void {
  if (bits.bit()) throw new Error("bzip2 data invalid: deprecated randomized files");
  const origin = bits.read(24);
  const symbols = readSymbols(bits);
  const codes = symbols.length + 2;
  const tables = bits.read(3);
  const selectorCount = bits.read(15);
  if (tables < 2 || tables > 6 || selectorCount === 0) throw new Error("bzip2 data invalid: invalid number of Huffman trees");
  const order = Array.from({ length: tables }, (_, index) => index);
  const selectors = Array.from({ length: selectorCount }, () => {
    let place = 0;
    while (bits.bit()) if (++place >= tables) throw new Error("bzip2 data invalid: tree index too large");
    const [table] = order.splice(place, 1) as [number];
    order.unshift(table);
    return table;
  });
  const decoders = Array.from({ length: tables }, () => new Decoder(readLengths(bits, codes)));
  const { counts, chain, length } = readRuns(bits, symbols, selectors, decoders, size);
  if (origin >= length) throw new Error("bzip2 data invalid: pointer out of bounds");
  const before = out.length;
  const crc = untransform(counts, chain, length, origin, out);
  if (crc !== wantedCrc) {
    out.length = before;
    throw new Error("bzip2 data invalid: block checksum mismatch");
  }
}

function readSymbols(bits: Bits): number[] {
  const rows = bits.read(16);
  const symbols: number[] = [];
  for (let row = 0; row < 16; row++) {
    if (!((rows >> (15 - row)) & 1)) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) if ((columns >> (15 - column)) & 1) symbols.push(row * 16 + column);
  }
  if (symbols.length === 0) throw new Error("bzip2 data invalid: no symbols in input");
  return symbols;
}

function readLengths(bits: Bits, codes: number): number[] {
  let length = bits.read(5);
  return Array.from({ length: codes }, () => {
    for (;;) {
      if (length < 1 || length > 20) throw new Error("bzip2 data invalid: Huffman length out of range");
      if (!bits.bit()) return length;
      length += bits.bit() ? -1 : 1;
    }
  });
}

/** Canonical Huffman codes: of each length the first code, and where its symbols begin. */
class Decoder {
  readonly #first: number[] = [];
  readonly #counts: number[] = [];
  readonly #offset: number[] = [];
  readonly #symbols: number[] = [];

  constructor(lengths: readonly number[]) {
    let code = 0;
    for (let length = 1; length <= 20; length++) {
      const symbols = lengths.flatMap((one, symbol) => (one === length ? [symbol] : []));
      this.#first[length] = code;
      this.#counts[length] = symbols.length;
      this.#offset[length] = this.#symbols.length;
      this.#symbols.push(...symbols);
      code = (code + symbols.length) << 1;
    }
  }

  read(bits: Bits): number {
    let code = 0;
    for (let length = 1; length <= 20; length++) {
      code = (code << 1) | bits.bit();
      const place = code - (this.#first[length] as number);
      if (place >= 0 && place < (this.#counts[length] as number)) return this.#symbols[(this.#offset[length] as number) + place] as number;
    }
    throw new Error("bzip2 data invalid: unknown Huffman code");
  }
}

function readRuns(bits: Bits, symbols: readonly number[], selectors: readonly number[], decoders: readonly Decoder[], size: number) {
  const recent = [...symbols];
  const chain = new Uint32Array(size);
  const counts = new Uint32Array(256);
  const end = symbols.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let read = 0; ; read++) {
    const decoder = decoders[selectors[Math.floor(read / 50)] ?? -1];
    if (!decoder) throw new Error("bzip2 data invalid: insufficient selector indices");
    const code = decoder.read(bits);
    if (code < 2) {
      run += weight << code;
      weight <<= 1;
      if (run > size) throw new Error("bzip2 data invalid: repeats past end of block");
      continue;
    }
    if (length + run + (code === end ? 0 : 1) > size) throw new Error("bzip2 data invalid: data exceeds block size");
    if (run > 0) {
      const symbol = recent[0] as number;
      chain.fill(symbol, length, length + run);
      counts[symbol] = (counts[symbol] as number) + run;
      length += run;
      run = 0;
      weight = 1;
    }
    if (code === end) return { counts, chain, length };
    const [symbol] = recent.splice(code - 1, 1) as [number];
    recent.unshift(symbol);
    chain[length++] = symbol;
    counts[symbol] = (counts[symbol] as number) + 1;
  }
}

/** Follows the chain from its origin and writes runs out. Returns the checksum. */
function untransform(counts: Uint32Array, chain: Uint32Array, length: number, origin: number, out: GrowingBytes): number {
  const starts = new Uint32Array(256);
  for (let symbol = 1; symbol < 256; symbol++) starts[symbol] = (starts[symbol - 1] as number) + (counts[symbol - 1] as number);
  for (let index = 0; index < length; index++) {
    const symbol = (chain[index] as number) & 0xff;
    const place = starts[symbol] as number;
    starts[symbol] = place + 1;
    chain[place] = (chain[place] as number) | (index << 8);
  }
  let crc = 0xffffffff;
  let last = -1;
  let same = 0;
  const write = (byte: number) => {
    out.push(byte);
    crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
  };
  let at = (chain[origin] as number) >>> 8;
  for (let index = 0; index < length; index++) {
    const entry = chain[at] as number;
    const byte = entry & 0xff;
    at = entry >>> 8;
    if (same === 4) {
      for (let repeat = 0; repeat < byte; repeat++) write(last);
      same = 0;
      last = -1;
      continue;
    }
    same = byte === last ? same + 1 : 1;
    last = byte;
    write(byte);
  }
  return ~crc >>> 0;
}

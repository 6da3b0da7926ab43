/** The xz container: streams of blocks of LZMA2 chunks. Of its checks CRC32 is made; others are passed over. */
import type { GrowingBytes } from "./growing.ts";
import { Corrupt, CutShort, Lzma } from "./lzma.ts";

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  peek(): number {
    if (this.left < 1) throw new CutShort();
    return this.#bytes[this.at] as number;
  }

  byte(): number {
    const value = this.peek();
    this.at++;
    return value;
  }

  take(length: number): Uint8Array {
    if (this.left < length) {
      this.at = this.#bytes.length;
      throw new CutShort();
    }
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  /** Seven bits a byte, the lowest first. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Corrupt();
  }
}

function checked(bytes: Uint8Array, crc: Uint8Array): Uint8Array {
  if (crc32(bytes) !== new DataView(crc.buffer, crc.byteOffset, 4).getUint32(0, true)) throw new Corrupt();
  return bytes;
}

/** Adds what the bytes hold to `out`, as far as it can be read. Throws `Corrupt` in xz's words. */
export function unxz(bytes: Uint8Array, out: GrowingBytes): void {
  const reader = new Reader(bytes);
  while (reader.left > 0) {
    const header = reader.take(12);
    if ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0].some((byte, index) => header[index] !== byte)) throw new Corrupt();
    const [, check = 0] = checked(header.subarray(6, 8), header.subarray(8));
    let blocks = 0;
    for (; reader.peek() !== 0; blocks++) readBlock(reader, check & 15, out);
    skipIndex(reader, blocks);
    const footer = reader.take(12);
    if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw new Corrupt();
    checked(footer.subarray(4, 10), footer);
    while (reader.left > 0 && reader.peek() === 0) reader.take(4);
  }
}

function readBlock(reader: Reader, check: number, out: GrowingBytes): void {
  const size = (reader.peek() + 1) * 4;
  const whole = reader.take(size);
  const header = new Reader(checked(whole.subarray(0, size - 4), whole.subarray(size - 4)));
  header.byte();
  const flags = header.byte();
  if (flags & 0x40) header.number();
  if (flags & 0x80) header.number();
  if ((flags & 3) !== 0 || header.number() !== 0x21) throw new Corrupt("Unsupported filter chain or filter options");
  const start = reader.at;
  const made = out.length;
  readChunks(reader, out);
  while ((reader.at - start) % 4 !== 0) if (reader.byte() !== 0) throw new Corrupt();
  const sum = reader.take(check === 0 ? 0 : 4 << Math.floor((check - 1) / 3));
  if (check === 1) checked(out.bytes.subarray(made), sum);
}

function readChunks(reader: Reader, out: GrowingBytes): void {
  const lzma = new Lzma(out);
  let isReady = false;
  for (let control = reader.byte(); control !== 0; control = reader.byte()) {
    if (control === 1 || control >= 0xe0) lzma.dictionaryStart = out.length;
    if (control < 0x80) {
      if (control > 2) throw new Corrupt();
      const size = reader.byte() * 256 + reader.byte() + 1;
      out.append(reader.take(size));
      continue;
    }
    const size = (control & 0x1f) * 65_536 + reader.byte() * 256 + reader.byte() + 1;
    const packed = reader.byte() * 256 + reader.byte() + 1;
    if (control >= 0xc0) lzma.setProperties(reader.byte());
    if (control >= 0xa0) {
      lzma.reset();
      isReady = true;
    }
    if (!isReady) throw new Corrupt();
    readChunk(lzma, reader, packed, size);
  }
}

/** Of a chunk that is cut short, what can be had is made first. */
function readChunk(lzma: Lzma, reader: Reader, packed: number, size: number): void {
  const isCut = reader.left < packed;
  try {
    lzma.decode(reader.take(Math.min(packed, reader.left)), size);
  } catch (error) {
    throw isCut && error instanceof Corrupt ? new CutShort() : error;
  }
  if (isCut) throw new CutShort();
}

function skipIndex(reader: Reader, blocks: number): void {
  const start = reader.at;
  reader.byte();
  if (reader.number() !== blocks) throw new Corrupt();
  for (let block = 0; block < blocks; block++) {
    reader.number();
    reader.number();
  }
  while ((reader.at - start) % 4 !== 0) reader.byte();
  reader.take(4);
}

/** How long images take on their way between a registry and here: a good connection, and a disk that unpacks. */

/** Bytes a simulated second. */
const networkRate = 25e6;
const extractRate = 120e6;
/** Layers travel compressed. */
const compression = 0.4;

/** In how many pieces a transfer is told. */
export const pieces = 8;

/** Bytes that travel for a layer of `size` bytes on disk. */
export function travelling(size: number): number {
  return Math.max(1, Math.round(size * compression));
}

/** Milliseconds until that many bytes have travelled. */
export function transferTime(bytes: number): number {
  return 60 + (bytes / networkRate) * 1000;
}

/** Milliseconds until a layer of `size` bytes is unpacked. */
export function extractTime(size: number): number {
  return 20 + (size / extractRate) * 1000;
}

import { sha256Hex } from "../../filesystem/digest.ts";

/** 25 letters and digits, as BuildKit calls the records of its cache; `created` sets what was made twice apart. */
export function recordId(name: string, created: number): string {
  return BigInt(`0x${sha256Hex(`record ${name} ${created}`)}`)
    .toString(36)
    .slice(0, 25);
}

let young = new Map<string, string>();
let old = new Map<string, string>();
/** Texts remembered per generation: more than the steps of a very long Dockerfile. */
const generation = 8_192;

/**
 * SHA-256 of a text, 64 hexadecimal digits. The texts hashed last are remembered: between two keystrokes almost every
 * key of a build is the same, and looking a string up is much cheaper than hashing it.
 */
export function sha(text: string): string {
  let digest = young.get(text);
  if (digest !== undefined) return digest;
  digest = old.get(text) ?? sha256Hex(text);
  if (young.size >= generation) {
    old = young;
    young = new Map();
  }
  young.set(text, digest);
  return digest;
}

import { sha256Hex } from "../filesystem/digest.ts";

/**
 * Looks like the ids in BuildKit's message about a missing source: the builder's UUID, and an id of 25 letters that is one in a
 * build for all that reads the same `source`. The same each run.
 */
export function checksumRef(build: number, source: string): string {
  const hex = sha256Hex("builder");
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const id = BigInt(`0x${sha256Hex(`ref ${build} ${source}`)}`)
    .toString(36)
    .slice(0, 25);
  return `${uuid}::${id}`;
}

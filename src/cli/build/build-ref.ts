/** What buildx calls a build. */
import { Hasher } from "../../engine/filesystem/digest.ts";

/** Twenty-five letters and digits that name the build with this number, the same each time. */
export function buildRef(number: number): string {
  const hasher = new Hasher();
  hasher.update(new TextEncoder().encode(`build ${number}`));
  return BigInt(`0x${hasher.digest().slice(7)}`)
    .toString(36)
    .padStart(49, "0")
    .slice(-25);
}

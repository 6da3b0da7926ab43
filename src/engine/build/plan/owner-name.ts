/** `root` is 0 before anything is hashed (spec §4). */
export function normalizeOwner(owner: string): string {
  return owner
    .split(":")
    .map((part) => (part === "root" ? "0" : part))
    .join(":");
}

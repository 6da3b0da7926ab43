/** Small turns of phrase that all pictures share. */

/** `1 volume`, `3 volumes`, `no volumes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; empty for nothing. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** A map with its keys in the order in which Go's JSON encoder writes them; what is no map as it is. */
export function sortedMap<T extends object | null | undefined>(map: T): T {
  if (!map) return map;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

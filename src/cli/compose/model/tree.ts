/** What a Compose file is before it is a project: plain data. Never changed in place. */
export type Tree = null | boolean | number | string | readonly Tree[] | Mapping;

export interface Mapping {
  readonly [key: string]: Tree;
}

/** A place in a tree: `["services", "web", "ports", 0]`. */
export type Path = readonly (string | number)[];

export function isMapping(tree: Tree | undefined): tree is Mapping {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

export function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree);
}

/** Whether two trees say the same; the order of keys says nothing. */
export function isSameTree(a: Tree, b: Tree): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isSameTree(item, b[index] as Tree));
  if (!isMapping(a)) return a === b;
  const keys = Object.keys(a);
  return (
    isMapping(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameTree(a[key] as Tree, b[key] as Tree))
  );
}

/** A mapping without one of its keys. */
export function without(mapping: Mapping, ...keys: readonly string[]): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !keys.includes(key)));
}

/** The mapping under a key; empty when something else stands there. */
export function child(mapping: Mapping, key: string): Mapping {
  const found = mapping[key];
  return isMapping(found) ? found : {};
}

/** Each value of a mapping made anew; a key whose value becomes `undefined` goes. */
export function mapValues(mapping: Mapping, change: (value: Tree, key: string) => Tree | undefined): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([key, value]): [string, Tree][] => {
      const changed = change(value, key);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

/** What `!reset` and `!override` take away from what earlier files said (spec compose §2.3). */
import { isMapping, type Mapping, type Path, type Tree, without } from "./tree.ts";

/** The tree without the values at these places; a place that is not there changes nothing. */
export function withoutPlaces(tree: Mapping, places: readonly Path[]): Mapping {
  return places.reduce((rest, place) => removed(rest, place) as Mapping, tree);
}

function removed(tree: Tree, [first, ...rest]: Path): Tree {
  if (!isMapping(tree) || first === undefined) return tree;
  const key = String(first);
  const value = tree[key];
  if (value === undefined) return tree;
  return rest.length === 0 ? without(tree, key) : { ...tree, [key]: removed(value, rest) };
}

/** Values as Go shows them in messages. */
import { isList, isMapping, type Tree } from "./tree.ts";

/** What Go calls the type of a value. */
export function goType(tree: Tree): string {
  if (tree === null) return "<nil>";
  if (isList(tree)) return "[]interface {}";
  if (isMapping(tree)) return "map[string]interface {}";
  if (typeof tree === "number") return Number.isInteger(tree) ? "int" : "float64";
  return typeof tree === "boolean" ? "bool" : "string";
}

/** What `%s` makes of a value: anything but a text says that it is none. */
export function goText(tree: Tree): string {
  return tree === null ? "%!s(<nil>)" : within(tree);
}

function within(tree: Tree): string {
  if (tree === null) return "<nil>";
  if (isList(tree)) return `[${tree.map(within).join(" ")}]`;
  if (isMapping(tree)) {
    const keys = Object.keys(tree).sort();
    return `map[${keys.map((key) => `${key}:${within(tree[key] as Tree)}`).join(" ")}]`;
  }
  return typeof tree === "string" ? tree : `%!s(${goType(tree)}=${tree})`;
}

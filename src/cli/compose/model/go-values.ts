/** Values as Go shows them in messages. */
import { goQuote } from "../../format/quote.ts";
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

/** What `%#v` makes of a value: as it would stand in a Go program. */
export function goSyntax(tree: Tree): string {
  if (tree === null) return "interface {}(nil)";
  if (isList(tree)) return `[]interface {}{${tree.map(goSyntax).join(", ")}}`;
  if (isMapping(tree)) {
    const keys = Object.keys(tree).sort();
    return `map[string]interface {}{${keys.map((key) => `${goQuote(key)}:${goSyntax(tree[key] as Tree)}`).join(", ")}}`;
  }
  return typeof tree === "string" ? goQuote(tree) : String(tree);
}

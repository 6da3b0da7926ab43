/** The variables that a file asks for. */
import { isList, isMapping, type Tree } from "./tree.ts";

export interface AskedVariable {
  readonly name: string;
  readonly required: boolean;
  /** What stands in for it; empty when nothing does. */
  readonly value: string;
  /** What stands instead when it is set. */
  readonly alternate: string;
}

const reference = /\$(?:\$|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)(?:(:?[-?+])((?:[^{}]|\{[^}]*\})*))?\})/g;

/** In the order of their names. */
export function variablesOf(tree: Tree): AskedVariable[] {
  const found = new Map<string, AskedVariable>();
  collect(tree, found);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function collect(tree: Tree, found: Map<string, AskedVariable>): void {
  if (isList(tree)) for (const item of tree) collect(item, found);
  else if (isMapping(tree)) for (const value of Object.values(tree)) collect(value, found);
  else if (typeof tree === "string") fromText(tree, found);
}

function fromText(text: string, found: Map<string, AskedVariable>): void {
  for (const [, plain, braced, operator = "", word = ""] of text.matchAll(reference)) {
    const name = plain ?? braced;
    if (name === undefined) continue;
    found.set(name, {
      name,
      required: operator.endsWith("?"),
      value: operator.endsWith("-") ? word : "",
      alternate: operator.endsWith("+") ? word : "",
    });
    fromText(word, found);
  }
}

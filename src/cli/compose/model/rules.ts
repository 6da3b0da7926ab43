/** Rules for places in a Compose file: `services.*.ports` is what each service has there, `services.*.ports.*` each of them. */
import { within } from "./problem.ts";
import { isList, isMapping, mapValues, type Path, type Tree } from "./tree.ts";

/** What the value at a place becomes; `undefined` takes it away. */
export type Rule = (value: Tree, path: Path) => Tree | undefined;

interface Place {
  readonly rule?: Rule;
  readonly below: ReadonlyMap<string, Place>;
}

/** Rules by place, ready to be looked up step by step. */
export class RuleBook {
  readonly #root: Place;

  constructor(rules: Readonly<Record<string, Rule>>) {
    const root: { rule?: Rule; below: Map<string, Place> } = { below: new Map() };
    for (const [pattern, rule] of Object.entries(rules)) {
      let at = root;
      for (const part of pattern.split(".")) {
        const next = (at.below.get(part) as typeof root | undefined) ?? { below: new Map() };
        at.below.set(part, next);
        at = next;
      }
      at.rule = rule;
    }
    this.#root = root;
  }

  /** The tree with every rule applied, the innermost places first. */
  apply(tree: Tree): Tree {
    return rewrite(tree, [this.#root], []) ?? null;
  }

  /** The rule for one place. */
  at(path: Path): Rule | undefined {
    let places = [this.#root];
    for (const part of path) places = places.flatMap((place) => below(place, part));
    return places.find(({ rule }) => rule)?.rule;
  }
}

function below(place: Place, part: string | number): Place[] {
  return [place.below.get(String(part)), place.below.get("*")].filter((next) => next !== undefined);
}

function rewrite(tree: Tree, places: readonly Place[], path: Path): Tree | undefined {
  const inner = (value: Tree, part: string | number): Tree | undefined => {
    const next = places.flatMap((place) => below(place, part));
    return next.length === 0 ? value : rewrite(value, next, [...path, part]);
  };
  let changed = tree;
  if (places.some(({ below: deeper }) => deeper.size > 0)) {
    if (isMapping(tree)) changed = mapValues(tree, inner);
    else if (isList(tree)) changed = tree.map(inner).filter((value) => value !== undefined);
  }
  const rule = places.find((place) => place.rule)?.rule;
  return rule ? within(path, () => rule(changed, path)) : changed;
}

/** A place as errors name it: `services.web.ports.[0]`. */
export function placeOf(path: Path): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(".");
}

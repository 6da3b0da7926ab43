/** What a part of a Compose file may look like, and what is said when it does not (spec compose §2.2, §3). */
import { isList, isMapping, type Mapping, type Path, type Tree } from "./tree.ts";

export type Kind = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

export interface Shape {
  /** Any of these. */
  readonly kinds?: readonly Kind[];
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a mapping: what its keys hold. */
  readonly keys?: Readonly<Record<string, Shape>>;
  /** Of a mapping: what keys of these forms hold. */
  readonly patterns?: readonly (readonly [RegExp, Shape])[];
  /** Other keys may stand there too. */
  readonly open?: boolean;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly unique?: boolean;
  /** Exactly one of these. */
  readonly oneOf?: readonly Shape[];
}

/** Something that does not fit. */
export interface Misfit {
  readonly path: Path;
  readonly problem: string;
  /** Keys that nobody knows there. */
  readonly unknown?: readonly string[];
  /** The most specific one is shown: the deepest, and of those a key that is not known. */
  readonly depth: number;
}

/** The one thing wrong with a tree that Compose tells; `undefined` when it fits. */
export function worstMisfit(tree: Tree, shape: Shape): Misfit | undefined {
  return check(tree, shape, []).reduce<Misfit | undefined>(
    (best, misfit) => (best && best.depth >= misfit.depth ? best : misfit),
    undefined,
  );
}

/** As Compose says it: `services.web.ports must be a array`. */
export function misfitText({ path, problem }: Misfit): string {
  return `${path.join(".")} ${problem}`;
}

/** What a person has to change: the unknown key, or the value. */
export function placeOfMisfit({ path, unknown }: Misfit): Path {
  return unknown ? [...path, unknown[0] as string] : path;
}

function check(tree: Tree, shape: Shape, path: Path): Misfit[] {
  const misfits: Misfit[] = [];
  const say = (problem: string, deeper = 0): void => {
    misfits.push({ path, problem, depth: path.length + deeper });
  };
  if (shape.kinds && !shape.kinds.some((kind) => isKind(tree, kind))) {
    say(`must be a ${inWords(shape.kinds)}`);
    return misfits;
  }
  if (shape.values && !shape.values.includes(tree as string))
    say(`value must be ${shape.values.length > 1 ? "one of " : ""}${quoted(shape.values)}`);
  if (typeof tree === "string" && shape.pattern && !shape.pattern.test(tree))
    say(`'${tree}' does not match pattern '${shape.pattern.source}'`);
  if (typeof tree === "number") {
    if (shape.minimum !== undefined && tree < shape.minimum) say(`must be greater than or equal to ${shape.minimum}`);
    if (shape.maximum !== undefined && tree > shape.maximum) say(`must be less than or equal to ${shape.maximum}`);
  }
  if (isMapping(tree)) misfits.push(...checkMapping(tree, shape, path));
  if (isList(tree)) misfits.push(...checkList(tree, shape, path));
  if (shape.oneOf) {
    const outcomes = shape.oneOf.map((one) => check(tree, one, path));
    if (outcomes.every((outcome) => outcome.length > 0)) misfits.push(...outcomes.flat());
  }
  return misfits;
}

function checkMapping(tree: Mapping, shape: Shape, path: Path): Misfit[] {
  const misfits: Misfit[] = [];
  const missing = (shape.required ?? []).filter((key) => !Object.hasOwn(tree, key));
  if (missing.length > 0)
    misfits.push({ path, problem: `missing ${missing.length > 1 ? "properties" : "property"} ${quoted(missing)}`, depth: path.length });
  const unknown: string[] = [];
  for (const key of Object.keys(tree).sort()) {
    const value = tree[key] as Tree;
    const known = shape.keys && Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const matching = (shape.patterns ?? []).filter(([pattern]) => pattern.test(key)).map(([, inner]) => inner);
    const inners = known ? [known, ...matching] : matching;
    for (const inner of inners) misfits.push(...check(value, inner, [...path, key]));
    if (inners.length === 0 && !shape.open && (shape.keys || shape.patterns)) unknown.push(key);
  }
  if (unknown.length > 0)
    misfits.push({ path, problem: `additional properties ${quoted(unknown)} not allowed`, unknown, depth: path.length + 1 });
  return misfits;
}

function checkList(tree: readonly Tree[], shape: Shape, path: Path): Misfit[] {
  const misfits: Misfit[] = [];
  if (shape.unique) {
    const shown = tree.map((item) => JSON.stringify(item));
    const second = shown.findIndex((item, index) => shown.indexOf(item) < index);
    if (second >= 0)
      misfits.push({ path, problem: `items at ${shown.indexOf(shown[second] as string)} and ${second} are equal`, depth: path.length });
  }
  if (shape.items) for (const [index, item] of tree.entries()) misfits.push(...check(item, shape.items, [...path, index]));
  return misfits;
}

function isKind(tree: Tree, kind: Kind): boolean {
  switch (kind) {
    case "null":
      return tree === null;
    case "array":
      return isList(tree);
    case "object":
      return isMapping(tree);
    case "integer":
      return Number.isInteger(tree);
    default:
      return typeof tree === kind;
  }
}

function inWords(kinds: readonly Kind[]): string {
  const words = kinds.map((kind) => (kind === "object" ? "mapping" : kind)).sort();
  return words.length === 1 ? (words[0] as string) : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(", ");
}

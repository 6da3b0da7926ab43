/** Reads YAML as Compose does: merge keys, `!reset` and `!override`, several documents (spec compose §2.1, §2.3). */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { ComposeProblem } from "./problem.ts";
import { goSyntax } from "./go-values.ts";
import { readScalar } from "./scalar.ts";
import type { Mapping, Path, Tree } from "./tree.ts";
import { yamlProblem } from "./yaml-problems.ts";

/** One document of a file. */
export interface YamlDocument {
  /** `undefined` for a document with nothing in it. */
  readonly tree: Tree | undefined;
  /** What `!reset` and `!override` take away from the files before. */
  readonly resets: readonly Path[];
}

const controlCharacter = /(?![\t\n\r])\p{Cc}/u;

/** More nodes than this come out of aliases alone. */
const nodeLimit = 100_000;

/**
 * @param name what the file is called in errors: its absolute path
 * Throws `ComposeProblem` in go-yaml's words.
 */
export function readYaml(text: string, name: string): YamlDocument[] {
  if (controlCharacter.test(text)) throw failed(name, "yaml: control characters are not allowed");
  const lines = new LineCounter();
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ""), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    schema: "failsafe",
  });
  if (!Array.isArray(documents)) return [{ tree: undefined, resets: [] }];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error) throw failed(name, yamlProblem(error, text.replace(/^\uFEFF/, "")));
    const reader = new Reader(name, lines, (anchor) => anchor.resolve(document));
    return { tree: document.contents ? reader.read(document.contents as Node, []) : undefined, resets: reader.resets };
  });
}

/** A text that is no YAML. */
export class YamlProblem extends ComposeProblem {
  /** Without the file's name. */
  readonly why: string;
  constructor(name: string, why: string) {
    super(`failed to parse ${name}: ${why}`);
    this.why = why;
  }
}

function failed(name: string, why: string): YamlProblem {
  return new YamlProblem(name, why);
}

class Reader {
  readonly resets: Path[] = [];
  readonly #name: string;
  readonly #lines: LineCounter;
  readonly #resolve: (alias: Alias) => Node | undefined;
  /** The aliases we are in: what they stand for, and where. */
  readonly #within = new Map<Node, Path>();
  #nodes = 0;

  constructor(name: string, lines: LineCounter, resolve: (alias: Alias) => Node | undefined) {
    this.#name = name;
    this.#lines = lines;
    this.#resolve = resolve;
  }

  read(node: Node | null, path: Path): Tree {
    if (++this.#nodes > nodeLimit) throw failed(this.#name, "yaml: document contains excessive aliasing");
    if (!node) return null;
    if (isAlias(node)) return this.#followed(node, path, (target) => this.read(target, path));
    if (node.tag === "!override") this.resets.push(path);
    if (isScalar(node)) return scalarOf(node);
    if (!isMap(node) && !isSeq(node)) return null;
    return isMap(node) ? this.#mapping(node, path) : node.items.map((item, index) => this.read(item as Node, [...path, index]));
  }

  /** What an alias stands for, which must not hold the alias itself. */
  #followed<Result>(alias: Alias, path: Path, read: (target: Node) => Result): Result {
    const target = this.#target(alias);
    const outer = this.#within.get(target);
    if (outer) throw failed(this.#name, `cycle detected: node at path ${path.join(".")} references node at path ${outer.join(".")}`);
    this.#within.set(target, path);
    const result = read(target);
    this.#within.delete(target);
    return result;
  }

  #target(alias: Alias): Node {
    const target = this.#resolve(alias);
    if (!target) throw failed(this.#name, `yaml: unknown anchor '${alias.source}' referenced`);
    return target;
  }

  #mapping(node: YAMLMap, path: Path): Mapping {
    const merged: [string, Tree][] = [];
    const own: [string, Tree][] = [];
    const seen = new Map<string, number>();
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      if (isMergeKey(pair.key)) {
        merged.push(...this.#merged(pair.value, path));
        continue;
      }
      const key = this.#key(pair.key, path);
      const line = this.#lineOf(pair.key);
      const before = seen.get(key);
      if (before !== undefined)
        throw failed(this.#name, `line ${line}: mapping key ${JSON.stringify(key)} already defined at line ${before}`);
      seen.set(key, line);
      if (pair.value?.tag === "!reset") {
        this.resets.push([...path, key]);
        continue;
      }
      own.push([key, this.read(pair.value, [...path, key])]);
    }
    return Object.fromEntries([...merged, ...own]);
  }

  /** What `<<` brings; of several mappings the first wins. */
  #merged(node: Node | null, path: Path): [string, Tree][] {
    if (node && isAlias(node)) return this.#followed(node, path, (target) => this.#merged(target, path));
    if (isMap(node)) return Object.entries(this.read(node, path) as Mapping);
    if (isSeq(node)) return node.items.toReversed().flatMap((item) => this.#merged(item as Node, path));
    throw failed(this.#name, "yaml: map merge requires map or sequence of maps as the value");
  }

  #key(node: Node, path: Path): string {
    const target = isAlias(node) ? this.#target(node) : node;
    if (!isScalar(target)) throw failed(this.#name, `yaml: invalid map key: ${goSyntax(this.read(target, path))}`);
    const value = scalarOf(target);
    if (typeof value === "string") return value;
    throw new ComposeProblem(
      `non-string key ${path.length === 0 ? "at top level" : `in ${path.join(".")}`}: ${value === null ? "<nil>" : value}`,
    );
  }

  #lineOf(node: Node): number {
    return this.#lines.linePos(node.range?.[0] ?? 0).line;
  }
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.value === "<<";
}

function scalarOf(node: Scalar): Tree {
  const text = String(node.value ?? "");
  return node.type === "PLAIN" && (node.tag === undefined || node.tag.startsWith("!override")) ? readScalar(text) : text;
}

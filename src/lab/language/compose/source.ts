/** Where things stand in the text of a Compose file. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from "yaml";
import type { Path } from "../../../cli/compose/model/tree.ts";

/** Offsets in characters: first, and behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file's text with its parts, found again by their paths. Texts that are no YAML are read as far as that goes. */
export class ComposeSource {
  readonly text: string;
  readonly #document: Document.Parsed;

  constructor(text: string) {
    this.text = text;
    this.#document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, schema: "failsafe" });
  }

  /** Where the text stops being YAML. */
  get broken(): Span | undefined {
    const [error] = this.#document.errors;
    return error && { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) };
  }

  /** The key at a path, or the item of a list; of a path that is not there, the nearest part above it that is. */
  at(path: Path): Span | undefined {
    let node: Node | null | undefined = this.#document.contents;
    let found: Span | undefined;
    for (const part of path) {
      const whole: Node | null | undefined = isAlias(node) ? node.resolve(this.#document) : node;
      if (isMap(whole)) {
        const pair: Pair<Node, Node | null> | undefined = (whole.items as Pair<Node, Node | null>[]).find(
          ({ key }) => isScalar(key) && String(key.value) === String(part),
        );
        // An entry of a list that Compose has made a mapping of: `KEY=value`, or a name.
        if (!pair) return found;
        found = spanOf(pair.key) ?? found;
        node = pair.value;
      } else if (isSeq(whole)) {
        const item = typeof part === "number" ? whole.items[part] : whole.items.find((entry) => standsFor(entry, part));
        if (!item) return found;
        found = spanOf(item as Node) ?? found;
        node = item as Node;
      } else return found;
    }
    return found;
  }

  /** The first value at or below a path that says a word, or begins with it and a colon. */
  valueBelow(path: Path, word: string): Span | undefined {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    let found: Span | undefined;
    visit(node as Node, {
      Scalar: (key, scalar) => {
        const text = String(scalar.value);
        if (key === "key" ? text !== word : text !== word && !text.startsWith(`${word}:`)) return undefined;
        found = spanOf(scalar);
        return visit.BREAK;
      },
    });
    return found;
  }

  /** The first place where a variable is used. */
  variable(name: string): Span | undefined {
    const match = new RegExp(`\\$(?:\\{${name}\\b|${name}\\b)`).exec(this.text);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  }

  /** Names below a key at the top: `services`, `volumes`. */
  names(key: string): string[] {
    const node = this.#document.get(key, true);
    return isMap(node) ? node.items.flatMap(({ key: name }) => (isScalar(name) ? [String(name.value)] : [])) : [];
  }
}

function standsFor(entry: unknown, part: string): boolean {
  return isScalar(entry) && (String(entry.value) === part || String(entry.value).startsWith(`${part}=`));
}

function spanOf(node: Node | null): Span | undefined {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}

/**
 * The words of go-yaml for a text that is no YAML. Which line it names depends on where its parser stood: a scanner names the
 * line of what it was scanning, the parser the line before the collection that it was in.
 */
import type { YAMLParseError } from "yaml";

/** @param text what was parsed */
export function yamlProblem(error: YAMLParseError, text: string): string {
  const at = new Place(text, error.pos[0]);
  const [line, problem] = diagnose(error, at);
  return `yaml: ${line > 0 ? `line ${line}: ` : ""}${problem}`;
}

type Described = readonly [line: number, problem: string];

function diagnose(error: YAMLParseError, at: Place): Described {
  switch (error.code) {
    case "TAB_AS_INDENT":
      return at.continuesScalar
        ? [at.line - 1, "found a tab character that violates indentation"]
        : [at.line, "found character that cannot start any token"];
    case "BAD_SCALAR_START":
      return [at.line, "found character that cannot start any token"];
    case "BAD_DQ_ESCAPE":
      return [at.line, "found unknown escape character"];
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      if (error.message.includes("sequence")) return expectedKey(at);
      return [at.lineOfNextColon, "mapping values are not allowed in this context"];
    case "MISSING_CHAR":
      if (/quote/.test(error.message)) return [at.lineOfOpenQuote, "found unexpected end of stream"];
      return [at.line, "could not find expected ':'"];
    case "UNEXPECTED_TOKEN":
      if (error.message.includes("block-seq-ind")) return [at.line, "block sequence entries are not allowed in this context"];
      return expectedKey(at);
    case "BAD_INDENT":
      return /^Flow (map|sequence)/.test(error.message) ? flow(error, at) : expectedKey(at);
    default:
      return [at.line, error.message.charAt(0).toLowerCase() + error.message.slice(1)];
  }
}

function flow(error: YAMLParseError, at: Place): Described {
  if (at.endsInCollectionStart) return [at.lastLine, "did not find expected node content"];
  const close = error.message.startsWith("Flow map") ? "}" : "]";
  return [at.lineOfOpenBracket(close === "}" ? "{" : "[") - 1, `did not find expected ',' or '${close}'`];
}

function expectedKey(at: Place): Described {
  const block = at.enclosingBlock;
  const problem = block.isSequence ? "did not find expected '-' indicator" : "did not find expected key";
  return [block.line > 1 ? block.line - 1 : at.line - 1, problem];
}

/** A position in a text; lines count from one. */
class Place {
  readonly #lines: readonly string[];
  readonly #text: string;
  readonly #offset: number;
  readonly line: number;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
    this.#lines = text.split("\n");
    this.line = text.slice(0, offset).split("\n").length;
  }

  get lastLine(): number {
    return this.#lines.length - (this.#text.endsWith("\n") ? 1 : 0);
  }

  /** A plain scalar stands on the line above, and this one would go on with it. */
  get continuesScalar(): boolean {
    return /:\s+\S/.test(this.#lines[this.line - 2] ?? "");
  }

  get lineOfNextColon(): number {
    const first = this.#text.indexOf(":", this.#offset);
    return this.#text.slice(0, Math.max(first, this.#offset)).split("\n").length;
  }

  get lineOfOpenQuote(): number {
    const before = this.#text.slice(0, this.#offset);
    const quote = Math.max(before.lastIndexOf('"'), before.lastIndexOf("'"));
    return before.slice(0, Math.max(0, quote)).split("\n").length;
  }

  get endsInCollectionStart(): boolean {
    return /[[{,]\s*$/.test(this.#text);
  }

  lineOfOpenBracket(bracket: string): number {
    const at = this.#text.slice(0, this.#offset).lastIndexOf(bracket);
    return this.#text.slice(0, Math.max(0, at)).split("\n").length;
  }

  /** The innermost block collection that is not indented more than the line of this place: where it begins. */
  get enclosingBlock(): { readonly line: number; readonly isSequence: boolean } {
    const indentOf = (line: string): number => line.length - line.trimStart().length;
    const own = indentOf(this.#lines[this.line - 1] ?? "");
    const open: { indent: number; line: number; isSequence: boolean }[] = [];
    for (const [index, line] of this.#lines.slice(0, this.line - 1).entries()) {
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      const indent = indentOf(line);
      while (open.length > 0 && (open.at(-1) as { indent: number }).indent > indent) open.pop();
      if (open.at(-1)?.indent !== indent) open.push({ indent, line: index + 1, isSequence: line.trimStart().startsWith("- ") });
    }
    while (open.length > 1 && (open.at(-1) as { indent: number }).indent > own) open.pop();
    return open.at(-1) ?? { line: 1, isSequence: false };
  }
}

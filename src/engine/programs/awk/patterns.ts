/** Awk's regular expressions. */
import { javascriptPattern, PatternError } from "../coreutils/posix-pattern.ts";
import type { Dialect } from "./dialect.ts";
import { RunFailure } from "./mistakes.ts";

const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };
const special = /[\\^$.*+?()[\]{}|]/;

/**
 * An expression's source in POSIX's own spelling, where a backslash only makes a sign plain: awk's escapes are resolved, and
 * within brackets, where POSIX has none, what they stand for is written out.
 */
function inPosixSpelling(source: string, { intervals, name }: Dialect): string {
  let spelt = "";
  for (let index = 0; index < source.length; index++) {
    const character = source[index] as string;
    if (character === "\\") {
      const escaped = escapeAt(source, index + 1);
      index += escaped.length;
      if (escaped.text !== undefined) spelt += special.test(escaped.text) ? `\\${escaped.text}` : escaped.text;
      else if (name === "gawk" && escaped.letter === "y") spelt += "\\b";
      else if (/[<>BsSwW`']/.test(escaped.letter) && name !== "mawk") spelt += `\\${escaped.letter}`;
      else spelt += special.test(escaped.letter) ? `\\${escaped.letter}` : escaped.letter;
    } else if (character === "[") {
      const set = bracketsAt(source, index);
      spelt += set.text;
      index = set.end;
    } else spelt += character === "{" && !intervals ? "\\{" : character;
  }
  return spelt;
}

interface Escape {
  /** Characters after the backslash. */
  readonly length: number;
  readonly letter: string;
  readonly text?: string;
}

function escapeAt(source: string, at: number): Escape {
  const octal = /^[0-7]{1,3}/.exec(source.slice(at, at + 3))?.[0];
  if (octal !== undefined) return { length: octal.length, letter: "", text: String.fromCharCode(Number.parseInt(octal, 8)) };
  const letter = source[at] ?? "\\";
  const text = letters[letter];
  return text === undefined ? { length: 1, letter } : { length: 1, letter, text };
}

/** A set in brackets, from its `[`; `end` is where its `]` stands, or the expression ends. */
function bracketsAt(source: string, start: number): { readonly text: string; readonly end: number } {
  let text = "[";
  let index = start + 1;
  if (source[index] === "^") text += source[index++];
  for (let first = true; index < source.length; first = false, index++) {
    const character = source[index] as string;
    if (character === "]" && !first) return { text: `${text}]`, end: index };
    const named = /^\[([:.=])[^]*?\1\]/.exec(source.slice(index));
    if (named) {
      text += named[0];
      index += named[0].length - 1;
    } else if (character === "\\") {
      const escaped = escapeAt(source, index + 1);
      index += escaped.length;
      const meant = escaped.text ?? escaped.letter;
      text += /[\]\\^-]/.test(meant) ? `[.${meant}.]` : meant;
    } else text += character;
  }
  return { text, end: source.length };
}

/** Expressions that were read once. */
export class Patterns {
  readonly #dialect: Dialect;
  readonly #known = new Map<string, RegExp>();
  ignoresCase = false;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** A global regular expression. @throws PatternError */
  read(source: string): RegExp {
    const key = `${this.ignoresCase ? "i" : ""}/${source}`;
    let pattern = this.#known.get(key);
    if (!pattern) {
      pattern = new RegExp(javascriptPattern(inPosixSpelling(source, this.#dialect), "extended"), this.ignoresCase ? "gisu" : "gsu");
      this.#known.set(key, pattern);
    }
    return pattern;
  }

  /** As `read`, while the program runs. @throws RunFailure */
  of(source: string): RegExp {
    try {
      return this.read(source);
    } catch (error) {
      if (!(error instanceof PatternError || error instanceof SyntaxError)) throw error;
      throw new RunFailure({ kind: "pattern", pattern: source, reason: patternReason(error) });
    }
  }

  test(source: string, text: string): boolean {
    return text.search(this.of(source)) >= 0;
  }
}

/** What is wrong with an expression, in the words of GNU's library. */
export function patternReason(error: PatternError | SyntaxError): string {
  return error instanceof PatternError ? error.message : "Invalid regular expression";
}

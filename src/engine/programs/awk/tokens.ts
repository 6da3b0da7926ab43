/** The words of an awk program. */
import { type Mistake, type Position, SyntaxMistake } from "./mistakes.ts";

export type TokenKind = "number" | "string" | "regex" | "name" | "call" | "builtin" | "keyword" | "sign" | "newline" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As it is written; of strings and regular expressions what is between the quotes or slashes, escapes and all. */
  readonly text: string;
  readonly at: Position;
}

const keywords = new Set(
  "BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf".split(" "),
);
const gawkKeywords = new Set(["switch", "case", "default"]);

export const builtins: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ["length", [0, 1]],
  ["substr", [2, 3]],
  ["index", [2, 2]],
  ["split", [2, 3]],
  ["sub", [2, 3]],
  ["gsub", [2, 3]],
  ["match", [2, 2]],
  ["sprintf", [1, Number.POSITIVE_INFINITY]],
  ["sin", [1, 1]],
  ["cos", [1, 1]],
  ["atan2", [2, 2]],
  ["exp", [1, 1]],
  ["log", [1, 1]],
  ["sqrt", [1, 1]],
  ["int", [1, 1]],
  ["rand", [0, 0]],
  ["srand", [0, 1]],
  ["tolower", [1, 1]],
  ["toupper", [1, 1]],
  ["system", [1, 1]],
  ["close", [1, 2]],
  ["fflush", [0, 1]],
]);

/** What an awk has besides. */
export interface Vocabulary {
  readonly functions: ReadonlyMap<string, readonly [least: number, most: number]>;
  /** Knows `**` and `**=`. */
  readonly starPower: boolean;
  /** Numbers may be written as `0x10` and `010`. */
  readonly otherBases: boolean;
  /** Where printing goes to is any expression, comparisons included. */
  readonly wideTargets: boolean;
  /** Takes `next` and `return` wherever they stand, and `printf` without anything. */
  readonly lenient: boolean;
  readonly switches: boolean;
}

const signs = /^(?:\*\*=|\*\*|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|>>|[-{}()[\];,+*/%^!<>|?:~$=])/;

/** A program's words. @throws SyntaxMistake */
export function tokenize(source: string, vocabulary: Vocabulary): Token[] {
  return new Lexer(source, vocabulary).all();
}

class Lexer {
  readonly #source: string;
  readonly #vocabulary: Vocabulary;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(source: string, vocabulary: Vocabulary) {
    this.#source = source;
    this.#vocabulary = vocabulary;
  }

  all(): Token[] {
    while (this.#at < this.#source.length) this.#next();
    this.#add("end", "", 0);
    return this.#tokens;
  }

  #position(): Position {
    return { line: this.#line, column: this.#at - this.#lineStart, offset: this.#at };
  }

  #fail(mistake: Mistake): never {
    throw new SyntaxMistake(mistake, this.#position());
  }

  #add(kind: TokenKind, text: string, length: number): void {
    this.#tokens.push({ kind, text, at: this.#position() });
    this.#at += length;
  }

  #newLine(): void {
    this.#line++;
    this.#lineStart = this.#at;
  }

  #next(): void {
    const rest = this.#source.slice(this.#at, this.#at + 256);
    const character = rest[0] as string;
    if (character === "\n") {
      this.#add("newline", "\n", 1);
      this.#newLine();
      return;
    }
    const blank = /^(?:[ \t\r]+|\\\r?\n)/.exec(rest)?.[0];
    if (blank !== undefined) {
      this.#at += blank.length;
      if (blank.endsWith("\n")) this.#newLine();
      return;
    }
    if (character === "#") {
      const end = this.#source.indexOf("\n", this.#at);
      this.#at = end < 0 ? this.#source.length : end;
      return;
    }
    if (character === '"') this.#string();
    else if (character === "/" && this.#regexMayStand()) this.#regex();
    else this.#word(rest);
  }

  /** A number, a name or a sign. */
  #word(rest: string): void {
    const character = rest[0] as string;
    const hex = this.#vocabulary.otherBases ? /^0[xX][0-9a-fA-F]+/.exec(rest)?.[0] : undefined;
    const number = hex ?? /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(rest)?.[0];
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (number !== undefined) {
      this.#add("number", number, number.length);
      return;
    }
    if (name !== undefined) {
      this.#add(this.#kindOf(name, rest[name.length]), name, name.length);
      return;
    }
    const sign = signs.exec(rest)?.[0];
    if (sign === undefined) {
      if (character === "&") this.#add("sign", character, 1);
      else this.#fail({ kind: "character", text: character });
      return;
    }
    const known = sign.startsWith("**") && !this.#vocabulary.starPower ? "*" : sign;
    this.#add("sign", known.replace("**", "^"), known.length);
  }

  #kindOf(name: string, following: string | undefined): TokenKind {
    if (keywords.has(name) || (this.#vocabulary.switches && gawkKeywords.has(name))) return "keyword";
    if (builtins.has(name) || this.#vocabulary.functions.has(name)) return "builtin";
    return following === "(" ? "call" : "name";
  }

  /** Behind a value a slash divides. */
  #regexMayStand(): boolean {
    const last = this.#tokens.at(-1);
    if (!last) return true;
    if (["number", "string", "regex", "name"].includes(last.kind) || last.text === "length") return false;
    return last.kind !== "sign" || ![")", "]", "$", "++", "--"].includes(last.text);
  }

  #string(): void {
    const start = this.#position();
    let index = this.#at + 1;
    for (; this.#source[index] !== '"'; index++) {
      const character = this.#source[index];
      if (character === undefined || character === "\n") this.#fail({ kind: "string", text: this.#source.slice(this.#at, index) });
      if (character === "\\") index++;
    }
    const text = this.#source.slice(this.#at + 1, index);
    this.#tokens.push({ kind: "string", text, at: start });
    this.#passOver(index + 1);
  }

  /** Up to an offset, with the lines between counted: a string goes on behind a backslash at the end of a line. */
  #passOver(end: number): void {
    for (; this.#at < end; ) if (this.#source[this.#at++] === "\n") this.#newLine();
  }

  #regex(): void {
    let index = this.#at + 1;
    let brackets = false;
    for (; ; index++) {
      const character = this.#source[index];
      if (character === undefined || character === "\n") this.#fail({ kind: "regex", text: this.#source.slice(this.#at, index) });
      if (character === "\\") index++;
      else if (brackets && character === "[" && /[:.=]/.test(this.#source[index + 1] ?? "")) index = this.#classEnd(index);
      else if (character === "[" && !brackets) {
        brackets = true;
        if (this.#source[index + 1] === "^") index++;
        if (this.#source[index + 1] === "]") index++;
      } else if (character === "]") brackets = false;
      else if (character === "/" && !brackets) break;
    }
    this.#add("regex", this.#source.slice(this.#at + 1, index), index + 1 - this.#at);
  }

  /** Where `[:alpha:]` ends, if one begins there. */
  #classEnd(from: number): number {
    const named = /^\[([:.=])[^\]\n]*?\1\]/.exec(this.#source.slice(from, from + 40));
    return named ? from + named[0].length - 1 : from;
  }
}

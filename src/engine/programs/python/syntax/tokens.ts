/** From source text to tokens, with indentation as tokens of its own. */
import { readString, type StringLiteral } from "./strings.ts";
import { PythonSyntaxError } from "./syntax-error.ts";

export type TokenKind = "name" | "number" | "string" | "operator" | "newline" | "indent" | "dedent" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly string?: StringLiteral;
}

const operators =
  "**= //= >>= <<= ... != ** // >> << <= >= == -> := += -= *= /= %= &= |= ^= @= ( ) [ ] { } , : . ; @ = + - * / % & | ^ ~ < >".split(" ");
const number =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)/y;
const word = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}_]*/uy;
const stringStart = /(?:[rR][bB]?|[bB][rR]?|[uU]|[fF][rR]?|[rR][fF])?('''|"""|'|")/y;
const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Throws `PythonSyntaxError`. */
export function tokenize(source: string): Token[] {
  return new Tokenizer(source).run();
}

class Tokenizer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  readonly #indents: { width: number; text: string }[] = [{ width: 0, text: "" }];
  readonly #open: Token[] = [];
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(source: string) {
    this.#source = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  }

  run(): Token[] {
    let fresh = true;
    while (this.#at < this.#source.length) {
      if (fresh && this.#open.length === 0) {
        if (this.#indentation()) continue;
        fresh = false;
      }
      if (this.#blank()) continue;
      if (this.#source[this.#at] === "\n") {
        if (this.#open.length === 0) {
          this.#push("newline", 1);
          fresh = true;
        } else this.#at++;
        this.#nextLine();
        continue;
      }
      this.#token();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.error(`'${unclosed.text}' was never closed`, unclosed.line, unclosed.column, unclosed.column + 1);
    const last = this.#tokens.at(-1);
    if (last && last.kind !== "newline" && last.kind !== "dedent") this.#push("newline", 0);
    if (this.#source !== "" && !this.#source.endsWith("\n")) this.#nextLine();
    while (this.#indents.length > 1) {
      this.#indents.pop();
      this.#push("dedent", 0);
    }
    this.#push("end", 0);
    return this.#tokens;
  }

  error(message: string, line: number, column: number, end = column): PythonSyntaxError {
    return new PythonSyntaxError(message, { line, column: column + 1, endColumn: end + 1 });
  }

  #nextLine(): void {
    this.#line++;
    this.#lineStart = this.#at;
  }

  /** Spaces, comments, continued lines. */
  #blank(): boolean {
    const character = this.#source[this.#at];
    if (character === " " || character === "\t" || character === "\f") {
      this.#at++;
      return true;
    }
    if (character === "#") {
      while (this.#at < this.#source.length && this.#source[this.#at] !== "\n") this.#at++;
      return true;
    }
    if (character !== "\\") return false;
    if (this.#source[this.#at + 1] !== "\n") {
      const column = this.#at - this.#lineStart + 1;
      throw this.error("unexpected character after line continuation character", this.#line, column, column + 1);
    }
    this.#at += 2;
    this.#nextLine();
    return true;
  }

  /** The beginning of a line; `true` when there is nothing else in it. */
  #indentation(): boolean {
    let width = 0;
    let at = this.#at;
    for (; ; at++) {
      const character = this.#source[at];
      if (character === " ") width++;
      else if (character === "\t") width = (Math.floor(width / 8) + 1) * 8;
      else if (character === "\f") width = 0;
      else break;
    }
    const text = this.#source.slice(this.#at, at);
    this.#at = at;
    const character = this.#source[at];
    if (character === undefined) return true;
    if (character === "\n") {
      this.#at++;
      this.#nextLine();
      return true;
    }
    if (character === "#") {
      this.#blank();
      return true;
    }
    const current = this.#indents.at(-1) as { width: number; text: string };
    if (width === current.width) {
      if (text !== current.text) throw this.#tabs();
      return false;
    }
    if (width > current.width) {
      if (!text.startsWith(current.text)) throw this.#tabs();
      this.#indents.push({ width, text });
      this.#push("indent", 0);
      return false;
    }
    while ((this.#indents.at(-1) as { width: number }).width > width) {
      this.#indents.pop();
      this.#push("dedent", 0);
    }
    if ((this.#indents.at(-1) as { width: number }).width !== width) {
      const line = this.#source.slice(this.#lineStart).split("\n", 1)[0] as string;
      throw new PythonSyntaxError(
        "unindent does not match any outer indentation level",
        { line: this.#line, column: line.length + 1 },
        "IndentationError",
      );
    }
    return false;
  }

  #tabs(): PythonSyntaxError {
    return new PythonSyntaxError("inconsistent use of tabs and spaces in indentation", { line: this.#line, column: 0 }, "TabError");
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source);
  }

  #token(): void {
    const start = this.#match(stringStart);
    if (start) {
      this.#string(start);
      return;
    }
    const character = this.#source[this.#at] as string;
    if (/\d/.test(character) || (character === "." && /\d/.test(this.#source[this.#at + 1] ?? ""))) {
      this.#number();
      return;
    }
    const name = this.#match(word);
    if (name) {
      this.#push("name", name[0].length);
      return;
    }
    const operator = operators.find((each) => this.#source.startsWith(each, this.#at));
    const column = this.#at - this.#lineStart;
    if (operator === undefined) {
      if (character === "!" || character === "?" || character === "$" || character === "`")
        throw this.error("invalid syntax", this.#line, column, column + 1);
      const code = (this.#source.codePointAt(this.#at) as number).toString(16).toUpperCase().padStart(4, "0");
      const shown = String.fromCodePoint(this.#source.codePointAt(this.#at) as number);
      throw this.error(`invalid character '${shown}' (U+${code})`, this.#line, column, column + 1);
    }
    const token = this.#push("operator", operator.length);
    if (operator === "(" || operator === "[" || operator === "{") this.#open.push(token);
    else if (operator in closing) {
      const opened = this.#open.pop();
      if (!opened) throw this.error(`unmatched '${operator}'`, this.#line, column, column + 1);
      if (opened.text !== closing[operator]) {
        const where = opened.line === this.#line ? "" : ` on line ${opened.line}`;
        throw this.error(
          `closing parenthesis '${operator}' does not match opening parenthesis '${opened.text}'${where}`,
          this.#line,
          column,
          column + 1,
        );
      }
    }
  }

  #number(): void {
    const match = this.#match(number);
    const text = match?.[0] ?? "";
    const next = this.#source[this.#at + text.length] ?? "";
    const column = this.#at - this.#lineStart;
    if (/^0\d*[1-9]/.test(text) && /^\d+$/.test(text))
      throw this.error(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        this.#line,
        column,
        column + text.length,
      );
    if (/[\p{L}_]/u.test(next) && !/^(and|or|if|else|in|is|not|for)\b/.test(this.#source.slice(this.#at + text.length)))
      throw this.error("invalid decimal literal", this.#line, column + text.length - 1, column + text.length);
    this.#push("number", text.length);
  }

  #string(start: RegExpExecArray): void {
    const startLine = this.#line;
    const startColumn = this.#at - this.#lineStart;
    const { literal, end } = readString(this.#source, this.#at, start, startLine, startColumn);
    const text = this.#source.slice(this.#at, end);
    this.#at = end;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      this.#line++;
      this.#lineStart = end - text.length + at + 1;
    }
    this.#tokens.push({
      kind: "string",
      text,
      line: startLine,
      column: startColumn,
      endLine: this.#line,
      endColumn: end - this.#lineStart,
      string: literal,
    });
  }

  #push(kind: TokenKind, length: number): Token {
    const column = this.#at - this.#lineStart;
    const token: Token = {
      kind,
      text: this.#source.slice(this.#at, this.#at + length),
      line: this.#line,
      column,
      endLine: this.#line,
      endColumn: column + length,
    };
    this.#tokens.push(token);
    this.#at += length;
    return token;
  }
}

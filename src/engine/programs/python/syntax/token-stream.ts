import type { Position, Scope } from "./ast.ts";
import { PythonSyntaxError } from "./syntax-error.ts";
import { type Token, type TokenKind, tokenize } from "./tokens.ts";

export const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/** What parsers of statements and of expressions share: a place among the tokens, and the blocks they are in. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Blocks that bind names, the innermost last. */
  readonly scopes: Scope[] = [];

  /** @param offset where the text begins, when it is a part of another */
  constructor(source: string, offset: { line: number; column: number } = { line: 1, column: 0 }) {
    const moved = (token: Token): Token => ({
      ...token,
      line: token.line + offset.line - 1,
      endLine: token.endLine + offset.line - 1,
      column: token.column + (token.line === 1 ? offset.column : 0),
      endColumn: token.endColumn + (token.endLine === 1 ? offset.column : 0),
    });
    const tokens = tokenize(source);
    this.#tokens = offset.line === 1 && offset.column === 0 ? tokens : tokens.map(moved);
  }

  get token(): Token {
    return this.#tokens[this.#at] as Token;
  }
  get previous(): Token {
    return this.#tokens[Math.max(0, this.#at - 1)] as Token;
  }
  ahead(count: number): Token {
    return this.#tokens[Math.min(this.#at + count, this.#tokens.length - 1)] as Token;
  }
  get mark(): number {
    return this.#at;
  }
  reset(mark: number): void {
    this.#at = mark;
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== "end") this.#at++;
    return token;
  }

  /** Whether the next token is this operator or keyword. */
  is(text: string): boolean {
    const { token } = this;
    return (
      token.text === text &&
      (token.kind === "operator" || (token.kind === "name" && (keywords.has(text) || text === "match" || text === "case")))
    );
  }
  /** Whether the next token is of this kind. */
  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }
  expect(text: string): Token {
    if (!this.is(text)) throw this.invalid();
    return this.next();
  }

  /** A name that is no keyword. */
  identifier(): string {
    const { token } = this;
    if (token.kind !== "name" || keywords.has(token.text)) throw this.invalid();
    this.#at++;
    return token.text;
  }

  get scope(): Scope {
    return this.scopes.at(-1) as Scope;
  }
  bind(name: string): void {
    this.scope.bound.add(name);
  }

  position(start: Position | Token): Position {
    const { endLine, endColumn } = this.previous;
    return { line: start.line, column: start.column, endLine, endColumn };
  }

  error(message: string, at: Position | Token): PythonSyntaxError {
    return new PythonSyntaxError(message, {
      line: at.line,
      column: at.column + 1,
      endColumn: at.endLine === at.line ? at.endColumn + 1 : at.column + 1,
    });
  }

  /** The next token is not what could come here. */
  invalid(): PythonSyntaxError {
    const { token } = this;
    if (token.kind === "indent") return new PythonSyntaxError("unexpected indent", { line: token.line, column: 0 }, "IndentationError");
    return this.error("invalid syntax", token);
  }
}

export function newScope(kind: Scope["kind"]): Scope {
  return { kind, bound: new Set(), globals: new Set(), nonlocals: new Set(), generates: false };
}

/** A place among the tokens of a file. */
import { NotInTheLab } from "../ast.ts";
import { type Token, words } from "../tokens.ts";

export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  get token(): Token {
    return this.#tokens[this.#at] as Token;
  }
  /** The next token, which is read with that. */
  take(): Token {
    return this.#tokens[this.#at++] as Token;
  }
  /** Where it reads; `reset` goes back there. */
  get mark(): number {
    return this.#at;
  }
  reset(mark: number): void {
    this.#at = mark;
  }
  /** Whether the next token is this operator or word. */
  is(text: string): boolean {
    return this.token.text === text && this.token.kind !== "string";
  }
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }
  expect(text: string): void {
    if (!this.accept(text))
      throw new NotInTheLab(`"${this.token.text || "the end of the file"}" where "${text}" is expected`, this.token.line);
  }
  /** A name that is no word of the language. */
  name(): string {
    const { kind, text, line } = this.token;
    if (kind !== "name" || words.has(text)) throw new NotInTheLab(`"${text}" where a name is expected`, line);
    this.#at++;
    return text;
  }
  semicolons(): void {
    while (this.accept(";"));
  }

  /** One, or several in parentheses. */
  group(read: () => void): void {
    if (!this.accept("(")) {
      read();
      return;
    }
    this.semicolons();
    while (!this.accept(")")) {
      read();
      this.semicolons();
    }
  }
}

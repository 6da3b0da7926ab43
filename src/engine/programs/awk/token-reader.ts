/** A program's words, one at a time, with the complaint that fits when one is not what it should be. */
import { SyntaxMistake } from "./mistakes.ts";
import type { Token } from "./tokens.ts";

/** A place to come back to. */
interface Mark {
  readonly index: number;
  readonly braces: number;
  readonly parentheses: number;
}

export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;
  #braces = 0;
  #parentheses = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  protected get token(): Token {
    return this.#tokens[this.#index] as Token;
  }

  protected ahead(count: number): readonly Token[] {
    return this.#tokens.slice(this.#index, this.#index + count);
  }

  protected advance(): Token {
    const { token } = this;
    if (token.kind === "sign") {
      this.#braces += Number(token.text === "{") - Number(token.text === "}");
      this.#parentheses += Number(token.text === "(") - Number(token.text === ")");
    }
    if (token.kind !== "end") this.#index++;
    return token;
  }

  protected mark(): Mark {
    return { index: this.#index, braces: this.#braces, parentheses: this.#parentheses };
  }

  protected reset(mark: Mark): void {
    this.#index = mark.index;
    this.#braces = mark.braces;
    this.#parentheses = mark.parentheses;
  }

  protected isSign(text: string): boolean {
    return this.token.kind === "sign" && this.token.text === text;
  }

  protected takeSign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.advance();
    return true;
  }

  protected requireSign(text: string): void {
    if (!this.takeSign(text)) this.unexpected();
  }

  protected isKeyword(text: string): boolean {
    return this.token.kind === "keyword" && this.token.text === text;
  }

  protected takeKeyword(text: string): boolean {
    if (!this.isKeyword(text)) return false;
    this.advance();
    return true;
  }

  protected skipNewlines(): void {
    while (this.token.kind === "newline") this.advance();
  }

  /** Over everything that ends a statement. */
  protected skipEnds(): void {
    while (this.token.kind === "newline" || this.isSign(";")) this.advance();
  }

  /** Whether a statement may end here. */
  protected endsStatement(): boolean {
    return this.token.kind === "newline" || this.token.kind === "end" || this.isSign(";") || this.isSign("}") || this.isSign(")");
  }

  protected startsRedirection(): boolean {
    return this.isSign(">") || this.isSign(">>") || this.isSign("|");
  }

  protected unexpected(token = this.token): never {
    const text = token.kind === "string" ? `"${token.text}"` : token.kind === "regex" ? `/${token.text}/` : token.text;
    throw new SyntaxMistake({ kind: "token", text, braces: this.#braces, parentheses: this.#parentheses }, token.at);
  }
}

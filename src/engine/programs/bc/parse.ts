/** Reads bc, a statement at a time: what stands before a mistake is done all the same. */
import type { Expression, Place, Statement } from "./syntax.ts";
import { BcError, type Token } from "./tokens.ts";

const assignments = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^="]);
/** From the loosest to the tightest; `^` is read from the right, and `!` stands between `&&` and the comparisons. */
const levels = [["||"], ["&&"], ["<", ">", "<=", ">=", "==", "!="], ["+", "-"], ["*", "/", "%"]];
const builtIn = new Set(["scale", "ibase", "obase", "last"]);

export class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The next statement; undefined at the end. @throws BcError */
  next(): Statement | undefined {
    while (this.#is("\n") || this.#is(";")) this.#at++;
    if (this.#token.kind === "end") return undefined;
    const statement = this.#statement();
    if (statement.kind !== "define" && !this.#is("\n") && !this.#is(";")) throw this.#mistake();
    return statement;
  }

  /** After a mistake: goes on in the next line. */
  skipLine(): void {
    while (this.#token.kind !== "end" && !this.#is("\n")) this.#at++;
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? (this.#tokens.at(-1) as Token);
  }

  #is(text: string): boolean {
    return this.#token.kind !== "string" && this.#token.text === text && this.#token.kind !== "end";
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw this.#mistake();
  }

  #mistake(): BcError {
    // GNU's counts the line after the one that broke off.
    const { text, line, kind } = this.#token;
    return new BcError("syntax error", kind === "newline" ? line + 1 : line, text.trim());
  }

  #lines(): void {
    while (this.#take("\n"));
  }

  #name(): string {
    if (this.#token.kind !== "name") throw this.#mistake();
    return this.#tokens[this.#at++]?.text as string;
  }

  #statement(): Statement {
    const { kind, text } = this.#token;
    if (kind === "string") {
      this.#at++;
      return { kind: "string", text };
    }
    if (this.#take("{")) return this.#block();
    if (kind === "name") {
      switch (text) {
        case "if":
        case "while":
        case "for":
        case "define":
        case "print":
        case "return":
        case "auto":
          this.#at++;
          return this.#keyword(text);
        case "break":
        case "continue":
        case "quit":
        case "halt":
          this.#at++;
          return { kind: text };
      }
    }
    const value = this.#expression();
    return { kind: "expression", value, prints: value.kind !== "assign" };
  }

  #block(): Statement {
    const body: Statement[] = [];
    for (;;) {
      while (this.#is("\n") || this.#is(";")) this.#at++;
      if (this.#take("}")) return { kind: "block", body };
      if (this.#token.kind === "end") throw this.#mistake();
      body.push(this.#statement());
    }
  }

  #keyword(word: string): Statement {
    if (word === "print") {
      const parts: (Expression | string)[] = [];
      do {
        const { kind, text } = this.#token;
        if (kind === "string") this.#at++;
        parts.push(kind === "string" ? text : this.#expression());
      } while (this.#take(","));
      return { kind: "print", parts };
    }
    if (word === "return") {
      if (this.#is("\n") || this.#is(";") || this.#is("}")) return { kind: "return" };
      return { kind: "return", value: this.#expression() };
    }
    if (word === "define") return this.#define();
    this.#need("(");
    if (word === "for") {
      const first = this.#is(";") ? undefined : this.#expression();
      this.#need(";");
      const condition = this.#is(";") ? undefined : this.#expression();
      this.#need(";");
      const next = this.#is(")") ? undefined : this.#expression();
      this.#need(")");
      this.#lines();
      return { kind: "loop", ...(first && { first }), ...(condition && { condition }), ...(next && { next }), body: this.#statement() };
    }
    const condition = this.#expression();
    this.#need(")");
    this.#lines();
    const body = this.#statement();
    if (word === "while") return { kind: "loop", condition, body };
    const here = this.#at;
    while (this.#is("\n") || this.#is(";")) this.#at++;
    if (this.#take("else")) {
      this.#lines();
      return { kind: "if", condition, body, otherwise: this.#statement() };
    }
    this.#at = here;
    return { kind: "if", condition, body };
  }

  #define(): Statement {
    const name = this.#name();
    const parameters = this.#names("(", ")");
    this.#lines();
    this.#need("{");
    while (this.#is("\n") || this.#is(";")) this.#at++;
    const locals: string[] = [];
    if (this.#take("auto")) {
      do locals.push(this.#variable());
      while (this.#take(","));
    }
    return { kind: "define", name, parameters, locals, body: this.#block() };
  }

  #names(open: string, close: string): string[] {
    this.#need(open);
    const names: string[] = [];
    while (!this.#take(close)) {
      names.push(this.#variable());
      if (!this.#is(close)) this.#need(",");
    }
    return names;
  }

  #variable(): string {
    const name = this.#name();
    if (!this.#take("[")) return name;
    this.#need("]");
    return `${name}[]`;
  }

  #expression(): Expression {
    const left = this.#level(0);
    const operator = this.#token.text;
    if (this.#token.kind !== "sign" || !assignments.has(operator)) return left;
    if (left.kind !== "place") throw this.#mistake();
    this.#at++;
    return { kind: "assign", place: left.place, operator: operator.slice(0, -1), value: this.#expression() };
  }

  #level(level: number): Expression {
    if (level === 2 && this.#take("!")) return { kind: "unary", operator: "!", value: this.#level(2) };
    const signs = levels[level];
    if (!signs) return this.#raised();
    let left = this.#level(level + 1);
    while (this.#token.kind === "sign" && signs.includes(this.#token.text)) {
      const operator = (this.#tokens[this.#at++] as Token).text;
      left = { kind: "binary", operator, left, right: this.#level(level + 1) };
    }
    return left;
  }

  #raised(): Expression {
    if (this.#take("-")) return { kind: "unary", operator: "-", value: this.#raised() };
    const left = this.#primary();
    if (!this.#take("^")) return left;
    return { kind: "binary", operator: "^", left, right: this.#raised() };
  }

  #primary(): Expression {
    const { kind, text } = this.#token;
    if (kind === "number") {
      this.#at++;
      return { kind: "number", text };
    }
    for (const [sign, by] of [
      ["++", 1],
      ["--", -1],
    ] as const) {
      if (this.#take(sign)) return { kind: "step", place: this.#place(this.#name()), by, before: true };
    }
    if (this.#take("(")) {
      const value = this.#expression();
      this.#need(")");
      // In parentheses an assignment is a value, which is printed.
      return value.kind === "assign" ? { kind: "binary", operator: "+", left: value, right: { kind: "number", text: "0" } } : value;
    }
    if (this.#take(".")) return { kind: "place", place: { name: "last" } };
    const name = this.#name();
    if (this.#is("(")) return { kind: "call", name, values: this.#values() };
    if (name.length > 1 && !builtIn.has(name) && /^(if|else|while|for|define|auto|return|break|continue|quit|halt|print)$/.test(name))
      throw this.#mistake();
    const place = this.#place(name);
    if (this.#take("++")) return { kind: "step", place, by: 1, before: false };
    if (this.#take("--")) return { kind: "step", place, by: -1, before: false };
    return { kind: "place", place };
  }

  #place(name: string): Place {
    if (!this.#take("[")) return { name };
    if (this.#take("]")) return { name: `${name}[]` };
    const index = this.#expression();
    this.#need("]");
    return { name, index };
  }

  #values(): Expression[] {
    this.#need("(");
    const values: Expression[] = [];
    while (!this.#take(")")) {
      values.push(this.#expression());
      if (!this.#is(")")) this.#need(",");
    }
    return values;
  }
}

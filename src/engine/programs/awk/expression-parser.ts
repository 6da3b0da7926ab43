/** Awk's expressions, from what binds least to what binds most. */
import { type Position, SyntaxMistake } from "./mistakes.ts";
import type { BinaryOperator, Call, Expression, Getline, Place, Variable } from "./syntax.ts";
import { TokenReader } from "./token-reader.ts";
import { builtins, type Token, type Vocabulary } from "./tokens.ts";

const comparisons = new Set(["<", "<=", "==", "!=", ">", ">="]);
const assignments: ReadonlyMap<string, BinaryOperator | "="> = new Map<string, BinaryOperator | "=">([
  ["=", "="],
  ["+=", "+"],
  ["-=", "-"],
  ["*=", "*"],
  ["/=", "/"],
  ["%=", "%"],
  ["^=", "^"],
]);

/** What becomes of strings and regular expressions. */
export interface Literals {
  string(written: string): string;
  /** Looks at an expression. @throws SyntaxMistake */
  pattern(source: string, at: Position): void;
}

export class ExpressionParser extends TokenReader {
  protected readonly vocabulary: Vocabulary;
  readonly #literals: Literals;
  readonly #slots = new Map<string, number>();
  protected readonly called: Call[] = [];
  /** Parameters of the function that is being read. */
  protected locals: readonly string[] = [];
  /** `>` compares; in what `print` prints it does not. */
  #greater = true;

  constructor(tokens: readonly Token[], vocabulary: Vocabulary, literals: Literals) {
    super(tokens);
    this.vocabulary = vocabulary;
    this.#literals = literals;
  }

  protected get globals(): readonly string[] {
    return [...this.#slots.keys()];
  }

  protected variable(name: string): Variable {
    const local = this.locals.indexOf(name);
    if (local >= 0) return { type: "variable", name, scope: "local", slot: local };
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    return { type: "variable", name, scope: "global", slot };
  }

  protected withoutGreater<T>(read: () => T): T {
    return this.#comparing(false, read);
  }

  #comparing<T>(greater: boolean, read: () => T): T {
    const before = this.#greater;
    this.#greater = greater;
    const result = read();
    this.#greater = before;
    return result;
  }

  /** Expressions with commas between them, up to a closing sign that is left to be read. */
  protected list(close: string): Expression[] {
    const parts: Expression[] = [];
    this.#comparing(true, () => {
      this.skipNewlines();
      while (!this.isSign(close)) {
        parts.push(this.expression());
        this.skipNewlines();
        if (!this.takeSign(",")) break;
        this.skipNewlines();
        if (this.isSign(close)) this.unexpected();
      }
    });
    return parts;
  }

  protected expression(): Expression {
    const test = this.#or();
    if (!this.takeSign("?")) return test;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.requireSign(":");
    this.skipNewlines();
    return { type: "conditional", test, yes, no: this.expression() };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.takeSign("||")) {
      this.skipNewlines();
      left = { type: "or", left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#in();
    while (this.takeSign("&&")) {
      this.skipNewlines();
      left = { type: "and", left, right: this.#in() };
    }
    return left;
  }

  #in(): Expression {
    let left = this.#match();
    while (this.takeKeyword("in")) {
      if (this.token.kind !== "name") this.unexpected();
      const subscripts = left.type === "group" ? left.parts : [left];
      left = { type: "in", subscripts, array: this.variable(this.advance().text) };
    }
    if (left.type === "group") this.unexpected();
    return left;
  }

  #match(): Expression {
    let text = this.#comparison();
    while (this.isSign("~") || this.isSign("!~")) {
      const negated = this.advance().text === "!~";
      text = { type: "match", negated, text, pattern: this.#comparison() };
    }
    return text;
  }

  #comparison(): Expression {
    const left = this.concatenation(true);
    const operator = this.token.text;
    if (this.token.kind !== "sign" || !comparisons.has(operator) || (operator === ">" && !this.#greater)) return left;
    this.advance();
    return { type: "binary", operator: operator as BinaryOperator, left, right: this.concatenation(true) };
  }

  /** Values beside each other, and what commands print. @param pipes whether `| getline` may follow */
  protected concatenation(pipes: boolean): Expression {
    let left = this.#sum();
    for (;;) {
      if (pipes && this.isSign("|") && this.ahead(2)[1]?.text === "getline") {
        this.advance();
        this.advance();
        left = { type: "getline", from: { kind: "command", name: left }, ...this.#target() };
      } else if (this.#startsValue()) left = { type: "binary", operator: " ", left, right: this.#sum() };
      else return left;
    }
  }

  #startsValue(): boolean {
    const { kind, text } = this.token;
    if (kind === "sign") return ["$", "!", "(", "-", "+", "++", "--"].includes(text);
    return ["number", "string", "regex", "name", "call", "builtin"].includes(kind);
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.isSign("+") || this.isSign("-")) {
      const operator = this.advance().text as BinaryOperator;
      left = { type: "binary", operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#unary();
    while (this.isSign("*") || this.isSign("/") || this.isSign("%")) {
      const operator = this.advance().text as BinaryOperator;
      left = { type: "binary", operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    for (const [sign, type] of [
      ["!", "not"],
      ["-", "minus"],
      ["+", "plus"],
    ] as const)
      if (this.takeSign(sign)) return { type, operand: this.#unary() };
    return this.#power();
  }

  #power(): Expression {
    const left = this.#assignable();
    if (!this.takeSign("^")) return left;
    // To the right of the sign a minus binds more.
    const right = this.isSign("-") || this.isSign("+") || this.isSign("!") ? this.#unary() : this.#power();
    return { type: "binary", operator: "^", left, right };
  }

  /** A value, with what is done to the variable it may be. */
  #assignable(): Expression {
    for (const sign of ["++", "--"] as const)
      if (this.takeSign(sign)) return { type: "increment", place: this.#place(), by: sign === "++" ? 1 : -1, prefix: true };
    const value = this.primary();
    if (!isPlace(value)) return value;
    for (const sign of ["++", "--"] as const)
      if (this.takeSign(sign)) return { type: "increment", place: value, by: sign === "++" ? 1 : -1, prefix: false };
    const operator = this.token.kind === "sign" ? assignments.get(this.token.text) : undefined;
    if (operator === undefined) return value;
    this.advance();
    this.skipNewlines();
    return { type: "assign", operator, place: value, value: this.expression() };
  }

  #place(): Place {
    const { token } = this;
    const value = this.primary();
    return isPlace(value) ? value : this.unexpected(token);
  }

  protected primary(): Expression {
    const { token } = this;
    switch (token.kind) {
      case "number":
        this.advance();
        return { type: "number", value: this.#number(token.text) };
      case "string":
        this.advance();
        return { type: "string", value: this.#literals.string(token.text) };
      case "regex":
        this.#literals.pattern(token.text, token.at);
        this.advance();
        return { type: "regex", source: token.text };
      case "name":
        this.advance();
        return this.#named(token.text);
      case "call":
        return this.#call();
      case "builtin":
        return this.#builtin();
      case "keyword":
        return this.takeKeyword("getline") ? this.#getline() : this.unexpected();
      default:
        return this.#signed();
    }
  }

  /** What begins with a sign: a field, or something in parentheses. */
  #signed(): Expression {
    if (this.takeSign("$")) return { type: "field", index: this.#fieldIndex() };
    if (this.isSign("-") || this.isSign("+") || this.isSign("!")) return this.#unary();
    if (!this.takeSign("(")) this.unexpected();
    const parts = this.list(")");
    if (parts.length === 0) this.unexpected();
    this.requireSign(")");
    // In parentheses it is a value, and nothing can be assigned to it but a field or a variable.
    const [only] = parts;
    return parts.length === 1 && only ? only : { type: "group", parts };
  }

  #fieldIndex(): Expression {
    for (const sign of ["++", "--"] as const)
      if (this.takeSign(sign)) return { type: "increment", place: this.#place(), by: sign === "++" ? 1 : -1, prefix: true };
    if (this.takeSign("-")) return { type: "minus", operand: this.#fieldIndex() };
    return this.primary();
  }

  #number(text: string): number {
    if (/^0[xX]/.test(text)) return Number(text);
    return this.vocabulary.otherBases && /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  }

  #named(name: string): Expression {
    const array = this.variable(name);
    if (!this.takeSign("[")) return array;
    const subscripts = this.list("]");
    if (subscripts.length === 0) this.unexpected();
    this.requireSign("]");
    return { type: "element", array, subscripts };
  }

  #call(): Expression {
    const token = this.advance();
    this.requireSign("(");
    const args = this.list(")");
    this.requireSign(")");
    const call: Call = { type: "call", name: token.text, args, line: token.at.line };
    this.called.push(call);
    return call;
  }

  #builtin(): Expression {
    const name = this.advance().text;
    const [least, most] = builtins.get(name) ?? (this.vocabulary.functions.get(name) as readonly [number, number]);
    if (!this.isSign("(")) {
      if (name !== "length") this.unexpected();
      return { type: "builtin", name, args: [] };
    }
    this.advance();
    const args = this.list(")");
    const close = this.token;
    this.requireSign(")");
    if (args.length < least || args.length > most)
      throw new SyntaxMistake({ kind: "arguments", function: name, count: args.length }, close.at);
    return { type: "builtin", name, args };
  }

  #getline(): Getline {
    const target = this.#target();
    if (!this.takeSign("<")) return { type: "getline", ...target };
    const name = this.primary();
    return { type: "getline", from: { kind: "file", name }, ...target };
  }

  #target(): { readonly into?: Place } {
    return this.token.kind === "name" || this.isSign("$") ? { into: this.#place() } : {};
  }
}

function isPlace(value: Expression): value is Place {
  return value.type === "variable" || value.type === "element" || value.type === "field";
}

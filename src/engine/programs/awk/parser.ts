/** Awk programs: rules, functions and statements. */
import { ExpressionParser, type Literals } from "./expression-parser.ts";
import { SyntaxMistake } from "./mistakes.ts";
import type { AwkProgram, Case, Expression, FunctionDefinition, Pattern, Redirection, Rule, Statement } from "./syntax.ts";
import { type Token, tokenize, type Vocabulary } from "./tokens.ts";

/** Reads a program. @throws SyntaxMistake */
export function parseProgram(source: string, vocabulary: Vocabulary, literals: Literals): AwkProgram {
  return new Parser(tokenize(source, vocabulary), vocabulary, literals).program();
}

class Parser extends ExpressionParser {
  readonly #rules: Rule[] = [];
  readonly #functions = new Map<string, FunctionDefinition>();
  #loops = 0;
  #switches = 0;
  #place: "begin" | "end" | "rule" | "function" = "rule";

  program(): AwkProgram {
    this.skipEnds();
    while (this.token.kind !== "end") {
      this.#item();
      this.skipEnds();
    }
    this.#requireFunctions();
    return { rules: this.#rules, functions: this.#functions, globals: this.globals };
  }

  #requireFunctions(): void {
    const missing = this.called.filter((call) => !this.#functions.has(call.name));
    if (missing.length === 0) return;
    throw new SyntaxMistake({ kind: "undefined", functions: [...new Set(missing.map((call) => call.name))] }, this.token.at);
  }

  #item(): void {
    if (this.isKeyword("function") || this.isKeyword("func")) this.#function();
    else this.#rule();
  }

  #rule(): void {
    const pattern = this.#pattern();
    this.#place = pattern.type === "begin" || pattern.type === "end" ? pattern.type : "rule";
    if (this.isSign("{")) this.#rules.push({ pattern, body: this.#block() });
    else if (pattern.type === "begin" || pattern.type === "end" || pattern.type === "always") this.unexpected();
    else this.#rules.push({ pattern });
    if (this.#rules.at(-1)?.body === undefined && !this.endsStatement()) this.unexpected();
  }

  #pattern(): Pattern {
    if (this.takeKeyword("BEGIN")) return { type: "begin" };
    if (this.takeKeyword("END")) return { type: "end" };
    if (this.isSign("{")) return { type: "always" };
    const test = this.expression();
    if (!this.takeSign(",")) return { type: "when", test };
    this.skipNewlines();
    return { type: "range", from: test, to: this.expression() };
  }

  #function(): void {
    this.advance();
    const { token } = this;
    if (token.kind !== "name" && token.kind !== "call") this.unexpected();
    const name = this.advance().text;
    if (this.#functions.has(name)) throw new SyntaxMistake({ kind: "redefined", function: name }, token.at);
    this.requireSign("(");
    const parameters: string[] = [];
    while (!this.isSign(")")) {
      if (this.token.kind !== "name" || this.token.text === name) this.unexpected();
      parameters.push(this.advance().text);
      if (!this.takeSign(",")) break;
      this.skipNewlines();
    }
    this.requireSign(")");
    this.skipNewlines();
    this.locals = parameters;
    this.#place = "function";
    const body = this.#block();
    this.locals = [];
    this.#functions.set(name, { name, parameters, body });
  }

  #block(): Statement[] {
    this.requireSign("{");
    const body: Statement[] = [];
    this.skipEnds();
    while (!this.isSign("}")) {
      body.push(this.#statement());
      this.skipEnds();
    }
    this.advance();
    return body;
  }

  /** The statement that belongs to an `if` or a loop, which may stand on the next line. */
  #body(): Statement {
    this.skipNewlines();
    if (this.takeSign(";")) return { type: "block", body: [] };
    return this.#statement();
  }

  #loopBody(): Statement {
    this.#loops++;
    const body = this.#body();
    this.#loops--;
    return body;
  }

  #statement(): Statement {
    if (this.isSign("{")) return { type: "block", body: this.#block() };
    const { token } = this;
    if (token.kind === "keyword") {
      if (this.takeKeyword("if")) return this.#if();
      if (this.takeKeyword("while")) {
        const test = this.#test();
        return { type: "loop", test, body: this.#loopBody(), bodyFirst: false };
      }
      if (this.takeKeyword("for")) return this.#for();
      if (this.takeKeyword("switch")) return this.#switch();
    }
    const statement = this.isKeyword("do") ? this.#do() : this.#simple();
    if (!this.endsStatement()) this.unexpected();
    this.takeSign(";");
    return statement;
  }

  #test(): Expression {
    this.requireSign("(");
    const test = this.expression();
    this.requireSign(")");
    return test;
  }

  #if(): Statement {
    const test = this.#test();
    const yes = this.#body();
    const mark = this.mark();
    this.skipEnds();
    if (this.takeKeyword("else")) return { type: "if", test, yes, no: this.#body() };
    this.reset(mark);
    return { type: "if", test, yes };
  }

  #do(): Statement {
    this.advance();
    const body = this.#loopBody();
    this.skipEnds();
    if (!this.takeKeyword("while")) this.unexpected();
    return { type: "loop", test: this.#test(), body, bodyFirst: true };
  }

  #for(): Statement {
    this.requireSign("(");
    const [variable, word, array, close] = this.ahead(4);
    if (variable?.kind === "name" && word?.text === "in" && array?.kind === "name" && close?.text === ")") {
      for (let count = 0; count < 4; count++) this.advance();
      return { type: "each", variable: this.variable(variable.text), array: this.variable(array.text), body: this.#loopBody() };
    }
    const before = this.isSign(";") ? undefined : this.#simple();
    this.requireSign(";");
    this.skipNewlines();
    const test = this.isSign(";") ? undefined : this.expression();
    this.requireSign(";");
    this.skipNewlines();
    const after = this.isSign(")") ? undefined : this.#simple();
    this.requireSign(")");
    return {
      type: "loop",
      ...(before && { before }),
      ...(test && { test }),
      ...(after && { after }),
      body: this.#loopBody(),
      bodyFirst: false,
    };
  }

  #switch(): Statement {
    const value = this.#test();
    this.skipNewlines();
    this.requireSign("{");
    this.skipEnds();
    const cases: Case[] = [];
    this.#switches++;
    while (!this.takeSign("}")) {
      const isDefault = this.takeKeyword("default");
      if (!isDefault && !this.takeKeyword("case")) this.unexpected();
      const of = isDefault ? undefined : this.primary();
      this.requireSign(":");
      this.skipEnds();
      const body: Statement[] = [];
      while (!this.isKeyword("case") && !this.isKeyword("default") && !this.isSign("}")) {
        body.push(this.#statement());
        this.skipEnds();
      }
      cases.push({ ...(of && { value: of }), body });
    }
    this.#switches--;
    return { type: "switch", value, cases };
  }

  #simple(): Statement {
    const { token } = this;
    if (token.kind !== "keyword" || token.text === "getline") return { type: "expression", value: this.expression() };
    this.advance();
    switch (token.text) {
      case "print":
      case "printf":
        return this.#print(token);
      case "next":
      case "nextfile":
        if ((this.#place === "begin" || this.#place === "end") && !this.vocabulary.lenient) this.#misplaced(token, token.text);
        return { type: token.text };
      case "break":
      case "continue":
        if (this.#loops === 0 && !(token.text === "break" && this.#switches > 0)) this.#misplaced(token, token.text);
        return { type: token.text };
      case "return":
        if (this.#place !== "function" && !this.vocabulary.lenient) this.#misplaced(token, "return");
        return this.endsStatement() ? { type: "return" } : { type: "return", value: this.expression() };
      case "exit":
        return this.endsStatement() ? { type: "exit" } : { type: "exit", value: this.expression() };
      case "delete":
        return this.#delete();
      default:
        return this.unexpected(token);
    }
  }

  #misplaced(token: Token, statement: "next" | "nextfile" | "break" | "continue" | "return"): never {
    throw new SyntaxMistake({ kind: "misplaced", statement }, token.at);
  }

  #delete(): Statement {
    if (this.token.kind !== "name") this.unexpected();
    const array = this.variable(this.advance().text);
    if (!this.takeSign("[")) return { type: "delete", array };
    const subscripts = this.list("]");
    this.requireSign("]");
    return { type: "delete", array, subscripts };
  }

  #print(token: Token): Statement {
    const type = token.text === "print" ? "print" : "printf";
    const args = this.#printed();
    if (type === "printf" && args.length === 0 && !this.vocabulary.lenient) throw new SyntaxMistake({ kind: "no-format" }, token.at);
    for (const kind of [">", ">>", "|"] as const) {
      if (!this.takeSign(kind)) continue;
      const to: Redirection = { kind, to: this.vocabulary.wideTargets ? this.expression() : this.concatenation(false) };
      return { type, args, to };
    }
    return { type, args };
  }

  /** What is printed: in parentheses, which then have nothing behind them, or bare, where `>` is no comparison. */
  #printed(): readonly Expression[] {
    if (this.endsStatement() || this.startsRedirection()) return [];
    if (this.isSign("(")) {
      const mark = this.mark();
      this.advance();
      const args = this.list(")");
      if (this.takeSign(")") && (this.endsStatement() || this.startsRedirection())) return args;
      this.reset(mark);
    }
    return this.withoutGreater(() => {
      const args = [this.expression()];
      while (this.takeSign(",")) {
        this.skipNewlines();
        args.push(this.expression());
      }
      return args;
    });
  }
}

/** Parses statements that hold blocks, and whole programs. */
import { allParameters } from "./arguments.ts";
import type { Expression, Handler, MatchCase, Module, Scope, Statement } from "./ast.ts";
import { SimpleStatementParser } from "./simple-statements.ts";
import { PythonSyntaxError } from "./syntax-error.ts";
import { newScope } from "./token-stream.ts";

/** Parses a program. Throws `PythonSyntaxError`. */
export function parseModule(source: string): Module {
  return new StatementParser(source).module();
}

/** Parses one expression, as `eval` takes it. Throws `PythonSyntaxError`. */
export function parseExpression(source: string): { value: Expression; scope: Scope } {
  const parser = new StatementParser(source.trim());
  return parser.single();
}

class StatementParser extends SimpleStatementParser {
  module(): Module {
    const scope = newScope("module");
    this.scopes.push(scope);
    const body: Statement[] = [];
    while (this.token.kind !== "end") body.push(...this.#statement());
    return { body, scope };
  }

  single(): { value: Expression; scope: Scope } {
    const scope = newScope("module");
    this.scopes.push(scope);
    const value = this.expressions();
    if (this.token.kind === "newline") this.next();
    if (this.token.kind !== "end") throw this.invalid();
    return { value, scope };
  }

  #statement(): Statement[] {
    const compound = this.#compound();
    if (compound) return [compound];
    const line: Statement[] = [];
    do {
      if (this.token.kind === "newline") break;
      line.push(this.simple());
    } while (this.accept(";"));
    if (this.token.kind !== "newline") throw this.#strayToken(line.at(-1));
    this.next();
    return line;
  }

  /** Something follows a statement that was complete. */
  #strayToken(last: Statement | undefined): Error {
    if (last?.type === "Expression" && last.value.type === "Name" && (last.value.name === "print" || last.value.name === "exec")) {
      const { name } = last.value;
      return this.error(`Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, {
        ...last,
        endColumn: this.#lineEnd(),
      });
    }
    return this.invalid();
  }

  #lineEnd(): number {
    let end = this.token.endColumn;
    for (let count = 0; this.ahead(count).kind !== "newline" && this.ahead(count).kind !== "end"; count++)
      end = this.ahead(count).endColumn;
    return end;
  }

  #compound(): Statement | undefined {
    const start = this.token;
    if (this.is("@")) return this.#decorated();
    if (start.kind === "operator" || start.kind === "number" || start.kind === "string") return undefined;
    switch (start.text) {
      case "if":
        return this.#if("if");
      case "while":
        return this.#while();
      case "for":
        return this.#for(false);
      case "try":
        return this.#try();
      case "with":
        return this.#with(false);
      case "def":
        return this.#function([], false);
      case "class":
        return this.#class([]);
      case "async": {
        this.next();
        if (this.is("def")) return { ...this.#function([], true), ...this.position(start) };
        if (this.is("for")) return { ...this.#for(true), ...this.position(start) };
        if (this.is("with")) return { ...this.#with(true), ...this.position(start) };
        throw this.invalid();
      }
      case "match":
        return this.#match();
      default:
        return undefined;
    }
  }

  /** A colon and what belongs to it. `what` and its line are for the message when nothing does. */
  #block(what: string, line: number): Statement[] {
    if (!this.is(":")) {
      if (this.is("="))
        throw this.error("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", {
          ...this.previous,
          endColumn: this.token.endColumn + 2,
        });
      throw this.token.kind === "newline" ? this.error("expected ':'", this.token) : this.invalid();
    }
    this.next();
    if (!this.at("newline")) {
      const inline: Statement[] = [];
      do {
        if (this.at("newline")) break;
        inline.push(this.simple());
      } while (this.accept(";"));
      if (!this.at("newline")) throw this.#strayToken(inline.at(-1));
      this.next();
      return inline;
    }
    this.next();
    if (!this.at("indent")) {
      const { token } = this;
      throw new PythonSyntaxError(
        `expected an indented block after ${what} on line ${line}`,
        { line: token.line, column: token.column + 1, endColumn: token.endColumn + 1 },
        "IndentationError",
      );
    }
    this.next();
    const body: Statement[] = [];
    while (this.token.kind !== "dedent" && this.token.kind !== "end") body.push(...this.#statement());
    if (this.token.kind === "dedent") this.next();
    return body;
  }

  #loop(what: string, line: number): Statement[] {
    this.loops++;
    const body = this.#block(what, line);
    this.loops--;
    return body;
  }

  #else(): Statement[] {
    const { line } = this.token;
    return this.accept("else") ? this.#block("'else' statement", line) : [];
  }

  #if(word: "if" | "elif"): Statement {
    const start = this.expect(word);
    const test = this.named();
    const body = this.#block(`'${word}' statement`, start.line);
    const otherwise = this.is("elif") ? [this.#if("elif")] : this.#else();
    return { type: "If", test, body, otherwise, ...this.position(start) };
  }

  #while(): Statement {
    const start = this.expect("while");
    const test = this.named();
    const body = this.#loop("'while' statement", start.line);
    return { type: "While", test, body, otherwise: this.#else(), ...this.position(start) };
  }

  #for(isAsync: boolean): Statement {
    const start = this.expect("for");
    const target = this.targets();
    this.expect("in");
    const iterable = this.expressions();
    const body = this.#loop("'for' statement", start.line);
    return { type: "For", target, iterable, body, otherwise: this.#else(), isAsync, ...this.position(start) };
  }

  #try(): Statement {
    const start = this.expect("try");
    const body = this.#block("'try' statement", start.line);
    const handlers: Handler[] = [];
    while (this.is("except")) {
      const at = this.next();
      this.accept("*");
      const type = this.is(":") ? undefined : this.expression();
      if (type && this.is(",")) throw this.error("multiple exception types must be parenthesized", type);
      const name = type && this.accept("as") ? this.identifier() : undefined;
      if (name) this.bind(name);
      const handled = this.#block("'except' statement", at.line);
      handlers.push({ ...(type ? { type } : {}), ...(name ? { name } : {}), body: handled, ...this.position(at) });
    }
    const otherwise = handlers.length > 0 ? this.#else() : [];
    const { line } = this.token;
    const final = this.accept("finally") ? this.#block("'finally' statement", line) : [];
    if (handlers.length === 0 && final.length === 0) throw this.error("expected 'except' or 'finally' block", this.token);
    return { type: "Try", body, handlers, otherwise, final, ...this.position(start) };
  }

  #with(isAsync: boolean): Statement {
    const start = this.expect("with");
    const mark = this.mark;
    let items = this.is("(") ? this.#withItems(true) : undefined;
    if (!items) {
      this.reset(mark);
      items = this.#withItems(false);
    }
    const body = this.#block("'with' statement", start.line);
    return { type: "With", items: items ?? [], body, isAsync, ...this.position(start) };
  }

  /** `undefined` when what stands in parentheses is an expression after all. */
  #withItems(inParentheses: boolean): { context: Expression; target?: Expression }[] | undefined {
    const items: { context: Expression; target?: Expression }[] = [];
    if (inParentheses) this.next();
    try {
      do {
        if (inParentheses && this.is(")")) break;
        const context = this.expression();
        const target = this.accept("as") ? this.#withTarget() : undefined;
        items.push({ context, ...(target ? { target } : {}) });
      } while (this.accept(","));
      if (inParentheses && !(this.accept(")") && this.is(":"))) return undefined;
    } catch (error) {
      if (inParentheses && error instanceof PythonSyntaxError) return undefined;
      throw error;
    }
    return items;
  }

  #withTarget(): Expression {
    const target = this.binary(0);
    this.bindTarget(target);
    return target;
  }

  #decorated(): Statement {
    const start = this.token;
    const decorators: Expression[] = [];
    while (this.accept("@")) {
      decorators.push(this.named());
      if (this.token.kind !== "newline") throw this.invalid();
      this.next();
    }
    if (this.is("class")) return { ...this.#class(decorators) };
    const isAsync = this.accept("async");
    if (!this.is("def")) throw this.invalid();
    const result = this.#function(decorators, isAsync);
    return { ...result, line: result.line, column: start.column };
  }

  #function(decorators: readonly Expression[], isAsync: boolean): Statement {
    const start = this.expect("def");
    const name = this.identifier();
    this.bind(name);
    if (this.accept("[")) while (!this.accept("]")) this.next();
    if (!this.is("(")) throw this.error("expected '('", this.token);
    this.next();
    const parameters = this.parameters(")", true);
    this.expect(")");
    const returns = this.accept("->") ? this.expression() : undefined;
    const scope = newScope("function");
    for (const parameter of allParameters(parameters)) {
      if (scope.bound.has(parameter.name)) throw this.error(`duplicate argument '${parameter.name}' in function definition`, start);
      scope.bound.add(parameter.name);
    }
    this.scopes.push(scope);
    const loops = this.loops;
    this.loops = 0;
    const body = this.#block("function definition", start.line);
    this.loops = loops;
    this.scopes.pop();
    const definition = { name, parameters, ...(returns ? { returns } : {}), body, isAsync, scope };
    return { type: "Function", definition, decorators, ...this.position(start) };
  }

  #class(decorators: readonly Expression[]): Statement {
    const start = this.expect("class");
    const name = this.identifier();
    this.bind(name);
    if (this.accept("[")) while (!this.accept("]")) this.next();
    const args = this.is("(") ? this.callArguments() : [];
    const scope = newScope("class");
    this.scopes.push(scope);
    const body = this.#block("class definition", start.line);
    this.scopes.pop();
    return { type: "Class", name, args, body, decorators, scope, ...this.position(start) };
  }

  /** `match` is a keyword only where a block with cases follows. */
  #match(): Statement | undefined {
    const mark = this.mark;
    const start = this.next();
    try {
      if (!this.startsExpression()) throw this.invalid();
      const subject = this.expressions();
      if (!this.is(":") || this.ahead(1).kind !== "newline" || this.ahead(2).kind !== "indent" || this.ahead(3).text !== "case")
        throw this.invalid();
      this.next();
      this.next();
      this.next();
      const cases: MatchCase[] = [];
      while (this.is("case")) {
        const at = this.next();
        const pattern = this.patterns();
        const guard = this.accept("if") ? this.named() : undefined;
        cases.push({ pattern, ...(guard ? { guard } : {}), body: this.#block("'case' statement", at.line) });
      }
      if (this.token.kind === "dedent") this.next();
      return { type: "Match", subject, cases, ...this.position(start) };
    } catch (error) {
      if (!(error instanceof PythonSyntaxError) || this.mark > mark + 400) throw error;
      this.reset(mark);
      return undefined;
    }
  }
}

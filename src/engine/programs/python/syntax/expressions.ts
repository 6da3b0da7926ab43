/** Parses expressions, by precedence. */
import { ArgumentParser, allParameters } from "./arguments.ts";
import type { BinaryOperator, Comparison, Expression, FormatField } from "./ast.ts";
import { expressionName } from "./expression-name.ts";
import { parseNumber } from "./number.ts";
import type { FormatPiece } from "./strings.ts";
import { newScope } from "./token-stream.ts";

/** By how tightly they bind, loosest first. */
const levels: readonly (readonly BinaryOperator[])[] = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "@"]];

const constants: ReadonlyMap<string, null | boolean> = new Map([
  ["None", null],
  ["True", true],
  ["False", false],
]);

export class ExpressionParser extends ArgumentParser {
  /** One or more, separated by commas: a tuple where there is a comma. */
  expressions(): Expression {
    const start = this.token;
    const first = this.starred();
    if (!this.is(",")) return first;
    const items = [first];
    while (this.accept(",")) {
      if (!this.startsExpression()) break;
      items.push(this.starred());
    }
    return { type: "Tuple", items, ...this.position(start) };
  }

  starred(): Expression {
    const start = this.token;
    if (!this.accept("*")) return this.named();
    const value = this.binary(0);
    return { type: "Starred", value, ...this.position(start) };
  }

  /** With `:=`. */
  named(): Expression {
    const start = this.token;
    const value = this.expression();
    if (!this.is(":=")) return value;
    if (value.type !== "Name") throw this.error(`cannot use assignment expressions with ${expressionName(value)}`, value);
    this.next();
    this.bind(value.name);
    return { type: "Assignment", target: value.name, value: this.expression(), ...this.position(start) };
  }

  expression(): Expression {
    const start = this.token;
    if (this.is("lambda")) return this.#lambda();
    if (this.is("yield")) return this.yield();
    const then = this.or();
    if (!this.accept("if")) return then;
    const test = this.or();
    if (!this.is("else")) throw this.error("expected 'else' after 'if' expression", { ...this.position(start), line: start.line });
    this.next();
    const otherwise = this.expression();
    return { type: "Conditional", test, then, otherwise, ...this.position(start) };
  }

  yield(): Expression {
    const start = this.expect("yield");
    if (this.scope.kind !== "function") throw this.error("'yield' outside function", start);
    this.scope.generates = true;
    if (this.accept("from")) return { type: "YieldFrom", value: this.expression(), ...this.position(start) };
    if (!this.startsExpression()) return { type: "Yield", ...this.position(start) };
    return { type: "Yield", value: this.expressions(), ...this.position(start) };
  }

  #lambda(): Expression {
    const start = this.expect("lambda");
    const scope = newScope("function");
    const parameters = this.parameters(":", false);
    this.expect(":");
    for (const { name } of allParameters(parameters)) scope.bound.add(name);
    this.scopes.push(scope);
    const body = this.expression();
    this.scopes.pop();
    return { type: "Lambda", parameters, body, scope, ...this.position(start) };
  }

  or(): Expression {
    return this.#logical("or", () => this.#logical("and", () => this.#not()));
  }

  #logical(operator: "and" | "or", operand: () => Expression): Expression {
    const start = this.token;
    const first = operand();
    if (!this.is(operator)) return first;
    const values = [first];
    while (this.accept(operator)) values.push(operand());
    return { type: "Logical", operator, values, ...this.position(start) };
  }

  #not(): Expression {
    const start = this.token;
    if (!this.accept("not")) return this.#comparison();
    return { type: "Unary", operator: "not", operand: this.#not(), ...this.position(start) };
  }

  #comparison(): Expression {
    const start = this.token;
    const left = this.binary(0);
    const rest: { operator: Comparison; value: Expression }[] = [];
    for (let operator = this.#comparisonOperator(); operator; operator = this.#comparisonOperator())
      rest.push({ operator, value: this.binary(0) });
    return rest.length === 0 ? left : { type: "Compare", left, rest, ...this.position(start) };
  }

  #comparisonOperator(): Comparison | undefined {
    const { text, kind } = this.token;
    if (kind === "operator" && /^(==|!=|<=?|>=?)$/.test(text)) return this.next().text as Comparison;
    if (this.accept("in")) return "in";
    if (this.accept("is")) return this.accept("not") ? "is not" : "is";
    if (this.is("not") && this.ahead(1).text === "in") {
      this.next();
      this.next();
      return "not in";
    }
    return undefined;
  }

  binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#unary();
    const start = this.token;
    let left = this.binary(level + 1);
    while (this.token.kind === "operator" && (operators as readonly string[]).includes(this.token.text)) {
      const operator = this.next().text as BinaryOperator;
      const right = this.binary(level + 1);
      left = { type: "Binary", operator, left, right, ...this.position(start) };
    }
    return left;
  }

  #unary(): Expression {
    const start = this.token;
    if (this.is("-") || this.is("+") || this.is("~")) {
      const operator = this.next().text as "-" | "+" | "~";
      return { type: "Unary", operator, operand: this.#unary(), ...this.position(start) };
    }
    const base = this.#await();
    if (!this.accept("**")) return base;
    return { type: "Binary", operator: "**", left: base, right: this.#unary(), ...this.position(start) };
  }

  #await(): Expression {
    const start = this.token;
    if (!this.accept("await")) return this.primary();
    if (this.scope.kind === "module") throw this.error("'await' outside function", start);
    return { type: "Await", value: this.primary(), ...this.position(start) };
  }

  primary(): Expression {
    const start = this.token;
    let object = this.#atom();
    for (;;) {
      if (this.accept(".")) {
        const name = this.identifier();
        object = { type: "Attribute", object, name, ...this.position(start) };
      } else if (this.is("(")) {
        const args = this.callArguments();
        object = { type: "Call", callee: object, args, ...this.position(start) };
      } else if (this.accept("[")) {
        const index = this.#subscript();
        this.expect("]");
        object = { type: "Subscript", object, index, ...this.position(start) };
      } else return object;
    }
  }

  #subscript(): Expression {
    const start = this.token;
    const first = this.#slice();
    if (!this.is(",")) return first;
    const items = [first];
    while (this.accept(",")) {
      if (this.is("]")) break;
      items.push(this.#slice());
    }
    return { type: "Tuple", items, ...this.position(start) };
  }

  #slice(): Expression {
    const begin = this.token;
    const start = this.is(":") ? undefined : this.starred();
    if (!this.accept(":")) return start as Expression;
    const stop = this.is(":") || this.is("]") || this.is(",") ? undefined : this.expression();
    const step = this.accept(":") && !this.is("]") && !this.is(",") ? this.expression() : undefined;
    return { type: "Slice", ...(start ? { start } : {}), ...(stop ? { stop } : {}), ...(step ? { step } : {}), ...this.position(begin) };
  }

  #atom(): Expression {
    const start = this.token;
    if (start.kind === "number") {
      this.next();
      return { type: "Constant", value: parseNumber(start.text), ...this.position(start) };
    }
    if (start.kind === "string") return this.#strings();
    if (start.kind === "name") {
      const constant = constants.get(start.text);
      if (constant !== undefined) {
        this.next();
        return { type: "Constant", value: constant, ...this.position(start) };
      }
      const name = this.identifier();
      return { type: "Name", name, ...this.position(start) };
    }
    if (this.accept("...")) return { type: "Ellipsis", ...this.position(start) };
    if (this.accept("(")) return this.group(start);
    if (this.accept("[")) return this.list(start);
    if (this.accept("{")) return this.braces(start);
    throw this.invalid();
  }

  #strings(): Expression {
    const start = this.token;
    const parts: (string | FormatField)[] = [];
    let formatted = false;
    let bytes: boolean | undefined;
    while (this.token.kind === "string") {
      const token = this.next();
      const literal = token.string;
      if (!literal) throw this.invalid();
      if (bytes !== undefined && bytes !== literal.bytes) throw this.error("cannot mix bytes and nonbytes literals", start);
      bytes = literal.bytes;
      formatted ||= literal.format;
      if (literal.format) parts.push(...this.#fields(literal.pieces));
      else parts.push(literal.value);
    }
    const position = this.position(start);
    if (formatted) return { type: "Format", parts, ...position };
    const text = parts.join("");
    if (!bytes) return { type: "Constant", value: text, ...position };
    return { type: "Constant", value: Uint8Array.from(text, (character) => character.charCodeAt(0)), ...position };
  }

  #fields(pieces: readonly FormatPiece[]): (string | FormatField)[] {
    return pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      // In parentheses, so that it may run over lines and begin with a space.
      const parser = new ExpressionParser(`(${piece.source})`, { line: piece.line, column: piece.column - 1 });
      parser.scopes.push(...this.scopes);
      const value = parser.expressions();
      if (parser.token.kind !== "newline") throw this.error("f-string: invalid syntax", parser.token);
      return { value, ...(piece.conversion ? { conversion: piece.conversion } : {}), spec: this.#fields(piece.spec) };
    });
  }
}

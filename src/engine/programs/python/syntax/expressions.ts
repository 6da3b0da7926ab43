/** Parses expressions, by precedence. */
import type {
  Argument,
  BinaryOperator,
  Comparison,
  ComprehensionClause,
  Expression,
  FormatField,
  Parameter,
  Parameters,
  Position,
} from "./ast.ts";
import { parseNumber } from "./number.ts";
import type { FormatPiece } from "./strings.ts";
import { keywords, newScope, TokenStream } from "./token-stream.ts";

/** By how tightly they bind, loosest first. */
const levels: readonly (readonly BinaryOperator[])[] = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "@"]];

const constants: ReadonlyMap<string, null | boolean> = new Map([
  ["None", null],
  ["True", true],
  ["False", false],
]);

export class ExpressionParser extends TokenStream {
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

  startsExpression(): boolean {
    const { kind, text } = this.token;
    if (kind === "number" || kind === "string") return true;
    if (kind === "name") return !keywords.has(text) || /^(None|True|False|not|lambda|await|yield)$/.test(text);
    return kind === "operator" && /^([([{~*+-]|\.\.\.)$/.test(text);
  }

  /** With `:=`. */
  named(): Expression {
    const start = this.token;
    const value = this.expression();
    if (!this.is(":=")) return value;
    if (value.type !== "Name") throw this.error(`cannot use assignment expressions with ${nameOf(value)}`, value);
    this.next();
    this.bind(value.name);
    return { type: "Assignment", target: value.name, value: this.expression(), ...this.position(start) };
  }

  expression(): Expression {
    const start = this.token;
    if (this.is("lambda")) return this.#lambda();
    if (this.is("yield")) return this.yield();
    const then = this.#or();
    if (!this.accept("if")) return then;
    const test = this.#or();
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

  /** Up to `end`, which is left. */
  parameters(end: ")" | ":", annotated: boolean): Parameters {
    const positional: Parameter[] = [];
    const keywordOnly: Parameter[] = [];
    let positionalOnly: Parameter[] = [];
    let rest: Parameter | undefined;
    let words: Parameter | undefined;
    let only = false;
    while (!this.is(end)) {
      if (this.accept("**")) words = this.#parameter(annotated);
      else if (this.accept("*")) {
        only = true;
        if (!this.is(",")) rest = this.#parameter(annotated);
      } else if (this.accept("/")) positionalOnly = positional.splice(0);
      else {
        const at = this.token;
        const parameter = this.#parameter(annotated);
        if (!only && !parameter.fallback && positional.at(-1)?.fallback)
          throw this.error("parameter without a default follows parameter with a default", at);
        (only ? keywordOnly : positional).push(parameter);
      }
      if (!this.accept(",")) break;
    }
    return { positionalOnly, positional, keywordOnly, ...(rest ? { rest } : {}), ...(words ? { keywords: words } : {}) };
  }

  #parameter(annotated: boolean): Parameter {
    const name = this.identifier();
    const annotation = annotated && this.accept(":") ? this.starred() : undefined;
    const fallback = this.accept("=") ? this.expression() : undefined;
    return { name, ...(annotation ? { annotation } : {}), ...(fallback ? { fallback } : {}) };
  }

  #or(): Expression {
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
    if (!this.accept("await")) return this.#primary();
    if (this.scope.kind === "module") throw this.error("'await' outside function", start);
    return { type: "Await", value: this.#primary(), ...this.position(start) };
  }

  #primary(): Expression {
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

  /** With its parentheses. */
  callArguments(): Argument[] {
    this.expect("(");
    const args: Argument[] = [];
    while (!this.is(")")) {
      args.push(this.#argument(args));
      if (this.is(")")) break;
      if (!this.is(",")) throw this.missingComma(args.at(-1)?.value);
      this.next();
    }
    this.expect(")");
    return args;
  }

  #argument(before: readonly Argument[]): Argument {
    const start = this.token;
    if (this.accept("**")) return { kind: "**", value: this.expression() };
    if (this.accept("*")) return { kind: "*", value: this.expression() };
    if (start.kind === "name" && this.ahead(1).text === "=" && this.ahead(1).kind === "operator") {
      if (keywords.has(start.text) && /^(True|False|None)$/.test(start.text)) throw this.error(`cannot assign to ${start.text}`, start);
      const name = this.identifier();
      this.next();
      return { kind: "keyword", name, value: this.expression() };
    }
    const value = this.named();
    if (this.is("=")) throw this.error('expression cannot contain assignment, perhaps you meant "=="?', { ...value, endLine: value.line });
    if (this.is("for") || (this.is("async") && this.ahead(1).text === "for"))
      return {
        kind: "positional",
        value: this.#comprehension("generator", value, undefined, before.length === 0 ? this.ahead(0) : start, value),
      };
    if (before.some(({ kind }) => kind === "keyword")) throw this.error("positional argument follows keyword argument", this.token);
    return { kind: "positional", value };
  }

  /** Two expressions without anything between them. */
  missingComma(last: Position | undefined): Error {
    if (last && this.startsExpression() && this.token.kind !== "operator")
      return this.error("invalid syntax. Perhaps you forgot a comma?", {
        line: last.line,
        column: last.column,
        endLine: this.token.endLine,
        endColumn: this.token.endColumn,
      });
    return this.invalid();
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
    if (this.accept("(")) return this.#group(start);
    if (this.accept("[")) return this.#list(start);
    if (this.accept("{")) return this.#braces(start);
    throw this.invalid();
  }

  #group(start: Position): Expression {
    if (this.accept(")")) return { type: "Tuple", items: [], ...this.position(start) };
    const first = this.is("yield") ? this.yield() : this.starred();
    if (this.is("for") || this.is("async")) {
      const result = this.#comprehension("generator", first, undefined, start);
      this.expect(")");
      return { ...result, ...this.position(start) };
    }
    if (this.accept(")")) {
      if (first.type === "Starred") throw this.error("cannot use starred expression here", first);
      return first;
    }
    const items = this.#items(first, ")");
    return { type: "Tuple", items, ...this.position(start) };
  }

  #list(start: Position): Expression {
    if (this.accept("]")) return { type: "List", items: [], ...this.position(start) };
    const first = this.starred();
    if (this.is("for") || this.is("async")) {
      const result = this.#comprehension("list", first, undefined, start);
      this.expect("]");
      return { ...result, ...this.position(start) };
    }
    const items = this.#items(first, "]");
    return { type: "List", items, ...this.position(start) };
  }

  /** The rest of a list and the bracket that closes it. */
  #items(first: Expression, close: string): Expression[] {
    const items = [first];
    while (!this.is(close)) {
      if (!this.is(",")) throw this.missingComma(items.at(-1));
      this.next();
      if (this.is(close)) break;
      items.push(this.starred());
    }
    this.expect(close);
    return items;
  }

  #braces(start: Position): Expression {
    if (this.accept("}")) return { type: "Dict", entries: [], ...this.position(start) };
    if (this.is("**")) return this.#dict(start, []);
    const first = this.starred();
    if (this.accept(":")) {
      const value = this.expression();
      if (this.is("for") || this.is("async")) {
        const result = this.#comprehension("dict", first, value, start);
        this.expect("}");
        return { ...result, ...this.position(start) };
      }
      return this.#dict(start, [{ key: first, value }]);
    }
    if (this.is("for") || this.is("async")) {
      const result = this.#comprehension("set", first, undefined, start);
      this.expect("}");
      return { ...result, ...this.position(start) };
    }
    const items = this.#items(first, "}");
    return { type: "Set", items, ...this.position(start) };
  }

  #dict(start: Position, entries: { key?: Expression; value: Expression }[]): Expression {
    if (entries.length > 0 && !this.is("}") && !this.is(",")) throw this.missingComma(entries[0]?.value);
    if (entries.length > 0) this.accept(",");
    while (!this.is("}")) {
      if (this.accept("**")) entries.push({ value: this.binary(0) });
      else {
        const key = this.expression();
        if (!this.is(":")) throw this.error("':' expected after dictionary key", key);
        this.next();
        if (this.is("}") || this.is(",")) throw this.error("expression expected after dictionary key and ':'", this.previous);
        entries.push({ key, value: this.expression() });
      }
      if (this.is("}")) break;
      if (!this.is(",")) throw this.missingComma(entries.at(-1)?.value);
      this.next();
    }
    this.expect("}");
    return { type: "Dict", entries, ...this.position(start) };
  }

  #comprehension(
    kind: "list" | "set" | "dict" | "generator",
    element: Expression,
    value: Expression | undefined,
    start: Position,
    from: Position = start,
  ): Expression {
    const scope = newScope("comprehension");
    const clauses: ComprehensionClause[] = [];
    while (this.is("for") || this.is("async")) {
      const isAsync = this.accept("async");
      this.expect("for");
      this.scopes.push(scope);
      const target = this.targets();
      this.scopes.pop();
      this.expect("in");
      const iterable = this.#or();
      const conditions: Expression[] = [];
      while (this.accept("if")) {
        const test = this.#or();
        conditions.push(test);
      }
      clauses.push({ target, iterable, conditions, isAsync });
    }
    return { type: "Comprehension", kind, element, ...(value ? { value } : {}), clauses, scope, ...this.position(from) };
  }

  /** What a `for` assigns to. */
  targets(): Expression {
    const start = this.token;
    const items: Expression[] = [];
    let comma = false;
    do {
      if (this.is("in")) break;
      const at = this.token;
      items.push(this.accept("*") ? { type: "Starred", value: this.#primary(), ...this.position(at) } : this.#primary());
      comma = this.is(",");
    } while (this.accept(","));
    const target: Expression = items.length === 1 && !comma ? (items[0] as Expression) : { type: "Tuple", items, ...this.position(start) };
    this.bindTarget(target);
    return target;
  }

  /** Notes the names that an assignment to `target` binds. Throws where nothing can be assigned to. */
  bindTarget(target: Expression, verb = "assign to"): void {
    switch (target.type) {
      case "Name":
        this.bind(target.name);
        return;
      case "Attribute":
      case "Subscript":
        return;
      case "Starred":
        this.bindTarget(target.value, verb);
        return;
      case "Tuple":
      case "List":
        for (const item of target.items) this.bindTarget(item, verb);
        return;
      default: {
        const hint =
          verb === "assign to" && target.type !== "Constant" && target.type !== "Conditional"
            ? " here. Maybe you meant '==' instead of '='?"
            : "";
        const literal = verb === "assign to" && target.type === "Constant" && target.value !== null && typeof target.value !== "boolean";
        throw this.error(`cannot ${verb} ${nameOf(target)}${literal ? " here. Maybe you meant '==' instead of '='?" : hint}`, target);
      }
    }
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

export function allParameters({ positionalOnly, positional, rest, keywordOnly, keywords: words }: Parameters): Parameter[] {
  return [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(words ? [words] : [])];
}

/** What CPython calls a kind of expression in its messages. */
function nameOf(node: Expression): string {
  switch (node.type) {
    case "Constant":
      return node.value === null ? "None" : node.value === true ? "True" : node.value === false ? "False" : "literal";
    case "Call":
      return "function call";
    case "Binary":
    case "Unary":
    case "Logical":
      return "expression";
    case "Compare":
      return "comparison";
    case "Format":
      return "f-string expression";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "Conditional":
      return "conditional expression";
    case "Comprehension":
      return node.kind === "generator" ? "generator expression" : `${node.kind} comprehension`;
    case "Await":
      return "await expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Ellipsis":
      return "ellipsis";
    default:
      return node.type.toLowerCase();
  }
}

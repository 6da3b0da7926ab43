/** Parses what stands in brackets: groups, lists, sets, dictionaries and comprehensions. The opening bracket is read already. */
import type { ComprehensionClause, Expression, Position } from "./ast.ts";
import { TargetParser } from "./targets.ts";
import { keywords, newScope } from "./token-stream.ts";

export abstract class DisplayParser extends TargetParser {
  abstract expression(): Expression;
  /** An expression, or one with `*` before it. */
  abstract starred(): Expression;
  abstract yield(): Expression;
  /** What binds no looser than `or`. */
  abstract or(): Expression;
  /** What binds no looser than the operators of `level`; 0 is `|`. */
  abstract binary(level: number): Expression;

  group(start: Position): Expression {
    if (this.accept(")")) return { type: "Tuple", items: [], ...this.position(start) };
    const first = this.is("yield") ? this.yield() : this.starred();
    if (this.is("for") || this.is("async")) {
      const result = this.comprehension("generator", first, undefined, start);
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

  list(start: Position): Expression {
    if (this.accept("]")) return { type: "List", items: [], ...this.position(start) };
    const first = this.starred();
    if (this.is("for") || this.is("async")) {
      const result = this.comprehension("list", first, undefined, start);
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

  braces(start: Position): Expression {
    if (this.accept("}")) return { type: "Dict", entries: [], ...this.position(start) };
    if (this.is("**")) return this.#dict(start, []);
    const first = this.starred();
    if (this.accept(":")) {
      const value = this.expression();
      if (this.is("for") || this.is("async")) {
        const result = this.comprehension("dict", first, value, start);
        this.expect("}");
        return { ...result, ...this.position(start) };
      }
      return this.#dict(start, [{ key: first, value }]);
    }
    if (this.is("for") || this.is("async")) {
      const result = this.comprehension("set", first, undefined, start);
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

  comprehension(
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
      const iterable = this.or();
      const conditions: Expression[] = [];
      while (this.accept("if")) {
        const test = this.or();
        conditions.push(test);
      }
      clauses.push({ target, iterable, conditions, isAsync });
    }
    return { type: "Comprehension", kind, element, ...(value ? { value } : {}), clauses, scope, ...this.position(from) };
  }

  startsExpression(): boolean {
    const { kind, text } = this.token;
    if (kind === "number" || kind === "string") return true;
    if (kind === "name") return !keywords.has(text) || /^(None|True|False|not|lambda|await|yield)$/.test(text);
    return kind === "operator" && /^([([{~*+-]|\.\.\.)$/.test(text);
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
}

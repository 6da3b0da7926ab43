/** Parses the patterns of `match`. */
import type { Expression, Pattern } from "./ast.ts";
import { ExpressionParser } from "./expressions.ts";

export class PatternParser extends ExpressionParser {
  /** What stands after `case`: a sequence where there is a comma. */
  patterns(): Pattern {
    const start = this.token;
    const first = this.#starPattern();
    if (!this.is(",") && first.type !== "Star") return first;
    const items = [first];
    while (this.accept(",")) {
      if (this.is(":") || this.is("if")) break;
      items.push(this.#starPattern());
    }
    return { type: "Sequence", items, ...this.position(start) };
  }

  #starPattern(): Pattern {
    const start = this.token;
    return this.accept("*") ? { type: "Star", ...this.#captured(), ...this.position(start) } : this.#as();
  }

  #captured(): { name?: string } {
    const name = this.identifier();
    if (name === "_") return {};
    this.bind(name);
    return { name };
  }

  #as(): Pattern {
    const start = this.token;
    const choices = [this.#closed()];
    while (this.accept("|")) choices.push(this.#closed());
    const pattern: Pattern = choices.length === 1 ? (choices[0] as Pattern) : { type: "Or", choices, ...this.position(start) };
    if (!this.accept("as")) return pattern;
    return { type: "Capture", ...this.#captured(), pattern, ...this.position(start) };
  }

  #closed(): Pattern {
    const start = this.token;
    if (start.kind === "number" || start.kind === "string" || this.is("-") || /^(None|True|False)$/.test(start.text)) {
      const value = this.binary(1);
      return { type: "Value", value, ...this.position(start) };
    }
    if (this.accept("(") || this.accept("[")) {
      const close = start.text === "(" ? ")" : "]";
      const items: Pattern[] = [];
      let comma = false;
      while (!this.is(close)) {
        items.push(this.#starPattern());
        comma = this.accept(",");
        if (!comma) break;
      }
      this.expect(close);
      if (close === ")" && items.length === 1 && !comma) return items[0] as Pattern;
      return { type: "Sequence", items, ...this.position(start) };
    }
    if (this.accept("{")) return this.#mapping(start);
    if (this.ahead(1).text !== "." && this.ahead(1).text !== "(") return { type: "Capture", ...this.#captured(), ...this.position(start) };
    let cls: Expression = { type: "Name", name: this.identifier(), ...this.position(start) };
    while (this.accept(".")) cls = { type: "Attribute", object: cls, name: this.identifier(), ...this.position(start) };
    if (!this.accept("(")) return { type: "Value", value: cls, ...this.position(start) };
    const items: Pattern[] = [];
    const named: { name: string; pattern: Pattern }[] = [];
    while (!this.is(")")) {
      if (this.ahead(1).text === "=") {
        const name = this.identifier();
        this.next();
        named.push({ name, pattern: this.#as() });
      } else items.push(this.#as());
      if (!this.accept(",")) break;
    }
    this.expect(")");
    return { type: "Class", cls, items, named, ...this.position(start) };
  }

  #mapping(start: { line: number; column: number; endLine: number; endColumn: number }): Pattern {
    const entries: { key: Expression; pattern: Pattern }[] = [];
    let rest: string | undefined;
    while (!this.is("}")) {
      if (this.accept("**")) rest = this.#captured().name;
      else {
        const key = this.binary(0);
        this.expect(":");
        entries.push({ key, pattern: this.#as() });
      }
      if (!this.accept(",")) break;
    }
    this.expect("}");
    return { type: "Mapping", entries, ...(rest !== undefined ? { rest } : {}), ...this.position(start) };
  }
}

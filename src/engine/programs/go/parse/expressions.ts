/** Parses expressions, by precedence. */
import { type Node, NotInTheLab, type Type } from "../ast.ts";
import { TypeParser } from "./types.ts";

const precedence: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "|": 4,
  "^": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "<<": 5,
  ">>": 5,
  "&": 5,
};

export abstract class ExpressionParser extends TypeParser {
  expressions(): Node[] {
    const list = [this.expression()];
    while (this.accept(",")) list.push(this.expression());
    return list;
  }

  expression(level = 1): Node {
    let a = this.unary();
    for (;;) {
      const { text, kind, line } = this.token;
      const own = kind === "op" ? precedence[text] : undefined;
      if (own === undefined || own < level) return a;
      this.take();
      a = { t: "binary", op: text, a, b: this.expression(own + 1), line };
    }
  }

  unary(): Node {
    const { text, kind, line } = this.token;
    if (kind === "op" && /^[-+!&*^]$/.test(text)) {
      this.take();
      return { t: "unary", op: text, x: this.unary() };
    }
    if (kind === "op" && text === "<-") throw new NotInTheLab("channels", line);
    return this.primary();
  }

  primary(): Node {
    const { kind, value, line, text } = this.token;
    let x: Node;
    if (kind === "int" || kind === "float" || kind === "string") {
      this.take();
      x = { t: kind, value: value as number | string };
    } else if (this.accept("(")) {
      const before = this.plain;
      this.plain = false;
      x = this.expression();
      this.plain = before;
      this.expect(")");
    } else if (this.accept("func")) x = this.signature();
    else if (text === "[" || text === "chan" || text === "map" || text === "struct" || text === "interface") {
      const type = this.type();
      x = this.is("{") ? this.literal(type) : { t: "type", type };
    } else x = { t: "name", name: this.name(), line };
    for (;;) {
      const at = this.token.line;
      if (this.accept(".")) {
        if (this.is("(")) throw new NotInTheLab("type assertions", at);
        x = { t: "select", x, name: this.name(), line: at };
      } else if (this.accept("(")) {
        const before = this.plain;
        this.plain = false;
        const args: Node[] = [];
        let spread = false;
        while (!this.accept(")")) {
          args.push(this.expression());
          spread = this.accept("...");
          this.accept(",");
        }
        this.plain = before;
        x = { t: "call", f: x, args, spread, line: at };
      } else if (this.accept("[")) {
        const from = this.is(":") ? undefined : this.expression();
        if (this.accept(":")) {
          const to = this.is("]") ? undefined : this.expression();
          x = { t: "slice", x, ...(from ? { from } : {}), ...(to ? { to } : {}) };
        } else x = { t: "index", x, i: from as Node, line: at };
        this.expect("]");
      } else if (this.is("{") && !this.plain && (x.t === "name" || (x.t === "select" && x.x.t === "name")))
        x = this.literal({ k: "named", name: x.t === "name" ? x.name : `${(x.x as { name: string }).name}.${x.name}` });
      else return x;
    }
  }

  literal(type: Type): Node {
    this.expect("{");
    const before = this.plain;
    this.plain = false;
    const items: { key?: Node; value: Node }[] = [];
    const element = (): Node => {
      const of = type.k === "slice" || type.k === "map" ? type.of : undefined;
      return this.is("{") && of ? this.literal(of.k === "pointer" ? of.of : of) : this.expression();
    };
    this.semicolons();
    while (!this.accept("}")) {
      const first = element();
      if (this.accept(":")) items.push({ key: first, value: element() });
      else items.push({ value: first });
      this.accept(",");
      this.semicolons();
    }
    this.plain = before;
    return { t: "literal", type, items };
  }
}

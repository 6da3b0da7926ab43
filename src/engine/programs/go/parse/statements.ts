/** Parses statements and declarations of variables. */
import { type Node, NotInTheLab, type Statement } from "../ast.ts";
import { ExpressionParser } from "./expressions.ts";

export class StatementParser extends ExpressionParser {
  declarations(): Statement[] {
    const isConst = this.token.text === "const";
    this.take();
    const made: Statement[] = [];
    let count = 0;
    let before: readonly Node[] = [];
    this.group(() => {
      const { line } = this.token;
      const names = [this.name()];
      while (this.accept(",")) names.push(this.name());
      const type = this.is("=") || this.is(";") || this.is(")") ? undefined : this.type();
      const given = this.accept("=") ? this.expressions() : [];
      // Constants without a value repeat the one before, with the next iota.
      if (given.length > 0) before = given;
      const values = (given.length > 0 || !isConst ? given : before).map((node) => withIota(node, count));
      made.push({ s: "var", names, ...(type ? { type } : {}), values, line });
      count++;
    });
    return made;
  }

  block(): Statement[] {
    this.expect("{");
    const body: Statement[] = [];
    this.semicolons();
    while (!this.accept("}")) {
      body.push(...this.statement());
      this.semicolons();
    }
    return body;
  }

  /** A head before a brace: what stands there is no literal. */
  head<T>(read: () => T): T {
    const before = this.plain;
    this.plain = true;
    const result = read();
    this.plain = before;
    return result;
  }

  statement(): Statement[] {
    const { line, text, kind } = this.token;
    if (kind === "name")
      switch (text) {
        case "var":
        case "const":
          return this.declarations();
        case "if":
          return [this.if()];
        case "for":
          return [this.for()];
        case "switch":
          return [this.switch()];
        case "return": {
          this.take();
          return [{ s: "return", values: this.is(";") || this.is("}") ? [] : this.expressions(), line }];
        }
        case "go":
        case "defer":
          this.take();
          return [{ s: text, x: this.expression(), line }];
        case "break":
        case "continue":
          this.take();
          return [{ s: text, line }];
        case "select":
        case "goto":
        case "fallthrough":
        case "type":
          throw new NotInTheLab(text === "type" ? "types within functions" : text, line);
      }
    if (this.is("{")) return [{ s: "block", body: this.block(), line }];
    return [this.simple()];
  }

  simple(): Statement {
    const { line } = this.token;
    const targets = this.expressions();
    const { text, kind } = this.token;
    if (kind === "op" && (text === "++" || text === "--")) {
      this.take();
      return { s: "assign", targets, op: text === "++" ? "+=" : "-=", values: [{ t: "int", value: 1 }], line };
    }
    if (kind === "op" && /^(:=|=|[-+*/%&|^]=|<<=|>>=)$/.test(text)) {
      this.take();
      return { s: "assign", targets, op: text, values: this.expressions(), line };
    }
    if (this.is("<-")) throw new NotInTheLab("channels", line);
    return { s: "expr", x: targets[0] as Node, line };
  }

  if(): Statement {
    const { line } = this.token;
    this.expect("if");
    const { init, test } = this.head(() => {
      const first = this.simple();
      if (!this.accept(";")) return { init: undefined, test: first };
      return { init: first, test: this.simple() };
    });
    const then = this.block();
    const otherwise = this.accept("else") ? (this.is("if") ? [this.if()] : this.block()) : [];
    if (test.s !== "expr") throw new NotInTheLab("this condition", line);
    return { s: "if", ...(init ? { init } : {}), test: test.x, then, otherwise, line };
  }

  for(): Statement {
    const { line } = this.token;
    this.expect("for");
    const head = this.head((): Statement | undefined => {
      if (this.is("{")) return { s: "for", body: [], line };
      if (this.accept("range")) return { s: "range", x: this.expression(), body: [], line };
      const { mark } = this;
      const names = this.token.kind === "name" ? [this.take().text] : [];
      if (this.accept(",")) names.push(this.take().text);
      if ((this.accept(":=") || this.accept("=")) && this.accept("range"))
        return {
          s: "range",
          ...(names[0] ? { key: names[0] } : {}),
          ...(names[1] ? { value: names[1] } : {}),
          x: this.expression(),
          body: [],
          line,
        };
      this.reset(mark);
      const init = this.is(";") ? undefined : this.simple();
      if (!this.accept(";")) return init?.s === "expr" ? { s: "for", test: init.x, body: [], line } : undefined;
      const test = this.is(";") ? undefined : this.expression();
      this.expect(";");
      const post = this.is("{") ? undefined : this.simple();
      return { s: "for", ...(init ? { init } : {}), ...(test ? { test } : {}), ...(post ? { post } : {}), body: [], line };
    });
    if (!head) throw new NotInTheLab("this loop", line);
    return { ...head, body: this.block() } as Statement;
  }

  switch(): Statement {
    const { line } = this.token;
    this.expect("switch");
    const subject = this.is("{") ? undefined : this.head(() => this.expression());
    this.expect("{");
    this.semicolons();
    const cases: { values: Node[]; body: Statement[] }[] = [];
    while (!this.accept("}")) {
      const isDefault = this.accept("default");
      if (!isDefault) this.expect("case");
      const values = isDefault ? [] : this.expressions();
      this.expect(":");
      this.semicolons();
      const body: Statement[] = [];
      while (!this.is("case") && !this.is("default") && !this.is("}")) {
        body.push(...this.statement());
        this.semicolons();
      }
      cases.push({ values, body });
    }
    return { s: "switch", ...(subject ? { subject } : {}), cases, line };
  }
}

function withIota(node: Node, count: number): Node {
  if (node.t === "name" && node.name === "iota") return { t: "int", value: count };
  if (node.t === "binary") return { ...node, a: withIota(node.a, count), b: withIota(node.b, count) };
  return node;
}

/** The part of Go that the lab's servers are written in: tokens to a tree. */
import { type Declared, type Field, type File, type Node, NotInTheLab, type Statement, type Type } from "./ast.ts";
import { type Token, tokenize, words } from "./tokens.ts";

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

/** Throws `NotInTheLab` where the lab's Go ends. */
export function parseGo(source: string): File {
  return new Parser(tokenize(source)).file();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Braces begin a block here, not a literal. */
  #plain = false;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  get #token(): Token {
    return this.#tokens[this.#at] as Token;
  }
  #is(text: string): boolean {
    return this.#token.text === text && this.#token.kind !== "string";
  }
  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }
  #expect(text: string): void {
    if (!this.#accept(text))
      throw new NotInTheLab(`"${this.#token.text || "the end of the file"}" where "${text}" is expected`, this.#token.line);
  }
  #name(): string {
    const { kind, text, line } = this.#token;
    if (kind !== "name" || words.has(text)) throw new NotInTheLab(`"${text}" where a name is expected`, line);
    this.#at++;
    return text;
  }
  #semicolons(): void {
    while (this.#accept(";"));
  }

  file(): File {
    const functions: Declared[] = [];
    const types = new Map<string, Type>();
    const variables: Statement[] = [];
    const imports = new Map<string, string>();
    this.#semicolons();
    this.#expect("package");
    this.#name();
    this.#semicolons();
    while (this.#token.kind !== "end") {
      if (this.#accept("import"))
        this.#group(() => {
          const alias = this.#token.kind === "name" ? this.#name() : this.#accept(".") ? "." : undefined;
          const path = String(this.#token.value);
          this.#at++;
          imports.set(alias ?? path.replace(/\/v\d+$/, "").replace(/^.*\//, ""), path);
        });
      else if (this.#is("func")) functions.push(this.#function());
      else if (this.#accept("type"))
        this.#group(() => {
          const name = this.#name();
          if (this.#is("[")) throw new NotInTheLab("generic types", this.#token.line);
          this.#accept("=");
          types.set(name, this.#type());
        });
      else if (this.#is("var") || this.#is("const")) variables.push(...this.#declarations());
      else throw new NotInTheLab(`"${this.#token.text}" at the outermost level`, this.#token.line);
      this.#semicolons();
    }
    return { functions, types, variables, imports };
  }

  /** One, or several in parentheses. */
  #group(read: () => void): void {
    if (!this.#accept("(")) {
      read();
      return;
    }
    this.#semicolons();
    while (!this.#accept(")")) {
      read();
      this.#semicolons();
    }
  }

  #declarations(): Statement[] {
    const isConst = this.#token.text === "const";
    this.#at++;
    const made: Statement[] = [];
    let count = 0;
    let before: readonly Node[] = [];
    this.#group(() => {
      const { line } = this.#token;
      const names = [this.#name()];
      while (this.#accept(",")) names.push(this.#name());
      const type = this.#is("=") || this.#is(";") || this.#is(")") ? undefined : this.#type();
      const given = this.#accept("=") ? this.#expressions() : [];
      // Constants without a value repeat the one before, with the next iota.
      if (given.length > 0) before = given;
      const values = (given.length > 0 || !isConst ? given : before).map((node) => withIota(node, count));
      made.push({ s: "var", names, ...(type ? { type } : {}), values, line });
      count++;
    });
    return made;
  }

  #function(): Declared {
    this.#expect("func");
    const receiver = this.#is("(") ? this.#parameters()[0] : undefined;
    const name = this.#name();
    if (this.#is("[")) throw new NotInTheLab("generic functions", this.#token.line);
    return { name, ...(receiver ? { receiver } : {}), node: this.#signature() };
  }

  #signature(): Extract<Node, { t: "func" }> {
    const params = this.#parameters();
    const results = this.#is("(")
      ? this.#parameters()
      : this.#is("{") || this.#is(";") || this.#is(",") || this.#is(")")
        ? []
        : [{ name: "", type: this.#type() }];
    const before = this.#plain;
    this.#plain = false;
    const body = this.#is("{") ? this.#block() : [];
    this.#plain = before;
    return { t: "func", params, results, body };
  }

  #parameters(): Field[] {
    this.#expect("(");
    const parts: { name?: string; type?: Type; rest: boolean }[] = [];
    while (!this.#accept(")")) {
      const rest = this.#accept("...");
      const type = this.#type();
      if (type.k === "named" && !this.#is(",") && !this.#is(")")) {
        const inner = this.#accept("...");
        parts.push({ name: type.name, type: this.#type(), rest: inner });
      } else parts.push({ type, rest });
      this.#accept(",");
      this.#semicolons();
    }
    const named = parts.some(({ name }) => name !== undefined);
    let last: Type = { k: "other" };
    return parts
      .reverse()
      .map((part) => {
        if (!named) return { name: "", type: part.type ?? last, rest: part.rest };
        if (part.name !== undefined) last = part.type ?? last;
        const name = part.name ?? (part.type?.k === "named" ? part.type.name : "");
        return { name, type: last, rest: part.rest };
      })
      .reverse();
  }

  #type(): Type {
    if (this.#accept("*")) return { k: "pointer", of: this.#type() };
    if (this.#accept("[")) {
      if (!this.#is("]")) this.#expression();
      this.#expect("]");
      return { k: "slice", of: this.#type() };
    }
    if (this.#accept("map")) {
      this.#expect("[");
      const key = this.#type();
      this.#expect("]");
      return { k: "map", key, of: this.#type() };
    }
    if (this.#accept("func")) {
      this.#signature();
      return { k: "other" };
    }
    if (this.#accept("struct")) return this.#struct();
    if (this.#accept("interface")) {
      this.#expect("{");
      for (let depth = 1; depth > 0; this.#at++) depth += this.#is("{") ? 1 : this.#is("}") ? -1 : 0;
      return { k: "other" };
    }
    if (this.#is("chan") || this.#is("<-")) throw new NotInTheLab("channels", this.#token.line);
    let name = this.#name();
    if (this.#accept(".")) name += `.${this.#name()}`;
    return { k: "named", name };
  }

  #struct(): Type {
    this.#expect("{");
    this.#semicolons();
    const fields: Field[] = [];
    while (!this.#accept("}")) {
      const names = [this.#accept("*") ? `*${this.#name()}` : this.#name()];
      if (this.#is(".")) throw new NotInTheLab("embedded types of other packages", this.#token.line);
      while (this.#accept(",")) names.push(this.#name());
      const type = this.#is(";") || this.#is("}") ? undefined : this.#type();
      const tag = this.#token.kind === "string" ? String(this.#tokens[this.#at++]?.value) : undefined;
      for (const name of names)
        fields.push({ name: name.replace("*", ""), type: type ?? { k: "named", name }, ...(tag === undefined ? {} : { tag }) });
      this.#semicolons();
    }
    return { k: "struct", fields };
  }

  #block(): Statement[] {
    this.#expect("{");
    const body: Statement[] = [];
    this.#semicolons();
    while (!this.#accept("}")) {
      body.push(...this.#statement());
      this.#semicolons();
    }
    return body;
  }

  /** A head before a brace: what stands there is no literal. */
  #head<T>(read: () => T): T {
    const before = this.#plain;
    this.#plain = true;
    const result = read();
    this.#plain = before;
    return result;
  }

  #statement(): Statement[] {
    const { line, text, kind } = this.#token;
    if (kind === "name")
      switch (text) {
        case "var":
        case "const":
          return this.#declarations();
        case "if":
          return [this.#if()];
        case "for":
          return [this.#for()];
        case "switch":
          return [this.#switch()];
        case "return": {
          this.#at++;
          return [{ s: "return", values: this.#is(";") || this.#is("}") ? [] : this.#expressions(), line }];
        }
        case "go":
        case "defer":
          this.#at++;
          return [{ s: text, x: this.#expression(), line }];
        case "break":
        case "continue":
          this.#at++;
          return [{ s: text, line }];
        case "select":
        case "goto":
        case "fallthrough":
        case "type":
          throw new NotInTheLab(text === "type" ? "types within functions" : text, line);
      }
    if (this.#is("{")) return [{ s: "block", body: this.#block(), line }];
    return [this.#simple()];
  }

  #simple(): Statement {
    const { line } = this.#token;
    const targets = this.#expressions();
    const { text, kind } = this.#token;
    if (kind === "op" && (text === "++" || text === "--")) {
      this.#at++;
      return { s: "assign", targets, op: text === "++" ? "+=" : "-=", values: [{ t: "int", value: 1 }], line };
    }
    if (kind === "op" && /^(:=|=|[-+*/%&|^]=|<<=|>>=)$/.test(text)) {
      this.#at++;
      return { s: "assign", targets, op: text, values: this.#expressions(), line };
    }
    if (this.#is("<-")) throw new NotInTheLab("channels", line);
    return { s: "expr", x: targets[0] as Node, line };
  }

  #if(): Statement {
    const { line } = this.#token;
    this.#expect("if");
    const { init, test } = this.#head(() => {
      const first = this.#simple();
      if (!this.#accept(";")) return { init: undefined, test: first };
      return { init: first, test: this.#simple() };
    });
    const then = this.#block();
    const otherwise = this.#accept("else") ? (this.#is("if") ? [this.#if()] : this.#block()) : [];
    if (test.s !== "expr") throw new NotInTheLab("this condition", line);
    return { s: "if", ...(init ? { init } : {}), test: test.x, then, otherwise, line };
  }

  #for(): Statement {
    const { line } = this.#token;
    this.#expect("for");
    const head = this.#head((): Statement | undefined => {
      if (this.#is("{")) return { s: "for", body: [], line };
      if (this.#accept("range")) return { s: "range", x: this.#expression(), body: [], line };
      const mark = this.#at;
      const names = this.#token.kind === "name" ? [this.#tokens[this.#at++]?.text as string] : [];
      if (this.#accept(",")) names.push(this.#tokens[this.#at++]?.text as string);
      if ((this.#accept(":=") || this.#accept("=")) && this.#accept("range"))
        return {
          s: "range",
          ...(names[0] ? { key: names[0] } : {}),
          ...(names[1] ? { value: names[1] } : {}),
          x: this.#expression(),
          body: [],
          line,
        };
      this.#at = mark;
      const init = this.#is(";") ? undefined : this.#simple();
      if (!this.#accept(";")) return init?.s === "expr" ? { s: "for", test: init.x, body: [], line } : undefined;
      const test = this.#is(";") ? undefined : this.#expression();
      this.#expect(";");
      const post = this.#is("{") ? undefined : this.#simple();
      return { s: "for", ...(init ? { init } : {}), ...(test ? { test } : {}), ...(post ? { post } : {}), body: [], line };
    });
    if (!head) throw new NotInTheLab("this loop", line);
    return { ...head, body: this.#block() } as Statement;
  }

  #switch(): Statement {
    const { line } = this.#token;
    this.#expect("switch");
    const subject = this.#is("{") ? undefined : this.#head(() => this.#expression());
    this.#expect("{");
    this.#semicolons();
    const cases: { values: Node[]; body: Statement[] }[] = [];
    while (!this.#accept("}")) {
      const isDefault = this.#accept("default");
      if (!isDefault) this.#expect("case");
      const values = isDefault ? [] : this.#expressions();
      this.#expect(":");
      this.#semicolons();
      const body: Statement[] = [];
      while (!this.#is("case") && !this.#is("default") && !this.#is("}")) {
        body.push(...this.#statement());
        this.#semicolons();
      }
      cases.push({ values, body });
    }
    return { s: "switch", ...(subject ? { subject } : {}), cases, line };
  }

  #expressions(): Node[] {
    const list = [this.#expression()];
    while (this.#accept(",")) list.push(this.#expression());
    return list;
  }

  #expression(level = 1): Node {
    let a = this.#unary();
    for (;;) {
      const { text, kind, line } = this.#token;
      const own = kind === "op" ? precedence[text] : undefined;
      if (own === undefined || own < level) return a;
      this.#at++;
      a = { t: "binary", op: text, a, b: this.#expression(own + 1), line };
    }
  }

  #unary(): Node {
    const { text, kind, line } = this.#token;
    if (kind === "op" && /^[-+!&*^]$/.test(text)) {
      this.#at++;
      return { t: "unary", op: text, x: this.#unary() };
    }
    if (kind === "op" && text === "<-") throw new NotInTheLab("channels", line);
    return this.#primary();
  }

  #primary(): Node {
    const { kind, value, line, text } = this.#token;
    let x: Node;
    if (kind === "int" || kind === "float" || kind === "string") {
      this.#at++;
      x = { t: kind, value: value as number | string };
    } else if (this.#accept("(")) {
      const before = this.#plain;
      this.#plain = false;
      x = this.#expression();
      this.#plain = before;
      this.#expect(")");
    } else if (this.#accept("func")) x = this.#signature();
    else if (text === "[" || text === "chan" || text === "map" || text === "struct" || text === "interface") {
      const type = this.#type();
      x = this.#is("{") ? this.#literal(type) : { t: "type", type };
    } else x = { t: "name", name: this.#name(), line };
    for (;;) {
      const at = this.#token.line;
      if (this.#accept(".")) {
        if (this.#is("(")) throw new NotInTheLab("type assertions", at);
        x = { t: "select", x, name: this.#name(), line: at };
      } else if (this.#accept("(")) {
        const before = this.#plain;
        this.#plain = false;
        const args: Node[] = [];
        let spread = false;
        while (!this.#accept(")")) {
          args.push(this.#expression());
          spread = this.#accept("...");
          this.#accept(",");
        }
        this.#plain = before;
        x = { t: "call", f: x, args, spread, line: at };
      } else if (this.#accept("[")) {
        const from = this.#is(":") ? undefined : this.#expression();
        if (this.#accept(":")) {
          const to = this.#is("]") ? undefined : this.#expression();
          x = { t: "slice", x, ...(from ? { from } : {}), ...(to ? { to } : {}) };
        } else x = { t: "index", x, i: from as Node, line: at };
        this.#expect("]");
      } else if (this.#is("{") && !this.#plain && (x.t === "name" || (x.t === "select" && x.x.t === "name")))
        x = this.#literal({ k: "named", name: x.t === "name" ? x.name : `${(x.x as { name: string }).name}.${x.name}` });
      else return x;
    }
  }

  #literal(type: Type): Node {
    this.#expect("{");
    const before = this.#plain;
    this.#plain = false;
    const items: { key?: Node; value: Node }[] = [];
    const element = (): Node => {
      const of = type.k === "slice" || type.k === "map" ? type.of : undefined;
      return this.#is("{") && of ? this.#literal(of.k === "pointer" ? of.of : of) : this.#expression();
    };
    this.#semicolons();
    while (!this.#accept("}")) {
      const first = element();
      if (this.#accept(":")) items.push({ key: first, value: element() });
      else items.push({ value: first });
      this.#accept(",");
      this.#semicolons();
    }
    this.#plain = before;
    return { t: "literal", type, items };
  }
}

function withIota(node: Node, count: number): Node {
  if (node.t === "name" && node.name === "iota") return { t: "int", value: count };
  if (node.t === "binary") return { ...node, a: withIota(node.a, count), b: withIota(node.b, count) };
  return node;
}

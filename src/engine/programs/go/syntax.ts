/** The part of Go that the lab's servers are written in: text to a tree. Throws `NotInTheLab` where that ends. */
export class NotInTheLab extends Error {
  readonly line: number;
  constructor(what: string, line: number) {
    super(what);
    this.line = line;
  }
}

export type Node =
  | { readonly t: "int" | "float" | "string"; readonly value: number | string }
  | { readonly t: "name"; readonly name: string; readonly line: number }
  | { readonly t: "unary"; readonly op: string; readonly x: Node }
  | { readonly t: "binary"; readonly op: string; readonly a: Node; readonly b: Node; readonly line: number }
  | { readonly t: "call"; readonly f: Node; readonly args: readonly Node[]; readonly spread: boolean; readonly line: number }
  | { readonly t: "select"; readonly x: Node; readonly name: string; readonly line: number }
  | { readonly t: "index"; readonly x: Node; readonly i: Node; readonly line: number }
  | { readonly t: "slice"; readonly x: Node; readonly from?: Node; readonly to?: Node }
  | { readonly t: "func"; readonly params: readonly Field[]; readonly results: readonly Field[]; readonly body: readonly Statement[] }
  | { readonly t: "literal"; readonly type: Type; readonly items: readonly { readonly key?: Node; readonly value: Node }[] }
  | { readonly t: "type"; readonly type: Type };

export type Type =
  | { readonly k: "named"; readonly name: string }
  | { readonly k: "slice" | "pointer"; readonly of: Type }
  | { readonly k: "map"; readonly key: Type; readonly of: Type }
  | { readonly k: "struct"; readonly fields: readonly Field[] }
  | { readonly k: "other" };

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly tag?: string;
  readonly rest?: boolean;
}

export type Statement = { readonly line: number } & (
  | { readonly s: "expr"; readonly x: Node }
  | { readonly s: "assign"; readonly targets: readonly Node[]; readonly op: string; readonly values: readonly Node[] }
  | { readonly s: "var"; readonly names: readonly string[]; readonly type?: Type; readonly values: readonly Node[] }
  | {
      readonly s: "if";
      readonly init?: Statement;
      readonly test: Node;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly s: "for"; readonly init?: Statement; readonly test?: Node; readonly post?: Statement; readonly body: readonly Statement[] }
  | { readonly s: "range"; readonly key?: string; readonly value?: string; readonly x: Node; readonly body: readonly Statement[] }
  | {
      readonly s: "switch";
      readonly subject?: Node;
      readonly cases: readonly { readonly values: readonly Node[]; readonly body: readonly Statement[] }[];
    }
  | { readonly s: "return"; readonly values: readonly Node[] }
  | { readonly s: "block"; readonly body: readonly Statement[] }
  | { readonly s: "go" | "defer"; readonly x: Node }
  | { readonly s: "break" | "continue" }
);

export interface Declared {
  readonly name: string;
  readonly receiver?: Field;
  readonly node: Extract<Node, { t: "func" }>;
}

export interface File {
  readonly functions: readonly Declared[];
  readonly types: ReadonlyMap<string, Type>;
  readonly variables: readonly Statement[];
  /** Full path by the name it is used under. */
  readonly imports: ReadonlyMap<string, string>;
}

interface Token {
  readonly kind: "name" | "int" | "float" | "string" | "op" | "end";
  readonly text: string;
  readonly value?: number | string;
  readonly line: number;
}

const operators =
  "<<= >>= &^= ... && || <- ++ -- == != <= >= := += -= *= /= %= &= |= ^= << >> &^ + - * / % & | ^ < > = ! ( ) [ ] { } , ; . : ~".split(" ");
const words = new Set(
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var".split(
    " ",
  ),
);

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  /** Whether a line's end is a semicolon. */
  const ends = (): boolean => {
    const last = tokens.at(-1);
    if (!last) return false;
    if (last.kind === "name") return !words.has(last.text) || /^(break|continue|fallthrough|return)$/.test(last.text);
    return last.kind !== "op" || /^(\+\+|--|\)|\]|\})$/.test(last.text);
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const skip = /^(?:[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0];
    if (skip) {
      line += skip.split("\n").length - 1;
      at += skip.length;
    } else if (rest[0] === "\n") {
      if (ends()) tokens.push({ kind: "op", text: ";", line });
      line++;
      at++;
    } else {
      const text =
        /^(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\])+'|0[xX][0-9a-fA-F]+|\d[\d_]*\.\d*(?:[eE][-+]?\d+)?|\d[\d_]*(?:[eE][-+]?\d+)?|[\p{L}_][\p{L}\p{N}_]*)/u.exec(
          rest,
        )?.[0];
      if (text === undefined) {
        const operator = operators.find((each) => rest.startsWith(each));
        if (operator === undefined) throw new NotInTheLab(`the character ${rest[0]}`, line);
        tokens.push({ kind: "op", text: operator, line });
        at += operator.length;
        continue;
      }
      if (text[0] === '"') tokens.push({ kind: "string", text, value: unquote(text), line });
      else if (text[0] === "`") tokens.push({ kind: "string", text, value: text.slice(1, -1), line });
      else if (text[0] === "'") tokens.push({ kind: "int", text, value: unquote(`"${text.slice(1, -1)}"`).codePointAt(0) ?? 0, line });
      else if (/^\d/.test(text))
        tokens.push({
          kind: /[.eE]/.test(text) && !text.startsWith("0x") ? "float" : "int",
          text,
          value: Number(text.replaceAll("_", "")),
          line,
        });
      else tokens.push({ kind: "name", text, line });
      line += text[0] === "`" ? text.split("\n").length - 1 : 0;
      at += text.length;
    }
  }
  if (ends()) tokens.push({ kind: "op", text: ";", line });
  tokens.push({ kind: "end", text: "", line });
  return tokens;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|.)/g, (_, e: string) => {
    if (e.length > 1 && (e[0] === "x" || e[0] === "u")) return String.fromCharCode(Number.parseInt(e.slice(1), 16));
    if (e.length === 3) return String.fromCharCode(Number.parseInt(e, 8));
    return { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" }[e] ?? e;
  });
}

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

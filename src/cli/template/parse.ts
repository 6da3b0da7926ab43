/** Go text/template, second step: tokens to a tree. */
import { isFunction } from "./functions.ts";
import type { Token } from "./lex.ts";
import { lex, lineOf, TemplateSyntaxError } from "./lex.ts";
import { unquote } from "./unquote.ts";

/** What stands where a value is wanted. `text` is the operand as Go prints it in errors. */
export type Operand =
  | { readonly type: "dot"; readonly at: number; readonly text: string }
  | { readonly type: "nil"; readonly at: number; readonly text: string }
  | { readonly type: "literal"; readonly value: string | number | boolean; readonly at: number; readonly text: string }
  | { readonly type: "field"; readonly names: readonly string[]; readonly at: number; readonly text: string }
  | { readonly type: "variable"; readonly name: string; readonly names: readonly string[]; readonly at: number; readonly text: string }
  | { readonly type: "function"; readonly name: string; readonly at: number; readonly text: string }
  | { readonly type: "pipe"; readonly pipe: Pipe; readonly names: readonly string[]; readonly at: number; readonly text: string };

export interface Pipe {
  readonly declare: readonly string[];
  readonly assigns: boolean;
  /** Each: what is called or read, then its arguments. */
  readonly commands: readonly (readonly Operand[])[];
  readonly at: number;
}

export type TemplateNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "action"; readonly pipe: Pipe }
  | {
      readonly type: "if" | "with" | "range";
      readonly pipe: Pipe;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | { readonly type: "break" | "continue" }
  /** `text` is the whole action, as Go prints it in errors. */
  | { readonly type: "template"; readonly name: string; readonly pipe: Pipe | undefined; readonly at: number; readonly text: string };

/** A text, and the templates that it defines for itself. */
export interface ParsedTemplate {
  readonly nodes: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** @throws TemplateSyntaxError with Go's message */
export function parse(name: string, source: string): ParsedTemplate {
  return new Parser(name, source).parse();
}

type Ending = "end" | "else" | "EOF";

class Parser {
  readonly #name: string;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #variables = ["$"];
  #rangeDepth = 0;
  readonly #defined = new Map<string, readonly TemplateNode[]>();

  constructor(name: string, source: string) {
    this.#name = name;
    this.#source = source;
    this.#tokens = lex(name, source);
  }

  parse(): ParsedTemplate {
    const [nodes, ending, at] = this.#list();
    if (ending !== "EOF") this.#fail(`unexpected {{${ending}}}`, at);
    return { nodes, defined: this.#defined };
  }

  #fail(message: string, at: number): never {
    throw new TemplateSyntaxError(`template: ${this.#name}:${lineOf(this.#source, at)}: ${message}`);
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #next(): Token {
    return this.#tokens[Math.min(this.#at++, this.#tokens.length - 1)] as Token;
  }

  #skipSpace(): Token {
    while (this.#peek().type === "space") this.#at++;
    return this.#peek();
  }

  #unexpected(token: Token, context: string): never {
    const shown =
      token.type === "end"
        ? "EOF"
        : token.type === "word" && ["if", "range", "with", "else", "end"].includes(token.text)
          ? `<${token.text}>`
          : JSON.stringify(token.text);
    return this.#fail(`unexpected ${shown} in ${context}`, token.at);
  }

  /** Nodes up to an `{{end}}` or `{{else}}`; after `else` the parser stands behind that word. */
  #list(): [TemplateNode[], Ending, number] {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const token = this.#next();
      if (token.type === "end") return [nodes, "EOF", token.at];
      if (token.type === "text") {
        nodes.push({ type: "text", text: token.text });
        continue;
      }
      const word = this.#skipSpace();
      if (word.type === "word") {
        switch (word.text) {
          case "end":
            this.#next();
            this.#close("end");
            return [nodes, "end", word.at];
          case "else":
            this.#next();
            return [nodes, "else", word.at];
          case "if":
          case "with":
          case "range":
            this.#next();
            nodes.push(this.#control(word.text));
            continue;
          case "break":
          case "continue":
            this.#next();
            if (this.#rangeDepth === 0) this.#fail(`{{${word.text}}} outside {{range}}`, word.at);
            this.#close(word.text);
            nodes.push({ type: word.text });
            continue;
          case "define":
            this.#next();
            this.#define(this.#quoted("define clause"), () => this.#close("define clause"));
            continue;
          case "template":
          case "block":
            this.#next();
            nodes.push(this.#use(word));
            continue;
        }
      }
      nodes.push({ type: "action", pipe: this.#pipeline("command", "close") });
    }
  }

  /** A template's name. */
  #quoted(context: string): string {
    const token = this.#skipSpace();
    const text = token.type === "string" ? unquote(token.text) : undefined;
    if (text === undefined) this.#unexpected(token, context);
    this.#next();
    return text as string;
  }

  /** The body of a template up to its `{{end}}`; it has variables of its own. */
  #define(name: string, head: () => void): void {
    head();
    const variables = this.#variables;
    this.#variables = ["$"];
    const [body, ending, at] = this.#list();
    if (ending === "EOF") this.#fail("unexpected EOF", at);
    if (ending === "else") this.#fail("unexpected {{else}} in define clause", at);
    this.#variables = variables;
    this.#defined.set(name, body);
  }

  /** `{{template "x" .}}`, or `{{block "x" .}}` which defines it at once. */
  #use(word: Token): TemplateNode {
    const { at } = this.#skipSpace();
    const name = this.#quoted(`${word.text} clause`);
    const isOver = this.#skipSpace().type === "close";
    if (isOver) this.#close(word.text);
    const pipe = isOver ? undefined : this.#pipeline(`${word.text} clause`, "close");
    const end = this.#tokens[this.#at - 1] as Token;
    const text = `{{template ${this.#source.slice(word.at + word.text.length, end.at).trim()}}}`;
    if (word.text === "block") this.#define(name, () => {});
    return { type: "template", name, pipe, at, text };
  }

  #close(context: string): void {
    const token = this.#skipSpace();
    if (token.type !== "close") this.#unexpected(token, context);
    this.#next();
  }

  #control(type: "if" | "with" | "range"): TemplateNode {
    const variables = this.#variables.length;
    const pipe = this.#pipeline(type, "close");
    if (type === "range") this.#rangeDepth++;
    const [body, ending, at] = this.#list();
    if (type === "range") this.#rangeDepth--;
    let otherwise: TemplateNode[] = [];
    if (ending === "EOF") this.#fail("unexpected EOF", at);
    if (ending === "else") {
      const word = this.#skipSpace();
      if (word.type === "word" && word.text === type && type !== "range") {
        this.#next();
        otherwise = [this.#control(type)];
      } else {
        this.#close("else");
        const [rest, last, lastAt] = this.#list();
        if (last === "EOF") this.#fail("unexpected EOF", lastAt);
        if (last === "else") this.#fail("expected end; found {{else}}", lastAt);
        otherwise = rest;
      }
    }
    this.#variables.length = variables;
    return { type, pipe, body, otherwise };
  }

  #pipeline(context: string, closer: "close" | ")"): Pipe {
    const { at } = this.#skipSpace();
    const { names: declare, assigns } = this.#declaration(context);
    const commands: Operand[][] = [];
    for (;;) {
      const token = this.#skipSpace();
      if (token.type === closer) {
        if (commands.length === 0) this.#fail(`missing value for ${context}`, token.at);
        this.#next();
        break;
      }
      if (token.type === "close" || token.type === "end") this.#unexpected(token, context);
      commands.push(this.#command(context, closer));
    }
    commands.slice(1).forEach((command, i) => {
      const head = command[0] as Operand;
      if (["literal", "dot", "nil"].includes(head.type)) this.#fail(`non executable command in pipeline stage ${i + 2}`, head.at);
    });
    return { declare, assigns, commands, at };
  }

  /** `$x :=`, `$i, $x :=`, `$x =` at the beginning of a pipeline. */
  #declaration(context: string): { names: string[]; assigns: boolean } {
    const start = this.#at;
    const names: string[] = [];
    while (this.#peek().type === "variable") {
      const variable = this.#next();
      const after = this.#skipSpace();
      names.push(variable.text);
      if (after.type === ":=" || after.type === "=") {
        this.#next();
        if (after.type === ":=") this.#variables.push(...names);
        else if (!this.#variables.includes(variable.text)) this.#fail(`undefined variable ${JSON.stringify(variable.text)}`, variable.at);
        return { names, assigns: after.type === "=" };
      }
      if (after.type === "," && context === "range" && names.length < 2) {
        this.#next();
        this.#skipSpace();
        continue;
      }
      break;
    }
    this.#at = start;
    return { names: [], assigns: false };
  }

  #command(context: string, closer: "close" | ")"): Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      const token = this.#skipSpace();
      if (token.type === "pipe") {
        if (operands.length === 0) this.#unexpected(token, context === "command" ? "command" : context);
        this.#next();
        break;
      }
      if (token.type === closer || token.type === "close" || token.type === ")" || token.type === "end") break;
      operands.push(this.#operand(context));
      const after = this.#peek();
      if (!["space", "pipe", "close", ")"].includes(after.type)) this.#unexpected(after, "operand");
    }
    if (operands.length === 0) this.#fail("empty command", this.#peek().at);
    return operands;
  }

  #operand(context: string): Operand {
    const token = this.#next();
    const base = this.#term(token, context);
    const names: string[] = [];
    const chainAt = this.#peek().at;
    while (this.#peek().type === "field") names.push(this.#next().text.slice(1));
    if (names.length === 0) return base;
    const text = `${base.text}${names.map((name) => `.${name}`).join("")}`;
    if (base.type === "field") return { ...base, names: [...base.names, ...names], at: chainAt, text };
    if (base.type === "variable") return { ...base, names: [...base.names, ...names], at: chainAt, text };
    if (base.type === "pipe") return { ...base, names, at: chainAt, text };
    return this.#fail(`unexpected . after term ${JSON.stringify(base.text)}`, chainAt);
  }

  #term(token: Token, context: string): Operand {
    const { at, text } = token;
    switch (token.type) {
      case "dot":
        return { type: "dot", at, text };
      case "field":
        return { type: "field", names: [text.slice(1)], at, text };
      case "variable":
        if (!this.#variables.includes(text)) this.#fail(`undefined variable ${JSON.stringify(text)}`, at);
        return { type: "variable", name: text, names: [], at, text };
      case "string":
      case "char": {
        const value = unquote(text);
        if (value === undefined) this.#fail("invalid syntax", at);
        return { type: "literal", value: token.type === "char" ? ((value as string).codePointAt(0) ?? 0) : (value as string), at, text };
      }
      case "number":
        return { type: "literal", value: Number(text.replaceAll("_", "")), at, text };
      case "word":
        if (text === "true" || text === "false") return { type: "literal", value: text === "true", at, text };
        if (text === "nil") return { type: "nil", at, text };
        if (!isFunction(text)) this.#fail(`function ${JSON.stringify(text)} not defined`, at);
        return { type: "function", name: text, at, text };
      case "(": {
        const start = this.#at;
        const pipe = this.#pipeline("parenthesized pipeline", ")");
        const inner = this.#source.slice(this.#tokens[start]?.at ?? at, this.#tokens[this.#at - 1]?.at ?? at).trim();
        return { type: "pipe", pipe, names: [], at, text: `(${inner})` };
      }
      default:
        return this.#unexpected(token, context);
    }
  }
}

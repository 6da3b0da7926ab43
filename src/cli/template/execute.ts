/** Go text/template, last step: the tree over a value. */
import { callFunction, CallError, countProblem, expectedType, type FunctionOptions } from "./functions.ts";
import type { Operand, ParsedTemplate, Pipe, TemplateNode } from "./parse.ts";
import { parse } from "./parse.ts";
import type { Value } from "./value.ts";
import { GoMethod, GoNamed, GoNil, GoStruct, isMap, isTrue, mapEntries, mapType, plain, show, typeName } from "./value.ts";

/** A template that fails on a value; the message is Go's, `template: NAME:1:2: executing "NAME" at <.X>: …`. */
export class TemplateExecError extends Error {
  /** What had been made of the template by then: commands that write as they go have it on the screen. */
  readonly written: string;
  constructor(message: string, written: string) {
    super(message);
    this.written = written;
  }
}

/** Go allows 100 000; the stack of a browser does not. */
const mostNested = 500;

class Break extends Error {}
class Continue extends Error {}

export interface ExecuteOptions extends FunctionOptions {
  /** A key that a map has not is an error, not `<no value>`. */
  readonly missingKeyIsError?: boolean;
}

/** A parsed template. */
export class Template {
  readonly #name: string;
  readonly #source: string;
  readonly #parsed: ParsedTemplate;
  /** @throws TemplateSyntaxError */
  constructor(source: string, name = "") {
    this.#name = name;
    this.#source = source;
    this.#parsed = parse(name, source);
  }

  /** @throws TemplateExecError */
  execute(data: Value, options: ExecuteOptions = {}): string {
    return new Execution(this.#name, this.#source, this.#parsed, data, options).run();
  }
}

interface Variable {
  readonly name: string;
  value: Value;
}

class Execution {
  readonly #name: string;
  readonly #source: string;
  readonly #options: ExecuteOptions;
  readonly #root: Value;
  readonly #parsed: ParsedTemplate;
  #variables: Variable[];
  #depth = 0;
  /** What was evaluated last: where an error lies that has no place of its own. */
  #last: Operand | undefined;
  #out = "";

  constructor(name: string, source: string, parsed: ParsedTemplate, data: Value, options: ExecuteOptions) {
    this.#parsed = parsed;
    this.#name = name;
    this.#source = source;
    this.#options = options;
    this.#root = data;
    this.#variables = [{ name: "$", value: data }];
  }

  run(): string {
    this.#walk(this.#parsed.nodes, this.#root);
    return this.#out;
  }

  #fail(operand: { at: number; text: string }, message: string): never {
    const before = this.#source.slice(0, operand.at);
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf("\n") + 1)).length;
    const line = before.split("\n").length;
    throw new TemplateExecError(
      `template: ${this.#name}:${line}:${column}: executing ${JSON.stringify(this.#name)} at <${operand.text}>: ${message}`,
      this.#out,
    );
  }

  #walk(nodes: readonly TemplateNode[], dot: Value): void {
    for (const node of nodes) {
      switch (node.type) {
        case "text":
          this.#out += node.text;
          break;
        case "action": {
          const value = this.#pipe(node.pipe, dot);
          if (node.pipe.declare.length === 0) this.#out += show(value);
          break;
        }
        case "template":
          this.#template(node, dot);
          break;
        case "break":
          throw new Break();
        case "continue":
          throw new Continue();
        case "range":
          this.#scope(() => this.#range(node, dot));
          break;
        default:
          this.#scope(() => {
            const value = this.#pipe(node.pipe, dot);
            if (isTrue(value)) this.#walk(node.body, node.type === "with" ? value : dot);
            else this.#walk(node.otherwise, dot);
          });
      }
    }
  }

  /** Another template of the same text, with variables of its own. */
  #template(node: Extract<TemplateNode, { type: "template" }>, dot: Value): void {
    const body = this.#parsed.defined.get(node.name);
    if (!body) this.#fail(node, `template ${JSON.stringify(node.name)} not defined`);
    if (this.#depth >= mostNested) this.#fail(node, "exceeded maximum template depth (100000)");
    const value = node.pipe ? this.#pipe(node.pipe, dot) : undefined;
    const before = this.#variables;
    this.#variables = [{ name: "$", value }];
    this.#depth++;
    this.#walk(body as readonly TemplateNode[], value);
    this.#depth--;
    this.#variables = before;
  }

  #scope(inside: () => void): void {
    const depth = this.#variables.length;
    try {
      inside();
    } finally {
      this.#variables.length = depth;
    }
  }

  #range(node: Extract<TemplateNode, { type: "if" | "with" | "range" }>, dot: Value): void {
    const { pipe } = node;
    const value = plain(this.#pipe({ ...pipe, declare: [] }, dot));
    const items = this.#items(value, pipe);
    if (items.length === 0) {
      this.#walk(node.otherwise, dot);
      return;
    }
    try {
      for (const [key, item] of items) {
        this.#scope(() => {
          const [first, second] = pipe.declare;
          if (first !== undefined) this.#set(first, second === undefined ? item : key, pipe.assigns);
          if (second !== undefined) this.#set(second, item, pipe.assigns);
          try {
            this.#walk(node.body, item);
          } catch (signal) {
            if (!(signal instanceof Continue)) throw signal;
          }
        });
      }
    } catch (signal) {
      if (!(signal instanceof Break)) throw signal;
    }
  }

  #items(value: Value, pipe: Pipe): [Value, Value][] {
    if (value === null || value === undefined || value instanceof GoNil) return [];
    if (Array.isArray(value)) return value.map((item, i) => [i, item]);
    if (typeof value === "number") return Array.from({ length: Math.max(0, value) }, (_, i) => [i, i]);
    if (isMap(value)) {
      const { toKey } = mapType(value);
      return toKey ? mapEntries(value).map(([key, item]) => [toKey(key), item]) : mapEntries(value);
    }
    const operand = pipe.commands[0]?.[0] as Operand;
    return this.#fail(operand, `range can't iterate over ${show(value)}`);
  }

  #set(name: string, value: Value, assigns: boolean): void {
    const known = assigns ? this.#variables.findLast((variable) => variable.name === name) : undefined;
    if (known) known.value = value;
    else this.#variables.push({ name, value });
  }

  #pipe(pipe: Pipe, dot: Value): Value {
    let value: Value;
    pipe.commands.forEach((command, i) => {
      value = this.#command(command, dot, i === 0 ? [] : [value]);
    });
    // A nil without a type is nothing once a pipe has carried it.
    value ??= undefined;
    for (const name of pipe.declare) this.#set(name, value, pipe.assigns);
    return value;
  }

  /** `last` is what the command before handed over: one more argument. */
  #command(command: readonly Operand[], dot: Value, last: readonly Value[]): Value {
    const [head, ...rest] = command as [Operand, ...Operand[]];
    if (head.type === "function") return this.#call(head, rest, dot, last);
    if (head.type === "field" || head.type === "variable") {
      const method = this.#method(head, dot);
      if (method) return this.#callMethod(method, head, rest, dot, last);
    }
    if (rest.length > 0 || last.length > 0) {
      if (head.type === "field" || head.type === "variable") {
        const name = head.names.at(-1) ?? head.text;
        this.#fail(head, `${name} is not a method but has arguments`);
      }
      this.#fail(head, `can't give argument to non-function ${head.text}`);
    }
    if (head.type === "nil") this.#fail(head, "nil is not a command");
    return this.#operand(head, dot);
  }

  /** What a chain of names ends in, when that is a method. */
  #method(head: Extract<Operand, { type: "field" | "variable" }>, dot: Value): GoMethod | undefined {
    const name = head.names.at(-1);
    if (name === undefined) return undefined;
    const start = head.type === "field" ? dot : this.#variables.findLast((variable) => variable.name === head.name)?.value;
    const owner = this.#fields(start, head.names.slice(0, -1), head);
    const value = owner instanceof GoStruct ? owner.fields.get(name) : isMap(owner) && Object.hasOwn(owner, name) ? owner[name] : undefined;
    if (value instanceof GoMethod) return value;
    const isGetter = owner instanceof GoStruct && owner.hasMethods && typeof value === "string";
    return isGetter ? new GoMethod(0, () => value) : undefined;
  }

  #callMethod(
    { takes, call }: GoMethod,
    head: Extract<Operand, { type: "field" | "variable" }>,
    rest: readonly Operand[],
    dot: Value,
    last: readonly Value[],
  ): Value {
    const count = rest.length + last.length;
    if (count !== takes) this.#fail(head, `wrong number of args for ${head.names.at(-1)}: want ${takes} got ${count}`);
    const args = rest.map((operand) => {
      const value = this.#operand(operand, dot);
      if (typeof value === "string") return value;
      if (operand.type === "literal") return this.#fail(operand, `expected string; found ${operand.text}`);
      return this.#fail(operand, `wrong type for value; expected string; got ${typeName(value)}`);
    });
    return call(...args, ...last.map((value) => show(value)));
  }

  #call(head: Extract<Operand, { type: "function" }>, rest: readonly Operand[], dot: Value, last: readonly Value[]): Value {
    const whole = { at: head.at, text: [head, ...rest].map(({ text }) => text).join(" ") };
    const problem = countProblem(head.name, rest.length + last.length);
    if (problem) this.#fail(head, problem);
    const isLazy = head.name === "and" || head.name === "or";
    const args: Value[] = [];
    for (const operand of rest) {
      const value = this.#operand(operand, dot);
      this.#checkType(head.name, args.length, value, operand);
      args.push(value);
      if (isLazy && isTrue(value) === (head.name === "or")) return value;
    }
    for (const value of last) this.#checkType(head.name, args.length, value, head);
    try {
      return callFunction(head.name, [...args, ...last], this.#options);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const message = head.name === "call" ? error.message.replace("non-function", `non-function ${rest[0]?.text ?? ""}`) : error.message;
      return this.#fail(whole, `error calling ${head.name}: ${message}`);
    }
  }

  #checkType(name: string, position: number, value: Value, operand: Operand): void {
    // What was read from JSON without knowing what it is has lists of anything.
    const expected = expectedType(name, position, value) ?? (this.#isLoose(name, position, value) ? "[]string" : undefined);
    if (!expected) return;
    if (operand.type === "literal") this.#fail(operand, `expected ${expected === "int" ? "integer" : expected}; found ${operand.text}`);
    this.#fail(
      operand,
      `wrong type for value; expected ${expected}; got ${this.#options.missingKeyIsError && Array.isArray(value) ? "[]interface {}" : typeName(value)}`,
    );
  }

  #isLoose(name: string, position: number, value: Value): boolean {
    return name === "join" && position === 0 && Array.isArray(value) && (this.#options.missingKeyIsError ?? false);
  }

  #operand(operand: Operand, dot: Value): Value {
    this.#last = operand;
    switch (operand.type) {
      case "dot":
        return dot;
      case "nil":
        return null;
      case "literal":
        return operand.value;
      case "function":
        return this.#call(operand, [], dot, []);
      case "field":
        return this.#fields(dot, operand.names, operand);
      case "variable":
        return this.#fields(this.#variables.findLast(({ name }) => name === operand.name)?.value, operand.names, operand);
      case "pipe":
        return this.#fields(this.#pipe(operand.pipe, dot), operand.names, operand);
    }
  }

  #fields(start: Value, names: readonly string[], operand: Operand): Value {
    let value = start;
    for (const name of names) value = this.#field(value, name, operand);
    return value;
  }

  #field(value: Value, name: string, operand: Operand): Value {
    if (value === undefined) {
      if (!this.#options.missingKeyIsError) return undefined;
      return this.#fail(this.#last ?? operand, `nil data; no entry for key ${JSON.stringify(name)}`);
    }
    if (value === null) return this.#fail(operand, `nil pointer evaluating interface {}.${name}`);
    if (value instanceof GoNil) {
      if (value.kind === "map") return undefined;
      return this.#fail(
        operand,
        value.kind === "pointer" ? `nil pointer evaluating ${value.type}.${name}` : `can't evaluate field ${name} in type ${value.type}`,
      );
    }
    if (value instanceof GoStruct || value instanceof GoNamed) {
      if (value instanceof GoNamed && Object.hasOwn(value.methods, name)) return value.methods[name];
      if (value instanceof GoStruct && value.fields.has(name)) return value.fields.get(name);
      return this.#fail(operand, `can't evaluate field ${name} in type ${value.type}`);
    }
    if (typeof value === "object" && !Array.isArray(value)) {
      if (Object.hasOwn(value, name)) return (value as Record<string, Value>)[name];
      if (this.#options.missingKeyIsError) this.#fail(operand, `map has no entry for key ${JSON.stringify(name)}`);
      return undefined;
    }
    return this.#fail(
      operand,
      `can't evaluate field ${name} in type ${this.#options.missingKeyIsError ? "interface {}" : typeName(value)}`,
    );
  }
}

/** Runs a Go program as the tree it was parsed to. */
import { type Node, NotInTheLab, type Statement, type Type } from "./ast.ts";
import { Declarations, type Packages } from "./declarations.ts";
import { builtins, checked, convert, entriesOf, nilPointer, operate, same } from "./operations.ts";
import { parseGo } from "./parse/file.ts";
import { Scope } from "./scope.ts";
import { Float, type Func, fn, GoError, GoMap, Native, Panic, Slice, Struct, Tuple, type Value } from "./values.ts";

type Completion = "break" | "continue" | { readonly value: Value } | undefined;

export class Program {
  readonly #declared: Declarations;
  readonly #globals = new Scope();
  readonly #step: () => Promise<void> | undefined;

  /**
   * Throws `NotInTheLab` for what the lab's Go does not know.
   * @param step called at every turn of a loop and every call; may give something to wait for
   */
  constructor(sources: readonly string[], packages: Packages, step: () => Promise<void> | undefined) {
    this.#step = step;
    this.#declared = new Declarations(sources.map(parseGo), packages);
    for (const { name, node } of this.#declared.functions) this.#globals.declare(name, this.#function(node, this.#globals));
  }

  /** Runs `init` and `main`. Rejects with `Panic`. */
  async run(): Promise<void> {
    for (const variable of this.#declared.variables) await this.#statement(variable, this.#globals);
    for (const name of ["init", "main"]) {
      const callee = this.#globals.get(name);
      if (callee && typeof callee === "object" && "call" in callee) await callee.call([]);
    }
  }

  #function(node: Extract<Node, { t: "func" }>, scope: Scope, receiver?: { readonly name: string; readonly value: Value }): Func {
    return {
      call: async (args) => {
        const pause = this.#step();
        if (pause) await pause;
        const own = new Scope(scope);
        if (receiver) own.declare(receiver.name, receiver.value);
        for (const [index, { name, rest }] of node.params.entries())
          own.declare(name, rest ? new Slice([...args.slice(index)]) : (args[index] ?? null));
        for (const { name, type } of node.results) if (name) own.declare(name, this.#declared.zero(type));
        const deferred: (() => Promise<unknown>)[] = [];
        const frame = Object.assign(new Scope(own), { deferred });
        try {
          const done = await this.#block(node.body, frame, deferred);
          if (typeof done === "object") {
            if (!(done.value instanceof Tuple) || done.value.items.length > 0) return done.value;
          }
          const named = node.results.filter(({ name }) => name !== "");
          return named.length === 0
            ? null
            : named.length === 1
              ? (own.get(named[0]?.name ?? "") ?? null)
              : new Tuple(named.map(({ name }) => own.get(name) ?? null));
        } finally {
          for (const each of deferred.reverse()) await each();
        }
      },
    };
  }

  async #block(body: readonly Statement[], scope: Scope, deferred: (() => Promise<unknown>)[]): Promise<Completion> {
    for (const statement of body) {
      const done = await this.#statement(statement, scope, deferred);
      if (done) return done;
    }
    return undefined;
  }

  async #statement(node: Statement, scope: Scope, deferred: (() => Promise<unknown>)[] = []): Promise<Completion> {
    switch (node.s) {
      case "expr":
        await this.#value(node.x, scope);
        return undefined;
      case "var": {
        const values = await this.#values(node.values, scope, node.names.length);
        for (const [index, name] of node.names.entries())
          scope.declare(name, values[index] === undefined ? this.#declared.zero(node.type) : convert(values[index] as Value, node.type));
        return undefined;
      }
      case "assign":
        return this.#assign(node, scope);
      case "if": {
        const inner = new Scope(scope);
        if (node.init) await this.#statement(node.init, inner, deferred);
        return this.#block((await this.#value(node.test, inner)) === true ? node.then : node.otherwise, new Scope(inner), deferred);
      }
      case "for": {
        const inner = new Scope(scope);
        if (node.init) await this.#statement(node.init, inner, deferred);
        while (!node.test || (await this.#value(node.test, inner)) === true) {
          const pause = this.#step();
          if (pause) await pause;
          const done = await this.#block(node.body, new Scope(inner), deferred);
          if (done === "break") break;
          if (typeof done === "object") return done;
          if (node.post) await this.#statement(node.post, inner, deferred);
        }
        return undefined;
      }
      case "range": {
        for (const [key, value] of entriesOf(await this.#value(node.x, scope))) {
          const pause = this.#step();
          if (pause) await pause;
          const inner = new Scope(scope);
          if (node.key) inner.declare(node.key, key);
          if (node.value) inner.declare(node.value, value);
          const done = await this.#block(node.body, inner, deferred);
          if (done === "break") break;
          if (typeof done === "object") return done;
        }
        return undefined;
      }
      case "switch": {
        const subject = node.subject ? await this.#value(node.subject, scope) : true;
        let chosen = node.cases.find(({ values }) => values.length === 0);
        for (const each of node.cases) {
          let fits = false;
          for (const value of each.values) fits ||= same(await this.#value(value, scope), subject);
          if (!fits) continue;
          chosen = each;
          break;
        }
        const done = chosen && (await this.#block(chosen.body, new Scope(scope), deferred));
        return done === "break" ? undefined : done;
      }
      case "return": {
        const values = await this.#values(node.values, scope, 0);
        return { value: values.length === 1 ? (values[0] as Value) : new Tuple(values) };
      }
      case "block":
        return this.#block(node.body, new Scope(scope), deferred);
      case "go":
      case "defer": {
        if (node.x.t !== "call") throw new NotInTheLab(node.s, node.line);
        const callee = await this.#callee(node.x.f, scope, node.line);
        const args = await this.#values(node.x.args, scope, 0);
        if (node.s === "defer") deferred.push(() => callee.call(args));
        else void callee.call(args).catch(() => {});
        return undefined;
      }
      default:
        return node.s;
    }
  }

  /** The values of a list; one call may give several of them. */
  async #values(nodes: readonly Node[], scope: Scope, wanted: number): Promise<Value[]> {
    const values: Value[] = [];
    for (const node of nodes) {
      if (wanted === 2 && nodes.length === 1 && node.t === "index") {
        const map = await this.#value(node.x, scope);
        const key = await this.#value(node.i, scope);
        if (map instanceof GoMap) return [map.entries.get(key) ?? this.#declared.zero(map.of), map.entries.has(key)];
      }
      const value = await this.#value(node, scope);
      if (value instanceof Tuple && nodes.length === 1) values.push(...value.items);
      else values.push(value);
    }
    return values;
  }

  async #assign(node: Extract<Statement, { s: "assign" }>, scope: Scope): Promise<undefined> {
    const values = await this.#values(node.values, scope, node.targets.length);
    for (const [index, target] of node.targets.entries()) {
      let value = values[index] ?? null;
      if (node.op !== "=" && node.op !== ":=") value = operate(node.op.slice(0, -1), await this.#value(target, scope), value, node.line);
      if (value instanceof Struct && node.values[index]?.t === "name") value = value.copy();
      if (target.t === "name") {
        if (node.op === ":=" && !scope.has(target.name)) scope.declare(target.name, value);
        else if (target.name !== "_") scope.set(target.name, value);
      } else if (target.t === "select") {
        const object = await this.#value(target.x, scope);
        if (object instanceof Struct) object.fields.set(target.name, value);
        else if (object instanceof Native) object.members.set(target.name, value);
        else throw nilPointer();
      } else if (target.t === "index") {
        const object = await this.#value(target.x, scope);
        const key = await this.#value(target.i, scope);
        if (object instanceof GoMap) object.entries.set(key, value);
        else if (object instanceof Slice) object.items[checked(key, object.items.length)] = value;
        else throw new Panic(null, "assignment to entry in nil map");
      } else if (target.t !== "unary") throw new NotInTheLab("this assignment", node.line);
    }
    return undefined;
  }

  async #callee(node: Node, scope: Scope, line: number): Promise<Func> {
    const value = await this.#value(node, scope);
    if (value !== null && typeof value === "object" && "call" in value) return value;
    if (value === null) throw nilPointer();
    throw new NotInTheLab("calling this", line);
  }

  async #value(node: Node, scope: Scope): Promise<Value> {
    switch (node.t) {
      case "int":
      case "string":
        return node.value;
      case "float":
        return new Float(Number(node.value));
      case "name":
        return this.#named(node.name, scope, node.line);
      case "func":
        return this.#function(node, scope);
      case "type":
        return null;
      case "unary": {
        const x = await this.#value(node.x, scope);
        if (node.op === "!") return x !== true;
        if (node.op === "-") return x instanceof Float ? new Float(-x.value) : -Number(x);
        return x;
      }
      case "binary": {
        const a = await this.#value(node.a, scope);
        if (node.op === "&&") return a === true && (await this.#value(node.b, scope)) === true;
        if (node.op === "||") return a === true || (await this.#value(node.b, scope)) === true;
        return operate(node.op, a, await this.#value(node.b, scope), node.line);
      }
      case "select":
        return this.#select(node, scope);
      case "index": {
        const object = await this.#value(node.x, scope);
        const key = await this.#value(node.i, scope);
        if (object instanceof GoMap) return object.entries.get(key) ?? this.#declared.zero(object.of);
        if (object instanceof Slice) return object.items[checked(key, object.items.length)] ?? null;
        if (typeof object === "string") return new TextEncoder().encode(object)[checked(key, object.length)] ?? 0;
        return null;
      }
      case "slice": {
        const object = await this.#value(node.x, scope);
        const from = node.from ? Number(await this.#value(node.from, scope)) : 0;
        const to = node.to ? Number(await this.#value(node.to, scope)) : undefined;
        return object instanceof Slice ? new Slice(object.items.slice(from, to), object.bytes, object.of) : String(object).slice(from, to);
      }
      case "literal":
        return this.#literal(node, scope);
      case "call":
        return this.#call(node, scope);
    }
  }

  #named(name: string, scope: Scope, line: number): Value {
    const value = scope.get(name);
    if (value !== undefined) return value;
    if (name === "nil") return null;
    if (name === "true" || name === "false") return name === "true";
    const builtin = builtins[name];
    if (builtin) return fn(builtin);
    throw new NotInTheLab(name, line);
  }

  #package(node: Node, scope: Scope): ReadonlyMap<string, Value> | undefined {
    return node.t === "name" && scope.get(node.name) === undefined ? this.#declared.package(node.name) : undefined;
  }

  async #select(node: Extract<Node, { t: "select" }>, scope: Scope): Promise<Value> {
    const members = this.#package(node.x, scope);
    if (members) {
      const member = members.get(node.name);
      if (member === undefined) throw new NotInTheLab(`${(node.x as { name: string }).name}.${node.name}`, node.line);
      return member;
    }
    const object = await this.#value(node.x, scope);
    if (object instanceof Struct) {
      const method = this.#declared.method(object.type, node.name);
      if (method) {
        const value = method.receiver?.type.k === "pointer" ? object : object.copy();
        return this.#function(method.node, this.#globals, { name: method.receiver?.name ?? "", value });
      }
      return object.fields.get(node.name) ?? null;
    }
    if (object instanceof GoError && node.name === "Error") return fn(() => object.text);
    if (object instanceof Native) {
      const member = object.members.get(node.name);
      if (member === undefined) throw new NotInTheLab(`${object.kind}.${node.name}`, node.line);
      return member;
    }
    if (object === null) throw nilPointer();
    throw new NotInTheLab(`.${node.name} of this`, node.line);
  }

  async #call(node: Extract<Node, { t: "call" }>, scope: Scope): Promise<Value> {
    const { f } = node;
    if (f.t === "name" && scope.get(f.name) === undefined) {
      if (f.name === "make" || f.name === "new") {
        const given = node.args[0];
        const type: Type | undefined =
          given?.t === "type" ? given.type : given?.t === "name" ? { k: "named", name: given.name } : undefined;
        if (type?.k === "map") return new GoMap(type.of);
        if (type?.k === "slice")
          return new Slice(
            Array.from({ length: Number(node.args[1] ? await this.#value(node.args[1], scope) : 0) }, () => this.#declared.zero(type.of)),
            false,
            type.of,
          );
        return this.#declared.zero(type);
      }
      const [only] = node.args;
      if (only && /^(u?int(8|16|32|64)?|byte|rune|float(32|64)|string|bool)$/.test(f.name))
        return convert(await this.#value(only, scope), { k: "named", name: f.name });
      const type = this.#declared.type(f.name);
      if (type && only) return convert(await this.#value(only, scope), type);
    }
    if (f.t === "type" && node.args[0]) return convert(await this.#value(node.args[0], scope), f.type);
    const callee = await this.#callee(f, scope, node.line);
    const args = await this.#values(node.args, scope, 0);
    const last = args.at(-1);
    return callee.call(node.spread && last instanceof Slice ? [...args.slice(0, -1), ...last.items] : args);
  }

  async #literal(node: Extract<Node, { t: "literal" }>, scope: Scope): Promise<Value> {
    const type = this.#declared.resolve(node.type);
    if (type.k === "slice") {
      const items: Value[] = [];
      for (const { value } of node.items) items.push(convert(await this.#value(value, scope), type.of));
      return new Slice(items, type.of.k === "named" && type.of.name === "byte", type.of);
    }
    if (type.k === "map") {
      const map = new GoMap(type.of);
      for (const { key, value } of node.items)
        map.entries.set(key ? await this.#value(key, scope) : null, convert(await this.#value(value, scope), type.of));
      return map;
    }
    if (type.k !== "struct") {
      const name = node.type.k === "named" ? node.type.name : "";
      const [owner = "", member = ""] = name.split(".");
      const make = this.#package({ t: "name", name: owner, line: 0 }, scope)?.get(`${member}{}`);
      if (make && typeof make === "object" && "call" in make) {
        const made = await make.call([]);
        if (made instanceof Native)
          for (const { key, value } of node.items) if (key?.t === "name") made.members.set(key.name, await this.#value(value, scope));
        return made;
      }
      throw new NotInTheLab(`${name}{…}`, 0);
    }
    const struct = this.#declared.zero(node.type) as Struct;
    for (const [index, { key, value }] of node.items.entries()) {
      const field = key?.t === "name" ? type.fields.find(({ name }) => name === key.name) : type.fields[index];
      if (field) struct.fields.set(field.name, convert(await this.#value(value, scope), field.type));
    }
    return struct;
  }
}

/** Short ways to write built-in functions and classes down. */
import "./classes.ts";
import { raise } from "../runtime/errors.ts";
import { builtin, classOf, type Keywords, plain, PyClass, PyModule, type Running, type Value } from "../runtime/values.ts";
import { PyBuiltin } from "../runtime/callables.ts";

/** The arguments of a built-in, by place or name. */
export class Arguments {
  readonly name: string;
  readonly positional: readonly Value[];
  readonly keywords: Keywords;
  constructor(name: string, positional: readonly Value[], keywords: Keywords) {
    this.name = name;
    this.positional = positional;
    this.keywords = keywords;
  }
  get length(): number {
    return this.positional.length;
  }
  /** The value at a place, or of that name; `undefined` when it was not given. */
  find(index: number, name?: string): Value | undefined {
    return this.positional[index] ?? (index < this.positional.length ? null : name === undefined ? undefined : this.keywords.get(name));
  }
  get(index: number, name: string, otherwise?: Value): Value {
    const value = this.find(index, name);
    if (value !== undefined) return value;
    if (otherwise !== undefined) return otherwise;
    raise("TypeError", `${this.name}() missing required argument '${name}' (pos ${index + 1})`);
  }
  text(index: number, name: string, otherwise?: string): string {
    const value = plain(this.get(index, name, otherwise));
    if (typeof value !== "string") raise("TypeError", `${this.name}() argument ${index + 1} must be str, not ${classOf(value).name}`);
    return value;
  }
  integer(index: number, name: string, otherwise?: bigint): bigint {
    const value = plain(this.get(index, name, otherwise));
    if (typeof value === "boolean") return BigInt(value);
    if (typeof value !== "bigint") raise("TypeError", `'${classOf(value).name}' object cannot be interpreted as an integer`);
    return value;
  }
  number(index: number, name: string, otherwise?: number): number {
    const value = plain(this.get(index, name, otherwise));
    if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
    if (typeof value !== "number") raise("TypeError", `must be real number, not ${classOf(value).name}`);
    return value;
  }
  flag(index: number, name: string, otherwise = false): boolean {
    const value = this.find(index, name);
    return value === undefined ? otherwise : value !== false && value !== null && value !== 0n;
  }
}

export type Definition = (args: Arguments) => Value | Running;

/** A function. */
export function fn(name: string, body: Definition): PyBuiltin {
  return new PyBuiltin(name, (args, keywords) => body(new Arguments(name, args, keywords)));
}

/** A method: its arguments begin behind `self`. */
export function method<S extends Value>(name: string, body: (self: S, args: Arguments) => Value | Running): PyBuiltin {
  return new PyBuiltin(name, ([self, ...args], keywords) => body(self as S, new Arguments(name, args, keywords)), true);
}

/** Adds methods to a class. */
export function methods<S extends Value>(
  cls: PyClass,
  definitions: Readonly<Record<string, (self: S, args: Arguments) => Value | Running>>,
): void {
  for (const [name, body] of Object.entries(definitions)) cls.attributes.set(name, method(name, body));
}

/** A class of a built-in module. `make` is its `__new__`. */
export function nativeClass(
  module: string,
  name: string,
  make: ((cls: PyClass, args: Arguments) => Value | Running) | undefined,
  base = builtin.object,
): PyClass {
  const cls = new PyClass(name, [base], new Map<string, Value>([["__module__", module]]));
  if (make)
    cls.attributes.set(
      "__new__",
      new PyBuiltin("__new__", ([given, ...args], keywords) => make(given as PyClass, new Arguments(name, args, keywords))),
    );
  return cls;
}

/** A module of built-ins. */
export function nativeModule(name: string, attributes: Readonly<Record<string, Value | Definition>>): PyModule {
  const module = new PyModule(name);
  for (const [key, value] of Object.entries(attributes)) module.attributes.set(key, typeof value === "function" ? fn(key, value) : value);
  return module;
}

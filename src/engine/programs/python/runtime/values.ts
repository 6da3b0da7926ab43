/**
 * Python's values. None, booleans, whole numbers, floats and strings are JavaScript's own (a whole number is a bigint, a float
 * a number); everything else is an object here.
 */
import type { Position } from "../syntax/ast.ts";
import type { Code } from "./callables.ts";

export type Value = null | boolean | bigint | number | string | PyObject;

export type Keywords = ReadonlyMap<string, Value>;

/**
 * Anything that may wait, or call back into Python: it is run by a `Thread`, to which it yields what it waits for and gets the
 * outcome of.
 */
// biome-ignore lint/suspicious/noExplicitAny: what comes back depends on what was yielded
export type Running<T = Value> = Generator<unknown, T, any>;

/** What a built-in function does. It gives its result at once, or something to be run. */
export type Native = (args: readonly Value[], keywords: Keywords) => Value | Running;

export abstract class PyObject {
  abstract readonly cls: PyClass;
}

export class PyClass extends PyObject {
  readonly name: string;
  readonly bases: readonly PyClass[];
  readonly attributes: Map<string, Value>;
  readonly mro: readonly PyClass[];
  /** What makes its instances, when that is not `type`. */
  readonly metaclass: PyClass | undefined;
  /** Immediate subclasses, for `__subclasses__`. */
  readonly subclasses: PyClass[] = [];

  /** Throws a text for a TypeError when the bases have no common order. */
  constructor(name: string, bases: readonly PyClass[], attributes: Map<string, Value> = new Map(), metaclass?: PyClass) {
    super();
    this.name = name;
    this.bases = bases;
    this.attributes = attributes;
    this.metaclass = metaclass ?? bases.find((base) => base.metaclass)?.metaclass;
    this.mro = [this, ...merge([...bases.map((base) => [...base.mro]), [...bases]])];
    for (const base of bases) base.subclasses.push(this);
  }

  get cls(): PyClass {
    return this.metaclass ?? typeClass.cls_;
  }

  /** Looks along its bases. */
  find(name: string): Value | undefined {
    for (const cls of this.mro) {
      const found = cls.attributes.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  isSubclassOf(other: PyClass): boolean {
    return this.mro.includes(other);
  }

  get module(): string {
    const module = this.attributes.get("__module__");
    return typeof module === "string" ? module : "builtins";
  }
  get qualifiedName(): string {
    const name = this.attributes.get("__qualname__");
    return typeof name === "string" ? name : this.name;
  }
  /** As messages name it: with its module, unless that is the program's own or built in. */
  get fullName(): string {
    return this.module === "builtins" ? this.qualifiedName : `${this.module}.${this.qualifiedName}`;
  }
}

/** `type` is made after the class of classes is known. */
export const typeClass: { cls_: PyClass } = { cls_: undefined as unknown as PyClass };

/** The order of Python's C3. */
function merge(lists: PyClass[][]): PyClass[] {
  const order: PyClass[] = [];
  for (let left = lists.filter((list) => list.length > 0); left.length > 0; left = left.filter((list) => list.length > 0)) {
    const next = left.map((list) => list[0] as PyClass).find((cls) => !left.some((list) => list.indexOf(cls) > 0));
    if (!next)
      throw new TypeError(
        `Cannot create a consistent method resolution order (MRO) for bases ${left.map((list) => list[0]?.name).join(", ")}`,
      );
    order.push(next);
    for (const list of left) if (list[0] === next) list.shift();
  }
  return order;
}

export class PyInstance extends PyObject {
  cls: PyClass;
  readonly attributes = new Map<string, Value>();
  /** What a subclass of `str`, `int` or `float` stands for. */
  base: Value | undefined;
  constructor(cls: PyClass, base?: Value) {
    super();
    this.cls = cls;
    this.base = base;
  }
}

/** An object with a state of the interpreter's own: a file, a socket, a lock. */
export class PyNative<T> extends PyInstance {
  readonly state: T;
  constructor(cls: PyClass, state: T) {
    super(cls);
    this.state = state;
  }
}

export class PyTuple extends PyObject {
  cls: PyClass;
  readonly items: readonly Value[];
  attributes: Map<string, Value> | undefined;
  constructor(items: readonly Value[], cls: PyClass = builtin.tuple) {
    super();
    this.items = items;
    this.cls = cls;
  }
}

export class PyList extends PyObject {
  cls: PyClass;
  items: Value[];
  attributes: Map<string, Value> | undefined;
  constructor(items: Value[], cls: PyClass = builtin.list) {
    super();
    this.items = items;
    this.cls = cls;
  }
}

export class PyBytes extends PyObject {
  readonly cls: PyClass;
  bytes: Uint8Array;
  constructor(bytes: Uint8Array, cls: PyClass = builtin.bytes) {
    super();
    this.bytes = bytes;
    this.cls = cls;
  }
}

export class PyModule extends PyObject {
  readonly name: string;
  readonly attributes: Map<string, Value>;
  constructor(name: string, attributes = new Map<string, Value>()) {
    super();
    this.name = name;
    this.attributes = attributes;
    if (!attributes.has("__name__")) attributes.set("__name__", name);
  }
  get cls(): PyClass {
    return builtin.module;
  }
}

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  get cls(): PyClass {
    return builtin.slice;
  }
}

export class PyRange extends PyObject {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
  constructor(start: bigint, stop: bigint, step: bigint) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  get cls(): PyClass {
    return builtin.range;
  }
  get length(): number {
    const span = this.step > 0n ? this.stop - this.start : this.start - this.stop;
    const step = this.step > 0n ? this.step : -this.step;
    return span <= 0n ? 0 : Number((span + step - 1n) / step);
  }
  at(index: number): bigint {
    return this.start + this.step * BigInt(index);
  }
}

/** Something a built-in goes through: gives `undefined` at the end. */
export class PyIterator extends PyObject {
  readonly next: () => Value | undefined | Running<Value | undefined>;
  readonly cls: PyClass;
  constructor(next: PyIterator["next"], cls: PyClass = builtin.iterator) {
    super();
    this.next = next;
    this.cls = cls;
  }
}

/** One frame that an exception went through. */
export interface TracebackEntry {
  readonly code: Code;
  readonly position: Position;
}

export class PyException extends PyInstance {
  args: readonly Value[];
  cause: PyException | null = null;
  context: PyException | null = null;
  suppressContext = false;
  /** The outermost frame first. */
  traceback: TracebackEntry[] = [];
  constructor(cls: PyClass, args: readonly Value[]) {
    super(cls);
    this.args = args;
  }
}

/** The built-in classes by name. `builtins/classes.ts` fills it; nothing reads it before. */
export const builtin: Record<string, PyClass> & {
  [K in
    | "object"
    | "type"
    | "int"
    | "float"
    | "bool"
    | "str"
    | "bytes"
    | "bytearray"
    | "tuple"
    | "list"
    | "dict"
    | "set"
    | "frozenset"
    | "function"
    | "method"
    | "builtin_function_or_method"
    | "method_descriptor"
    | "module"
    | "slice"
    | "range"
    | "iterator"
    | "property"
    | "staticmethod"
    | "classmethod"
    | "generator"
    | "coroutine"
    | "NoneType"
    | "ellipsis"
    | "NotImplementedType"]: PyClass;
} = {} as never;

class Singleton extends PyObject {
  readonly name: string;
  readonly #cls: string;
  constructor(name: string, cls: string) {
    super();
    this.name = name;
    this.#cls = cls;
  }
  get cls(): PyClass {
    return builtin[this.#cls] as PyClass;
  }
}

export const ellipsis: PyObject & { readonly name: string } = new Singleton("Ellipsis", "ellipsis");

export const notImplemented: PyObject & { readonly name: string } = new Singleton("NotImplemented", "NotImplementedType");

export { Singleton };

export function classOf(value: Value): PyClass {
  switch (typeof value) {
    case "string":
      return builtin.str;
    case "bigint":
      return builtin.int;
    case "number":
      return builtin.float;
    case "boolean":
      return builtin.bool;
    default:
      return value === null ? builtin.NoneType : value.cls;
  }
}

/** What a value of a subclass of `str`, `int` or `float` stands for; any other value is itself. */
export function plain(value: Value): Value {
  return value instanceof PyInstance && value.base !== undefined ? value.base : value;
}

export function isInstance(value: Value, cls: PyClass): boolean {
  return classOf(value).isSubclassOf(cls);
}

/** Whether a built-in's result still has to be run. */
export function isRunning<T extends Value | undefined>(result: T | Running<T>): result is Running<T> {
  return (
    typeof result === "object" &&
    result !== null &&
    Symbol.iterator in result &&
    typeof (result as { throw?: unknown }).throw === "function"
  );
}

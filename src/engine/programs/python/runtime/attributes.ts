/** Looking attributes up, along classes and through descriptors, and setting them. */
import { call } from "./call.ts";
import { PyDict, quickKey, Table } from "./dict.ts";
import { exception, isRaised, PyRaise, raise } from "./errors.ts";
import { bindQuick } from "./special.ts";
import {
  builtin,
  classOf,
  PyBuiltin,
  PyClass,
  PyException,
  PyFunction,
  PyInstance,
  PyList,
  PyMethod,
  PyModule,
  PyProperty,
  PySlice,
  PyRange,
  PyTuple,
  PyWrapper,
  type Running,
  type Value,
} from "./values.ts";

/** The variables an object has of its own; `undefined` when it can have none. */
export function ownAttributes(value: Value): Map<string, Value> | undefined {
  if (value instanceof PyInstance || value instanceof PyModule || value instanceof PyFunction || value instanceof PyClass)
    return value.attributes;
  if (value instanceof PyDict || value instanceof PyList || value instanceof PyTuple) {
    if (value.attributes) return value.attributes;
    if (value.cls !== builtin.dict && value.cls !== builtin.list && value.cls !== builtin.tuple) {
      value.attributes = new Map();
      return value.attributes;
    }
  }
  return undefined;
}

function isDataDescriptor(found: Value): boolean {
  return found instanceof PyProperty || (found instanceof PyInstance && found.cls.find("__set__") !== undefined);
}

/** An attribute that can be had without running Python code; `undefined` otherwise, or when there is none. */
export function quickAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof PyModule) return value.attributes.get(name);
  const cls = classOf(value);
  if (value instanceof PyClass || cls.find("__getattribute__") !== undefined) return undefined;
  const found = cls.find(name);
  if (found !== undefined && isDataDescriptor(found)) return undefined;
  const own = ownAttributes(value)?.get(name);
  if (own !== undefined) return own;
  return found === undefined ? undefined : bindQuick(found, value, cls);
}

/** `value.name`; raises AttributeError. */
export function* getAttribute(value: Value, name: string): Running {
  const quick = quickAttribute(value, name);
  if (quick !== undefined) return quick;
  const cls = classOf(value);
  const custom = value instanceof PyClass ? undefined : cls.find("__getattribute__");
  if (custom !== undefined) return yield* call(custom, [value, name]);
  const found = yield* findAttribute(value, cls, name);
  if (found !== undefined) return found;
  if (value instanceof PyModule) {
    const dynamic = value.attributes.get("__getattr__");
    if (dynamic !== undefined) return yield* call(dynamic, [name]);
  }
  const fallback = cls.find("__getattr__");
  if (fallback !== undefined) return yield* call(fallback, [value, name]);
  throw new PyRaise(attributeError(value, name));
}

/** `getattr` with a default. */
export function* getAttributeOr(value: Value, name: string, otherwise: Value): Running {
  try {
    return yield* getAttribute(value, name);
  } catch (error) {
    if (isRaised(error, "AttributeError")) return otherwise;
    throw error;
  }
}

/** `object.__getattribute__`, without the fall-backs. */
export function* findAttribute(value: Value, cls: PyClass, name: string): Running<Value | undefined> {
  if (value instanceof PyClass) return yield* classAttribute(value, name);
  const found = cls.find(name);
  if (found instanceof PyProperty) return yield* readProperty(found, value, cls, name);
  if (found !== undefined && !isDataDescriptor(found)) {
    const own = ownAttributes(value)?.get(name);
    if (own !== undefined) return own;
  }
  if (found instanceof PyInstance) {
    const get = found.cls.find("__get__");
    if (get !== undefined) return yield* call(get, [found, value, cls]);
  }
  if (found !== undefined) return bindQuick(found, value, cls) ?? found;
  const own = ownAttributes(value)?.get(name);
  return own ?? specialAttribute(value, name);
}

function* readProperty(property: PyProperty, value: Value, cls: PyClass, name: string): Running {
  if (property.get === null) raise("AttributeError", `property '${name}' of '${cls.name}' object has no getter`);
  return yield* call(property.get, [value]);
}

function* classAttribute(cls: PyClass, name: string): Running<Value | undefined> {
  const meta = cls.cls.find(name);
  if (meta !== undefined && isDataDescriptor(meta) && cls.metaclass) {
    if (meta instanceof PyProperty) return yield* readProperty(meta, cls, cls.cls, name);
  }
  const found = cls.find(name);
  if (found !== undefined) {
    if (found instanceof PyWrapper) return found.kind === "staticmethod" ? found.callee : new PyMethod(cls, found.callee);
    if (found instanceof PyInstance) {
      const get = found.cls.find("__get__");
      if (get !== undefined) return yield* call(get, [found, null, cls]);
    }
    if (!(name === "__doc__" && !cls.attributes.has(name))) return found;
  }
  const special = specialClassAttribute(cls, name);
  if (special !== undefined) return special;
  return meta === undefined ? undefined : (bindQuick(meta, cls, cls.cls) ?? meta);
}

/** `object.__getattribute__`, which no class may miss though none has it in its variables. */
const plainLookup = new PyBuiltin(
  "__getattribute__",
  function* ([self = null, name = null]) {
    const found = yield* findAttribute(self, classOf(self), String(name));
    if (found === undefined) throw new PyRaise(attributeError(self, String(name)));
    return found;
  },
  true,
);

function specialClassAttribute(cls: PyClass, name: string): Value | undefined {
  switch (name) {
    case "__name__":
      return cls.name;
    case "__qualname__":
      return cls.qualifiedName;
    case "__module__":
      return cls.module;
    case "__doc__":
      return null;
    case "__dict__":
      return attributeDict(cls.attributes);
    case "__mro__":
      return new PyTuple(cls.mro);
    case "__bases__":
      return new PyTuple(cls.bases);
    case "__base__":
      return cls.bases[0] ?? null;
    case "__class__":
      return cls.cls;
    case "__annotations__":
      return new PyDict();
    case "__subclasses__":
      return new PyBuiltin("__subclasses__", () => new PyList([...cls.subclasses]));
    case "__getattribute__":
      return plainLookup;
    case "mro":
      return new PyBuiltin("mro", () => new PyList([...cls.mro]));
    default:
      return undefined;
  }
}

function specialAttribute(value: Value, name: string): Value | undefined {
  if (name === "__class__") return classOf(value);
  if (name === "__dict__") {
    const own = ownAttributes(value);
    return own && attributeDict(own);
  }
  if (name === "__doc__") return null;
  if (value instanceof PyFunction) return functionAttribute(value, name);
  if (value instanceof PyMethod) {
    if (name === "__self__") return value.self;
    if (name === "__func__") return value.callee;
    if (value.callee instanceof PyFunction) return value.callee.attributes.get(name) ?? functionAttribute(value.callee, name);
    return value.callee instanceof PyBuiltin && (name === "__name__" || name === "__qualname__") ? value.callee.name : undefined;
  }
  if (value instanceof PyBuiltin) {
    if (name === "__name__" || name === "__qualname__") return value.name;
    return name === "__module__" ? "builtins" : value.attributes.get(name);
  }
  if (value instanceof PyException) return exceptionAttribute(value, name);
  if (value instanceof PySlice || value instanceof PyRange) {
    const part = { start: value.start, stop: value.stop, step: value.step } as Readonly<Record<string, Value>>;
    return part[name];
  }
  if (value instanceof PyProperty) return propertyAttribute(value, name);
  if (value instanceof PyWrapper && name === "__func__") return value.callee;
  return undefined;
}

function functionAttribute(value: PyFunction, name: string): Value | undefined {
  switch (name) {
    case "__name__":
      return value.node.name;
    case "__qualname__":
      return value.code.qualifiedName;
    case "__module__":
      return value.environment.globals.get("__name__") ?? null;
    case "__defaults__": {
      const { positionalOnly, positional } = value.parameters;
      const items = [...positionalOnly, ...positional].flatMap((each) => value.defaults.get(each.name) ?? []);
      return items.length > 0 ? new PyTuple(items) : null;
    }
    case "__is_async__":
      return value.node.isAsync;
    case "__globals__":
      return attributeDict(value.environment.globals);
    default:
      return undefined;
  }
}

function exceptionAttribute(value: PyException, name: string): Value | undefined {
  switch (name) {
    case "args":
      return new PyTuple(value.args);
    case "__cause__":
      return value.cause;
    case "__context__":
      return value.context;
    case "__suppress_context__":
      return value.suppressContext;
    case "__traceback__":
      return new PyTuple([]);
    case "with_traceback":
      return new PyBuiltin(name, () => value);
    case "add_note":
      return new PyBuiltin(name, ([note = null]) => {
        const notes = value.attributes.get("__notes__");
        if (notes instanceof PyList) notes.items.push(note);
        else value.attributes.set("__notes__", new PyList([note]));
        return null;
      });
    case "value":
      return value.cls.name === "StopIteration" ? (value.args[0] ?? null) : undefined;
    case "code":
      return value.cls.name === "SystemExit" ? (value.args[0] ?? null) : undefined;
    case "msg":
    case "name":
    case "path":
    case "errno":
    case "strerror":
    case "filename":
      return value.cls.mro.some((cls) => cls.name === "OSError" || cls.name === "ImportError" || cls.name === "SyntaxError")
        ? name === "msg"
          ? (value.args[0] ?? null)
          : null
        : undefined;
    default:
      return undefined;
  }
}

function propertyAttribute(value: PyProperty, name: string): Value | undefined {
  switch (name) {
    case "setter":
      return new PyBuiltin(name, ([set = null]) => new PyProperty(value.get, set, value.delete));
    case "getter":
      return new PyBuiltin(name, ([get = null]) => new PyProperty(get, value.set, value.delete));
    case "deleter":
      return new PyBuiltin(name, ([remove = null]) => new PyProperty(value.get, value.set, remove));
    case "fget":
      return value.get;
    default:
      return undefined;
  }
}

function attributeError(value: Value, name: string): PyException {
  const error = exception("AttributeError", attributeErrorText(value, name));
  error.attributes.set("name", name);
  error.attributes.set("obj", value);
  return error;
}

function attributeErrorText(value: Value, name: string): string {
  if (value instanceof PyModule) return `module '${value.name}' has no attribute '${name}'`;
  if (value instanceof PyClass) return `type object '${value.name}' has no attribute '${name}'`;
  return `'${classOf(value).name}' object has no attribute '${name}'`;
}

/** `value.name = given`. */
export function* setAttribute(value: Value, name: string, given: Value): Running<void> {
  const cls = classOf(value);
  const custom = cls.find("__setattr__");
  if (custom !== undefined && custom !== builtin.object.attributes.get("__setattr__")) {
    yield* call(custom, [value, name, given]);
    return;
  }
  yield* setOwnAttribute(value, name, given);
}

/** `object.__setattr__` */
export function* setOwnAttribute(value: Value, name: string, given: Value): Running<void> {
  const cls = classOf(value);
  const found = cls.find(name);
  if (found instanceof PyProperty) {
    if (found.set === null) raise("AttributeError", `property '${name}' of '${cls.name}' object has no setter`);
    yield* call(found.set, [value, given]);
    return;
  }
  if (found instanceof PyInstance) {
    const set = found.cls.find("__set__");
    if (set !== undefined) {
      yield* call(set, [found, value, given]);
      return;
    }
  }
  if (value instanceof PyException && setExceptionAttribute(value, name, given)) return;
  if (name === "__class__" && value instanceof PyInstance && given instanceof PyClass) {
    value.cls = given;
    return;
  }
  if (value instanceof PyClass && !value.attributes.has("__module__"))
    raise("TypeError", `cannot set '${name}' attribute of immutable type '${value.name}'`);
  const own = value instanceof PyBuiltin ? value.attributes : ownAttributes(value);
  if (!own || !mayHave(cls, name)) {
    if (found !== undefined && !mayHave(cls, name)) raise("AttributeError", `'${cls.name}' object attribute '${name}' is read-only`);
    throw new PyRaise(attributeError(value, name));
  }
  own.set(name, given);
}

/** Where every class of an object has `__slots__`, only those. */
function mayHave(cls: PyClass, name: string): boolean {
  const slots: Value[] = [];
  for (const each of cls.mro) {
    if (each === builtin.object) break;
    const listed = each.attributes.get("__slots__");
    if (listed === undefined) return true;
    if (listed instanceof PyTuple || listed instanceof PyList) slots.push(...listed.items);
    else slots.push(listed);
  }
  return slots.includes(name) || slots.includes("__dict__");
}

function setExceptionAttribute(value: PyException, name: string, given: Value): boolean {
  if (name === "__cause__") {
    value.cause = given instanceof PyException ? given : null;
    value.suppressContext = true;
  } else if (name === "__context__") value.context = given instanceof PyException ? given : null;
  else if (name === "__suppress_context__") value.suppressContext = given === true;
  else if (name === "args" && (given instanceof PyTuple || given instanceof PyList)) value.args = [...given.items];
  else return name === "__traceback__";
  return true;
}

export function* deleteAttribute(value: Value, name: string): Running<void> {
  const custom = classOf(value).find("__delattr__");
  if (custom !== undefined) {
    yield* call(custom, [value, name]);
    return;
  }
  const found = classOf(value).find(name);
  if (found instanceof PyProperty && found.delete !== null) {
    yield* call(found.delete, [value]);
    return;
  }
  if (!ownAttributes(value)?.delete(name)) throw new PyRaise(attributeError(value, name));
}

/** Variables as a dictionary that shows them as they stand, and changes them. */
export function attributeDict(attributes: Map<string, Value>): PyDict {
  const dict = new PyDict();
  Object.defineProperty(dict, "table", { value: new AttributeTable(attributes) });
  return dict;
}

class AttributeTable extends Table {
  readonly #attributes: Map<string, Value>;
  constructor(attributes: Map<string, Value>) {
    super();
    this.#attributes = attributes;
  }
  override get size(): number {
    return this.#attributes.size;
  }
  override get(place: unknown): { key: Value; value: Value } | undefined {
    if (typeof place !== "string") return undefined;
    const key = place.slice(1);
    const value = this.#attributes.get(key);
    return value === undefined ? undefined : { key, value };
  }
  override set(_place: unknown, key: Value, value: Value): void {
    if (typeof key === "string") this.#attributes.set(key, value);
  }
  override delete(place: unknown): boolean {
    return typeof place === "string" && this.#attributes.delete(place.slice(1));
  }
  override clear(): void {
    this.#attributes.clear();
  }
  override *entries(): IterableIterator<{ key: Value; value: Value }> {
    for (const [key, value] of this.#attributes) yield { key, value };
  }
  override *places(): IterableIterator<unknown> {
    for (const key of this.#attributes.keys()) yield quickKey(key);
  }
  override copyFrom(other: Table): void {
    for (const { key, value } of other.entries()) this.set(undefined, key, value);
  }
  override last(): { place: unknown; entry: { key: Value; value: Value } } | undefined {
    const key = [...this.#attributes.keys()].at(-1);
    return key === undefined ? undefined : { place: quickKey(key), entry: { key, value: this.#attributes.get(key) as Value } };
  }
}

/** Indexing and slicing. */
import { call } from "./call.ts";
import { PyDict } from "./dict.ts";
import { raise } from "./errors.ts";
import { keyRules } from "./operators.ts";
import { lookupSpecial } from "./special.ts";
import {
  builtin,
  classOf,
  plain,
  PyBytes,
  PyClass,
  PyInstance,
  PyList,
  PyRange,
  PySlice,
  PyTuple,
  type Running,
  type Value,
} from "./values.ts";
import { PyBuiltin } from "./callables.ts";

/** A whole number as an index; raises TypeError. */
export function* indexOf(value: Value, what: string): Running<number> {
  const base = plain(value);
  if (typeof base === "bigint") return Number(base);
  if (typeof base === "boolean") return base ? 1 : 0;
  const method = lookupSpecial(value, "__index__");
  if (method === undefined) raise("TypeError", `${what} indices must be integers or slices, not ${classOf(value).name}`);
  return Number(yield* call(method));
}

/** The places a slice takes of something so long. */
export function sliceIndices(slice: PySlice, length: number): { start: number; stop: number; step: number } {
  const number = (value: Value, otherwise: number): number => {
    if (value === null) return otherwise;
    const base = plain(value);
    if (typeof base !== "bigint" && typeof base !== "boolean")
      raise("TypeError", "slice indices must be integers or None or have an __index__ method");
    return Number(base);
  };
  const step = number(slice.step, 1);
  if (step === 0) raise("ValueError", "slice step cannot be zero");
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (index: number): number => Math.max(low, Math.min(high, index < 0 ? index + length : index));
  const start = slice.start === null ? (step > 0 ? 0 : length - 1) : clamp(number(slice.start, 0));
  const stop = slice.stop === null ? (step > 0 ? length : -1) : clamp(number(slice.stop, 0));
  return { start, stop, step };
}

function sliced<T>(items: ArrayLike<T>, slice: PySlice): T[] {
  const { start, stop, step } = sliceIndices(slice, items.length);
  const result: T[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) result.push(items[index] as T);
  return result;
}

/** A string by its characters, where some of them take two places in JavaScript. */
export function characters(text: string): readonly string[] | string {
  return /[\uD800-\uDBFF]/.test(text) ? [...text] : text;
}

/** `object[index]` */
export function* getItem(object: Value, index: Value): Running {
  if (object instanceof PyDict && object.cls === builtin.dict) {
    const found = object.table.get(yield* object.table.place(index, keyRules));
    if (!found) raise("KeyError", index);
    return found.value;
  }
  if (object instanceof PyList && object.cls === builtin.list) return yield* sequenceItem(object, object.items, index, "list");
  if (object instanceof PyClass) return yield* classItem(object, index);
  const method = lookupSpecial(object, "__getitem__");
  if (method === undefined) raise("TypeError", `'${classOf(object).name}' object is not subscriptable`);
  return yield* call(method, [index]);
}

/** An item of a built-in sequence, or a part of it. */
export function* sequenceItem(object: Value, items: readonly Value[] | string, index: Value, name: string): Running {
  if (index instanceof PySlice) {
    if (typeof items === "string") return sliced(items, index).join("");
    const part = sliced(items, index);
    return object instanceof PyTuple ? new PyTuple(part) : typeof object === "string" ? part.join("") : new PyList(part);
  }
  const at = yield* indexOf(index, name);
  const item = items[at < 0 ? at + items.length : at];
  if (item === undefined) raise("IndexError", `${name} index out of range`);
  return item;
}

export function* bytesItem(object: PyBytes, index: Value): Running {
  if (index instanceof PySlice) return new PyBytes(Uint8Array.from(sliced(object.bytes, index)), object.cls);
  const at = yield* indexOf(index, "byte");
  const byte = object.bytes[at < 0 ? at + object.bytes.length : at];
  if (byte === undefined) raise("IndexError", "index out of range");
  return BigInt(byte);
}

export function* rangeItem(object: PyRange, index: Value): Running {
  if (index instanceof PySlice) {
    const { start, stop, step } = sliceIndices(index, object.length);
    return new PyRange(object.at(start), object.at(stop), object.step * BigInt(step));
  }
  const at = yield* indexOf(index, "range");
  const place = at < 0 ? at + object.length : at;
  if (place < 0 || place >= object.length) raise("IndexError", "range object index out of range");
  return object.at(place);
}

/** `list[int]`, and classes that say what their brackets mean. */
function* classItem(cls: PyClass, index: Value): Running {
  const meta = cls.metaclass?.find("__getitem__");
  if (meta !== undefined) return yield* call(meta, [cls, index]);
  const own = cls.find("__class_getitem__");
  if (own !== undefined) {
    const callee = typeof own === "object" && own !== null && "callee" in own ? (own as { callee: Value }).callee : own;
    return yield* call(callee, [cls, index]);
  }
  if (["list", "dict", "tuple", "set", "frozenset", "type"].some((name) => builtin[name] === cls)) return genericAlias(cls, index);
  raise("TypeError", `type '${cls.name}' is not subscriptable`);
}

/** The class of `list[int]`. Its methods are added with those of `object`. */
export const aliasClass = new PyClass(
  "GenericAlias",
  [],
  new Map<string, Value>([
    ["__module__", "types"],
    [
      "__call__",
      new PyBuiltin(
        "__call__",
        ([self, ...args], keywords) => call((self as PyInstance).attributes.get("__origin__") ?? null, args, keywords),
        true,
      ),
    ],
  ]),
);

/** `list[int]`: the class, and what was in the brackets. */
function genericAlias(origin: Value, index: Value): PyInstance {
  const alias = new PyInstance(aliasClass);
  alias.attributes.set("__origin__", origin);
  alias.attributes.set("__args__", index instanceof PyTuple ? index : new PyTuple([index]));
  return alias;
}

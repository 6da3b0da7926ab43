/** Operators: at once where both sides are plain, through Python's methods otherwise. */
import type { BinaryOperator, Comparison } from "../syntax/ast.ts";
import { lookupSpecial } from "./special.ts";
import { call } from "./call.ts";
import { identity, type KeyRules, PyDict, PySet, quickKey } from "./dict.ts";
import { raise } from "./errors.ts";
import { iterate } from "./iterate.ts";
import { floats, integers } from "./numbers.ts";
import {
  builtin,
  classOf,
  notImplemented,
  plain,
  PyBytes,
  PyClass,
  PyInstance,
  PyList,
  PyRange,
  PyTuple,
  type Running,
  type Value,
} from "./values.ts";

const methods: Readonly<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};

/** The result where no Python code has a say; `undefined` otherwise. */
export function quickBinary(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (typeof left === "bigint" && typeof right === "bigint") return integers(operator, left, right);
  if (typeof left === "string" && typeof right === "string" && operator === "+") return left + right;
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === undefined || b === undefined) return undefined;
  if (typeof left === "boolean" && typeof right === "boolean" && "&|^".includes(operator))
    return operator === "&" ? left && right : operator === "|" ? left || right : left !== right;
  if (typeof a === "bigint" && typeof b === "bigint") return integers(operator, a, b);
  return floats(operator, Number(a), Number(b));
}

function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return value;
  return typeof value === "boolean" ? BigInt(value) : undefined;
}

/** `left operator right`; raises TypeError where there is no such operation. */
export function* binary(operator: BinaryOperator, left: Value, right: Value, augmented = false): Running {
  const quick = quickBinary(operator, left, right);
  if (quick !== undefined) return quick;
  const name = methods[operator];
  if (augmented) {
    const inPlace = lookupSpecial(left, `__i${name}__`);
    if (inPlace !== undefined) {
      const result = yield* call(inPlace, [right]);
      if (result !== notImplemented) return result;
    }
  }
  // A subclass knows better than its base.
  const reversedFirst =
    classOf(right) !== classOf(left) && classOf(right).isSubclassOf(classOf(left)) && classOf(right).attributes.has(`__r${name}__`);
  const order = reversedFirst ? [true, false] : [false, true];
  for (const reversed of order) {
    const method = reversed ? lookupSpecial(right, `__r${name}__`) : lookupSpecial(left, `__${name}__`);
    if (method === undefined) continue;
    const result = yield* call(method, [reversed ? left : right]);
    if (result !== notImplemented) return result;
  }
  const base = quickBinary(operator, plain(left), plain(right));
  if (base !== undefined) return base;
  const shown = augmented ? `${operator}=` : operator === "**" ? "** or pow()" : operator;
  if (operator === "+" && !augmented && plain(left) instanceof PyList)
    raise("TypeError", `can only concatenate list (not "${classOf(right).name}") to list`);
  if (operator === "+" && typeof plain(left) === "string")
    raise("TypeError", `can only concatenate str (not "${classOf(right).name}") to str`);
  if (operator === "+" && left instanceof PyTuple) raise("TypeError", `can only concatenate tuple (not "${classOf(right).name}") to tuple`);
  raise("TypeError", `unsupported operand type(s) for ${shown}: '${classOf(left).name}' and '${classOf(right).name}'`);
}

export function* unary(operator: "-" | "+" | "~", value: Value): Running {
  const number = numberOf(plain(value));
  if (number !== undefined) {
    if (operator === "~") {
      if (typeof number === "bigint") return ~number;
    } else return operator === "-" ? -number : number;
  }
  const method = lookupSpecial(value, { "-": "__neg__", "+": "__pos__", "~": "__invert__" }[operator]);
  if (method === undefined) raise("TypeError", `bad operand type for unary ${operator}: '${classOf(value).name}'`);
  return yield* call(method, []);
}

/** `True` and `False` where no Python code has a say. */
export function quickTruth(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === null) return false;
  if (typeof value === "string") return value !== "";
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.size > 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyRange) return value.length > 0;
  if (value instanceof PyInstance && value.base !== undefined) return quickTruth(value.base);
  return undefined;
}

export function* truth(value: Value): Running<boolean> {
  const quick = quickTruth(value);
  if (quick !== undefined && (!(value instanceof PyInstance) || value.cls.find("__bool__") === undefined)) return quick;
  const bool = lookupSpecial(value, "__bool__");
  if (bool !== undefined) return (yield* call(bool)) === true;
  const length = lookupSpecial(value, "__len__");
  return length === undefined ? true : (yield* call(length)) !== 0n;
}

/** Compares; `undefined` where that takes Python code. */
export function quickCompare(operator: Comparison, left: Value, right: Value): boolean | undefined {
  switch (operator) {
    case "is":
      return same(left, right);
    case "is not":
      return !same(left, right);
    case "==":
      return quickEqual(left, right);
    case "!=": {
      const equal = quickEqual(left, right);
      return equal === undefined ? undefined : !equal;
    }
    case "in":
    case "not in": {
      if (typeof left !== "string" || typeof right !== "string") return undefined;
      return right.includes(left) === (operator === "in");
    }
    default: {
      const a = numberOf(left) ?? (typeof left === "string" ? left : undefined);
      const b = numberOf(right) ?? (typeof right === "string" ? right : undefined);
      if (a === undefined || b === undefined || (typeof a === "string") !== (typeof b === "string")) return undefined;
      if (operator === "<") return a < b;
      if (operator === "<=") return a <= b;
      return operator === ">" ? a > b : a >= b;
    }
  }
}

function same(left: Value, right: Value): boolean {
  return left === right || (left instanceof PyTuple && right instanceof PyTuple && left.items.length === 0 && right.items.length === 0);
}

function quickEqual(left: Value, right: Value): boolean | undefined {
  if (left === right) return typeof left !== "object" || left === null || !(left instanceof PyInstance) ? true : undefined;
  const a = numberOf(left);
  const b = numberOf(right);
  // biome-ignore lint/suspicious/noDoubleEquals: compares whole numbers with floats by value
  if (a !== undefined && b !== undefined) return a == b;
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") {
    const other = typeof left === "object" ? left : typeof right === "object" ? right : null;
    return other instanceof PyInstance ? undefined : false;
  }
  if (left instanceof PyClass && right instanceof PyClass) return false;
  return undefined;
}

export function* equal(left: Value, right: Value): Running<boolean> {
  const quick = quickEqual(left, right);
  if (quick !== undefined) return quick;
  if (left === right && classOf(left).find("__eq__") === builtin.object.find("__eq__")) return true;
  for (const [self, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const method = lookupSpecial(self, "__eq__");
    if (method === undefined) continue;
    const result = yield* call(method, [other]);
    if (result !== notImplemented) return yield* truth(result);
  }
  const [a, b] = [plain(left), plain(right)];
  return a !== left || b !== right ? yield* equal(a, b) : left === right;
}

const reflected: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const ordering: Readonly<Record<string, string>> = { "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__" };

export function* compare(operator: Comparison, left: Value, right: Value): Running {
  const quick = quickCompare(operator, left, right);
  if (quick !== undefined) return quick;
  switch (operator) {
    case "==": {
      const method = left instanceof PyInstance ? lookupSpecial(left, "__eq__") : undefined;
      if (method !== undefined && left instanceof PyInstance && left.base === undefined) {
        const result = yield* call(method, [right]);
        if (result !== notImplemented) return result;
      }
      return yield* equal(left, right);
    }
    case "!=": {
      const method = lookupSpecial(left, "__ne__");
      if (method !== undefined) {
        const result = yield* call(method, [right]);
        if (result !== notImplemented) return result;
      }
      return !(yield* equal(left, right));
    }
    case "in":
      return yield* contains(right, left);
    case "not in":
      return !(yield* contains(right, left));
    default:
      return yield* order(operator, left, right);
  }
}

function* order(operator: Comparison, left: Value, right: Value): Running {
  for (const [self, name, other] of [
    [left, ordering[operator], right],
    [right, ordering[reflected[operator] as string], left],
  ] as const) {
    const method = lookupSpecial(self, name as string);
    if (method === undefined) continue;
    const result = yield* call(method, [other]);
    if (result !== notImplemented) return result;
  }
  const quick = quickCompare(operator, plain(left), plain(right));
  if (quick !== undefined) return quick;
  raise("TypeError", `'${operator}' not supported between instances of '${classOf(left).name}' and '${classOf(right).name}'`);
}

/** `item in container` */
export function* contains(container: Value, item: Value): Running<boolean> {
  const method = lookupSpecial(container, "__contains__");
  if (method !== undefined) return yield* truth(yield* call(method, [item]));
  if (lookupSpecial(container, "__iter__") === undefined && lookupSpecial(container, "__getitem__") === undefined)
    raise("TypeError", `argument of type '${classOf(container).name}' is not iterable`);
  const items = yield* iterate(container);
  for (let next = yield* items.next(); next !== undefined; next = yield* items.next()) if (yield* equal(next, item)) return true;
  return false;
}

/** How dictionaries and sets compare keys that have code of their own for it. */
export const keyRules: KeyRules = {
  *hash(value) {
    return yield* hash(value);
  },
  equal,
};

export function* hash(value: Value): Running<bigint> {
  if (value instanceof PyList || value instanceof PyDict || (value instanceof PySet && !value.frozen))
    raise("TypeError", `unhashable type: '${classOf(value).name}'`);
  if (value instanceof PyTuple) {
    let result = 7n;
    for (const item of value.items) result = (result * 31n + (yield* hash(item))) % (1n << 61n);
    return result;
  }
  if (value instanceof PyInstance && value.base === undefined) {
    const method = value.cls.find("__hash__");
    if (method === null) raise("TypeError", `unhashable type: '${value.cls.name}'`);
    if (method !== undefined && method !== builtin.object.find("__hash__")) return (yield* call(method, [value])) as bigint;
  }
  const key = quickKey(value);
  if (typeof key === "bigint") return key;
  return textHash(typeof key === "string" ? key : typeof key === "number" ? String(key) : `o${identity(value as object)}`);
}

function textHash(text: string): bigint {
  let result = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    result = ((result ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n) & ((1n << 61n) - 1n);
  return result;
}

/** Built-in functions that need nothing of the process. */
import { getAttribute, getAttributeOr } from "../runtime/attributes.ts";
import { deleteAttribute, setAttribute } from "../runtime/set-attributes.ts";
import { ownAttributes, attributeDict } from "../runtime/own-attributes.ts";
import { call, callSpecial } from "../runtime/call.ts";
import { identity } from "../runtime/dict.ts";
import { exceptionClasses, isRaised, PyRaise, exception, raise } from "../runtime/errors.ts";
import { asyncIterator, asyncNext } from "../runtime/await.ts";
import { formatValue } from "../runtime/format.ts";
import { iterate, iterator, listOf, nextOf, type Walk } from "../runtime/iterate.ts";
import { roundHalfEven, roundTo } from "../runtime/numbers.ts";
import { binary, compare, hash, quickBinary, truth } from "../runtime/operators.ts";
import { lookupSpecial } from "../runtime/special.ts";
import { asciiText, reprOf } from "../runtime/text.ts";
import {
  builtin,
  classOf,
  ellipsis,
  isInstance,
  notImplemented,
  plain,
  PyClass,
  PyInstance,
  PyIterator,
  PyList,
  PySlice,
  PyTuple,
  type Running,
  type Value,
} from "../runtime/values.ts";
import { PyBuiltin, PyFunction, PyMethod } from "../runtime/callables.ts";
import { type Arguments, type Definition, fn } from "./define.ts";
import { makes, namesOf } from "./object.ts";
import { sorted } from "./sorting.ts";

/** Whether it is an instance of a class, or of one of several. */
function* instanceOf(value: Value, cls: Value): Running<boolean> {
  if (cls instanceof PyTuple) {
    for (const each of cls.items) if (yield* instanceOf(value, each)) return true;
    return false;
  }
  if (!(cls instanceof PyClass)) {
    if (
      cls instanceof PyInstance &&
      cls.attributes.get("__args__") instanceof PyTuple &&
      !(cls.attributes.get("__origin__") instanceof PyClass)
    )
      return yield* instanceOf(value, cls.attributes.get("__args__") as PyTuple);
    raise("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union");
  }
  const hook = cls.metaclass?.find("__instancecheck__");
  if (hook !== undefined) return yield* truth(yield* call(hook, [cls, value]));
  return isInstance(value, cls);
}

function isSubclass(cls: Value, other: Value): boolean {
  if (other instanceof PyTuple) return other.items.some((each) => isSubclass(cls, each));
  if (!(cls instanceof PyClass)) raise("TypeError", "issubclass() arg 1 must be a class");
  return other instanceof PyClass && cls.isSubclassOf(other);
}

function* lengthOf(value: Value): Running<bigint> {
  const length = yield* callSpecial(value, "__len__");
  if (length === undefined) raise("TypeError", `object of type '${classOf(value).name}' has no len()`);
  return length as bigint;
}

/** `min` and `max` */
function* extreme(args: Arguments, operator: "<" | ">"): Running {
  const items = args.length === 1 ? yield* listOf(args.get(0, "iterable")) : args.positional;
  const key = args.keywords.get("key") ?? null;
  let best: Value | undefined;
  let bestKey: Value = null;
  for (const item of items) {
    const itemKey = key === null ? item : yield* call(key, [item]);
    if (best !== undefined && !(yield* truth(yield* compare(operator, itemKey, bestKey)))) continue;
    best = item;
    bestKey = itemKey;
  }
  if (best !== undefined) return best;
  const otherwise = args.keywords.get("default");
  if (otherwise === undefined) raise("ValueError", `${args.name}() iterable argument is empty`);
  return otherwise;
}

function lazily(name: string, make: (args: Arguments) => Running<() => Running<Value | undefined>>): void {
  const cls = builtin[name] as PyClass;
  makes(cls, function* (_, args) {
    return new PyIterator(yield* make(args), cls);
  });
}

lazily("enumerate", function* (args) {
  const walk = yield* iterate(args.get(0, "iterable"));
  let index = args.integer(1, "start", 0n);
  return function* () {
    const item = yield* walk.next();
    return item === undefined ? undefined : new PyTuple([index++, item]);
  };
});
lazily("zip", function* (args) {
  const walks: Walk[] = [];
  for (const each of args.positional) walks.push(yield* iterate(each));
  const strict = args.flag(-1, "strict");
  return function* () {
    const items: Value[] = [];
    for (const [index, walk] of walks.entries()) {
      const item = yield* walk.next();
      if (item === undefined) {
        if (strict && index > 0)
          raise("ValueError", `zip() argument ${index + 1} is shorter than argument ${index === 1 ? "1" : `s 1-${index}`}`);
        return undefined;
      }
      items.push(item);
    }
    return items.length === 0 ? undefined : new PyTuple(items);
  };
});
lazily("map", function* (args) {
  const [callee = null, ...rest] = args.positional;
  const walks: Walk[] = [];
  for (const each of rest) walks.push(yield* iterate(each));
  return function* () {
    const items: Value[] = [];
    for (const walk of walks) {
      const item = yield* walk.next();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return yield* call(callee, items);
  };
});
lazily("filter", function* (args) {
  const callee = args.get(0, "function");
  const walk = yield* iterate(args.get(1, "iterable"));
  return function* () {
    for (;;) {
      const item = yield* walk.next();
      if (item === undefined || (yield* truth(callee === null ? item : yield* call(callee, [item])))) return item;
    }
  };
});
lazily("reversed", function* (args) {
  const method = lookupSpecial(args.get(0, "sequence"), "__reversed__");
  const items = method === undefined ? (yield* listOf(args.get(0, "sequence"))).reverse() : yield* listOf(yield* call(method));
  let index = 0;
  // biome-ignore lint/correctness/useYield: others wait
  return function* () {
    return items[index++];
  };
});

function* round(args: Arguments): Running {
  const value = plain(args.get(0, "number"));
  const digits = args.get(1, "ndigits", null);
  if (typeof value === "bigint" || typeof value === "boolean") return BigInt(value);
  if (typeof value !== "number") {
    const method = lookupSpecial(value, "__round__");
    if (method === undefined) raise("TypeError", `type ${classOf(value).name} doesn't define __round__ method`);
    return yield* call(method, digits === null ? [] : [digits]);
  }
  if (digits !== null) return roundTo(value, Number(digits));
  if (!Number.isFinite(value)) raise("OverflowError", "cannot convert float infinity to integer");
  return BigInt(roundHalfEven(value));
}

function* sum(args: Arguments): Running {
  let total = args.get(1, "start", 0n);
  const walk = yield* iterate(args.get(0, "iterable"));
  for (let item = yield* walk.next(); item !== undefined; item = yield* walk.next())
    total = quickBinary("+", total, item) ?? (yield* binary("+", total, item));
  return total;
}

const definitions: Readonly<Record<string, Definition>> = {
  *len(args) {
    return yield* lengthOf(args.get(0, "obj"));
  },
  *repr(args) {
    return yield* reprOf(args.get(0, "obj"));
  },
  *ascii(args) {
    return asciiText(yield* reprOf(args.get(0, "obj")));
  },
  *isinstance(args) {
    return yield* instanceOf(args.get(0, "obj"), args.get(1, "class_or_tuple"));
  },
  issubclass: (args) => isSubclass(args.get(0, "cls"), args.get(1, "class_or_tuple")),
  callable(args) {
    const value = args.get(0, "obj");
    return (
      value instanceof PyFunction ||
      value instanceof PyBuiltin ||
      value instanceof PyMethod ||
      value instanceof PyClass ||
      lookupSpecial(value, "__call__") !== undefined
    );
  },
  id: (args) => {
    const value = args.get(0, "obj");
    return typeof value === "object" && value !== null ? BigInt(identity(value)) + 139_872_113_000_000n : 9_793_056n;
  },
  *hash(args) {
    return yield* hash(args.get(0, "obj"));
  },
  *abs(args) {
    const value = plain(args.get(0, "x"));
    if (typeof value === "bigint") return value < 0n ? -value : value;
    if (typeof value === "number") return Math.abs(value);
    const method = lookupSpecial(value, "__abs__");
    if (method === undefined) raise("TypeError", `bad operand type for abs(): '${classOf(value).name}'`);
    return yield* call(method);
  },
  round,
  sum,
  *min(args) {
    return yield* extreme(args, "<");
  },
  *max(args) {
    return yield* extreme(args, ">");
  },
  *any(args) {
    const walk = yield* iterate(args.get(0, "iterable"));
    for (let item = yield* walk.next(); item !== undefined; item = yield* walk.next()) if (yield* truth(item)) return true;
    return false;
  },
  *all(args) {
    const walk = yield* iterate(args.get(0, "iterable"));
    for (let item = yield* walk.next(); item !== undefined; item = yield* walk.next()) if (!(yield* truth(item))) return false;
    return true;
  },
  *sorted(args) {
    return new PyList(yield* sorted(yield* listOf(args.get(0, "iterable")), args.keywords.get("key") ?? null, args.flag(9, "reverse")));
  },
  *iter(args) {
    const sentinel = args.find(1);
    if (sentinel === undefined) return yield* iterator(args.get(0, "object"));
    const callee = args.get(0, "callable");
    return new PyIterator(function* () {
      const value = yield* call(callee);
      return (yield* truth(yield* compare("==", value, sentinel))) ? undefined : value;
    });
  },
  *next(args) {
    const item = yield* nextOf(args.get(0, "iterator"));
    if (item !== undefined) return item;
    const otherwise = args.find(1);
    if (otherwise === undefined) throw new PyRaise(exception("StopIteration"));
    return otherwise;
  },
  *aiter(args) {
    return yield* asyncIterator(args.get(0, "iterable"));
  },
  *anext(args) {
    return (yield* asyncNext(args.get(0, "iterator"))) ?? raise("StopAsyncIteration");
  },
  *getattr(args) {
    const otherwise = args.find(2);
    const name = args.text(1, "name");
    return otherwise === undefined
      ? yield* getAttribute(args.get(0, "object"), name)
      : yield* getAttributeOr(args.get(0, "object"), name, otherwise);
  },
  *setattr(args) {
    yield* setAttribute(args.get(0, "object"), args.text(1, "name"), args.get(2, "value"));
    return null;
  },
  *delattr(args) {
    yield* deleteAttribute(args.get(0, "object"), args.text(1, "name"));
    return null;
  },
  *hasattr(args) {
    try {
      yield* getAttribute(args.get(0, "object"), args.text(1, "name"));
      return true;
    } catch (error) {
      if (isRaised(error, "AttributeError")) return false;
      throw error;
    }
  },
  dir: (args) => new PyList(namesOf(args.get(0, "object"))),
  vars(args) {
    const own = ownAttributes(args.get(0, "object"));
    if (!own) raise("TypeError", "vars() argument must have __dict__ attribute");
    return attributeDict(own);
  },
  chr(args) {
    const code = Number(args.integer(0, "i"));
    if (code < 0 || code > 0x10ffff) raise("ValueError", "chr() arg not in range(0x110000)");
    return String.fromCodePoint(code);
  },
  ord(args) {
    const text = args.text(0, "c");
    if ([...text].length !== 1) raise("TypeError", `ord() expected a character, but string of length ${[...text].length} found`);
    return BigInt(text.codePointAt(0) as number);
  },
  bin: (args) => radix(args.integer(0, "x"), 2, "0b"),
  oct: (args) => radix(args.integer(0, "x"), 8, "0o"),
  hex: (args) => radix(args.integer(0, "x"), 16, "0x"),
  *divmod(args) {
    const [a, b] = [args.get(0, "x"), args.get(1, "y")];
    return new PyTuple([yield* binary("//", a, b), yield* binary("%", a, b)]);
  },
  *pow(args) {
    const modulus = args.find(2, "mod");
    if (modulus === undefined || modulus === null) return yield* binary("**", args.get(0, "base"), args.get(1, "exp"));
    let [base, exponent, result] = [args.integer(0, "base"), args.integer(1, "exp"), 1n];
    const mod = BigInt(modulus as bigint);
    for (base %= mod; exponent > 0n; exponent >>= 1n, base = (base * base) % mod) if (exponent & 1n) result = (result * base) % mod;
    return result;
  },
  *format(args) {
    return yield* formatValue(args.get(0, "value"), args.text(1, "format_spec", ""));
  },
};

function radix(value: bigint, base: number, prefix: string): string {
  return `${value < 0n ? "-" : ""}${prefix}${(value < 0n ? -value : value).toString(base)}`;
}

makes(builtin.slice, (_, args) =>
  args.length === 1
    ? new PySlice(null, args.get(0, "stop"), null)
    : new PySlice(args.get(0, "start"), args.get(1, "stop"), args.get(2, "step", null)),
);

/** Every built-in that is the same for all processes. */
export function sharedBuiltins(): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const [name, body] of Object.entries(definitions)) names.set(name, fn(name, body));
  for (const name of "object type int float bool str bytes bytearray list tuple dict set frozenset range slice property staticmethod classmethod enumerate zip map filter reversed".split(
    " ",
  ))
    names.set(name, builtin[name] as PyClass);
  for (const [name, cls] of exceptionClasses) names.set(name, cls);
  names.set("EnvironmentError", exceptionClasses.get("OSError") as PyClass);
  names.set("IOError", exceptionClasses.get("OSError") as PyClass);
  names.set("Ellipsis", ellipsis);
  names.set("NotImplemented", notImplemented);
  names.set("__debug__", true);
  return names;
}

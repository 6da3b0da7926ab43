/** `list`, `tuple`, `range` and `bytes`. */
import { raise } from "../runtime/errors.ts";
import { bytesItem, indexOf, rangeItem, sequenceItem, sliceIndices } from "../runtime/items.ts";
import { iterator, listOf } from "../runtime/iterate.ts";
import { compare, equal } from "../runtime/operators.ts";
import { reprOf } from "../runtime/text.ts";
import { bytesToLatin1 as bytesToLatin } from "../../shell/bytes.ts";
import {
  builtin,
  classOf,
  notImplemented,
  plain,
  PyBytes,
  PyList,
  PyRange,
  PySlice,
  PyTuple,
  type Running,
  type Value,
} from "../runtime/values.ts";
import { bytesOf, decode, encode } from "./codecs.ts";
import { type Arguments, methods } from "./define.ts";
import { makes } from "./object.ts";
import { sorted } from "./sorting.ts";

const { list, tuple, range, bytes, bytearray } = builtin;

makes(list, function* (cls, args) {
  const given = args.find(0, "iterable");
  return new PyList(given === undefined ? [] : yield* listOf(given), cls);
});
makes(tuple, function* (cls, args) {
  const given = args.find(0, "iterable");
  if (given instanceof PyTuple && cls === tuple) return given;
  return new PyTuple(given === undefined ? [] : yield* listOf(given), cls);
});

type Sequence = PyList | PyTuple;

/** Lists are compared with lists, tuples with tuples. */
function isLike(left: Sequence, right: Value): right is Sequence {
  return left instanceof PyList ? right instanceof PyList : right instanceof PyTuple;
}

function* equalItems(left: Sequence, right: Value): Running {
  if (!isLike(left, right)) return notImplemented;
  if (left.items.length !== right.items.length) return false;
  for (const [index, item] of left.items.entries()) if (!(yield* equal(item, right.items[index] as Value))) return false;
  return true;
}

function* orderItems(operator: "<" | "<=" | ">" | ">=", left: Sequence, right: Value): Running {
  if (!isLike(left, right)) return notImplemented;
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) break;
    if (!(yield* equal(item, other))) return yield* compare(operator, item, other);
  }
  const [a, b] = [left.items.length, right.items.length];
  return operator === "<" ? a < b : operator === "<=" ? a <= b : operator === ">" ? a > b : a >= b;
}

function repeated(self: Sequence, args: Arguments): Value[] | undefined {
  const count = plain(args.get(0, "count"));
  if (typeof count !== "bigint" && typeof count !== "boolean") return undefined;
  if (Number(count) * self.items.length > 20_000_000) raise("MemoryError");
  return Array.from({ length: Math.max(0, Number(count)) }, () => self.items).flat();
}

function* place(self: Sequence, args: Arguments, name: string): Running {
  const start = Number(args.get(1, "start", 0n));
  for (const [index, item] of self.items.entries()) if (index >= start && (yield* equal(item, args.get(0, "value")))) return BigInt(index);
  raise("ValueError", name === "list" ? `${yield* reprOf(args.get(0, "value"))} is not in list` : "tuple.index(x): x not in tuple");
}

for (const cls of [list, tuple]) {
  methods<Sequence>(cls, {
    __len__: (self) => BigInt(self.items.length),
    *__iter__(self) {
      return yield* iterator(cls === list ? new PyListView(self) : new PyTuple(self.items));
    },
    *__getitem__(self, args) {
      return yield* sequenceItem(self, self.items, args.get(0, "key"), cls.name);
    },
    *__contains__(self, args) {
      for (const item of self.items) if (yield* equal(item, args.get(0, "key"))) return true;
      return false;
    },
    *__eq__(self, args) {
      return yield* equalItems(self, args.get(0, "other"));
    },
    *__lt__(self, args) {
      return yield* orderItems("<", self, args.get(0, "other"));
    },
    *__le__(self, args) {
      return yield* orderItems("<=", self, args.get(0, "other"));
    },
    *__gt__(self, args) {
      return yield* orderItems(">", self, args.get(0, "other"));
    },
    *__ge__(self, args) {
      return yield* orderItems(">=", self, args.get(0, "other"));
    },
    __add__(self, args) {
      const other = args.get(0, "other");
      if (self instanceof PyList) return other instanceof PyList ? new PyList([...self.items, ...other.items]) : notImplemented;
      return other instanceof PyTuple ? new PyTuple([...self.items, ...other.items]) : notImplemented;
    },
    __mul__(self, args) {
      const items = repeated(self, args);
      return items === undefined ? notImplemented : self instanceof PyList ? new PyList(items) : new PyTuple(items);
    },
    __rmul__(self, args) {
      const items = repeated(self, args);
      return items === undefined ? notImplemented : self instanceof PyList ? new PyList(items) : new PyTuple(items);
    },
    *index(self, args) {
      return yield* place(self, args, cls.name);
    },
    *count(self, args) {
      let count = 0n;
      for (const item of self.items) if (yield* equal(item, args.get(0, "value"))) count++;
      return count;
    },
  });
}

/** The same items, without a subclass's `__iter__`. */
class PyListView extends PyList {
  constructor(of: Sequence) {
    super(of.items as Value[]);
  }
}

methods<PyList>(list, {
  append(self, args) {
    self.items.push(args.get(0, "object"));
    return null;
  },
  *extend(self, args) {
    self.items.push(...(yield* listOf(args.get(0, "iterable"))));
    return null;
  },
  *__iadd__(self, args) {
    self.items.push(...(yield* listOf(args.get(0, "iterable"))));
    return self;
  },
  insert(self, args) {
    self.items.splice(Number(args.integer(0, "index")), 0, args.get(1, "object"));
    return null;
  },
  pop(self, args) {
    if (self.items.length === 0) raise("IndexError", "pop from empty list");
    const index = Number(args.integer(0, "index", -1n));
    const [item] = self.items.splice(index, 1);
    if (item === undefined || index >= self.items.length + 1) raise("IndexError", "pop index out of range");
    return item;
  },
  *remove(self, args) {
    for (const [index, item] of self.items.entries()) {
      if (!(yield* equal(item, args.get(0, "value")))) continue;
      self.items.splice(index, 1);
      return null;
    }
    raise("ValueError", "list.remove(x): x not in list");
  },
  clear(self) {
    self.items.length = 0;
    return null;
  },
  copy: (self) => new PyList([...self.items]),
  reverse(self) {
    self.items.reverse();
    return null;
  },
  *sort(self, args) {
    self.items = yield* sorted(self.items, args.get(9, "key", null), args.flag(9, "reverse"));
    return null;
  },
  *__setitem__(self, args) {
    const index = args.get(0, "key");
    if (index instanceof PySlice) {
      const { start, stop, step } = sliceIndices(index, self.items.length);
      const given = yield* listOf(args.get(1, "value"));
      if (step === 1) self.items.splice(start, Math.max(0, stop - start), ...given);
      else for (const [count, item] of given.entries()) self.items[start + count * step] = item;
      return null;
    }
    const at = yield* indexOf(index, "list");
    const at2 = at < 0 ? at + self.items.length : at;
    if (at2 < 0 || at2 >= self.items.length) raise("IndexError", "list assignment index out of range");
    self.items[at2] = args.get(1, "value");
    return null;
  },
  *__delitem__(self, args) {
    const index = args.get(0, "key");
    if (index instanceof PySlice) {
      const { start, stop, step } = sliceIndices(index, self.items.length);
      const gone = new Set<number>();
      for (let at = start; step > 0 ? at < stop : at > stop; at += step) gone.add(at);
      self.items = self.items.filter((_, at) => !gone.has(at));
      return null;
    }
    const at = yield* indexOf(index, "list");
    const at2 = at < 0 ? at + self.items.length : at;
    if (at2 < 0 || at2 >= self.items.length) raise("IndexError", "list assignment index out of range");
    self.items.splice(at2, 1);
    return null;
  },
});
list.attributes.set("__hash__", null);

makes(range, (_, args) => {
  const numbers = args.positional.map((_value, index) => args.integer(index, "stop"));
  const [first = 0n, stop, step = 1n] = numbers;
  if (step === 0n) raise("ValueError", "range() arg 3 must not be zero");
  return stop === undefined ? new PyRange(0n, first, 1n) : new PyRange(first, stop, step);
});
methods<PyRange>(range, {
  __len__: (self) => BigInt(self.length),
  *__iter__(self) {
    return yield* iterator(self);
  },
  *__getitem__(self, args) {
    return yield* rangeItem(self, args.get(0, "key"));
  },
  __contains__(self, args) {
    const value = plain(args.get(0, "key"));
    if (typeof value !== "bigint") return false;
    const inside = self.step > 0n ? value >= self.start && value < self.stop : value <= self.start && value > self.stop;
    return inside && (value - self.start) % self.step === 0n;
  },
  __eq__(self, args) {
    const other = args.get(0, "other");
    return other instanceof PyRange && other.start === self.start && other.stop === self.stop && other.step === self.step;
  },
});

for (const cls of [bytes, bytearray]) {
  makes(cls, function* (_, args) {
    const given = args.find(0, "source");
    if (given === undefined) return new PyBytes(new Uint8Array(), cls);
    const source = plain(given);
    if (typeof source === "string") {
      const encoding = args.find(1, "encoding");
      if (encoding === undefined) raise("TypeError", "string argument without an encoding");
      return new PyBytes(encode(source, String(encoding)), cls);
    }
    if (typeof source === "bigint") return new PyBytes(new Uint8Array(Number(source)), cls);
    if (source instanceof PyBytes) return new PyBytes(source.bytes.slice(), cls);
    return new PyBytes(Uint8Array.from(yield* listOf(source), Number), cls);
  });
  const find = (self: PyBytes, args: Arguments): number =>
    bytesToLatin(self.bytes).indexOf(bytesToLatin(bytesOf(args.get(0, "sub"))), Number(args.get(1, "start", 0n)));
  methods<PyBytes>(cls, {
    __len__: (self) => BigInt(self.bytes.length),
    *__iter__(self) {
      return yield* iterator(self);
    },
    *__getitem__(self, args) {
      return yield* bytesItem(self, args.get(0, "key"));
    },
    __contains__(self, args) {
      const part = args.get(0, "key");
      return typeof part === "bigint" ? self.bytes.includes(Number(part)) : bytesToLatin(self.bytes).includes(bytesToLatin(bytesOf(part)));
    },
    __eq__(self, args) {
      const other = args.get(0, "other");
      return other instanceof PyBytes ? bytesToLatin(self.bytes) === bytesToLatin(other.bytes) : notImplemented;
    },
    __add__(self, args) {
      const other = args.get(0, "other");
      if (!(other instanceof PyBytes)) raise("TypeError", `can't concat ${classOf(other).name} to ${cls.name}`);
      return new PyBytes(Uint8Array.from([...self.bytes, ...other.bytes]), cls);
    },
    __iadd__(self, args) {
      const other = bytesOf(args.get(0, "other"));
      const made = Uint8Array.from([...self.bytes, ...other]);
      if (cls === bytes) return new PyBytes(made);
      self.bytes = made;
      return self;
    },
    __mul__: (self, args) => fromLatin(bytesToLatin(self.bytes).repeat(Math.max(0, Number(args.integer(0, "count")))), self),
    decode: (self, args) => decode(self.bytes, args.text(0, "encoding", "utf-8"), args.text(1, "errors", "strict")),
    hex: (self, args) => [...self.bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(String(args.get(0, "sep", ""))),
    strip: (self) => fromLatin(bytesToLatin(self.bytes).trim(), self),
    rstrip: (self) => fromLatin(bytesToLatin(self.bytes).trimEnd(), self),
    lstrip: (self) => fromLatin(bytesToLatin(self.bytes).trimStart(), self),
    lower: (self) => fromLatin(bytesToLatin(self.bytes).toLowerCase(), self),
    upper: (self) => fromLatin(bytesToLatin(self.bytes).toUpperCase(), self),
    startswith: (self, args) => bytesToLatin(self.bytes).startsWith(bytesToLatin(bytesOf(args.get(0, "prefix")))),
    endswith: (self, args) => bytesToLatin(self.bytes).endsWith(bytesToLatin(bytesOf(args.get(0, "suffix")))),
    find: (self, args) => BigInt(find(self, args)),
    index(self, args) {
      const at = find(self, args);
      if (at < 0) raise("ValueError", "subsection not found");
      return BigInt(at);
    },
    split(self, args) {
      const by = args.get(0, "sep", null);
      const limit = Number(args.integer(1, "maxsplit", -1n));
      const text = bytesToLatin(self.bytes);
      const separator = by === null ? " " : bytesToLatin(bytesOf(by));
      const parts = by === null ? text.trim().split(/\s+/).filter(Boolean) : text.split(separator);
      const cut = limit < 0 || parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
      return new PyList(cut.map((part) => fromLatin(part, self)));
    },
    partition(self, args) {
      const text = bytesToLatin(self.bytes);
      const by = bytesToLatin(bytesOf(args.get(0, "sep")));
      const at = text.indexOf(by);
      const parts = at < 0 ? [text, "", ""] : [text.slice(0, at), by, text.slice(at + by.length)];
      return new PyTuple(parts.map((part) => fromLatin(part, self)));
    },
    splitlines: (self) => new PyList((bytesToLatin(self.bytes).match(/[^\n]+/g) ?? []).map((part) => fromLatin(part, self))),
    replace: (self, args) =>
      fromLatin(
        bytesToLatin(self.bytes).replaceAll(bytesToLatin(bytesOf(args.get(0, "old"))), bytesToLatin(bytesOf(args.get(1, "new")))),
        self,
      ),
    *join(self, args) {
      const parts = (yield* listOf(args.get(0, "iterable"))).map((part) => bytesToLatin(bytesOf(part)));
      return fromLatin(parts.join(bytesToLatin(self.bytes)), self);
    },
  });
}
methods<PyBytes>(bytearray, {
  append(self, args) {
    self.bytes = Uint8Array.from([...self.bytes, Number(args.integer(0, "item"))]);
    return null;
  },
  extend(self, args) {
    self.bytes = Uint8Array.from([...self.bytes, ...bytesOf(args.get(0, "iterable"))]);
    return null;
  },
});
methods(bytes, {
  fromhex: (self) => new PyBytes(Uint8Array.from(String(self).replace(/\s/g, "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
});

function fromLatin(text: string, like: PyBytes): PyBytes {
  return new PyBytes(
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
    like.cls,
  );
}

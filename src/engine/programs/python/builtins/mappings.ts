/** `dict` and the sets. */
import { call } from "../runtime/call.ts";
import { PyDict, PySet } from "../runtime/dict.ts";
import { raise } from "../runtime/errors.ts";
import { getItem } from "../runtime/items.ts";
import { iterator, listOf } from "../runtime/iterate.ts";
import { contains, equal, keyRules } from "../runtime/operators.ts";
import { lookupSpecial } from "../runtime/special.ts";
import { reprOf } from "../runtime/text.ts";
import { builtin, notImplemented, PyClass, PyInstance, PyIterator, PyList, PyTuple, type Running, type Value } from "../runtime/values.ts";
import { type Arguments, methods } from "./define.ts";
import { makes } from "./object.ts";

const { dict, set, frozenset } = builtin;

function* store(target: PyDict, key: Value, value: Value): Running<void> {
  target.table.set(yield* target.table.place(key, keyRules), key, value);
}

/** What `dict(…)` and `update` take. */
function* fill(target: PyDict, args: Arguments): Running<void> {
  const source = args.find(0);
  if (source instanceof PyDict) for (const { key, value } of [...source.table.entries()]) yield* store(target, key, value);
  else if (source !== undefined) {
    const keys = lookupSpecial(source, "keys");
    if (keys !== undefined) for (const key of yield* listOf(yield* call(keys))) yield* store(target, key, yield* getItem(source, key));
    else
      for (const [index, pair] of (yield* listOf(source)).entries()) {
        const items = yield* listOf(pair);
        if (items.length !== 2)
          raise("ValueError", `dictionary update sequence element #${index} has length ${items.length}; 2 is required`);
        yield* store(target, items[0] as Value, items[1] as Value);
      }
  }
  for (const [key, value] of args.keywords) target.set(key, value);
}

makes(dict, (cls) => new PyDict([], cls));

function view(name: string, self: PyDict, pick: (entry: { key: Value; value: Value }) => Value): PyInstance {
  const instance = new PyInstance(viewClasses[name] as PyClass);
  views.set(instance, { dict: self, pick });
  return instance;
}
const views = new WeakMap<PyInstance, { readonly dict: PyDict; readonly pick: (entry: { key: Value; value: Value }) => Value }>();
const viewItems = (self: Value): Value[] => {
  const found = views.get(self as PyInstance);
  return found ? [...found.dict.table.entries()].map(found.pick) : [];
};
const viewClasses: Record<string, PyClass> = {};
for (const name of ["dict_keys", "dict_values", "dict_items"]) {
  const cls = new PyClass(name, [builtin.object]);
  viewClasses[name] = cls;
  methods(cls, {
    __len__: (self) => BigInt(viewItems(self).length),
    __iter__(self) {
      const found = views.get(self as PyInstance);
      if (!found) return new PyIterator(() => undefined);
      const before = found.dict.size;
      const entries = found.dict.table.entries();
      return new PyIterator(() => {
        if (found.dict.size !== before) raise("RuntimeError", "dictionary changed size during iteration");
        const { done, value } = entries.next();
        return done ? undefined : found.pick(value);
      });
    },
    *__contains__(self, args) {
      return yield* contains(new PyList(viewItems(self)), args.get(0, "key"));
    },
    *__repr__(self) {
      return `${name}(${yield* reprOf(new PyList(viewItems(self)))})`;
    },
    *__eq__(self, args) {
      return yield* equal(new PySet(viewItems(self)), yield* toSet(args.get(0, "other")));
    },
    *__and__(self, args) {
      return yield* combine(yield* toSet(self), args.get(0, "other"), "and");
    },
    *__or__(self, args) {
      return yield* combine(yield* toSet(self), args.get(0, "other"), "or");
    },
    *__sub__(self, args) {
      return yield* combine(yield* toSet(self), args.get(0, "other"), "sub");
    },
  });
}

methods<PyDict>(dict, {
  *__init__(self, args) {
    yield* fill(self, args);
    return null;
  },
  __len__: (self) => BigInt(self.size),
  *__iter__(self) {
    return yield* iterator(plainDict(self));
  },
  *__reversed__(self) {
    return yield* iterator(new PyList([...self.table.entries()].map(({ key }) => key).reverse()));
  },
  *__contains__(self, args) {
    return self.table.get(yield* self.table.place(args.get(0, "key"), keyRules)) !== undefined;
  },
  *__getitem__(self, args) {
    const key = args.get(0, "key");
    const found = self.table.get(yield* self.table.place(key, keyRules));
    if (found) return found.value;
    const missing = self.cls === dict ? undefined : lookupSpecial(self, "__missing__");
    if (missing !== undefined) return yield* call(missing, [key]);
    raise("KeyError", key);
  },
  *__setitem__(self, args) {
    yield* store(self, args.get(0, "key"), args.get(1, "value"));
    return null;
  },
  *__delitem__(self, args) {
    const key = args.get(0, "key");
    if (!self.table.delete(yield* self.table.place(key, keyRules))) raise("KeyError", key);
    return null;
  },
  *__eq__(self, args) {
    const other = args.get(0, "other");
    if (!(other instanceof PyDict)) return notImplemented;
    if (other.size !== self.size) return false;
    for (const { key, value } of self.table.entries()) {
      const found = other.table.get(yield* other.table.place(key, keyRules));
      if (!found || !(yield* equal(value, found.value))) return false;
    }
    return true;
  },
  __or__(self, args) {
    const other = args.get(0, "other");
    if (!(other instanceof PyDict)) return notImplemented;
    const made = new PyDict();
    made.table.copyFrom(self.table);
    made.table.copyFrom(other.table);
    return made;
  },
  *__ior__(self, args) {
    yield* fill(self, args);
    return self;
  },
  *get(self, args) {
    return self.table.get(yield* self.table.place(args.get(0, "key"), keyRules))?.value ?? args.get(1, "default", null);
  },
  *setdefault(self, args) {
    const key = args.get(0, "key");
    const place = yield* self.table.place(key, keyRules);
    const found = self.table.get(place);
    if (found) return found.value;
    const value = args.get(1, "default", null);
    self.table.set(place, key, value);
    return value;
  },
  *pop(self, args) {
    const key = args.get(0, "key");
    const place = yield* self.table.place(key, keyRules);
    const found = self.table.get(place);
    if (found) {
      self.table.delete(place);
      return found.value;
    }
    const otherwise = args.find(1, "default");
    if (otherwise === undefined) raise("KeyError", key);
    return otherwise;
  },
  popitem(self) {
    const last = self.table.last();
    if (!last) raise("KeyError", "popitem(): dictionary is empty");
    self.table.delete(last.place);
    return new PyTuple([last.entry.key, last.entry.value]);
  },
  *update(self, args) {
    yield* fill(self, args);
    return null;
  },
  clear(self) {
    self.table.clear();
    return null;
  },
  copy(self) {
    const made = new PyDict([], self.cls);
    made.table.copyFrom(self.table);
    return made;
  },
  keys: (self) => view("dict_keys", self, ({ key }) => key),
  values: (self) => view("dict_values", self, ({ value }) => value),
  items: (self) => view("dict_items", self, ({ key, value }) => new PyTuple([key, value])),
});
dict.attributes.set("__hash__", null);

function plainDict(self: PyDict): PyDict {
  if (self.cls === dict) return self;
  const same = new PyDict();
  Object.defineProperty(same, "table", { value: self.table });
  return same;
}

methods(dict, {
  // `dict.fromkeys(keys)`: called on the class, its first argument stands where `self` would.
  *fromkeys(self, args) {
    const made = new PyDict();
    for (const key of yield* listOf(self)) yield* store(made, key, args.get(0, "value", null));
    return made;
  },
});

function* toSet(value: Value): Running<PySet> {
  if (value instanceof PySet) return value;
  const made = new PySet();
  for (const item of yield* listOf(value)) made.table.set(yield* made.table.place(item, keyRules), item, null);
  return made;
}

function* combine(left: PySet, given: Value, how: "and" | "or" | "sub" | "xor"): Running<PySet> {
  const right = yield* toSet(given);
  const made = new PySet([], left.frozen);
  for (const item of left.items()) {
    const place = yield* left.table.place(item, keyRules);
    const shared = right.table.get(place) !== undefined;
    if (how === "or" || (how === "and" ? shared : !shared)) made.table.set(place, item, null);
  }
  if (how === "or" || how === "xor")
    for (const item of right.items()) {
      const place = yield* right.table.place(item, keyRules);
      if (!left.table.get(place)) made.table.set(place, item, null);
    }
  return made;
}

function* isSubset(left: PySet, right: PySet): Running<boolean> {
  for (const item of left.items()) if (!right.table.get(yield* right.table.place(item, keyRules))) return false;
  return true;
}

for (const cls of [set, frozenset]) {
  makes(cls, function* (given, args) {
    const made = new PySet([], cls === frozenset, given);
    const source = args.find(0, "iterable");
    if (source !== undefined) for (const item of yield* listOf(source)) made.table.set(yield* made.table.place(item, keyRules), item, null);
    return made;
  });
  const operator = (how: "and" | "or" | "sub" | "xor") =>
    function* (self: PySet, args: Arguments): Running {
      const other = args.get(0, "other");
      return other instanceof PySet || views.has(other as PyInstance) ? yield* combine(self, other, how) : notImplemented;
    };
  const named = (how: "and" | "or" | "sub" | "xor") =>
    function* (self: PySet, args: Arguments): Running {
      let result = self;
      for (const other of args.positional) result = yield* combine(result, other, how);
      return result === self ? new PySet(self.items(), self.frozen) : result;
    };
  methods<PySet>(cls, {
    __len__: (self) => BigInt(self.size),
    *__iter__(self) {
      return yield* iterator(new PyList([...self.items()]));
    },
    *__contains__(self, args) {
      return self.table.get(yield* self.table.place(args.get(0, "key"), keyRules)) !== undefined;
    },
    *__eq__(self, args) {
      const other = args.get(0, "other");
      return other instanceof PySet ? self.size === other.size && (yield* isSubset(self, other)) : notImplemented;
    },
    *__le__(self, args) {
      return yield* isSubset(self, yield* toSet(args.get(0, "other")));
    },
    *__lt__(self, args) {
      const other = yield* toSet(args.get(0, "other"));
      return self.size < other.size && (yield* isSubset(self, other));
    },
    *__ge__(self, args) {
      return yield* isSubset(yield* toSet(args.get(0, "other")), self);
    },
    __and__: operator("and"),
    __or__: operator("or"),
    __sub__: operator("sub"),
    __xor__: operator("xor"),
    intersection: named("and"),
    union: named("or"),
    difference: named("sub"),
    symmetric_difference: named("xor"),
    *issubset(self, args) {
      return yield* isSubset(self, yield* toSet(args.get(0, "other")));
    },
    *issuperset(self, args) {
      return yield* isSubset(yield* toSet(args.get(0, "other")), self);
    },
    *isdisjoint(self, args) {
      return (yield* combine(self, args.get(0, "other"), "and")).size === 0;
    },
    copy: (self) => new PySet(self.items(), self.frozen),
  });
}
set.attributes.set("__hash__", null);

methods<PySet>(set, {
  *add(self, args) {
    const item = args.get(0, "item");
    self.table.set(yield* self.table.place(item, keyRules), item, null);
    return null;
  },
  *discard(self, args) {
    self.table.delete(yield* self.table.place(args.get(0, "item"), keyRules));
    return null;
  },
  *remove(self, args) {
    if (!self.table.delete(yield* self.table.place(args.get(0, "item"), keyRules))) raise("KeyError", args.get(0, "item"));
    return null;
  },
  pop(self) {
    const [first] = self.table.entries();
    const [place] = self.table.places();
    if (!first) raise("KeyError", "pop from an empty set");
    self.table.delete(place);
    return first.key;
  },
  clear(self) {
    self.table.clear();
    return null;
  },
  *update(self, args) {
    for (const other of args.positional)
      for (const item of yield* listOf(other)) self.table.set(yield* self.table.place(item, keyRules), item, null);
    return null;
  },
});

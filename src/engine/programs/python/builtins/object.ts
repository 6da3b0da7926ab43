/** `object`, `type`, `super`, properties and exceptions: what every class stands on. */
import { getAttribute } from "../runtime/attributes.ts";
import { setOwnAttribute } from "../runtime/set-attributes.ts";
import { call } from "../runtime/call.ts";
import { makeInstance } from "../runtime/calls.ts";
import { classFrom, plainClass } from "../runtime/classes.ts";
import { identity, PyDict } from "../runtime/dict.ts";
import { exceptionClass, exceptionClasses, osErrorClassFor, PyRaise, exception, raise } from "../runtime/errors.ts";
import { aliasClass } from "../runtime/items.ts";
import { bindQuick } from "../runtime/special.ts";
import { address } from "../runtime/text.ts";
import type { Thread } from "../runtime/thread.ts";
import {
  builtin,
  classOf,
  notImplemented,
  PyClass,
  PyException,
  PyInstance,
  PyList,
  PyModule,
  PyTuple,
  type Value,
} from "../runtime/values.ts";
import { PyBuiltin, PyFunction, PyMethod, PyProperty, PyWrapper } from "../runtime/callables.ts";
import { Arguments, method, methods } from "./define.ts";

const { object, type } = builtin;

/** A class's `__new__`: takes the class first. */
export function makes(cls: PyClass, make: (cls: PyClass, args: Arguments) => Value | ReturnType<typeof call>): void {
  cls.attributes.set(
    "__new__",
    new PyBuiltin("__new__", ([given, ...args], keywords) => make(given as PyClass, new Arguments(cls.name, args, keywords))),
  );
}

makes(object, (cls, args) => {
  if (args.length + args.keywords.size > 0 && cls.find("__init__") === object.attributes.get("__init__"))
    raise("TypeError", `${cls.name}() takes no arguments`);
  return new PyInstance(cls);
});
methods(object, {
  __init__: () => null,
  __eq__: (self, args) => (self === args.get(0, "other") ? true : notImplemented),
  __hash__: (self) => BigInt(identity(self as object)),
  __repr__: (self) => `<${classOf(self).fullName} object at ${address(self as object)}>`,
  *__setattr__(self, args) {
    yield* setOwnAttribute(self, args.text(0, "name"), args.get(1, "value"));
    return null;
  },
  __dir__: (self) => new PyList(namesOf(self)),
  __sizeof__: () => 16n,
});
object.attributes.set(
  "__init_subclass__",
  new PyWrapper(
    "classmethod",
    new PyBuiltin("__init_subclass__", (_, keywords) => {
      if (keywords.size > 0) raise("TypeError", `${[...keywords.keys()][0]} is not a valid keyword argument`);
      return null;
    }),
  ),
);

/** What `dir` lists. */
export function namesOf(value: Value): string[] {
  const names = new Set<string>();
  if (value instanceof PyModule) for (const name of value.attributes.keys()) names.add(name);
  else {
    const cls = value instanceof PyClass ? value : classOf(value);
    for (const each of cls.mro) for (const name of each.attributes.keys()) names.add(name);
    if (value instanceof PyInstance) for (const name of value.attributes.keys()) names.add(name);
  }
  return [...names].sort();
}

makes(type, function* (cls, args) {
  if (args.length === 1) return classOf(args.get(0, "object"));
  const bases = args.get(1, "bases");
  const variables = args.get(2, "dict");
  const list = bases instanceof PyTuple ? bases.items.filter((base) => base instanceof PyClass) : [];
  const entries = variables instanceof PyDict ? [...variables.table.entries()].map(({ key, value }) => [String(key), value] as const) : [];
  const made = new Map(entries);
  if (!made.has("__module__")) made.set("__module__", "__main__");
  const name = args.text(0, "name");
  if (cls === type) return yield* classFrom(name, list, made, list.find((base) => base.metaclass)?.metaclass, args.keywords);
  return yield* plainClass(name, list, made, cls, args.keywords);
});
methods<PyClass>(type, {
  __init__: () => null,
  *__call__(self, args) {
    return yield* makeInstance(self, args.positional, args.keywords);
  },
  __subclasscheck__: (self, args) => {
    const cls = args.get(0, "subclass");
    return cls instanceof PyClass && cls.isSubclassOf(self);
  },
});

/** `int | None` */
const unionClass = new PyClass("UnionType", [object], new Map<string, Value>([["__module__", "types"]]));
function union(left: Value, right: Value): PyInstance {
  const parts = (value: Value): readonly Value[] => {
    const items = value instanceof PyInstance && value.cls === unionClass ? value.attributes.get("__args__") : undefined;
    return items instanceof PyTuple ? items.items : [value === null ? builtin.NoneType : value];
  };
  const made = new PyInstance(unionClass);
  made.attributes.set("_name", "Union");
  made.attributes.set("__args__", new PyTuple([...parts(left), ...parts(right)]));
  return made;
}
for (const cls of [type, unionClass, aliasClass])
  methods(cls, { __or__: (self, args) => union(self, args.get(0, "other")), __ror__: (self, args) => union(args.get(0, "other"), self) });
methods<PyInstance>(unionClass, {
  __repr__: (self) => {
    const items = self.attributes.get("__args__");
    return items instanceof PyTuple
      ? items.items.map((item) => (item instanceof PyClass ? (item === builtin.NoneType ? "None" : item.name) : String(item))).join(" | ")
      : "";
  },
});

makes(builtin.property, (_, args) => new PyProperty(args.get(0, "fget", null), args.get(1, "fset", null), args.get(2, "fdel", null)));
makes(builtin.staticmethod, (_, args) => new PyWrapper("staticmethod", args.get(0, "function")));
makes(builtin.classmethod, (_, args) => new PyWrapper("classmethod", args.get(0, "function")));
makes(builtin.module, (_, args) => new PyModule(args.text(0, "name")));

/** `super()`: needs to know which frame asks. */
export function makeSuper(thread: () => Thread | undefined): PyClass {
  const cls = new PyClass("super", [object]);
  makes(cls, (_, args) => {
    let start = args.find(0);
    let self = args.find(1);
    if (start === undefined) {
      const frame = thread()?.frame;
      start = frame?.environment.lookup("__class__");
      const first = frame?.environment.variables.values().next().value;
      self = first;
      if (!(start instanceof PyClass) || self === undefined) raise("RuntimeError", "super(): no arguments");
    }
    return superOf(start as PyClass, self as Value);
  });
  return cls;
}

function superOf(start: PyClass, self: Value): PyInstance {
  const instance = new PyInstance(superClass);
  const own = self instanceof PyClass && self.isSubclassOf(start) ? self : classOf(self);
  instance.attributes.set("__thisclass__", start);
  instance.attributes.set("__self__", self);
  instance.attributes.set("__self_class__", own);
  return instance;
}

const superClass = new PyClass("super", [object]);
superClass.attributes.set(
  "__getattribute__",
  method<PyInstance>("__getattribute__", function* (proxy, args) {
    const name = args.text(0, "name");
    const start = proxy.attributes.get("__thisclass__") as PyClass;
    const self = proxy.attributes.get("__self__") as Value;
    const own = proxy.attributes.get("__self_class__") as PyClass;
    for (const cls of own.mro.slice(own.mro.indexOf(start) + 1)) {
      const found = cls.attributes.get(name);
      if (found === undefined) continue;
      if (found instanceof PyProperty) return yield* call(found.get, [self]);
      if (name === "__new__") return found instanceof PyWrapper ? found.callee : found;
      if (self instanceof PyClass && found instanceof PyFunction && own === self) return found;
      return bindQuick(found, self, own) ?? found;
    }
    if (name === "__getattribute__") return new PyMethod(self, yield* getAttribute(object, name));
    throw new PyRaise(exception("AttributeError", `'super' object has no attribute '${name}'`));
  }),
);

const base = exceptionClass("BaseException");
makes(base, (cls, args) => {
  const made = new PyException(cls, args.positional);
  const names = cls.mro.map(({ name }) => name);
  if (names.includes("OSError") && args.length >= 2) {
    if (cls === exceptionClass("OSError") && typeof args.positional[0] === "bigint")
      made.cls = exceptionClasses.get(osErrorClassFor(Number(args.positional[0]))) ?? cls;
    for (const [index, name] of ["errno", "strerror", "filename"].entries()) made.attributes.set(name, args.positional[index] ?? null);
    made.args = args.positional.slice(0, 2);
  }
  if (names.includes("ImportError")) for (const name of ["name", "path"]) made.attributes.set(name, args.keywords.get(name) ?? null);
  return made;
});
methods<PyException>(base, {
  __init__(self, args) {
    self.args = args.positional.length > 0 ? args.positional : self.args;
    if (self.cls.mro.some(({ name }) => name === "OSError") && args.length >= 2) self.args = args.positional.slice(0, 2);
    return null;
  },
});

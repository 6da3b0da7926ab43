/** Looking attributes up, along classes and through descriptors. */
import { call } from "./call.ts";
import { exception, isRaised, PyRaise, raise } from "./errors.ts";
import { ownAttributes } from "./own-attributes.ts";
import { specialAttribute, specialClassAttribute } from "./special-attributes.ts";
import { bindQuick } from "./special.ts";
import { classOf, PyClass, type PyException, PyInstance, PyModule, type Running, type Value } from "./values.ts";
import { PyBuiltin, PyMethod, PyProperty, PyWrapper } from "./callables.ts";

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
function* findAttribute(value: Value, cls: PyClass, name: string): Running<Value | undefined> {
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
  const special = name === "__getattribute__" ? plainLookup : specialClassAttribute(cls, name);
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

export function attributeError(value: Value, name: string): PyException {
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

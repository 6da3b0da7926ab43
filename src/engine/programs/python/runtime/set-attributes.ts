/** Setting attributes and deleting them. */
import { attributeError } from "./attributes.ts";
import { call } from "./call.ts";
import { PyRaise, raise } from "./errors.ts";
import { ownAttributes } from "./own-attributes.ts";
import { builtin, classOf, PyClass, PyException, PyInstance, PyList, PyTuple, type Running, type Value } from "./values.ts";
import { PyBuiltin, PyProperty } from "./callables.ts";

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

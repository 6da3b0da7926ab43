/** Attributes that come from what an object is: of classes, functions, exceptions and properties. */
import { PyDict } from "./dict.ts";
import { attributeDict, ownAttributes } from "./own-attributes.ts";
import { classOf, type PyClass, PyException, PyList, PyRange, PySlice, PyTuple, type Value } from "./values.ts";
import { PyBuiltin, PyFunction, PyMethod, PyProperty, PyWrapper } from "./callables.ts";

export function specialClassAttribute(cls: PyClass, name: string): Value | undefined {
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
    case "mro":
      return new PyBuiltin("mro", () => new PyList([...cls.mro]));
    default:
      return undefined;
  }
}

export function specialAttribute(value: Value, name: string): Value | undefined {
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

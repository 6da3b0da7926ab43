/** Class statements. */
import type { Statement, StatementOf } from "../syntax/ast.ts";
import { call } from "./call.ts";
import { attributeDict } from "./own-attributes.ts";
import { Environment } from "./environment.ts";
import { raise } from "./errors.ts";
import { evaluateArguments } from "./evaluate.ts";
import { qualify } from "./names.ts";
import { Enter, type Frame } from "./thread.ts";
import { builtin, PyClass, PyInstance, PyTuple, type Running, type Value } from "./values.ts";
import { type Code, PyBuiltin, PyFunction, PyWrapper } from "./callables.ts";

type Execute = (frame: Frame, body: readonly Statement[]) => Running<unknown>;

/** Runs a class's body and makes the class. */
export function* makeClass(frame: Frame, node: StatementOf<"Class">, doc: Value, execute: Execute): Running {
  const { args, keywords } = yield* evaluateArguments(frame, node.args);
  const bases: PyClass[] = [];
  for (const base of args) bases.push(baseOf(base));
  if (bases.length === 0) bases.push(builtin.object);
  const given = keywords.get("metaclass");
  keywords.delete("metaclass");
  const metaclass = given instanceof PyClass ? given : bases.find((base) => base.metaclass)?.metaclass;
  const variables = new Map<string, Value>();
  variables.set("__module__", frame.environment.globals.get("__name__") ?? "builtins");
  const qualifiedName = qualify(frame, node.name);
  variables.set("__qualname__", qualifiedName);
  if (doc !== null) variables.set("__doc__", doc);
  const outer = frame.environment;
  // Methods find `__class__` here, for `super()`.
  const cell = new Environment({ ...node.scope, kind: "function", bound: new Set(["__class__"]) }, outer, outer);
  const environment = new Environment(node.scope, cell, outer, variables);
  const code: Code = { name: node.name, qualifiedName, file: frame.code.file, firstLine: node.line };
  const own: Frame = { code, environment, at: node, handling: [], back: undefined };
  yield new Enter(
    (function* (): Running {
      yield* execute(own, node.body);
      return null;
    })(),
    own,
  );
  frame.at = node;
  const cls = yield* classFrom(node.name, bases, variables, metaclass, keywords);
  cell.variables.set("__class__", cls);
  return cls;
}

function baseOf(base: Value): PyClass {
  if (base instanceof PyClass) return base;
  const origin = base instanceof PyInstance ? (base.attributes.get("__origin__") ?? base.attributes.get("__mro_class__")) : undefined;
  if (origin instanceof PyClass) return origin;
  if (base instanceof PyFunction || base instanceof PyBuiltin) {
    const replaced = base.attributes.get("__mro_class__");
    if (replaced instanceof PyClass) return replaced;
  }
  raise("TypeError", "bases must be types");
}

/** `type(name, bases, variables)`, through the metaclass. */
export function* classFrom(
  name: string,
  bases: readonly PyClass[],
  variables: Map<string, Value>,
  metaclass: PyClass | undefined,
  keywords: ReadonlyMap<string, Value> = new Map(),
): Running {
  const make = metaclass?.find("__new__");
  if (metaclass && make !== undefined && make !== builtin.type.attributes.get("__new__")) {
    const callee = make instanceof PyWrapper ? make.callee : make;
    const cls = yield* call(callee, [metaclass, name, new PyTuple(bases), attributeDict(variables)], keywords);
    const init = metaclass.find("__init__");
    if (init !== undefined && init instanceof PyFunction)
      yield* call(init, [cls, name, new PyTuple(bases), attributeDict(variables)], keywords);
    return cls;
  }
  return yield* plainClass(name, bases, variables, metaclass, keywords);
}

/** `type.__new__` */
export function* plainClass(
  name: string,
  bases: readonly PyClass[],
  variables: ReadonlyMap<string, Value>,
  metaclass: PyClass | undefined,
  keywords: ReadonlyMap<string, Value> = new Map(),
): Running<PyClass> {
  if (bases.some((base) => base === builtin.bool || base === builtin.function || base === builtin.NoneType))
    raise("TypeError", `type '${bases[0]?.name}' is not an acceptable base type`);
  let cls: PyClass;
  try {
    cls = new PyClass(name, bases.length > 0 ? bases : [builtin.object], new Map(variables), metaclass);
  } catch (error) {
    if (error instanceof TypeError) raise("TypeError", error.message);
    throw error;
  }
  if (cls.attributes.has("__eq__") && !cls.attributes.has("__hash__")) cls.attributes.set("__hash__", null);
  for (const [key, value] of cls.attributes) {
    if (!(value instanceof PyInstance)) continue;
    const method = value.cls.find("__set_name__");
    if (method !== undefined) yield* call(method, [value, cls, key]);
  }
  for (const [key, value] of cls.attributes)
    if ((key === "__init_subclass__" || key === "__class_getitem__") && value instanceof PyFunction)
      cls.attributes.set(key, new PyWrapper("classmethod", value));
  const hook = cls.mro
    .slice(1)
    .map((each) => each.attributes.get("__init_subclass__"))
    .find((each) => each !== undefined);
  if (hook instanceof PyWrapper) yield* call(hook.callee, [cls], keywords);
  return cls;
}

/** Calling: functions, classes, methods, anything with `__call__`. */
import type { Position } from "../syntax/ast.ts";
import { noKeywords, setCaller } from "./call.ts";
import { Environment } from "./environment.ts";
import { raise } from "./errors.ts";
import { bodyOf } from "./execute.ts";
import { PyDict } from "./dict.ts";
import { lookupSpecial } from "./special.ts";
import { Enter, type Frame, PyGenerator } from "./thread.ts";
import { builtin, classOf, isRunning, type Keywords, PyClass, PyTuple, type Running, type Value } from "./values.ts";
import { PyBuiltin, PyFunction, PyMethod, PyWrapper } from "./callables.ts";

/** Calls a value. */
function* callValue(callee: Value, args: readonly Value[] = [], keywords: Keywords = noKeywords): Running {
  if (callee instanceof PyMethod) return yield* callValue(callee.callee, [callee.self, ...args], keywords);
  if (callee instanceof PyFunction) return yield* callFunction(callee, args, keywords);
  if (callee instanceof PyBuiltin) {
    const result = callee.call(args, keywords);
    return isRunning(result) ? yield* result : result;
  }
  if (callee instanceof PyClass) return yield* instantiate(callee, args, keywords);
  if (callee instanceof PyWrapper) return yield* callValue(callee.callee, args, keywords);
  const method = lookupSpecial(callee, "__call__");
  if (method === undefined) raise("TypeError", `'${classOf(callee).name}' object is not callable`);
  return yield* callValue(method, args, keywords);
}

setCaller(callValue);

function* callFunction(callee: PyFunction, args: readonly Value[], keywords: Keywords): Running {
  const { node, code } = callee;
  const environment = new Environment(node.scope, callee.environment, callee.environment);
  bind(callee, args, keywords, environment.variables);
  const frame: Frame = { code, environment, at: startOf(code.firstLine), handling: [], back: undefined };
  const running = bodyOf(callee, frame);
  if (node.scope.generates || node.isAsync) {
    const kind = node.isAsync ? (node.scope.generates ? "async_generator" : "coroutine") : "generator";
    return new PyGenerator(kind, code.qualifiedName, frame, running);
  }
  return (yield new Enter(running, frame)) as Value;
}

function startOf(line: number): Position {
  return { line, column: 0, endLine: line, endColumn: 0 };
}

/** Gives a call's arguments to the parameters. Raises TypeError as Python words it. */
function bind(callee: PyFunction, args: readonly Value[], keywords: Keywords, variables: Map<string, Value>): void {
  const { positionalOnly, positional, rest, keywordOnly, keywords: others } = callee.parameters;
  const name = callee.code.qualifiedName;
  const places = positionalOnly.length === 0 ? positional : [...positionalOnly, ...positional];
  for (let index = 0; index < places.length && index < args.length; index++)
    variables.set((places[index] as { name: string }).name, args[index] as Value);
  if (args.length > places.length && !rest) tooMany(callee, args.length, keywords);
  if (rest) variables.set(rest.name, new PyTuple(args.slice(places.length)));
  const extra = others ? new PyDict() : undefined;
  for (const [key, value] of keywords) {
    const known = positional.some((parameter) => parameter.name === key) || keywordOnly.some((parameter) => parameter.name === key);
    if (known) {
      if (variables.has(key)) raise("TypeError", `${name}() got multiple values for argument '${key}'`);
      variables.set(key, value);
    } else if (extra) extra.set(key, value);
    else if (positionalOnly.some((parameter) => parameter.name === key))
      raise("TypeError", `${name}() got some positional-only arguments passed as keyword arguments: '${key}'`);
    else raise("TypeError", `${name}() got an unexpected keyword argument '${key}'`);
  }
  if (others && extra) variables.set(others.name, extra);
  const missing = fill(callee, places, variables);
  if (missing.length > 0) raise("TypeError", `${name}() missing ${listed(missing, "positional")}`);
  const missingWords = fill(callee, keywordOnly, variables);
  if (missingWords.length > 0) raise("TypeError", `${name}() missing ${listed(missingWords, "keyword-only")}`);
}

/** Defaults for what was not given; the names of what has none. */
function fill(callee: PyFunction, parameters: readonly { readonly name: string }[], variables: Map<string, Value>): string[] {
  const missing: string[] = [];
  for (const { name } of parameters) {
    if (variables.has(name)) continue;
    const value = callee.defaults.get(name);
    if (value === undefined) missing.push(name);
    else variables.set(name, value);
  }
  return missing;
}

function listed(names: readonly string[], kind: string): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() as string;
  const list = quoted.length === 0 ? last : quoted.length === 1 ? `${quoted[0]} and ${last}` : `${quoted.join(", ")}, and ${last}`;
  return `${names.length} required ${kind} argument${names.length === 1 ? "" : "s"}: ${list}`;
}

function tooMany(callee: PyFunction, given: number, keywords: Keywords): never {
  const { positionalOnly, positional, keywordOnly } = callee.parameters;
  const all = [...positionalOnly, ...positional];
  const needed = all.filter(({ name }) => !callee.defaults.has(name)).length;
  const takes = needed === all.length ? String(all.length) : `from ${needed} to ${all.length}`;
  const words = keywordOnly.filter(({ name }) => keywords.has(name)).length;
  const also =
    words > 0 ? ` positional argument${given === 1 ? "" : "s"} (and ${words} keyword-only argument${words === 1 ? "" : "s"})` : "";
  raise(
    "TypeError",
    `${callee.code.qualifiedName}() takes ${takes} positional argument${all.length === 1 && needed === all.length ? "" : "s"} but ${given}${also} ${given === 1 && !also ? "was" : "were"} given`,
  );
}

/** What calling a class does: `__new__`, then `__init__`. */
function* instantiate(cls: PyClass, args: readonly Value[], keywords: Keywords): Running {
  const meta = cls.metaclass?.find("__call__");
  if (meta !== undefined && !(meta instanceof PyBuiltin)) return yield* callValue(meta, [cls, ...args], keywords);
  return yield* makeInstance(cls, args, keywords);
}

/** The same without asking the metaclass: `type.__call__`. */
export function* makeInstance(cls: PyClass, args: readonly Value[], keywords: Keywords): Running {
  if (cls === builtin.type && args.length === 1) return classOf(args[0] as Value);
  const abstract = abstractMethods(cls);
  if (abstract.length > 0) {
    const names = abstract.map((name) => `'${name}'`).join(", ");
    raise(
      "TypeError",
      `Can't instantiate abstract class ${cls.name} without an implementation for abstract method${abstract.length > 1 ? "s" : ""} ${names}`,
    );
  }
  const make = cls.find("__new__");
  const callee = make instanceof PyWrapper ? make.callee : make;
  if (callee === undefined) raise("TypeError", `cannot create '${cls.name}' instances`);
  const instance = yield* callValue(callee, [cls, ...args], keywords);
  if (!classOf(instance).isSubclassOf(cls)) return instance;
  const init = cls.find("__init__");
  if (init !== undefined) {
    const result = yield* callValue(init, [instance, ...args], keywords);
    if (result !== null) raise("TypeError", `__init__() should return None, not '${classOf(result).name}'`);
  }
  return instance;
}

/** Methods a class has only promised. */
function abstractMethods(cls: PyClass): string[] {
  if (!cls.mro.some((each) => each.metaclass?.name === "ABCMeta")) return [];
  const names = new Set(cls.mro.flatMap((each) => [...each.attributes.keys()]));
  return [...names].filter((name) => isAbstract(cls.find(name))).sort();
}

function isAbstract(value: Value | undefined): boolean {
  if (value instanceof PyFunction) return value.attributes.get("__isabstractmethod__") === true;
  if (value instanceof PyWrapper) return isAbstract(value.callee);
  return value !== undefined && typeof value === "object" && value !== null && "get" in value && value.cls === builtin.property
    ? isAbstract((value as { get: Value }).get)
    : false;
}

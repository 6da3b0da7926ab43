/** Evaluates expressions. */
import type { Argument, Expression, ExpressionOf, FormatField } from "../syntax/ast.ts";
import { getAttribute } from "./attributes.ts";
import { setAttribute } from "./set-attributes.ts";
import { asyncIterator, asyncNext, awaitValue, delegate } from "./await.ts";
import { call } from "./call.ts";
import { PyDict, PySet } from "./dict.ts";
import { Environment } from "./environment.ts";
import { raise } from "./errors.ts";
import { formatValue } from "./format.ts";
import { getItem } from "./items.ts";
import { iterate, iterator, listOf, nextOf } from "./iterate.ts";
import { missingName, qualify } from "./names.ts";
import { binary, compare, keyRules, truth, unary } from "./operators.ts";
import { quick } from "./quick.ts";
import { lookupSpecial } from "./special.ts";
import { countStep } from "./steps.ts";
import { asciiText, reprOf, strOf } from "./text.ts";
import { breath, type Frame, Pause, PyGenerator } from "./thread.ts";
import { classOf, ellipsis, PyList, PySlice, PyTuple, type Running, type Value } from "./values.ts";
import { type Code, PyFunction } from "./callables.ts";

/** Evaluates. */
export function* evaluate(frame: Frame, node: Expression): Running {
  const value = quick(frame, node);
  if (value !== undefined) return value;
  switch (node.type) {
    case "Constant":
      return node.value as Value;
    case "Ellipsis":
      return ellipsis;
    case "Name":
      frame.at = node;
      return missingName(frame, node.name);
    case "Attribute": {
      const object = yield* evaluate(frame, node.object);
      frame.at = node;
      return yield* getAttribute(object, node.name);
    }
    case "Call":
      return yield* evaluateCall(frame, node);
    case "Binary": {
      const left = quick(frame, node.left) ?? (yield* evaluate(frame, node.left));
      const right = quick(frame, node.right) ?? (yield* evaluate(frame, node.right));
      frame.at = node;
      return yield* binary(node.operator, left, right);
    }
    case "Compare":
      return yield* evaluateCompare(frame, node);
    case "Logical": {
      let result: Value = null;
      for (const operand of node.values) {
        result = yield* evaluate(frame, operand);
        if ((yield* truth(result)) === (node.operator === "or")) return result;
      }
      return result;
    }
    case "Unary": {
      const operand = yield* evaluate(frame, node.operand);
      frame.at = node;
      return node.operator === "not" ? !(yield* truth(operand)) : yield* unary(node.operator, operand);
    }
    case "Subscript": {
      const object = yield* evaluate(frame, node.object);
      const index = yield* evaluate(frame, node.index);
      frame.at = node;
      return yield* getItem(object, index);
    }
    case "Slice": {
      const start = node.start ? yield* evaluate(frame, node.start) : null;
      const stop = node.stop ? yield* evaluate(frame, node.stop) : null;
      return new PySlice(start, stop, node.step ? yield* evaluate(frame, node.step) : null);
    }
    case "Conditional":
      return yield* evaluate(frame, (yield* truth(yield* evaluate(frame, node.test))) ? node.then : node.otherwise);
    case "List":
      return new PyList(yield* evaluateItems(frame, node.items));
    case "Tuple":
      return new PyTuple(yield* evaluateItems(frame, node.items));
    case "Set": {
      const set = new PySet();
      for (const item of yield* evaluateItems(frame, node.items)) set.table.set(yield* set.table.place(item, keyRules), item, null);
      return set;
    }
    case "Dict":
      return yield* evaluateDict(frame, node);
    case "Format":
      return yield* evaluateFormat(frame, node.parts);
    case "Lambda":
      return yield* makeFunction(frame, { ...node, name: "<lambda>", isAsync: false }, node);
    case "Comprehension":
      return yield* evaluateComprehension(frame, node);
    case "Assignment": {
      const assigned = yield* evaluate(frame, node.value);
      frame.environment.target(node.target).set(node.target, assigned);
      return assigned;
    }
    case "Yield":
      return (yield new Pause(node.value ? yield* evaluate(frame, node.value) : null)) as Value;
    case "YieldFrom": {
      const inner = yield* iterator(yield* evaluate(frame, node.value));
      frame.at = node;
      return yield* delegate(inner);
    }
    case "Await": {
      const awaited = yield* evaluate(frame, node.value);
      frame.at = node;
      return yield* awaitValue(awaited);
    }
    case "Starred":
      raise("SyntaxError", "can't use starred expression here");
  }
}

function* evaluateItems(frame: Frame, nodes: readonly Expression[]): Running<Value[]> {
  const items: Value[] = [];
  for (const node of nodes) {
    if (node.type === "Starred") {
      const value = yield* evaluate(frame, node.value);
      frame.at = node.value;
      items.push(...(yield* listOf(value)));
    } else items.push(quick(frame, node) ?? (yield* evaluate(frame, node)));
  }
  return items;
}

function* evaluateCall(frame: Frame, node: ExpressionOf<"Call">): Running {
  const { callee: calleeNode } = node;
  const callee = quick(frame, calleeNode) ?? (yield* evaluate(frame, calleeNode));
  const { args, keywords } = yield* evaluateArguments(frame, node.args);
  frame.at = node;
  if (countStep()) yield breath;
  return yield* call(callee, args, keywords);
}

export function* evaluateArguments(frame: Frame, nodes: readonly Argument[]): Running<{ args: Value[]; keywords: Map<string, Value> }> {
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  for (const { kind, name, value: node } of nodes) {
    const value = quick(frame, node) ?? (yield* evaluate(frame, node));
    if (kind === "positional") args.push(value);
    else if (kind === "keyword") keywords.set(name as string, value);
    else if (kind === "*") args.push(...(yield* listOf(value)));
    else yield* spread(value, keywords);
  }
  return { args, keywords };
}

function* spread(value: Value, keywords: Map<string, Value>): Running<void> {
  if (value instanceof PyDict) {
    for (const { key, value: item } of value.table.entries()) {
      if (typeof key !== "string") raise("TypeError", "keywords must be strings");
      keywords.set(key, item);
    }
    return;
  }
  const keys = lookupSpecial(value, "keys");
  if (keys === undefined) raise("TypeError", `argument after ** must be a mapping, not ${classOf(value).name}`);
  for (const key of yield* listOf(yield* call(keys))) keywords.set(String(key), yield* getItem(value, key));
}

function* evaluateCompare(frame: Frame, node: ExpressionOf<"Compare">): Running {
  let left = yield* evaluate(frame, node.left);
  let result: Value = true;
  for (const { operator, value } of node.rest) {
    const right = yield* evaluate(frame, value);
    frame.at = node;
    result = yield* compare(operator, left, right);
    if (node.rest.length > 1 && !(yield* truth(result))) return result;
    left = right;
  }
  return result;
}

function* evaluateDict(frame: Frame, node: ExpressionOf<"Dict">): Running {
  const dict = new PyDict();
  for (const { key: keyNode, value: valueNode } of node.entries) {
    if (!keyNode) {
      const other = yield* evaluate(frame, valueNode);
      frame.at = valueNode;
      if (other instanceof PyDict) dict.table.copyFrom(other.table);
      else {
        const keys = lookupSpecial(other, "keys");
        if (keys === undefined) raise("TypeError", `'${classOf(other).name}' object is not a mapping`);
        for (const key of yield* listOf(yield* call(keys)))
          dict.table.set(yield* dict.table.place(key, keyRules), key, yield* getItem(other, key));
      }
      continue;
    }
    const key = yield* evaluate(frame, keyNode);
    const value = yield* evaluate(frame, valueNode);
    frame.at = node;
    dict.table.set(yield* dict.table.place(key, keyRules), key, value);
  }
  return dict;
}

function* evaluateFormat(frame: Frame, parts: readonly (string | FormatField)[]): Running<string> {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    let value = yield* evaluate(frame, part.value);
    if (part.conversion === "r") value = yield* reprOf(value);
    else if (part.conversion === "s") value = yield* strOf(value);
    else if (part.conversion === "a") value = asciiText(yield* reprOf(value));
    const spec = part.spec.length > 0 ? yield* evaluateFormat(frame, part.spec) : "";
    frame.at = part.value;
    text += yield* formatValue(value, spec);
  }
  return text;
}

/** A function, with its defaults evaluated now. `expression` is the body of a lambda. */
export function* makeFunction(
  frame: Frame,
  node: PyFunction["node"] & { readonly body: unknown },
  position: { readonly line: number },
): Running<PyFunction> {
  const { positionalOnly, positional, keywordOnly } = node.parameters;
  const defaults = new Map<string, Value>();
  for (const { name, fallback } of [...positionalOnly, ...positional, ...keywordOnly])
    if (fallback) defaults.set(name, yield* evaluate(frame, fallback));
  const code: Code = {
    name: node.name,
    qualifiedName: qualify(frame, node.name),
    file: frame.code.file,
    firstLine: position.line,
  };
  return new PyFunction(node, code, frame.environment, defaults);
}

function* evaluateComprehension(frame: Frame, node: ExpressionOf<"Comprehension">): Running {
  const [first] = node.clauses;
  if (!first) return null;
  const outer = frame.environment;
  // The first thing to go through is evaluated outside.
  const iterable = yield* evaluate(frame, first.iterable);
  frame.at = first.iterable;
  const source = first.isAsync ? yield* asyncIterator(iterable) : yield* iterator(iterable);
  const inner = new Environment(node.scope, outer, outer);
  if (node.kind === "generator") {
    const code: Code = { name: "<genexpr>", qualifiedName: qualify(frame, "<genexpr>"), file: frame.code.file, firstLine: node.line };
    const own: Frame = { code, environment: inner, at: node, handling: [], back: undefined };
    const body = function* (): Running {
      yield* goThrough(own, node, 0, source, function* () {
        yield new Pause(yield* evaluate(own, node.element));
      });
      return null;
    };
    return new PyGenerator(first.isAsync ? "async_generator" : "generator", code.qualifiedName, own, body());
  }
  const items: Value[] = [];
  const dict = new PyDict();
  const set = new PySet();
  frame.environment = inner;
  try {
    yield* goThrough(frame, node, 0, source, function* () {
      const element = yield* evaluate(frame, node.element);
      if (node.kind === "list") items.push(element);
      else if (node.kind === "set") set.table.set(yield* set.table.place(element, keyRules), element, null);
      else {
        const value = yield* evaluate(frame, node.value as Expression);
        dict.table.set(yield* dict.table.place(element, keyRules), element, value);
      }
    });
  } finally {
    frame.environment = outer;
  }
  return node.kind === "list" ? new PyList(items) : node.kind === "set" ? set : dict;
}

function* goThrough(
  frame: Frame,
  node: ExpressionOf<"Comprehension">,
  depth: number,
  source: Value,
  each: () => Running<void>,
): Running<void> {
  const clause = node.clauses[depth];
  if (!clause) return yield* each();
  for (;;) {
    if (countStep()) yield breath;
    const item = clause.isAsync ? yield* asyncNext(source) : yield* nextOf(source);
    if (item === undefined) return;
    yield* assign(frame, clause.target, item);
    let passes = true;
    for (const condition of clause.conditions) {
      passes = yield* truth(yield* evaluate(frame, condition));
      if (!passes) break;
    }
    if (!passes) continue;
    const next = node.clauses[depth + 1];
    if (!next) yield* each();
    else {
      const iterable = yield* evaluate(frame, next.iterable);
      yield* goThrough(frame, node, depth + 1, next.isAsync ? yield* asyncIterator(iterable) : yield* iterator(iterable), each);
    }
  }
}

/** Assigns to a name, an attribute, an item, or several of them. */
export function* assign(frame: Frame, target: Expression, value: Value): Running<void> {
  switch (target.type) {
    case "Name":
      frame.environment.target(target.name).set(target.name, value);
      return;
    case "Attribute": {
      const object = yield* evaluate(frame, target.object);
      frame.at = target;
      yield* setAttribute(object, target.name, value);
      return;
    }
    case "Subscript": {
      const object = yield* evaluate(frame, target.object);
      const index = yield* evaluate(frame, target.index);
      frame.at = target;
      const method = lookupSpecial(object, "__setitem__");
      if (method === undefined) raise("TypeError", `'${classOf(object).name}' object does not support item assignment`);
      yield* call(method, [index, value]);
      return;
    }
    case "Tuple":
    case "List":
      yield* unpack(frame, target.items, value, target);
      return;
    default:
      raise("SyntaxError", "cannot assign to this expression");
  }
}

function* unpack(frame: Frame, targets: readonly Expression[], value: Value, at: Expression): Running<void> {
  frame.at = at;
  if (
    lookupSpecial(value, "__iter__") === undefined &&
    lookupSpecial(value, "__getitem__") === undefined &&
    !(value instanceof PyGenerator)
  )
    raise("TypeError", `cannot unpack non-iterable ${classOf(value).name} object`);
  const star = targets.findIndex((target) => target.type === "Starred");
  const items: Value[] = [];
  const walk = yield* iterate(value);
  for (let next = yield* walk.next(); next !== undefined; next = yield* walk.next()) {
    items.push(next);
    if (star < 0 && items.length > targets.length) raise("ValueError", `too many values to unpack (expected ${targets.length})`);
  }
  const needed = star < 0 ? targets.length : targets.length - 1;
  if (items.length < needed)
    raise("ValueError", `not enough values to unpack (expected ${star < 0 ? "" : "at least "}${needed}, got ${items.length})`);
  for (const [index, target] of targets.entries()) {
    if (target.type === "Starred") {
      yield* assign(frame, target.value, new PyList(items.slice(index, items.length - (targets.length - index - 1))));
    } else yield* assign(frame, target, items[star < 0 || index < star ? index : items.length - (targets.length - index)] as Value);
  }
}

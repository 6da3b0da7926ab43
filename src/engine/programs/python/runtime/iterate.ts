/** Going through things. */
import { lookupSpecial } from "./special.ts";
import { call } from "./call.ts";
import { PyDict, PySet } from "./dict.ts";
import { isRaised, PyRaise, exception, raise } from "./errors.ts";
import { Advance, PyGenerator, type Step } from "./thread.ts";
import { classOf, isRunning, plain, PyBytes, PyIterator, PyList, PyRange, PyTuple, type Running, type Value } from "./values.ts";

/** A walk through something: `next` gives `undefined` at the end. */
export interface Walk {
  next(): Running<Value | undefined>;
}

/** What can be gone through without Python code. */
function* builtinItems(value: Value): Iterator<Value> {
  if (value instanceof PyList) {
    // A list may grow while it is gone through.
    for (let index = 0; index < value.items.length; index++) yield value.items[index] as Value;
  } else if (value instanceof PyTuple) yield* value.items;
  else if (value instanceof PyRange) {
    const { length } = value;
    for (let index = 0; index < length; index++) yield value.at(index);
  } else if (typeof value === "string") yield* value;
  else if (value instanceof PyBytes) for (const byte of value.bytes) yield BigInt(byte);
  else if (value instanceof PyDict || value instanceof PySet) {
    const before = value.size;
    for (const { key } of value.table.entries()) {
      yield key;
      if (value.size !== before) raise("RuntimeError", `${value instanceof PyDict ? "dictionary" : "Set"} changed size during iteration`);
    }
  }
}

/** Whether a value's items are the ones its built-in class has. */
function isBuiltin(value: Value): boolean {
  if (typeof value === "string") return true;
  const known =
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PyBytes ||
    value instanceof PyRange;
  if (!known) return false;
  const method = value.cls.find("__iter__");
  return method === undefined || method === (value.cls.mro.find((cls) => cls.module === "builtins")?.attributes.get("__iter__") ?? method);
}

class BuiltinWalk implements Walk {
  readonly items: Iterator<Value>;
  constructor(items: Iterator<Value>) {
    this.items = items;
  }
  // biome-ignore lint/correctness/useYield: other walks wait
  *next(): Running<Value | undefined> {
    const { done, value } = this.items.next();
    return done ? undefined : value;
  }
}

/** Begins to go through a value; raises TypeError where there is nothing to go through. */
export function* iterate(value: Value): Running<Walk> {
  const base = plain(value);
  if (isBuiltin(base)) return new BuiltinWalk(builtinItems(base));
  return walkOver(yield* iterator(value));
}

/** `iter(value)` */
export function* iterator(value: Value): Running {
  if (value instanceof PyIterator || value instanceof PyGenerator) {
    if (value instanceof PyGenerator && value.kind !== "generator") raise("TypeError", `'${value.kind}' object is not iterable`);
    return value;
  }
  const base = plain(value);
  if (isBuiltin(base)) {
    const items = builtinItems(base);
    return new PyIterator(() => {
      const { done, value: next } = items.next();
      return done ? undefined : next;
    });
  }
  const method = lookupSpecial(value, "__iter__");
  if (method !== undefined) {
    const result = yield* call(method);
    if (!(result instanceof PyIterator) && lookupSpecial(result, "__next__") === undefined)
      raise("TypeError", `iter() returned non-iterator of type '${classOf(result).name}'`);
    return result;
  }
  const item = lookupSpecial(value, "__getitem__");
  if (item === undefined) raise("TypeError", `'${classOf(value).name}' object is not iterable`);
  let index = 0n;
  return new PyIterator(function* () {
    try {
      return yield* call(item, [index++]);
    } catch (error) {
      if (isRaised(error, "IndexError")) return undefined;
      throw error;
    }
  });
}

/** A walk along an iterator. */
function walkOver(value: Value): Walk {
  return { next: () => nextOf(value) };
}

/** `next(value)`; `undefined` at the end. */
export function* nextOf(value: Value): Running<Value | undefined> {
  if (value instanceof PyIterator) {
    const result = value.next();
    return isRunning(result) ? yield* result : result;
  }
  if (value instanceof PyGenerator) {
    const step = yield* advance(value, { value: null });
    return step.done ? undefined : step.value;
  }
  const method = lookupSpecial(value, "__next__");
  if (method === undefined) raise("TypeError", `'${classOf(value).name}' object is not an iterator`);
  try {
    return yield* call(method);
  } catch (error) {
    if (isRaised(error, "StopIteration")) return undefined;
    throw error;
  }
}

/** Goes on with a generator or coroutine. */
export function* advance(generator: PyGenerator, sent: Advance["sent"]): Running<Step> {
  if (generator.state === "finished") {
    if (generator.kind === "coroutine") raise("RuntimeError", "cannot reuse already awaited coroutine");
    if ("error" in sent) throw sent.error;
    return { done: true, value: null };
  }
  if (generator.state === "created") {
    if ("error" in sent) {
      generator.state = "finished";
      throw sent.error;
    }
    if (sent.value !== null) raise("TypeError", `can't send non-None value to a just-started ${generator.kind}`);
  }
  try {
    return (yield new Advance(generator, sent)) as Step;
  } catch (error) {
    // A StopIteration that escapes would end the loop of whoever goes through it.
    if (!isRaised(error, "StopIteration")) throw error;
    const wrapped = exception("RuntimeError", `${generator.kind} raised StopIteration`);
    wrapped.cause = error.exception;
    wrapped.context = error.exception;
    throw new PyRaise(wrapped);
  }
}

/** Everything, as a list. */
export function* listOf(value: Value): Running<Value[]> {
  const base = plain(value);
  if (base instanceof PyList && isBuiltin(base)) return [...base.items];
  if (base instanceof PyTuple && isBuiltin(base)) return [...base.items];
  const walk = yield* iterate(value);
  const items: Value[] = [];
  for (let next = yield* walk.next(); next !== undefined; next = yield* walk.next()) items.push(next);
  return items;
}

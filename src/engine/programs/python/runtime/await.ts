/** Waiting for another generator: `await`, `async for` and `yield from`. */
import { call, callSpecial } from "./call.ts";
import { isRaised, PyRaise, raise } from "./errors.ts";
import { advance, iterator, nextOf } from "./iterate.ts";
import { lookupSpecial } from "./special.ts";
import { Pause, PyGenerator, type Step } from "./thread.ts";
import { classOf, type Running, type Value } from "./values.ts";

export function* asyncIterator(value: Value): Running {
  if (value instanceof PyGenerator && value.kind === "async_generator") return value;
  const method = lookupSpecial(value, "__aiter__");
  if (method === undefined) raise("TypeError", `'async for' requires an object with __aiter__ method, got ${classOf(value).name}`);
  return yield* call(method);
}

/** `undefined` at the end. */
export function* asyncNext(value: Value): Running<Value | undefined> {
  if (value instanceof PyGenerator) {
    const step = yield* advance(value, { value: null });
    return step.done ? undefined : step.value;
  }
  try {
    return yield* awaitValue((yield* callSpecial(value, "__anext__")) ?? null);
  } catch (error) {
    if (isRaised(error, "StopAsyncIteration")) return undefined;
    throw error;
  }
}

/** `yield from`: passes everything on, what is thrown in too, until the other one ends; its value then. */
export function* delegate(inner: Value): Running {
  let sent: Value = null;
  let error: PyRaise | undefined;
  for (;;) {
    let value: Value;
    if (inner instanceof PyGenerator) {
      const step: Step = yield* advance(inner, error ? { error } : { value: sent });
      if (step.done) return step.value;
      value = step.value;
    } else {
      if (error) throw error;
      const next = yield* nextOf(inner);
      if (next === undefined) return null;
      value = next;
    }
    error = undefined;
    try {
      sent = (yield new Pause(value)) as Value;
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      error = thrown;
    }
  }
}

/** `await value` */
export function* awaitValue(value: Value): Running {
  if (value instanceof PyGenerator && value.kind === "coroutine") return yield* delegate(value);
  const method = lookupSpecial(value, "__await__");
  if (method === undefined) raise("TypeError", `object ${classOf(value).name} can't be used in 'await' expression`);
  return yield* delegate(yield* iterator(yield* call(method)));
}

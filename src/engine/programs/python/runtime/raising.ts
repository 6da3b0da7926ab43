/** Runs `raise`, and says which `except` an exception is for. */
import type { StatementOf } from "../syntax/ast.ts";
import { call } from "./call.ts";
import { exceptionClass, PyRaise, raise } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import type { Frame } from "./thread.ts";
import { PyClass, PyException, PyTuple, type Running, type Value } from "./values.ts";

export function catches(type: Value, error: PyException): boolean {
  if (type instanceof PyTuple) return type.items.some((each) => catches(each, error));
  if (!(type instanceof PyClass) || !type.isSubclassOf(exceptionClass("BaseException")))
    raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  return error.cls.isSubclassOf(type);
}

/** Where a new exception is raised while another one is handled, that one is its context. */
export function withContext(error: PyException, frame: Frame): PyException {
  for (let at: Frame | undefined = frame; at; at = at.back) {
    const handled = at.handling.at(-1);
    if (!handled) continue;
    if (handled !== error && !chain(handled).includes(error)) error.context ??= handled;
    break;
  }
  return error;
}

function chain(error: PyException): PyException[] {
  const list: PyException[] = [];
  for (let at: PyException | null = error; at && !list.includes(at); at = at.context) list.push(at);
  return list;
}

export function* raiseStatement(frame: Frame, node: StatementOf<"Raise">): Running<never> {
  if (!node.exception) {
    for (let at: Frame | undefined = frame; at; at = at.back) {
      const handled = at.handling.at(-1);
      if (handled) throw new PyRaise(handled, frame);
    }
    raise("RuntimeError", "No active exception to reraise");
  }
  let error = yield* evaluate(frame, node.exception);
  frame.at = node;
  if (error instanceof PyClass && error.isSubclassOf(exceptionClass("BaseException"))) error = yield* call(error);
  if (!(error instanceof PyException)) raise("TypeError", "exceptions must derive from BaseException");
  if (node.cause) {
    let cause = yield* evaluate(frame, node.cause);
    frame.at = node;
    if (cause instanceof PyClass) cause = yield* call(cause);
    if (cause !== null && !(cause instanceof PyException)) raise("TypeError", "exception causes must derive from BaseException");
    error.cause = cause;
    error.suppressContext = true;
  }
  throw new PyRaise(withContext(error, frame));
}

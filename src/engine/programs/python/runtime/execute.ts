/** Executes statements. */
import type { Expression, Statement, StatementOf } from "../syntax/ast.ts";
import { annotated, augment } from "./assignments.ts";
import { asyncIterator, asyncNext, awaitValue } from "./await.ts";
import { call } from "./call.ts";
import { classStatement, functionStatement } from "./definitions.ts";
import { exception, PyRaise, raise } from "./errors.ts";
import { assign, evaluate } from "./evaluate.ts";
import { importStatement } from "./importing.ts";
import { iterate } from "./iterate.ts";
import { matches } from "./match.ts";
import { truth } from "./operators.ts";
import { quick } from "./quick.ts";
import { catches, raiseStatement, withContext } from "./raising.ts";
import { remove } from "./remove.ts";
import { lookupSpecial } from "./special.ts";
import { countStep } from "./steps.ts";
import { breath, type Frame, passThrough } from "./thread.ts";
import { classOf, type Running, type Value } from "./values.ts";
import type { PyFunction } from "./callables.ts";

/** How a block ended when it did not run to its end. */
type Completion = "break" | "continue" | { readonly returned: Value };

/** The body of a function or lambda, as a call runs it. */
export function* bodyOf(callee: PyFunction, frame: Frame): Running {
  const node = callee.node as PyFunction["node"] & { readonly body: readonly Statement[] | Expression };
  if (!Array.isArray(node.body)) return yield* evaluate(frame, node.body as Expression);
  const completion = yield* execute(frame, node.body as readonly Statement[]);
  return typeof completion === "object" ? completion.returned : null;
}

/** Runs statements one after the other. */
export function* execute(frame: Frame, body: readonly Statement[]): Running<Completion | undefined> {
  for (const node of body) {
    frame.at = node;
    switch (node.type) {
      case "Expression":
        if (quick(frame, node.value) === undefined) yield* evaluate(frame, node.value);
        break;
      case "Assign": {
        const value = quick(frame, node.value) ?? (yield* evaluate(frame, node.value));
        for (const target of node.targets) {
          if (target.type === "Name") frame.environment.target(target.name).set(target.name, value);
          else yield* assign(frame, target, value);
        }
        break;
      }
      case "AugmentedAssign":
        yield* augment(frame, node);
        break;
      case "AnnotatedAssign":
        yield* annotated(frame, node);
        break;
      case "Return":
        return { returned: node.value ? (quick(frame, node.value) ?? (yield* evaluate(frame, node.value))) : null };
      case "If": {
        const completion = yield* execute(frame, (yield* test(frame, node.test)) ? node.body : node.otherwise);
        if (completion) return completion;
        break;
      }
      case "For": {
        const completion = yield* loopOver(frame, node);
        if (completion) return completion;
        break;
      }
      case "While": {
        const completion = yield* loopWhile(frame, node);
        if (completion) return completion;
        break;
      }
      case "Try": {
        const completion = yield* tryStatement(frame, node);
        if (completion) return completion;
        break;
      }
      case "With": {
        const completion = yield* withStatement(frame, node, 0);
        if (completion) return completion;
        break;
      }
      case "Break":
        return "break";
      case "Continue":
        return "continue";
      case "Pass":
      case "Global":
      case "Nonlocal":
        break;
      case "Raise":
        yield* raiseStatement(frame, node);
        break;
      case "Assert":
        if (!(yield* test(frame, node.test))) {
          const error = node.message ? exception("AssertionError", yield* evaluate(frame, node.message)) : exception("AssertionError");
          frame.at = node.test;
          throw new PyRaise(withContext(error, frame));
        }
        break;
      case "Delete":
        for (const target of node.targets) yield* remove(frame, target);
        break;
      case "Import":
      case "ImportFrom":
        yield* importStatement(frame, node);
        break;
      case "Function":
        yield* functionStatement(frame, node);
        break;
      case "Class":
        yield* classStatement(frame, node, execute);
        break;
      case "Match": {
        const completion = yield* matchStatement(frame, node);
        if (completion) return completion;
        break;
      }
    }
  }
  return undefined;
}

function* test(frame: Frame, node: Expression): Running<boolean> {
  return yield* truth(quick(frame, node) ?? (yield* evaluate(frame, node)));
}

function* loopOver(frame: Frame, node: StatementOf<"For">): Running<Completion | undefined> {
  const iterable = yield* evaluate(frame, node.iterable);
  frame.at = node.iterable;
  const source = node.isAsync ? yield* asyncIterator(iterable) : undefined;
  const walk = source === undefined ? yield* iterate(iterable) : { next: () => asyncNext(source) };
  for (;;) {
    frame.at = node.iterable;
    if (countStep()) yield breath;
    const item = yield* walk.next();
    if (item === undefined) break;
    if (node.target.type === "Name") frame.environment.target(node.target.name).set(node.target.name, item);
    else yield* assign(frame, node.target, item);
    const completion = yield* execute(frame, node.body);
    if (completion === "break") return undefined;
    if (typeof completion === "object") return completion;
  }
  return yield* execute(frame, node.otherwise);
}

function* loopWhile(frame: Frame, node: StatementOf<"While">): Running<Completion | undefined> {
  while (yield* test(frame, node.test)) {
    if (countStep()) yield breath;
    const completion = yield* execute(frame, node.body);
    if (completion === "break") return undefined;
    if (typeof completion === "object") return completion;
  }
  return yield* execute(frame, node.otherwise);
}

function* tryStatement(frame: Frame, node: StatementOf<"Try">): Running<Completion | undefined> {
  if (node.final.length === 0) return yield* tryExcept(frame, node);
  let completion: Completion | undefined;
  try {
    completion = yield* tryExcept(frame, node);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    passThrough(error, frame);
    error.known = frame;
    frame.handling.push(error.exception);
    let after: Completion | undefined;
    try {
      after = yield* execute(frame, node.final);
    } finally {
      frame.handling.pop();
    }
    if (after) return after;
    throw error;
  }
  return (yield* execute(frame, node.final)) ?? completion;
}

function* tryExcept(frame: Frame, node: StatementOf<"Try">): Running<Completion | undefined> {
  if (node.handlers.length === 0) return yield* execute(frame, node.body);
  let completion: Completion | undefined;
  try {
    completion = yield* execute(frame, node.body);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    passThrough(error, frame);
    // Whatever is raised while it is looked at or handled has it as its context.
    frame.handling.push(error.exception);
    try {
      for (const handler of node.handlers) {
        frame.at = handler.type ?? handler;
        if (handler.type && !catches(yield* evaluate(frame, handler.type), error.exception)) continue;
        const variables = handler.name === undefined ? undefined : frame.environment.target(handler.name);
        if (handler.name !== undefined) variables?.set(handler.name, error.exception);
        try {
          return yield* execute(frame, handler.body);
        } finally {
          if (handler.name !== undefined) variables?.delete(handler.name);
        }
      }
    } finally {
      frame.handling.pop();
    }
    error.known = frame;
    throw error;
  }
  return completion ?? (yield* execute(frame, node.otherwise));
}

function* withStatement(frame: Frame, node: StatementOf<"With">, index: number): Running<Completion | undefined> {
  const item = node.items[index];
  if (!item) return yield* execute(frame, node.body);
  const manager = yield* evaluate(frame, item.context);
  frame.at = item.context;
  const [enterName, exitName] = node.isAsync ? ["__aenter__", "__aexit__"] : ["__enter__", "__exit__"];
  const enter = lookupSpecial(manager, enterName as string);
  const exit = lookupSpecial(manager, exitName as string);
  if (enter === undefined || exit === undefined)
    raise(
      "TypeError",
      `'${classOf(manager).name}' object does not support the ${node.isAsync ? "asynchronous " : ""}context manager protocol`,
    );
  const settle = function* (value: Value): Running {
    return node.isAsync ? yield* awaitValue(value) : value;
  };
  const entered = yield* settle(yield* call(enter));
  if (item.target) yield* assign(frame, item.target, entered);
  let completion: Completion | undefined;
  try {
    completion = yield* withStatement(frame, node, index + 1);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    passThrough(error, frame);
    frame.handling.push(error.exception);
    frame.at = item.context;
    let swallowed: boolean;
    try {
      swallowed = yield* truth(yield* settle(yield* call(exit, [error.exception.cls, error.exception, null])));
    } finally {
      frame.handling.pop();
    }
    if (swallowed) return undefined;
    error.known = frame;
    throw error;
  }
  frame.at = item.context;
  yield* settle(yield* call(exit, [null, null, null]));
  return completion;
}

function* matchStatement(frame: Frame, node: StatementOf<"Match">): Running<Completion | undefined> {
  const subject = yield* evaluate(frame, node.subject);
  for (const { pattern, guard, body } of node.cases) {
    if (!(yield* matches(frame, pattern, subject))) continue;
    if (guard && !(yield* test(frame, guard))) continue;
    return yield* execute(frame, body);
  }
  return undefined;
}

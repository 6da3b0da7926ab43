/** Executes statements. */
import type { Expression, Statement, StatementOf } from "../syntax/ast.ts";
import { getAttribute } from "./attributes.ts";
import { call } from "./call.ts";
import { makeClass } from "./classes.ts";
import { PyDict } from "./dict.ts";
import { exceptionClass, PyRaise, exception, raise } from "./errors.ts";
import { assign, asyncIterator, asyncNext, awaitValue, countStep, evaluate, makeFunction, quick, remove } from "./evaluate.ts";
import { iterate } from "./iterate.ts";
import { matches } from "./match.ts";
import { binary, truth } from "./operators.ts";
import { getItem } from "./items.ts";
import { lookupSpecial } from "./special.ts";
import { breath, type Frame, passThrough } from "./thread.ts";
import { classOf, PyClass, PyException, type PyFunction, PyList, type PyModule, PyTuple, type Running, type Value } from "./values.ts";

/** How a block ended when it did not run to its end. */
type Completion = "break" | "continue" | { readonly returned: Value };

/** Imports for the frames of one interpreter; found by its globals' `__builtins__`-like key. */
export interface Importer {
  /** `import a.b.c`: gives the module of the last name. */
  load(name: string): Running<PyModule>;
  /** An absolute name from one with dots before it. */
  absolute(name: string, level: number, frame: Frame): string;
}

let importerOf: (frame: Frame) => Importer = () => {
  throw new Error("nothing can be imported yet");
};
/** Says who imports for a frame. */
export function setImporter(find: (frame: Frame) => Importer): void {
  importerOf = find;
}

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
        yield* classStatement(frame, node);
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

function* augment(frame: Frame, node: StatementOf<"AugmentedAssign">): Running<void> {
  const { target, operator } = node;
  if (target.type === "Name") {
    const before = quick(frame, target) ?? (yield* evaluate(frame, target));
    const value = quick(frame, node.value) ?? (yield* evaluate(frame, node.value));
    frame.at = node;
    frame.environment.target(target.name).set(target.name, yield* binary(operator, before, value, true));
    return;
  }
  if (target.type !== "Attribute" && target.type !== "Subscript") return;
  const object = yield* evaluate(frame, target.object);
  const held: Expression = { ...target.object, type: "Constant", value: null };
  const index = target.type === "Subscript" ? yield* evaluate(frame, target.index) : null;
  frame.at = target;
  const before = target.type === "Attribute" ? yield* getAttribute(object, target.name) : yield* getItem(object, index);
  const value = yield* evaluate(frame, node.value);
  frame.at = node;
  const result = yield* binary(operator, before, value, true);
  // The object and the index are evaluated once.
  const place: Expression =
    target.type === "Attribute"
      ? { ...target, object: { ...held, value: object as never } }
      : { ...target, object: { ...held, value: object as never }, index: { ...target.index, type: "Constant", value: index as never } };
  yield* assign(frame, place, result);
}

function* annotated(frame: Frame, node: StatementOf<"AnnotatedAssign">): Running<void> {
  if (frame.environment.scope.kind !== "function") {
    const annotation = yield* evaluate(frame, node.annotation);
    if (node.target.type === "Name") {
      const variables = frame.environment.variables;
      const known = variables.get("__annotations__");
      const annotations = known instanceof PyDict ? known : new PyDict();
      variables.set("__annotations__", annotations);
      annotations.set(node.target.name, annotation);
    }
  }
  if (node.value) yield* assign(frame, node.target, yield* evaluate(frame, node.value));
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

function catches(type: Value, error: PyException): boolean {
  if (type instanceof PyTuple) return type.items.some((each) => catches(each, error));
  if (!(type instanceof PyClass) || !type.isSubclassOf(exceptionClass("BaseException")))
    raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  return error.cls.isSubclassOf(type);
}

/** Where a new exception is raised while another one is handled, that one is its context. */
function withContext(error: PyException, frame: Frame): PyException {
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

function* raiseStatement(frame: Frame, node: StatementOf<"Raise">): Running<never> {
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

function* importStatement(frame: Frame, node: StatementOf<"Import"> | StatementOf<"ImportFrom">): Running<void> {
  const importer = importerOf(frame);
  if (node.type === "Import") {
    for (const { name, as } of node.names) {
      const module = yield* importer.load(name);
      const [first = ""] = name.split(".");
      const bound = as === undefined && name !== first ? yield* importer.load(first) : module;
      frame.environment.target(as ?? first).set(as ?? first, bound);
    }
    return;
  }
  const name = importer.absolute(node.module, node.level, frame);
  const module = yield* importer.load(name);
  frame.at = node;
  if (node.names === "*") {
    const listed = module.attributes.get("__all__");
    const names =
      listed instanceof PyList || listed instanceof PyTuple
        ? listed.items.map(String)
        : [...module.attributes.keys()].filter((each) => !each.startsWith("_"));
    for (const each of names) frame.environment.variables.set(each, yield* getAttribute(module, each));
    return;
  }
  for (const { name: wanted, as } of node.names) {
    const found = yield* fromModule(importer, module, wanted);
    frame.environment.target(as ?? wanted).set(as ?? wanted, found);
  }
}

function* fromModule(importer: Importer, module: PyModule, wanted: string): Running {
  const value = module.attributes.get(wanted);
  if (value !== undefined) return value;
  const dynamic = module.attributes.get("__getattr__");
  if (dynamic !== undefined) return yield* call(dynamic, [wanted]);
  if (module.attributes.has("__path__")) {
    const full = `${module.name}.${wanted}`;
    try {
      return yield* importer.load(full);
    } catch (error) {
      const missing = error instanceof PyRaise && error.exception.cls.name === "ModuleNotFoundError";
      if (!missing || error.exception.attributes.get("name") !== full) throw error;
    }
  }
  const file = module.attributes.get("__file__");
  const loading = module.attributes.get("__loading__") === true;
  const where = typeof file === "string" ? file : "unknown location";
  const error = exception(
    "ImportError",
    loading
      ? `cannot import name '${wanted}' from partially initialized module '${module.name}' (most likely due to a circular import) (${where})`
      : `cannot import name '${wanted}' from '${module.name}' (${where})`,
  );
  error.attributes.set("name", module.name);
  throw new PyRaise(error);
}

function* functionStatement(frame: Frame, node: StatementOf<"Function">): Running<void> {
  const { definition } = node;
  const decorators: Value[] = [];
  for (const decorator of node.decorators) decorators.push(yield* evaluate(frame, decorator));
  const made = yield* makeFunction(frame, definition, { line: node.decorators[0]?.line ?? node.line });
  made.attributes.set("__doc__", docOf(definition.body));
  yield* annotate(frame, made, node);
  let value: Value = made;
  for (const [index, decorator] of [...decorators.entries()].reverse()) {
    frame.at = node.decorators[index] as Expression;
    value = yield* call(decorator, [value]);
  }
  frame.environment.target(definition.name).set(definition.name, value);
}

function* annotate(frame: Frame, made: PyFunction, { definition }: StatementOf<"Function">): Running<void> {
  const { positionalOnly, positional, rest, keywordOnly, keywords } = definition.parameters;
  const annotations = new PyDict();
  for (const parameter of [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(keywords ? [keywords] : [])])
    if (parameter.annotation) annotations.set(parameter.name, yield* evaluate(frame, parameter.annotation));
  if (definition.returns) annotations.set("return", yield* evaluate(frame, definition.returns));
  made.attributes.set("__annotations__", annotations);
}

export function docOf(body: readonly Statement[]): Value {
  const [first] = body;
  return first?.type === "Expression" && first.value.type === "Constant" && typeof first.value.value === "string"
    ? first.value.value
    : null;
}

function* classStatement(frame: Frame, node: StatementOf<"Class">): Running<void> {
  const decorators: Value[] = [];
  for (const decorator of node.decorators) decorators.push(yield* evaluate(frame, decorator));
  let value: Value = yield* makeClass(frame, node, docOf(node.body), execute);
  for (const [index, decorator] of [...decorators.entries()].reverse()) {
    frame.at = node.decorators[index] as Expression;
    value = yield* call(decorator, [value]);
  }
  frame.environment.target(node.name).set(node.name, value);
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

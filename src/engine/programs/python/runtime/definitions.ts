/** Runs `def` and `class` with their decorators. */
import type { Expression, Statement, StatementOf } from "../syntax/ast.ts";
import { call } from "./call.ts";
import { makeClass } from "./classes.ts";
import { PyDict } from "./dict.ts";
import { evaluate, makeFunction } from "./evaluate.ts";
import type { Frame } from "./thread.ts";
import type { Running, Value } from "./values.ts";
import type { PyFunction } from "./callables.ts";

export function* functionStatement(frame: Frame, node: StatementOf<"Function">): Running<void> {
  const { definition, decorators } = node;
  const value = yield* decorated(frame, decorators, function* () {
    const made = yield* makeFunction(frame, definition, { line: decorators[0]?.line ?? node.line });
    made.attributes.set("__doc__", docOf(definition.body));
    yield* annotate(frame, made, node);
    return made;
  });
  frame.environment.target(definition.name).set(definition.name, value);
}

/** @param execute runs the body */
export function* classStatement(frame: Frame, node: StatementOf<"Class">, execute: Parameters<typeof makeClass>[3]): Running<void> {
  const value = yield* decorated(frame, node.decorators, () => makeClass(frame, node, docOf(node.body), execute));
  frame.environment.target(node.name).set(node.name, value);
}

/** What decorators make of a definition. They are evaluated before it is, the first first, and called after it, the last first. */
function* decorated(frame: Frame, decorators: readonly Expression[], make: () => Running): Running {
  const callees: Value[] = [];
  for (const decorator of decorators) callees.push(yield* evaluate(frame, decorator));
  let value = yield* make();
  for (const [index, callee] of [...callees.entries()].reverse()) {
    frame.at = decorators[index] as Expression;
    value = yield* call(callee, [value]);
  }
  return value;
}

function* annotate(frame: Frame, made: PyFunction, { definition }: StatementOf<"Function">): Running<void> {
  const { positionalOnly, positional, rest, keywordOnly, keywords } = definition.parameters;
  const annotations = new PyDict();
  for (const parameter of [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(keywords ? [keywords] : [])])
    if (parameter.annotation) annotations.set(parameter.name, yield* evaluate(frame, parameter.annotation));
  if (definition.returns) annotations.set("return", yield* evaluate(frame, definition.returns));
  made.attributes.set("__annotations__", annotations);
}

/** The text that a body begins with: what `__doc__` gives. */
export function docOf(body: readonly Statement[]): Value {
  const [first] = body;
  return first?.type === "Expression" && first.value.type === "Constant" && typeof first.value.value === "string"
    ? first.value.value
    : null;
}

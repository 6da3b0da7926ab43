/** Runs the assignments that are more than `=`: `+=` and its like, and those with an annotation. */
import type { Expression, StatementOf } from "../syntax/ast.ts";
import { getAttribute } from "./attributes.ts";
import { PyDict } from "./dict.ts";
import { assign, evaluate } from "./evaluate.ts";
import { getItem } from "./items.ts";
import { binary } from "./operators.ts";
import { quick } from "./quick.ts";
import type { Frame } from "./thread.ts";
import type { Running } from "./values.ts";

export function* augment(frame: Frame, node: StatementOf<"AugmentedAssign">): Running<void> {
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

export function* annotated(frame: Frame, node: StatementOf<"AnnotatedAssign">): Running<void> {
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

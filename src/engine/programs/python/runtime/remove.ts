/** `del`: removes names, attributes and items. */
import type { Expression } from "../syntax/ast.ts";
import { deleteAttribute } from "./set-attributes.ts";
import { call } from "./call.ts";
import { raise } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { missingName } from "./names.ts";
import { lookupSpecial } from "./special.ts";
import type { Frame } from "./thread.ts";
import { classOf, type Running } from "./values.ts";

export function* remove(frame: Frame, target: Expression): Running<void> {
  switch (target.type) {
    case "Name":
      frame.at = target;
      if (!frame.environment.target(target.name).delete(target.name)) missingName(frame, target.name);
      return;
    case "Attribute": {
      const object = yield* evaluate(frame, target.object);
      frame.at = target;
      yield* deleteAttribute(object, target.name);
      return;
    }
    case "Subscript": {
      const object = yield* evaluate(frame, target.object);
      const index = yield* evaluate(frame, target.index);
      frame.at = target;
      const method = lookupSpecial(object, "__delitem__");
      if (method === undefined) raise("TypeError", `'${classOf(object).name}' object doesn't support item deletion`);
      yield* call(method, [index]);
      return;
    }
    case "Tuple":
    case "List":
      for (const item of target.items) yield* remove(frame, item);
      return;
    default:
      raise("SyntaxError", "cannot delete this expression");
  }
}

/** Evaluating without a generator, for what needs none: most of what programs do. */
import type { Expression } from "../syntax/ast.ts";
import { quickAttribute } from "./attributes.ts";
import { quickBinary, quickCompare } from "./operators.ts";
import type { Frame } from "./thread.ts";
import { PyBytes, type Value } from "./values.ts";

/** The value where it can be had at once and evaluating does nothing else; `undefined` otherwise. */
export function quick(frame: Frame, node: Expression): Value | undefined {
  switch (node.type) {
    case "Constant":
      return node.value instanceof Uint8Array ? new PyBytes(node.value) : node.value;
    case "Name":
      return frame.environment.lookup(node.name);
    case "Attribute": {
      const object = quick(frame, node.object);
      return object === undefined ? undefined : quickAttribute(object, node.name);
    }
    case "Binary": {
      const left = quick(frame, node.left);
      if (left === undefined) return undefined;
      const right = quick(frame, node.right);
      if (right === undefined) return undefined;
      frame.at = node;
      return quickBinary(node.operator, left, right);
    }
    case "Compare": {
      if (node.rest.length !== 1) return undefined;
      const [rest] = node.rest;
      if (!rest) return undefined;
      const left = quick(frame, node.left);
      if (left === undefined) return undefined;
      const right = quick(frame, rest.value);
      return right === undefined ? undefined : quickCompare(rest.operator, left, right);
    }
    default:
      return undefined;
  }
}

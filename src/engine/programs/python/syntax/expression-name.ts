import type { Expression } from "./ast.ts";

/** What CPython calls a kind of expression in its messages. */
export function expressionName(node: Expression): string {
  switch (node.type) {
    case "Constant":
      return node.value === null ? "None" : node.value === true ? "True" : node.value === false ? "False" : "literal";
    case "Call":
      return "function call";
    case "Binary":
    case "Unary":
    case "Logical":
      return "expression";
    case "Compare":
      return "comparison";
    case "Format":
      return "f-string expression";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "Conditional":
      return "conditional expression";
    case "Comprehension":
      return node.kind === "generator" ? "generator expression" : `${node.kind} comprehension`;
    case "Await":
      return "await expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Ellipsis":
      return "ellipsis";
    default:
      return node.type.toLowerCase();
  }
}

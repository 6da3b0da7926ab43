import type { Shell } from "./shell.ts";
import { type Arithmetic, parse } from "./syntax.ts";

export class ArithmeticError extends Error {
  /** The part at fault, as bash names it. */
  readonly token: string;
  constructor(message: string, token: string) {
    super(message);
    this.token = token;
  }
}

type AssignmentNode = Extract<Arithmetic, { type: "ArithAssignment" }>;

/** Evaluates `$((…))` in 64 bits. Throws `ArithmeticError`. */
export async function evaluate(shell: Shell, node: Arithmetic, depth = 0): Promise<bigint> {
  const value = await compute(shell, node, depth);
  return BigInt.asIntN(64, value);
}

async function compute(shell: Shell, node: Arithmetic, depth: number): Promise<bigint> {
  if (depth > 100) throw new ArithmeticError("expression recursion level exceeded", "");
  switch (node.type) {
    case "ArithNumber":
      return Number.isFinite(node.value) ? BigInt(Math.trunc(node.value)) : 0n;
    case "ArithSingleQuote":
      return BigInt(node.value);
    case "ArithVariable":
      return numberIn(shell, shell.lookupParameter(node.name) ?? "", depth);
    case "ArithSpecialVar":
      return numberIn(shell, shell.lookupParameter(node.name) ?? "", depth);
    case "ArithBracedExpansion":
      return numberIn(shell, await shell.expandText(`\${${node.content}}`), depth);
    case "ArithCommandSubst":
      return numberIn(shell, await shell.expandText(`$(${node.command})`), depth);
    case "ArithConcat": {
      let text = "";
      for (const part of node.parts) text += await textOf(shell, part, depth);
      return numberIn(shell, text, depth);
    }
    case "ArithArrayElement":
      return numberIn(shell, (await elementOf(shell, node.array, node, depth)) ?? "", depth);
    case "ArithGroup":
    case "ArithNested":
      return evaluate(shell, node.expression, depth);
    case "ArithTernary":
      return evaluate(shell, (await evaluate(shell, node.condition, depth)) !== 0n ? node.consequent : node.alternate, depth);
    case "ArithUnary":
      return unary(shell, node, depth);
    case "ArithBinary":
      return binary(shell, node, depth);
    case "ArithAssignment":
      return assign(shell, node, depth);
    case "ArithSyntaxError":
      throw new ArithmeticError(node.message, node.errorToken);
    default:
      throw new ArithmeticError("syntax error in expression", "");
  }
}

/** A variable's value may be an expression itself. */
export async function numberIn(shell: Shell, text: string, depth = 0): Promise<bigint> {
  const trimmed = text.trim();
  if (trimmed === "") return 0n;
  if (/^-?(0|[1-9]\d*)$/.test(trimmed)) return BigInt(trimmed);
  let statement: ReturnType<typeof parse>["statements"][number] | undefined;
  try {
    statement = parse(`((${trimmed}))`).statements[0];
  } catch {
    statement = undefined;
  }
  const command = statement?.pipelines[0]?.commands[0];
  if (command?.type !== "ArithmeticCommand") throw new ArithmeticError("syntax error in expression", trimmed);
  return evaluate(shell, command.expression.expression, depth + 1);
}

async function textOf(shell: Shell, node: Arithmetic, depth: number): Promise<string> {
  if (node.type === "ArithVariable") return node.hasDollarPrefix ? (shell.lookupParameter(node.name) ?? "") : node.name;
  if (node.type === "ArithBracedExpansion") return shell.expandText(`\${${node.content}}`);
  return (await evaluate(shell, node, depth)).toString();
}

interface Subscript {
  readonly index?: Arithmetic;
  readonly subscript?: Arithmetic;
  readonly stringKey?: string;
}

async function keyOf(shell: Shell, array: string, node: Subscript, depth: number): Promise<string> {
  if (node.stringKey !== undefined) return node.stringKey;
  const index = node.index ?? node.subscript;
  if (!index) return "0";
  if (shell.state.variables.get(array)?.kind === "associative" && index.type === "ArithVariable" && !index.hasDollarPrefix)
    return index.name;
  return (await evaluate(shell, index, depth)).toString();
}

async function elementOf(shell: Shell, array: string, node: Subscript, depth: number): Promise<string | undefined> {
  const key = await keyOf(shell, array, node, depth);
  return shell.state.variables.get(array)?.elements.get(key);
}

async function unary(shell: Shell, node: Extract<Arithmetic, { type: "ArithUnary" }>, depth: number): Promise<bigint> {
  const value = await evaluate(shell, node.operand, depth);
  switch (node.operator) {
    case "-":
      return -value;
    case "+":
      return value;
    case "!":
      return value === 0n ? 1n : 0n;
    case "~":
      return ~value;
    default: {
      const next = node.operator === "++" ? value + 1n : value - 1n;
      const { operand } = node;
      if (operand.type === "ArithVariable") shell.state.set(operand.name, next.toString());
      else if (operand.type === "ArithArrayElement") {
        shell.state.setElement(operand.array, await keyOf(shell, operand.array, operand, depth), next.toString());
      } else throw new ArithmeticError("syntax error: operand expected", node.operator);
      return node.prefix ? next : value;
    }
  }
}

async function binary(shell: Shell, node: Extract<Arithmetic, { type: "ArithBinary" }>, depth: number): Promise<bigint> {
  const left = await evaluate(shell, node.left, depth);
  if (node.operator === "&&") return left !== 0n && (await evaluate(shell, node.right, depth)) !== 0n ? 1n : 0n;
  if (node.operator === "||") return left !== 0n || (await evaluate(shell, node.right, depth)) !== 0n ? 1n : 0n;
  const right = await evaluate(shell, node.right, depth);
  return operate(node.operator, left, right);
}

function operate(operator: string, left: bigint, right: bigint): bigint {
  const truth = (value: boolean): bigint => (value ? 1n : 0n);
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0n) throw new ArithmeticError("division by 0", right.toString());
      return operator === "/" ? left / right : left % right;
    case "**":
      if (right < 0n) throw new ArithmeticError("exponent less than 0", right.toString());
      return left ** (right > 64n ? 64n : right);
    case "<<":
      return left << (right & 63n);
    case ">>":
      return left >> (right & 63n);
    case "<":
      return truth(left < right);
    case "<=":
      return truth(left <= right);
    case ">":
      return truth(left > right);
    case ">=":
      return truth(left >= right);
    case "==":
      return truth(left === right);
    case "!=":
      return truth(left !== right);
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return right;
  }
}

async function assign(shell: Shell, node: AssignmentNode, depth: number): Promise<bigint> {
  const subscripted = node.subscript !== undefined || node.stringKey !== undefined;
  const key = subscripted ? await keyOf(shell, node.variable, node, depth) : "0";
  const right = await evaluate(shell, node.value, depth);
  let value = right;
  if (node.operator !== "=") {
    const before = await numberIn(shell, shell.state.variables.get(node.variable)?.elements.get(key) ?? "", depth);
    value = BigInt.asIntN(64, operate(node.operator.slice(0, -1), before, right));
  }
  if (subscripted) shell.state.setElement(node.variable, key, value.toString());
  else shell.state.set(node.variable, value.toString());
  return value;
}

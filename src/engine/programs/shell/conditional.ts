import { ArithmeticError, numberIn } from "./arithmetic.ts";
import { expandToPattern, expandToText } from "./expand.ts";
import { patternToRegExp } from "./pattern.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";
import type { Conditional, Word } from "./syntax.ts";
import { compareFiles, compareNumbers, testFile } from "./test-expression.ts";

/** `[[ … ]]`: 0 true, 1 false, 2 a mistake. */
export async function testConditional(shell: Shell, expression: Conditional): Promise<number> {
  if (shell.dialect.name === "dash") {
    shell.complain({ kind: "not-found", command: "[[" });
    return 127;
  }
  return (await truth(shell, expression)) ? 0 : 1;
}

async function truth(shell: Shell, node: Conditional): Promise<boolean> {
  switch (node.type) {
    case "CondWord":
      return (await expandToText(shell, node.word)) !== "";
    case "CondNot":
      return !(await truth(shell, node.operand));
    case "CondAnd":
      return (await truth(shell, node.left)) && (await truth(shell, node.right));
    case "CondOr":
      return (await truth(shell, node.left)) || (await truth(shell, node.right));
    case "CondGroup":
      return truth(shell, node.expression);
    case "CondUnary":
      return unary(shell, node.operator, await expandToText(shell, node.operand));
    case "CondBinary":
      return binary(shell, node);
  }
}

function unary(shell: Shell, operator: string, operand: string): boolean {
  if (operator === "-z") return operand === "";
  if (operator === "-n") return operand !== "";
  if (operator === "-v") return shell.lookupParameter(operand) !== undefined;
  if (operator === "-o") return (shell.state.options as unknown as Record<string, boolean>)[operand] ?? false;
  if (operator === "-t") return shell.descriptors.get(Number(operand))?.terminal ?? false;
  return testFile(shell.process, operator, shell.path(operand), operand);
}

async function binary(shell: Shell, node: Extract<Conditional, { type: "CondBinary" }>): Promise<boolean> {
  const left = await expandToText(shell, node.left);
  switch (node.operator) {
    case "=":
    case "==":
      return patternToRegExp(await expandToPattern(shell, node.right), { ignoreCase: shell.state.shopt.has("nocasematch") }).test(left);
    case "!=":
      return !patternToRegExp(await expandToPattern(shell, node.right), { ignoreCase: shell.state.shopt.has("nocasematch") }).test(left);
    case "=~":
      return matchRegularExpression(shell, left, await regularExpression(shell, node.right));
    case "<":
      return left < (await expandToText(shell, node.right));
    case ">":
      return left > (await expandToText(shell, node.right));
    case "-nt":
    case "-ot":
    case "-ef":
      return compareFiles(shell.process.fs, node.operator, shell.path(left), shell.path(await expandToText(shell, node.right)));
    default:
      return compareNumbers(node.operator, await number(shell, left), await number(shell, await expandToText(shell, node.right)));
  }
}

async function number(shell: Shell, text: string): Promise<bigint> {
  try {
    return await numberIn(shell, text);
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellFailure({ kind: "text", text: `[[: ${text}: ${error.message}` }, 1);
    throw error;
  }
}

/** Quoted parts of the right side of `=~` stand for themselves. */
async function regularExpression(shell: Shell, word: Word): Promise<string> {
  let source = "";
  for (const part of word.parts) {
    const text = await expandToText(shell, { type: "Word", parts: [part] });
    const quoted = part.type === "SingleQuoted" || part.type === "DoubleQuoted";
    source += quoted ? text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : part.type === "Escaped" ? `\\${text}` : text;
  }
  return source
    .replace(/\[\[:(\w+):\]\]/g, (all, name: string) => posixClasses[name] ?? all)
    .replace(/\[:(\w+):\]/g, (all, name: string) => posixClasses[name]?.slice(1, -1) ?? all);
}

const posixClasses: Readonly<Record<string, string>> = {
  alpha: "[a-zA-Z]",
  digit: "[0-9]",
  alnum: "[a-zA-Z0-9]",
  space: "[\\s]",
  upper: "[A-Z]",
  lower: "[a-z]",
  xdigit: "[0-9a-fA-F]",
};

function matchRegularExpression(shell: Shell, text: string, source: string): boolean {
  let match: RegExpExecArray | null;
  try {
    match = new RegExp(source, "s").exec(text);
  } catch {
    throw new ShellFailure({ kind: "text", text: `[[: invalid regular expression \`${source}'` }, 2);
  }
  const groups = new Map((match ?? []).map((group, index) => [index.toString(), group ?? ""] as const));
  shell.state.setArray("BASH_REMATCH", groups);
  return match !== null;
}

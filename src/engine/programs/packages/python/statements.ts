/** The few statements of Python that the lab can run honestly: imports, and printing what is written out. */
import type { Process } from "../../program.ts";
import { printError, sayLab } from "../lab.ts";

export interface Modules {
  readonly version: string;
  finds(module: string): boolean;
  /** Of an installed package, by import name. */
  versionOf(module: string): string | undefined;
}

/** A mistake that no Python would accept, of the kinds that can be told without a parser: brackets and quotes. */
export function syntaxError(text: string): { line: number; text: string; message: string } | undefined {
  const open: { bracket: string; line: number }[] = [];
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  const lines = text.split("\n");
  let line = 1;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === "\n") line++;
    else if (character === "#") {
      while (index + 1 < text.length && text[index + 1] !== "\n") index++;
    } else if (character === '"' || character === "'") {
      const triple = text.startsWith(character.repeat(3), index);
      const end = closingQuote(text, index + (triple ? 3 : 1), triple ? character.repeat(3) : character);
      if (end < 0)
        return {
          line,
          text: (lines[line - 1] ?? "").trim(),
          message: triple ? "unterminated triple-quoted string literal" : `unterminated string literal (detected at line ${line})`,
        };
      line += text.slice(index, end).split("\n").length - 1;
      index = end + (triple ? 2 : 0);
    } else if ("([{".includes(character)) open.push({ bracket: character, line });
    else if (character in pairs) {
      const last = open.pop();
      if (!last) return { line, text: (lines[line - 1] ?? "").trim(), message: `unmatched '${character}'` };
      if (last.bracket !== pairs[character])
        return {
          line,
          text: (lines[line - 1] ?? "").trim(),
          message: `closing parenthesis '${character}' does not match opening parenthesis '${last.bracket}'`,
        };
    }
  }
  const left = open.at(-1);
  return left && { line: left.line, text: (lines[left.line - 1] ?? "").trim(), message: `'${left.bracket}' was never closed` };
}

/** Index of the quote's first character, or -1. A single quote may not run over the line's end. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let index = from; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text.startsWith(quote, index)) return index;
    else if (quote.length === 1 && text[index] === "\n") return -1;
  }
  return -1;
}

/** Runs the code as far as it is understood; says so in the lab's words where it is not. Exit code. */
export function runStatements(process: Process, code: string, file: string, modules: Modules): number {
  const problem = syntaxError(code);
  if (problem) {
    printError(process, `  File "${file}", line ${problem.line}`, `    ${problem.text}`, `SyntaxError: ${problem.message}`);
    return 1;
  }
  const statements = code.split("\n").flatMap((line, index) => splitStatements(line).map((text) => ({ text, line: index + 1 })));
  for (const { text, line } of statements) {
    const done = runStatement(process, text, modules);
    if (typeof done === "number") return done;
    if (done === "missing") {
      const name = importedNames(text).find((module) => !modules.finds(module)) ?? "";
      printError(
        process,
        "Traceback (most recent call last):",
        `  File "${file}", line ${line}, in <module>`,
        ...(file.startsWith("<") ? [] : [`    ${text}`]),
        `ModuleNotFoundError: No module named '${name}'`,
      );
      return 1;
    }
    if (done === "unknown") {
      sayLab(
        process,
        `running Python programs comes with containers; while building, the lab runs imports and prints of plain values only (line ${line}: ${text.slice(0, 60)}).`,
      );
      return 1;
    }
  }
  return 0;
}

function splitStatements(line: string): string[] {
  return line
    .replace(/^\s*#.*$/, "")
    .split(/;\s*(?=(?:[^"']|"[^"]*"|'[^']*')*$)/)
    .map((text) => text.trimEnd())
    .filter((text) => text.trim() !== "");
}

function importedNames(text: string): string[] {
  const from = /^from\s+([\w.]+)\s+import\b/.exec(text);
  if (from) return [(from[1] as string).split(".")[0] as string];
  const names = /^import\s+(.+)$/.exec(text)?.[1] ?? "";
  return names.split(",").map((name) => (name.trim().split(/\s+as\s+/)[0] as string).split(".")[0] as string);
}

function runStatement(process: Process, text: string, modules: Modules): "done" | "missing" | "unknown" | number {
  if (/^(import\s|from\s+[\w.]+\s+import\s)/.test(text))
    return importedNames(text).every((name) => modules.finds(name)) ? "done" : "missing";
  if (text === "pass" || /^(['"]).*\1$/.test(text)) return "done";
  const exit = /^(?:sys\.)?exit\((\d*)\)$/.exec(text);
  if (exit) return Number(exit[1] || 0);
  const printed = /^print\((.*)\)$/.exec(text);
  if (!printed) return "unknown";
  const values = splitArguments(printed[1] as string).map((argument) => value(argument, modules));
  if (values.some((item) => item === undefined)) return "unknown";
  process.stdout(`${values.join(" ")}\n`);
  return "done";
}

function splitArguments(text: string): string[] {
  return text.trim() === "" ? [] : text.split(/,\s*(?=(?:[^"']|"[^"]*"|'[^']*')*$)/).map((part) => part.trim());
}

function value(text: string, modules: Modules): string | undefined {
  const quoted = /^(["'])((?:\\.|(?!\1).)*)\1$/.exec(text);
  if (quoted)
    return (quoted[2] as string)
      .replace(/\\n/g, "\n")
      .replace(/\\t/g, "\t")
      .replace(/\\(["'\\])/g, "$1");
  if (/^-?\d+(\.\d+)?$/.test(text) || text === "True" || text === "False" || text === "None") return text;
  const sum = /^(\d+)\s*([+*-])\s*(\d+)$/.exec(text);
  if (sum) {
    const [a, b] = [BigInt(sum[1] as string), BigInt(sum[3] as string)];
    return String(sum[2] === "+" ? a + b : sum[2] === "-" ? a - b : a * b);
  }
  if (text === "sys.version") return `${modules.version} (main) [GCC 12.2.0]`;
  if (text === "platform.python_version()") return modules.version;
  const attribute = /^(\w+)\.(?:__version__|get_version\(\)|VERSION)$/.exec(text);
  return attribute ? modules.versionOf(attribute[1] as string) : undefined;
}

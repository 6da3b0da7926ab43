/** Tracebacks as CPython 3.12 prints them, with the marks below the source. */
import type { Position } from "../syntax/ast.ts";
import { ExpressionParser } from "../syntax/expressions.ts";
import { newScope } from "../syntax/token-stream.ts";
import { exceptionClass } from "./errors.ts";
import { exceptionText, strOf } from "./text.ts";
import { type PyException, PyList, type Running, type TracebackEntry, type Value } from "./values.ts";

/** All of an exception: what caused it, where it went, what it says. Ends with a newline. */
export function* tracebackText(error: PyException, seen = new Set<PyException>()): Running<string> {
  seen.add(error);
  let text = "";
  if (error.cause && !seen.has(error.cause)) {
    text += yield* tracebackText(error.cause, seen);
    text += "\nThe above exception was the direct cause of the following exception:\n\n";
  } else if (error.context && !error.suppressContext && !seen.has(error.context)) {
    text += yield* tracebackText(error.context, seen);
    text += "\nDuring handling of the above exception, another exception occurred:\n\n";
  }
  if (error.traceback.length > 0) text += `Traceback (most recent call last):\n${entriesText(error.traceback)}`;
  return text + (yield* lastLines(error));
}

/** The frames of a traceback; the same one over and over is said once. */
export function entriesText(entries: readonly TracebackEntry[]): string {
  let text = "";
  let last = "";
  let repeated = 0;
  const flush = (): void => {
    if (repeated > 3) text += `  [Previous line repeated ${repeated - 3} more time${repeated - 3 === 1 ? "" : "s"}]\n`;
  };
  for (const { code, position } of entries) {
    const key = `${code.file.name}\0${position.line}\0${code.name}`;
    if (key !== last) {
      flush();
      last = key;
      repeated = 0;
    }
    repeated++;
    if (repeated > 3) continue;
    text += `  File "${code.file.name}", line ${position.line}, in ${code.name}\n${sourceText(code.file.lines, position)}`;
  }
  flush();
  return text;
}

/** The line, and what in it was being done. */
function sourceText(lines: readonly string[] | undefined, position: Position): string {
  const line = lines?.[position.line - 1];
  if (line === undefined || line.trim() === "") return "";
  const stripped = line.trim();
  const indent = line.length - line.trimStart().length;
  let text = `    ${stripped}\n`;
  if (position.endColumn === 0 && position.column === 0) return text;
  const single = position.endLine === position.line;
  const end = single ? position.endColumn : line.trimEnd().length;
  const segment = line.slice(position.column, end);
  const anchors = single ? anchorsOf(segment) : undefined;
  if (end - position.column >= stripped.length && !anchors) return text;
  text += `    ${" ".repeat(Math.max(0, position.column - indent))}`;
  if (anchors) text += "~".repeat(anchors.from) + "^".repeat(anchors.to - anchors.from) + "~".repeat(segment.length - anchors.to);
  else text += "^".repeat(segment.length);
  return `${text}\n`;
}

/** Where in an operation its operator stands, or in an indexing its brackets. */
function anchorsOf(segment: string): { from: number; to: number } | undefined {
  try {
    const parser = new ExpressionParser(segment);
    parser.scopes.push(newScope("function"));
    const node = parser.expressions();
    if (parser.token.kind !== "newline") return undefined;
    if (node.type === "Binary") {
      let from = node.left.endColumn;
      // A closing bracket and spaces may stand before the operator.
      while (/[\s)]/.test(segment[from] ?? "")) from++;
      return { from, to: from + (/^(\*\*|\/\/|<<|>>)/.test(segment.slice(from)) ? 2 : 1) };
    }
    if (node.type === "Subscript") {
      let from = node.object.endColumn;
      while (from < segment.length && segment[from] !== "[") from++;
      return { from, to: segment.length };
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function* lastLines(error: PyException): Running<string> {
  const module = error.cls.module;
  const name = module === "builtins" || module === "__main__" ? error.cls.qualifiedName : `${module}.${error.cls.qualifiedName}`;
  if (error.cls.isSubclassOf(exceptionClass("SyntaxError")) && error.attributes.has("lineno")) return syntaxErrorText(error, name);
  const text = error.cls.find("__str__") === undefined ? yield* exceptionText(error) : yield* strOf(error);
  let result = text === "" ? `${name}\n` : `${name}: ${text}${yield* suggestion(error)}\n`;
  const notes = error.attributes.get("__notes__");
  if (notes instanceof PyList) for (const note of notes.items) result += `${yield* strOf(note)}\n`;
  return result;
}

const modulesWorthImporting = new Set("sys os re json time math random datetime socket logging io string itertools functools".split(" "));

// biome-ignore lint/correctness/useYield: part of what runs
function* suggestion(error: PyException): Running<string> {
  if (error.cls.name !== "NameError") return "";
  const name = error.attributes.get("name");
  const near = error.attributes.get("suggestion");
  if (typeof near === "string") return `. Did you mean: '${near}'?`;
  return typeof name === "string" && modulesWorthImporting.has(name) ? `. Did you forget to import '${name}'?` : "";
}

function syntaxErrorText(error: PyException, name: string): string {
  const get = (key: string): Value => error.attributes.get(key) ?? null;
  const message = String(error.args[0] ?? "");
  let text = `  File "${String(get("filename"))}", line ${String(get("lineno"))}\n`;
  const source = get("text");
  if (typeof source === "string" && source.trim() !== "") {
    const stripped = source.replace(/\n$/, "").trimStart();
    const indent = source.length - source.trimStart().length;
    text += `    ${stripped.trimEnd()}\n`;
    const column = Number(get("offset") ?? 0) - 1;
    if (column >= 0) {
      const end = Math.max(column + 1, Math.min(Number(get("end_offset") ?? 0) - 1, indent + stripped.length));
      text += `    ${" ".repeat(Math.max(0, column - indent))}${"^".repeat(end - column)}\n`;
    }
  }
  return `${text}${name}: ${message}\n`;
}

/** What each awk says of programs that can't be read, and of those that fail. */
import type { Dialect } from "./dialect.ts";
import type { Failure, Mistake, SyntaxMistake } from "./mistakes.ts";
import type { State } from "./state.ts";

/** A program's text, and the file it is from. */
export interface Source {
  readonly text: string;
  /** Nothing for the command line. */
  readonly file?: string;
}

/** A complaint, without the tool's name before each line, and the exit code that goes with it. */
export interface Complaint {
  readonly lines: readonly string[];
  readonly status: number;
}

/** What is said of a program that can't be read. */
export function syntaxComplaint({ mistake, at }: SyntaxMistake, source: Source, dialect: Dialect): Complaint {
  const { line } = at;
  switch (dialect.name) {
    case "mawk":
      return { lines: mawkSyntax(mistake, line, source), status: dialect.syntaxStatus };
    case "gawk": {
      const fatal = mistake.kind === "undefined" || mistake.kind === "no-format";
      return { lines: gawkSyntax(mistake, at, source), status: fatal ? dialect.failureStatus : dialect.syntaxStatus };
    }
    case "busybox":
      return { lines: [busyboxSyntax(mistake, line, source)], status: dialect.syntaxStatus };
  }
}

function mawkSyntax(mistake: Mistake, line: number, { file }: Source): readonly string[] {
  const where = (number: number): string => `${file === undefined ? "" : `${file}: `}line ${number}: `;
  const here = where(line);
  switch (mistake.kind) {
    case "token":
      return mawkToken(mistake, line, where);
    case "character":
      return [`${line}: unexpected character '${mistake.text}'`];
    case "string":
      return [`${here}runaway string constant ${mistake.text.slice(0, 11)} ...`];
    case "regex":
      return [`${here}runaway regular expression ${mistake.text.slice(0, 11)} ...`];
    case "pattern":
      return [`${here}regular expression compile failed (${mawkPattern(mistake.reason)})\n${mistake.pattern}`];
    case "arguments":
      return [`${here}wrong number of arguments in call to ${mistake.function}`];
    case "undefined":
      return [...mistake.functions].reverse().map((name) => `${where(line + 1)}function ${name} never defined`);
    case "redefined":
      return [`${here}redefinition of ${mistake.function}`];
    case "no-format":
      return [`${here}no arguments in call to printf`];
    case "misplaced":
      return [`${here}${mawkMisplaced(mistake.statement)}`];
  }
}

function mawkToken(
  { text, braces, parentheses }: Extract<Mistake, { kind: "token" }>,
  line: number,
  where: (line: number) => string,
): string[] {
  const atEnd = text === "";
  // The end of the program counts as a line of its own.
  if (atEnd && braces > 0) return [`${where(line + 1)}missing } near end of file`];
  const near = text === "" || text === "\n" ? "end of line" : text;
  if (text === "}" && braces === 0) return [`${where(line)}extra '}'`, `${where(line)}syntax error at or near end of line`];
  if (text === ")" && parentheses === 0) return [`${where(line)}extra ')'`];
  if (parentheses > 0 && (text === "}" || text === "\n" || text === ";" || atEnd)) return [`${where(line)}missing ) near ${near}`];
  return [`${where(line)}syntax error at or near ${near}`];
}

function mawkMisplaced(statement: string): string {
  if (statement === "return") return "return outside function body";
  return statement.startsWith("next") ? `improper use of ${statement}` : `${statement} statement outside of loop`;
}

/** mawk reads expressions itself, and says it in its own way. */
function mawkPattern(reason: string): string {
  if (reason.startsWith("Unmatched (")) return "missing ')'";
  if (reason.startsWith("Unmatched )")) return "missing '('";
  if (/preceding/.test(reason)) return "missing operand";
  return "bad class -- [], [^] or [";
}

function gawkSyntax(mistake: Mistake, at: SyntaxMistake["at"], { text, file }: Source): readonly string[] {
  const where = `${file ?? "cmd. line"}:${at.line}: `;
  const marked = (said: string, column = at.column): string[] => {
    const line = text.split("\n")[at.line - 1] ?? "";
    return [`${where}${line}`, `${where}${" ".repeat(column)}^ ${said}`];
  };
  switch (mistake.kind) {
    case "token":
      return marked(mistake.text === "" || mistake.text === "\n" ? "unexpected newline or end of string" : "syntax error");
    case "character":
      return marked(`invalid char '${mistake.text}' in expression`);
    case "string":
      return marked("unterminated string");
    case "regex":
      return marked("unterminated regexp", at.column + 1);
    case "pattern":
      return [`${where}error: ${mistake.reason}: /${mistake.pattern}/`];
    case "arguments":
      return marked(`${mistake.count} is invalid as number of arguments for ${mistake.function}`);
    case "undefined":
      return mistake.functions.map((name) => `cmd. line:1: fatal: function \`${name}' not defined`).slice(0, 1);
    case "redefined":
      return [`${where}error: function name \`${mistake.function}' previously defined`];
    case "no-format":
      return [`${where}fatal: printf: no arguments`];
    case "misplaced":
      if (mistake.statement === "return") return marked("`return' used outside function context");
      if (mistake.statement === "next" || mistake.statement === "nextfile")
        return [`${where}error: \`${mistake.statement}' used in BEGIN action`];
      // It is said twice.
      return twice(
        `${where}error: \`${mistake.statement}' is not allowed outside a loop${mistake.statement === "break" ? " or switch" : ""}`,
      );
  }
}

function twice(text: string): readonly string[] {
  return [text, text];
}

function busyboxSyntax(mistake: Mistake, line: number, { file }: Source): string {
  const where = `${file ?? "cmd. line"}:${line}: `;
  switch (mistake.kind) {
    case "token":
    case "character":
    case "redefined":
    case "no-format":
      return `${where}Unexpected token`;
    case "string":
    case "regex":
      return `${where}Unexpected end of string`;
    case "pattern":
      return `bad regex '${mistake.pattern}': ${mistake.reason}`;
    case "arguments":
      return `${where}Too few arguments`;
    case "undefined":
      return `${where}Call to undefined function`;
    case "misplaced":
      return `${where}'${mistake.statement}' not in a loop`;
  }
}

/** What is said of a program that can't go on. */
export function failureComplaint(failure: Failure, state: State): Complaint {
  const { name, failureStatus } = state.dialect;
  switch (name) {
    case "mawk":
      return { lines: [mawkFailure(failure, state)], status: failureStatus };
    case "gawk":
      return { lines: [gawkFailure(failure, state)], status: failure.kind === "division" ? 1 : failureStatus };
    case "busybox":
      return { lines: [busyboxFailure(failure)], status: failureStatus };
  }
}

function mawkFailure(failure: Failure, state: State): string {
  const running = (said: string): string =>
    `run time error: ${said}\n\tFILENAME="${state.text("FILENAME")}" FNR=${state.text("FNR")} NR=${state.text("NR")}`;
  switch (failure.kind) {
    case "format-arguments":
      return running(`not enough arguments passed to ${failure.function}("${failure.format}")`);
    case "negative-field":
      return running(`negative field index $${failure.index}`);
    case "pattern":
      return running(`regular expression compile failed (${mawkPattern(failure.reason)})\n${failure.pattern}`);
    case "open-input":
      return `cannot open ${failure.path} (${failure.reason})`;
    case "open-output":
      return `cannot open "${failure.path}" for output (${failure.reason})`;
    case "read":
      return `read error (${failure.reason})`;
    case "array-as-scalar":
      return `line 1: illegal reference to array ${failure.name}`;
    case "scalar-as-array":
      return `line 1: illegal reference to variable ${failure.name}`;
    case "division":
    case "format":
    case "star":
      return running(failure.kind);
  }
}

function gawkFailure(failure: Failure, state: State): string {
  const record = state.toNumber(state.get("NR")) > 0;
  const place = record ? `(FILENAME=${state.text("FILENAME") || "-"} FNR=${state.text("FNR")}) ` : "";
  const running = (said: string): string => `cmd. line:1: ${place}fatal: ${said}`;
  switch (failure.kind) {
    case "format-arguments": {
      const column = failure.at;
      return running(
        `not enough arguments to satisfy format string\n\t\`${failure.format}'\n\t${" ".repeat(column)}^ ran out for this one`,
      );
    }
    case "negative-field":
      return running(`attempt to access field ${failure.index}`);
    case "pattern":
      return running(`invalid regexp: ${failure.reason}: /${failure.pattern}/`);
    case "open-input":
      return `fatal: cannot open file \`${failure.path}' for reading: ${failure.reason}`;
    case "open-output":
      return running(`cannot redirect to \`${failure.path}': ${failure.reason}`);
    case "array-as-scalar":
      return running(`attempt to use array \`${failure.name}' in a scalar context`);
    case "scalar-as-array":
      return running(`attempt to use scalar \`${failure.name}' as an array`);
    case "division":
      return record
        ? running(`division by zero attempted${failure.modulo ? " in `%'" : ""}`)
        : `cmd. line:1: error: division by zero attempted${failure.modulo ? " in `%'" : ""}`;
    case "read":
    case "format":
    case "star":
      return running(failure.kind);
  }
}

function busyboxFailure(failure: Failure): string {
  const running = (said: string): string => `cmd. line:1: ${said}`;
  switch (failure.kind) {
    case "division":
      return running("Division by zero");
    case "format":
      return running("Invalid format specifier");
    case "star":
      return running("%*x formats are not supported");
    case "negative-field":
      return running("Access to negative field");
    case "pattern":
      return `bad regex '${failure.pattern}': ${failure.reason}`;
    case "open-input":
      return `${failure.path}: ${failure.reason}`;
    case "open-output":
      return `can't open '${failure.path}': ${failure.reason}`;
    case "read":
      return running(failure.reason);
    case "array-as-scalar":
    case "scalar-as-array":
    case "format-arguments":
      return running("Not a scalar");
  }
}

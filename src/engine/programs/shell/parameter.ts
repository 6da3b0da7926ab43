import { joinText, type Piece, expandedPiece, quotedPiece } from "./fields.ts";
import { quoteForShell, singleQuoted } from "./quoting.ts";
import { patternSource } from "./pattern.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";
import type { ParameterOperation, ParameterPart, Word } from "./syntax.ts";

/** What a parameter stands for before an operation: one value, or a list (`$@`, `${a[*]}`). */
interface Value {
  readonly values: readonly string[];
  readonly isSet: boolean;
  readonly list: "no" | "@" | "*";
}

/** Expands `$x`, `${x…}`. Throws `ShellFailure` for unset variables under `set -u` and the like. */
export async function expandParameter(shell: Shell, part: ParameterPart, inQuotes: boolean): Promise<Piece[]> {
  const { parameter, operation } = part;
  if (operation && !shell.dialect.bashSyntax && isBashOnly(operation, shell.dialect.patternReplacement)) {
    throw new ShellFailure({ kind: "bad-substitution", text: `\${${parameter}}` }, 2);
  }
  if (/^\d+\D/.test(parameter))
    throw new ShellFailure({ kind: "bad-substitution", text: `\${${parameter}}` }, shell.dialect.bashSyntax ? 1 : 2);
  if (operation?.type === "BadSubstitution") throw new ShellFailure({ kind: "bad-substitution", text: `\${${operation.text}}` }, 1);
  if (operation?.type === "VarNamePrefix") {
    const names = [...shell.state.variables.keys()].filter((name) => name.startsWith(operation.prefix)).sort();
    return listPieces({ values: names, isSet: true, list: operation.star ? "*" : "@" }, shell, inQuotes);
  }
  if (operation?.type === "ArrayKeys") {
    const keys = [...(shell.state.variables.get(operation.array)?.elements.keys() ?? [])];
    return listPieces({ values: keys, isSet: true, list: operation.star ? "*" : "@" }, shell, inQuotes);
  }
  if (operation?.type === "Indirection") {
    const target = (await parameterValue(shell, parameter)).values[0] ?? "";
    return expandParameter(shell, { ...part, parameter: target, operation: operation.innerOp ?? null }, inQuotes);
  }
  const value = await parameterValue(shell, parameter);
  if (!operation) {
    requireSet(shell, parameter, value);
    return listPieces(value, shell, inQuotes);
  }
  return applyOperation(shell, parameter, value, operation, inQuotes);
}

function isBashOnly(operation: ParameterOperation, replacement: boolean): boolean {
  switch (operation.type) {
    case "PatternReplacement":
    case "Substring":
      return !replacement;
    case "CaseModification":
    case "Transform":
    case "Indirection":
    case "ArrayKeys":
    case "VarNamePrefix":
      return true;
    default:
      return false;
  }
}

async function parameterValue(shell: Shell, parameter: string): Promise<Value> {
  const { state } = shell;
  if (parameter === "@" || parameter === "*") return { values: state.positional, isSet: state.positional.length > 0, list: parameter };
  if (!shell.dialect.bashSyntax && parameter.includes("["))
    throw new ShellFailure({ kind: "bad-substitution", text: `\${${parameter}}` }, 2);
  const subscript = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(parameter);
  if (subscript) {
    const [, name = "", key = ""] = subscript;
    const variable = name === "PIPESTATUS" ? pipeStatus(state.pipeStatus) : state.variables.get(name);
    if (key === "@" || key === "*") {
      const values = [...(variable?.elements.values() ?? [])];
      return { values, isSet: values.length > 0, list: key };
    }
    const element = variable?.elements.get(await shell.elementKey(name, key));
    return { values: element === undefined ? [] : [element], isSet: element !== undefined, list: "no" };
  }
  const value = shell.lookupParameter(parameter);
  return { values: value === undefined ? [] : [value], isSet: value !== undefined, list: "no" };
}

function pipeStatus(statuses: readonly number[]): { elements: ReadonlyMap<string, string> } {
  return { elements: new Map(statuses.map((status, index) => [index.toString(), status.toString()])) };
}

function requireSet(shell: Shell, parameter: string, value: Value): void {
  if (value.isSet || value.list !== "no" || !shell.state.options.nounset) return;
  throw new ShellFailure({ kind: "unset", variable: parameter }, shell.dialect.name === "bash" ? 127 : 2);
}

function listPieces(value: Value, shell: Shell, inQuotes: boolean): Piece[] {
  const piece = inQuotes ? quotedPiece : expandedPiece;
  if (value.list === "no") return [piece(value.values[0] ?? "")];
  if (value.list === "*" && inQuotes) {
    const ifs = shell.state.get("IFS");
    return [quotedPiece(value.values.join(ifs === undefined ? " " : ifs.slice(0, 1)))];
  }
  return value.values.flatMap((text, index): Piece[] => (index > 0 ? ["boundary", piece(text)] : [piece(text)]));
}

async function applyOperation(
  shell: Shell,
  parameter: string,
  value: Value,
  operation: ParameterOperation,
  inQuotes: boolean,
): Promise<Piece[]> {
  const absent = (checkEmpty: boolean): boolean => !value.isSet || (checkEmpty && value.values.join("") === "");
  const fallback = (word: Word): Promise<Piece[]> =>
    shell.walker.expandParts(shell, word.parts, inQuotes).then((pieces) => (inQuotes ? pieces : pieces.map(splittable)));
  switch (operation.type) {
    case "DefaultValue":
      return absent(operation.checkEmpty) ? fallback(operation.word) : listPieces(value, shell, inQuotes);
    case "UseAlternative":
      return absent(operation.checkEmpty) ? [] : fallback(operation.word);
    case "AssignDefault": {
      if (!absent(operation.checkEmpty)) return listPieces(value, shell, inQuotes);
      const text = joinText(await shell.walker.expandParts(shell, operation.word.parts, inQuotes));
      await shell.assign(parameter, text);
      return listPieces({ values: [text], isSet: true, list: "no" }, shell, inQuotes);
    }
    case "ErrorIfUnset": {
      if (!absent(operation.checkEmpty)) return listPieces(value, shell, inQuotes);
      const status = shell.dialect.name === "bash" ? 127 : 2;
      const said = operation.word ? await shell.walker.expandToText(shell, operation.word) : "";
      if (said !== "") throw new ShellFailure({ kind: "text", text: `${parameter}: ${said}` }, status);
      throw new ShellFailure({ kind: operation.checkEmpty ? "null-or-unset" : "unset", variable: parameter }, status);
    }
    case "Length": {
      requireSet(shell, parameter, value);
      const length = value.list === "no" ? [...(value.values[0] ?? "")].length : value.values.length;
      return listPieces({ values: [length.toString()], isSet: true, list: "no" }, shell, inQuotes);
    }
    case "Substring":
      requireSet(shell, parameter, value);
      return listPieces(await substring(shell, parameter, value, operation), shell, inQuotes);
    default: {
      requireSet(shell, parameter, value);
      const change = await textOperation(shell, parameter, operation);
      return listPieces({ ...value, values: value.values.map(change) }, shell, inQuotes);
    }
  }
}

function splittable(piece: Piece): Piece {
  return piece === "boundary" || piece.quoted ? piece : { ...piece, split: true };
}

async function substring(
  shell: Shell,
  parameter: string,
  value: Value,
  operation: Extract<ParameterOperation, { type: "Substring" }>,
): Promise<Value> {
  const offset = Number(await shell.walker.arithmetic(shell, operation.offset));
  const length = operation.length ? Number(await shell.walker.arithmetic(shell, operation.length)) : undefined;
  if (value.list !== "no") {
    const all = parameter === "@" || parameter === "*" ? [shell.name, ...value.values] : value.values;
    const from = offset < 0 ? Math.max(0, all.length + offset) : offset === 0 && all !== value.values ? 0 : offset;
    return { ...value, values: all.slice(from, length === undefined ? undefined : from + length) };
  }
  const characters = [...(value.values[0] ?? "")];
  const from = offset < 0 ? characters.length + offset : offset;
  if (from < 0) return { ...value, values: [""] };
  const to = length === undefined ? undefined : length < 0 ? characters.length + length : from + length;
  return { ...value, values: [characters.slice(from, to).join("")] };
}

async function textOperation(shell: Shell, parameter: string, operation: ParameterOperation): Promise<(text: string) => string> {
  switch (operation.type) {
    case "PatternRemoval": {
      const pattern = await shell.walker.expandToPattern(shell, operation.pattern);
      return (text) => removePattern(text, pattern, operation.side, operation.greedy);
    }
    case "PatternReplacement": {
      const source = patternSource(await shell.walker.expandToPattern(shell, operation.pattern));
      const replacement = operation.replacement ? await shell.walker.expandToText(shell, operation.replacement) : "";
      if (source === "" && operation.anchor === null) return (text) => text;
      const anchored = operation.anchor === "start" ? `^(?:${source})` : operation.anchor === "end" ? `(?:${source})$` : source;
      const regexp = new RegExp(anchored, operation.all ? "gsu" : "su");
      return (text) => text.replace(regexp, () => replacement);
    }
    case "CaseModification": {
      const change = (text: string): string => (operation.direction === "upper" ? text.toUpperCase() : text.toLowerCase());
      const pattern = operation.pattern
        ? new RegExp(`^(?:${patternSource(await shell.walker.expandToPattern(shell, operation.pattern))})$`, "su")
        : undefined;
      const one = (character: string): string => (!pattern || pattern.test(character) ? change(character) : character);
      return (text) => [...text].map((character, index) => (operation.all || index === 0 ? one(character) : character)).join("");
    }
    case "Transform":
      return (text) => transform(shell, parameter, text, operation.operator);
    default:
      throw new ShellFailure({ kind: "bad-substitution", text: `\${${parameter}}` }, 1);
  }
}

function transform(shell: Shell, parameter: string, text: string, operator: string): string {
  switch (operator) {
    case "U":
      return text.toUpperCase();
    case "L":
      return text.toLowerCase();
    case "u":
      return text.slice(0, 1).toUpperCase() + text.slice(1);
    case "Q":
      return singleQuoted(text);
    case "A":
      return `${parameter}=${quoteForShell(text)}`;
    case "a": {
      const variable = shell.state.variables.get(parameter);
      return `${variable?.kind === "indexed" ? "a" : ""}${variable?.kind === "associative" ? "A" : ""}${variable?.readonly ? "r" : ""}${variable?.exported ? "x" : ""}`;
    }
    default:
      return text;
  }
}

/** `${x#pattern}` and its three sisters. */
function removePattern(text: string, pattern: string, side: "prefix" | "suffix", greedy: boolean): string {
  if (side === "prefix") {
    const match = new RegExp(`^(?:${patternSource(pattern, true, greedy)})`, "su").exec(text);
    return match ? text.slice(match[0].length) : text;
  }
  const whole = new RegExp(`^(?:${patternSource(pattern)})$`, "su");
  const starts = Array.from({ length: text.length + 1 }, (_, index) => index);
  for (const start of greedy ? starts : starts.reverse()) if (whole.test(text.slice(start))) return text.slice(0, start);
  return text;
}

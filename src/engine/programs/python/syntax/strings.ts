/** String literals: where they end, what their escapes stand for, the fields of f-strings. */
import { PythonSyntaxError } from "./syntax-error.ts";

export interface StringLiteral {
  readonly bytes: boolean;
  readonly format: boolean;
  /** The text of a plain literal; of a bytes literal one character a byte. */
  readonly value: string;
  /** The pieces of an f-string. */
  readonly pieces: readonly FormatPiece[];
}

/** Literal text, or a field with the source of its expression and where that begins. */
export type FormatPiece =
  | string
  | {
      readonly source: string;
      readonly line: number;
      readonly column: number;
      /** `{x=}`: the text to print before the value. */
      readonly shown?: string;
      readonly conversion?: "r" | "s" | "a";
      readonly spec: readonly FormatPiece[];
    };

/** Reads the literal that begins at `from`. */
export function readString(
  source: string,
  from: number,
  start: RegExpExecArray,
  line: number,
  column: number,
): { literal: StringLiteral; end: number } {
  const quote = start[1] as string;
  const prefix = start[0].slice(0, -quote.length).toLowerCase();
  const format = prefix.includes("f");
  const raw = prefix.includes("r");
  const body = from + start[0].length;
  const close = format ? closeOfFormat(source, body, quote) : closeOf(source, body, quote);
  if (close < 0) {
    const last = line + (quote.length === 3 ? source.slice(body).replace(/\n$/, "").split("\n").length - 1 : 0);
    const words = `unterminated ${quote.length === 3 ? "triple-quoted " : ""}${format ? "f-string" : "string"} literal (detected at line ${last})`;
    throw new PythonSyntaxError(words, { line, column: column + 1, endColumn: column + 1 });
  }
  const text = source.slice(body, close);
  const bytes = prefix.includes("b");
  const place: Place = { line, column: column + start[0].length };
  return {
    end: close + quote.length,
    literal: {
      bytes,
      format,
      value: format ? "" : raw ? text : unescapeText(text, bytes, place),
      pieces: format ? splitFormat(text, raw, place) : [],
    },
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function closeOf(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith(quote, at)) return at;
    else if (source[at] === "\n" && quote.length === 1) return -1;
  }
  return -1;
}

/** As `closeOf`; quotes within the fields belong to the expressions there (PEP 701). */
function closeOfFormat(source: string, from: number, quote: string): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at] as string;
    if (depth === 0) {
      if (character === "\\") at++;
      else if (source.startsWith(quote, at)) return at;
      else if (character === "{" && source[at + 1] === "{") at++;
      else if (character === "{") depth++;
      else if (character === "\n" && quote.length === 1) return -1;
    } else if (character === "'" || character === '"') {
      const inner = source.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      const end = closeOf(source, at + inner.length, inner);
      if (end < 0) return -1;
      at = end + inner.length - 1;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
  }
  return -1;
}

/** Cuts an f-string's body into text and fields. */
function splitFormat(text: string, raw: boolean, start: Place): FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let literal = "";
  const flush = (): void => {
    if (literal !== "") pieces.push(raw ? literal : unescapeText(literal, false, start));
    literal = "";
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "\\" && !raw) {
      // A name in `\N{…}` has braces of its own.
      const named = /^\\N\{[^}]*\}/.exec(text.slice(at))?.[0] ?? text.slice(at, at + 2);
      literal += named;
      at += named.length - 1;
    } else if (character === "{" || character === "}") {
      if (text[at + 1] === character) {
        literal += character;
        at++;
      } else if (character === "}") {
        throw new PythonSyntaxError("f-string: single '}' is not allowed", placeAt(text, at, start));
      } else {
        flush();
        const { piece, end } = readField(text, at + 1, raw, start);
        if (piece.shown !== undefined) pieces.push(piece.shown);
        pieces.push(piece);
        at = end;
      }
    } else literal += character;
  }
  flush();
  return pieces;
}

function placeAt(text: string, at: number, start: Place): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  const last = before.at(-1) as string;
  return { line: start.line + before.length - 1, column: (before.length === 1 ? start.column : 0) + last.length + 1 };
}

function readField(text: string, from: number, raw: boolean, start: Place): { piece: Exclude<FormatPiece, string>; end: number } {
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "'" || character === '"') {
      const inner = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      at = closeOf(text, at + inner.length, inner) + inner.length - 1;
    } else if ("([{".includes(character)) depth++;
    else if (depth > 0 && ")]}".includes(character)) depth--;
    else if (depth === 0 && (character === "}" || character === ":" || (character === "!" && text[at + 1] !== "="))) break;
  }
  const place = placeAt(text, from, start);
  if (at >= text.length) throw new PythonSyntaxError("f-string: expecting '}'", place);
  let source = text.slice(from, at);
  const shown = /^[\s\S]*[^=!<>]=\s*$/.test(source) ? source : undefined;
  if (shown !== undefined) source = source.replace(/=\s*$/, "");
  if (source.trim() === "") {
    const words =
      text[at] === "}" ? "f-string: valid expression required before '}'" : `f-string: valid expression required before '${text[at]}'`;
    throw new PythonSyntaxError(words, placeAt(text, at, start));
  }
  let conversion: "r" | "s" | "a" | undefined;
  if (text[at] === "!") {
    const letter = text[at + 1] ?? "";
    if (letter !== "r" && letter !== "s" && letter !== "a")
      throw new PythonSyntaxError(
        `f-string: invalid conversion character '${letter}': expected 's', 'r', or 'a'`,
        placeAt(text, at + 1, start),
      );
    conversion = letter;
    at += 2;
  }
  let spec: readonly FormatPiece[] = [];
  if (text[at] === ":") {
    const end = closeOfSpec(text, at + 1);
    spec = splitFormat(text.slice(at + 1, end), raw, { line: place.line, column: place.column + at - from });
    at = end;
  }
  if (text[at] !== "}") throw new PythonSyntaxError("f-string: expecting '}'", placeAt(text, at, start));
  if (shown !== undefined && conversion === undefined && spec.length === 0) conversion = "r";
  const piece = {
    source,
    line: place.line,
    column: place.column - 1,
    ...(shown !== undefined ? { shown } : {}),
    ...(conversion ? { conversion } : {}),
    spec,
  };
  return { piece, end: at };
}

function closeOfSpec(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && depth-- === 0) return at;
  }
  return text.length;
}

const simple: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

/** What a literal's text stands for. An escape that is none stays as it is. */
function unescapeText(text: string, bytes: boolean, place: { line: number; column: number }): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|[\s\S])/g, (all, sequence: string) => {
    const kind = sequence[0] as string;
    if (sequence.length === 1 && kind in simple) return simple[kind] as string;
    if (/^[0-7]/.test(sequence)) return String.fromCharCode(Number.parseInt(sequence, 8) & (bytes ? 0xff : 0x1ff));
    if (kind === "x" && sequence.length > 1) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
    if (!bytes && (kind === "u" || kind === "U") && sequence.length > 1)
      return String.fromCodePoint(Number.parseInt(sequence.slice(1), 16));
    if (!bytes && "xuU".includes(kind)) {
      const needs = { x: "\\xXX", u: "\\uXXXX", U: "\\UXXXXXXXX" }[kind as "x" | "u" | "U"];
      throw new PythonSyntaxError(
        `(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated ${needs} escape`,
        place,
      );
    }
    return all;
  });
}

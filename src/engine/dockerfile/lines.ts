/** From text to logical lines: comments go, continuations are joined (spec §8.1). */
import { DockerfileError } from "./ast.ts";
import type { SourceRange } from "../api.ts";
import { DirectiveReader, escapeToken } from "./directives.ts";
import { isSpace, none, trim, trimLeft } from "./text.ts";

/** BuildKit reads lines through a buffer of 64 KiB. */
const longestLine = 65535;

/** One instruction's text, joined, its first physical line stripped of leading blanks. */
export interface LogicalLine {
  readonly text: string;
  readonly startLine: number;
  readonly startColumn: number;
  /** A blank line stood inside the continuation. */
  readonly hasGap: boolean;
  /** The comments above it, back to the instruction or the empty comment before. */
  readonly comments: readonly string[];
}

/** Reads a Dockerfile from top to bottom, once. Lines are numbered from 1. */
export class LineReader {
  readonly #text: string;
  #position: number;
  readonly #directives = new DirectiveReader();
  /** How many physical lines were read. */
  line = 0;
  /** Length of the last physical line read, without its ending. */
  width = 0;
  escape: "\\" | "`" = "\\";
  /** A line was too long: reading ended there. */
  overlong = false;

  constructor(text: string) {
    this.#text = text;
    this.#position = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The next physical line with its ending, or undefined at the end. */
  physical(): string | undefined {
    if (this.overlong || this.#position >= this.#text.length) return undefined;
    const newline = this.#text.indexOf("\n", this.#position);
    const end = newline < 0 ? this.#text.length : newline + 1;
    const line = this.#text.slice(this.#position, end);
    if (isOverlong(newline < 0 ? line : line.slice(0, -1))) {
      this.overlong = true;
      return undefined;
    }
    this.#position = end;
    this.line++;
    this.width = withoutEnding(line).length;
    return line;
  }

  /** The next instruction's text, or undefined at the end. Throws for a wrong directive. */
  logical(): LogicalLine | undefined {
    let comments: readonly string[] = none;
    for (;;) {
      const raw = this.physical();
      if (raw === undefined) return undefined;
      const bare = withoutEnding(raw);
      const first = trimLeft(bare);
      const isDirective = this.#directive(first);
      if (first.startsWith("#") && !isDirective) {
        const comment = trim(bare.slice(1));
        if (comment === "") comments = none;
        else if (comments === none) comments = [comment];
        else (comments as string[]).push(comment);
      }
      const head = first.startsWith("#") ? "" : first;
      let continued = this.#continuation(head);
      if (continued === undefined) {
        if (head === "") continue;
        return { text: head, startLine: this.line, startColumn: bare.length - first.length, hasGap: false, comments };
      }
      const startLine = this.line;
      const pieces = [continued];
      let hasGap = false;
      while (continued !== undefined) {
        const next = this.physical();
        if (next === undefined) break;
        const piece = withoutEnding(next);
        this.#directive(piece);
        const content = firstNonBlank(piece);
        if (content === undefined) hasGap = true;
        if (content === undefined || content === "#") continue;
        continued = this.#continuation(piece);
        pieces.push(continued ?? piece);
      }
      return { text: pieces.join(""), startLine, startColumn: bare.length - first.length, hasGap, comments };
    }
  }

  /** From the given start to the end of the line read last. */
  rangeFrom(startLine: number, startColumn: number): SourceRange {
    return { startLine, startColumn, endLine: this.line, endColumn: this.width };
  }

  /** The line read last, when there is one. */
  currentRange(line = this.line): SourceRange | undefined {
    return line === 0 ? undefined : { startLine: line, startColumn: 0, endLine: line, endColumn: line === this.line ? this.width : 0 };
  }

  #directive(line: string): boolean {
    try {
      const directive = this.#directives.read(line);
      if (directive?.name === "escape") this.escape = escapeToken(directive.value);
      return directive !== undefined;
    } catch (error) {
      // BuildKit has not counted this line yet and so points at the one above it, if any.
      throw error instanceof DockerfileError ? new DockerfileError(error.message, this.currentRange(this.line - 1)) : error;
    }
  }

  /** The line without its continuation mark, or undefined when it has none. A doubled mark is no mark. */
  #continuation(line: string): string | undefined {
    let end = line.length;
    while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
    if (end === 0 || line[end - 1] !== this.escape || line[end - 2] === this.escape) return undefined;
    return line.slice(0, end - 1);
  }
}

/** Without the carriage returns and newline at its end. */
export function withoutEnding(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === "\n" || line[end - 1] === "\r")) end--;
  return end === line.length ? line : line.slice(0, end);
}

function firstNonBlank(line: string): string | undefined {
  for (let i = 0; i < line.length; i++) if (!isSpace(line.charCodeAt(i))) return line[i];
  return undefined;
}

function isOverlong(line: string): boolean {
  if (line.length * 3 <= longestLine) return false;
  return line.length > longestLine || new TextEncoder().encode(line).length > longestLine;
}

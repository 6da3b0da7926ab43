/** Go text/template, first step: text and the tokens inside `{{ }}`. */

export interface Token {
  readonly type:
    | "text"
    | "open"
    | "close"
    | "space"
    | "field"
    | "dot"
    | "variable"
    | "word"
    | "string"
    | "char"
    | "number"
    | "pipe"
    | "("
    | ")"
    | ":="
    | "="
    | ","
    | "other"
    | "end";
  readonly text: string;
  /** Offset in the template. */
  readonly at: number;
}

/** A template that cannot be parsed; the message is Go's, `template: NAME:1: …`. */
export class TemplateSyntaxError extends Error {}

/** Where an offset is, for messages. */
export function lineOf(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}

const openers = "{{";
const closers = "}}";
const blank = /[ \t\r\n]/;
const alphanumeric = /[\p{L}\p{Nd}_]/u;

/** @throws TemplateSyntaxError */
export function lex(name: string, source: string): Token[] {
  const tokens: Token[] = [];
  const fail = (at: number, message: string): never => {
    throw new TemplateSyntaxError(`template: ${name}:${lineOf(source, at)}: ${message}`);
  };
  let at = 0;
  let trimNext = false;

  while (at < source.length) {
    const open = source.indexOf(openers, at);
    let text = source.slice(at, open < 0 ? undefined : open);
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, "");
    const trims = open >= 0 && source[open + 2] === "-" && blank.test(source[open + 3] ?? "");
    if (trims) text = text.replace(/[ \t\r\n]+$/, "");
    if (text !== "") tokens.push({ type: "text", text, at });
    if (open < 0) break;
    const start = open + 2 + (trims ? 2 : 0);
    if (source.startsWith("/*", start)) [at, trimNext] = comment(source, start, fail);
    else {
      tokens.push({ type: "open", text: openers, at: open });
      [at, trimNext] = action(source, start, tokens, fail);
    }
  }
  tokens.push({ type: "end", text: "EOF", at: source.length });
  return tokens;
}

type Fail = (at: number, message: string) => never;

function comment(source: string, start: number, fail: Fail): [number, boolean] {
  const end = source.indexOf("*/", start);
  if (end < 0) fail(start, "unclosed comment");
  const trims = /^[ \t\r\n]-/.test(source.slice(end + 2));
  const close = end + 2 + (trims ? 2 : 0);
  if (!source.startsWith(closers, close)) fail(start, "comment ends before closing delimiter");
  return [close + 2, trims];
}

/** Reads one action from after its `{{`. Returns where the text goes on and whether it is trimmed there. */
function action(source: string, start: number, tokens: Token[], fail: Fail): [number, boolean] {
  let at = start;
  let depth = 0;
  const atTerminator = (i: number): boolean => {
    const c = source[i];
    return c === undefined || blank.test(c) || ".,|:)(".includes(c) || source.startsWith(closers, i);
  };
  const push = (type: Token["type"], end: number): void => {
    tokens.push({ type, text: source.slice(at, end), at });
    at = end;
  };
  const wordEnd = (from: number): number => {
    let end = from;
    for (const c of source.slice(from)) {
      if (!alphanumeric.test(c)) break;
      end += c.length;
    }
    return end;
  };
  while (at < source.length) {
    const c = source[at] as string;
    const trims = blank.test(c) && source[at + 1] === "-" && source.startsWith(closers, at + 2);
    if (trims || source.startsWith(closers, at)) {
      if (depth > 0) fail(at, "unclosed left paren");
      const end = at + (trims ? 2 : 0);
      tokens.push({ type: "close", text: closers, at: end });
      return [end + 2, trims];
    }
    if (blank.test(c)) {
      let end = at;
      while (blank.test(source[end] ?? "") && !(source[end + 1] === "-" && source.startsWith(closers, end + 2))) end++;
      push("space", end);
    } else if (source.startsWith(":=", at)) push(":=", at + 2);
    else if (c === "=" || c === ",") push(c, at + 1);
    else if (c === "|") push("pipe", at + 1);
    else if (c === "(") {
      depth++;
      push("(", at + 1);
    } else if (c === ")") {
      if (--depth < 0) fail(at, "unexpected right paren");
      push(")", at + 1);
    } else if (c === '"' || c === "'") {
      const end = quoteEnd(source, at, c);
      if (end < 0) fail(at, c === '"' ? "unterminated quoted string" : "unterminated character constant");
      push(c === '"' ? "string" : "char", end);
    } else if (c === "`") {
      const end = source.indexOf("`", at + 1);
      if (end < 0) fail(at, "unterminated raw quoted string");
      push("string", end + 1);
    } else if (c === "." && !/[0-9]/.test(source[at + 1] ?? "")) {
      const end = wordEnd(at + 1);
      if (!atTerminator(end)) fail(at, `bad character ${unicode(source, end)}`);
      push(end === at + 1 ? "dot" : "field", end);
    } else if (c === "$") {
      const end = wordEnd(at + 1);
      if (!atTerminator(end)) fail(at, `bad character ${unicode(source, end)}`);
      push("variable", end);
    } else if (/[0-9+\-.]/.test(c)) {
      const match = /^[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|\d[\d_]*)?(\.\d*)?([eE][+-]?\d+)?/.exec(source.slice(at));
      const end = at + (match?.[0].length ?? 1);
      const after = wordEnd(end);
      if (end === at || after > end || !/\d/.test(source.slice(at, end)))
        fail(at, `bad number syntax: ${JSON.stringify(source.slice(at, Math.max(after, at + 1)))}`);
      push("number", end);
    } else if (alphanumeric.test(String.fromCodePoint(source.codePointAt(at) as number))) {
      const end = wordEnd(at);
      if (!atTerminator(end)) fail(at, `bad character ${unicode(source, end)}`);
      push("word", end);
    } else if (/[!-~]/.test(c)) push("other", at + 1);
    else fail(at, `unrecognized character in action: ${unicode(source, at)}`);
  }
  return fail(start, "unclosed action");
}

function quoteEnd(source: string, start: number, quote: string): number {
  for (let at = start + 1; at < source.length && source[at] !== "\n"; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === quote) return at + 1;
  }
  return -1;
}

/** `U+007D '}'`, Go's `%#U`. */
function unicode(source: string, at: number): string {
  const code = source.codePointAt(at) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")} '${String.fromCodePoint(code)}'`;
}

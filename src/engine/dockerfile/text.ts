/** Character classes and trimming as Go has them: a Dockerfile's blanks are decided by `unicode.IsSpace`, not by JavaScript's `\s`. */

/** True for a code unit that Go counts as white space. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

export function trimLeft(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  return start === 0 ? text : text.slice(start);
}

export function trim(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return trimLeft(end === text.length ? text : text.slice(0, end));
}

/** Splits at runs of tab, vertical tab, form feed, carriage return and space; edges give empty strings. */
export function splitBlanks(text: string): string[] {
  return text.split(/[\t\v\f\r ]+/);
}

/** Splits at the first such run: one part when there is none. */
export function cutBlank(text: string): [string] | [string, string] {
  const match = /[\t\v\f\r ]+/.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text];
}

export { quote } from "../go/quote.ts";

/** The one empty list of all that have nothing to list: a big file has many. */
export const none: readonly never[] = [];

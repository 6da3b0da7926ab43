/** Cutting text by a separator: `FS`, or the third argument of `split`. */
import type { Split } from "./fields.ts";
import type { Patterns } from "./patterns.ts";

const blanks = /[ \t\n]+/;

/** Words between blanks. */
export const splitWords: Split = (text) => {
  const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, "");
  return trimmed === "" ? [] : trimmed.split(blanks);
};

/**
 * By a separator as it is written: one blank is any blanks, another single character is itself, nothing is between any two
 * characters, and anything else is an expression.
 */
export function splitterFor(separator: string, patterns: Patterns): Split {
  if (separator === " ") return splitWords;
  if (separator === "") return (text) => [...text];
  if (separator.length === 1 && separator !== "\\" && !patterns.ignoresCase) return (text) => (text === "" ? [] : text.split(separator));
  return splitBy(separator === "\\" ? "\\\\" : separator, patterns);
}

/** By an expression. What matches nothing separates nothing. */
export function splitBy(source: string, patterns: Patterns): Split {
  return (text) => {
    if (text === "") return [];
    const parts: string[] = [];
    let from = 0;
    for (const match of text.matchAll(patterns.of(source))) {
      if (match[0] === "") continue;
      parts.push(text.slice(from, match.index));
      from = match.index + match[0].length;
    }
    return [...parts, text.slice(from)];
  };
}

/** How ENV, LABEL and ARG split their arguments: at blanks outside quotes, quotes and escapes kept for expansion. */
import { DockerfileError } from "./ast.ts";
import { cutBlank, isSpace, quote } from "./text.ts";

/** Words of a line. An escape character at the very end is dropped. */
export function splitWords(line: string, escapeChar: string): string[] {
  const words: string[] = [];
  let word = "";
  let inWord = false;
  let quoted = ""; // the quote we are in
  let mayBeEmpty = false;
  const flush = () => {
    if (inWord && (mayBeEmpty || word !== "")) words.push(word);
    word = "";
    mayBeEmpty = false;
    inWord = false;
  };
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (!quoted && isSpace(line.charCodeAt(i))) {
      flush();
      continue;
    }
    inWord = true;
    if (char === escapeChar && quoted !== "'") {
      if (i + 1 === line.length) break;
      word += char + line[++i];
      continue;
    }
    if (quoted) {
      if (char === quoted) quoted = "";
    } else if (char === "'" || char === '"') {
      quoted = char;
      mayBeEmpty = true;
    }
    word += char;
  }
  flush();
  return words;
}

export interface Pairs {
  readonly pairs: readonly { readonly key: string; readonly value: string }[];
  readonly legacy: boolean;
}

/** `A=1 B=2`, or the old form `A the rest`. Throws without a line prefix, as BuildKit's first pass does. */
export function parsePairs(rest: string, keyword: "ENV" | "LABEL", escapeChar: string): Pairs {
  const words = splitWords(rest, escapeChar);
  const first = words[0];
  if (first === undefined) return { pairs: [], legacy: false };
  if (!first.includes("=")) {
    const parts = cutBlank(rest);
    if (parts.length < 2) throw new DockerfileError(`${keyword} must have two arguments`);
    return { pairs: [{ key: parts[0], value: parts[1] as string }], legacy: true };
  }
  const pairs = words.map((word) => {
    const at = word.indexOf("=");
    if (at < 0) throw new DockerfileError(`Syntax error - can't find = in ${quote(word)}. Must be of the form: name=value`);
    return { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { pairs, legacy: false };
}

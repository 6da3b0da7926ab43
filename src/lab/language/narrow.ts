/** From an instruction to the words in it that a message is about. */
import type { SourceRange } from "../../engine/api.ts";

/** Where messages name what they mean; the first group is looked for in the source. */
const names = [
  /(?:unknown|duplicate) (?:flag|flag specified): (--[^\s]+)/,
  /value on flag: (--[^\s]+)/,
  /^unknown instruction: (\S+)/,
  /undefined variable '(\$[^']+)'/,
  /FROM argument '([^']+)'/,
  /failed to process "((?:[^"\\]|\\.)+)"/,
  /unexpected key '([^']+)'/,
  /can't find = in "((?:[^"\\]|\\.)+)"/,
  /build stage: "([^"]+)"/,
  /^Stage name '([^']+)'/,
  /^'([^']+)' and /,
  /^Command '([^']+)'/,
  /sensitive data \(\w+ "([^"]+)"\)/,
  /(?:workdir|constant value|stage name) "([^"]+)"/,
  /(?:found|protocol) '([^']+)'/,
  /Default value for ARG (\S+)/,
  /predefined (\S+) in FROM/,
  /Unknown type "([^"]+)"/,
  /duration "([^"]+)"/,
];

/** The first place in the range where the word of the message stands; the instruction itself when there is none. */
export function narrow(message: string, range: SourceRange, lines: readonly string[]): SourceRange {
  for (const pattern of names) {
    const quoted = pattern.exec(message)?.[1];
    if (!quoted) continue;
    const word = quoted.replace(/\\(["\\])/g, "$1");
    const found = find(word, range, lines);
    if (found) return found;
  }
  return range;
}

function find(word: string, range: SourceRange, lines: readonly string[]): SourceRange | undefined {
  // `$A` may be written `${A}`; stage names are compared without their case.
  const candidates = word.startsWith("$") && !word.startsWith("${") ? [word, `\${${word.slice(1)}`] : [word];
  for (let line = range.startLine; line <= range.endLine; line++) {
    const text = lines[line - 1] ?? "";
    for (const candidate of candidates) {
      const at = indexOfWord(text, candidate);
      if (at < 0) continue;
      const close = candidate.startsWith("${") ? text.indexOf("}", at) + 1 : 0;
      return { startLine: line, startColumn: at, endLine: line, endColumn: close || at + candidate.length };
    }
  }
  return undefined;
}

/** First occurrence that is not the beginning of a longer name. */
function indexOfWord(text: string, word: string): number {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(word.toLowerCase()); at >= 0; at = lower.indexOf(word.toLowerCase(), at + 1)) {
    if (!/\w$/.test(word) || !/\w/.test(text[at + word.length] ?? "")) return at;
  }
  return -1;
}

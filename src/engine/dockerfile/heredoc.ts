/** Here-documents: `<<EOF`, `<<-EOF`, `<<"EOF"`, `3<<EOF` (spec §8.1). */
import { DockerfileError, type Heredoc } from "./ast.ts";
import { expandWords } from "./expand.ts";
import { withoutEnding, type LineReader } from "./lines.ts";
import { trim } from "./text.ts";

export interface HeredocMark {
  readonly name: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  readonly fd: number;
}

const nothing = { get: () => undefined };

/** What a word like `<<-"EOF"` announces, or undefined when it is no here-document. Throws for unbalanced quotes. */
function parseHeredocMark(word: string): HeredocMark | undefined {
  const match = /^(\d*)<<(-?)\s*([^<]*)$/.exec(word);
  const rest = match?.[3];
  if (!match || !rest) return undefined;
  const common = { stripTabs: match[2] === "-", fd: match[1] ? Number(match[1]) : 0 };
  if (/^[\w.-]+$/.test(rest)) return { name: rest, quoted: false, ...common };
  const plain = expandWords(rest, nothing, { keepUnset: true });
  const name = plain[0];
  if (plain.length !== 1 || name === undefined) return undefined;
  const raw = expandWords(rest, nothing, { keepUnset: true, keepQuotes: true })[0] ?? "";
  return { name, quoted: countQuotes(name) !== countQuotes(raw), ...common };
}

/** As parseHeredocMark, but a word that cannot be read is just no here-document. */
export function heredocMarkIn(word: string): HeredocMark | undefined {
  if (!word.includes("<<")) return undefined;
  try {
    return parseHeredocMark(word);
  } catch {
    return undefined;
  }
}

/** Reads the bodies of all here-documents that a logical line announces. Throws `unterminated heredoc`. */
export function readHeredocs(line: string, reader: LineReader): Heredoc[] {
  let words: string[];
  try {
    // Plain lines, that is most, need no lexer.
    if (/^[^"'\\$`]*$/.test(line) && !/<<\s/.test(line)) words = line.split(/\s+/);
    else words = expandWords(line, nothing, { keepUnset: true, keepQuotes: true, keepEscapes: true });
  } catch {
    return []; // an unbalanced quote on the line: the shell's affair
  }
  const marks = words.map(parseHeredocMark).filter((mark) => mark !== undefined);
  return marks.map((mark) => {
    const raw = readBody(mark, reader);
    return { ...mark, raw, body: mark.stripTabs ? raw.replace(/^\t+/gm, "") : raw };
  });
}

function readBody(mark: HeredocMark, reader: LineReader): string {
  const lines: string[] = [];
  for (;;) {
    const line = reader.physical();
    if (line === undefined) throw new DockerfileError("unterminated heredoc");
    const candidate = withoutEnding(line);
    if ((mark.stripTabs ? candidate.replace(/^\t+/, "") : candidate) === mark.name) return lines.join("");
    lines.push(line);
  }
}

/** `(echo one...)`: how the progress abbreviates a body. */
export function summary(body: string): string {
  const text = trim(body);
  const end = text.indexOf("\n");
  return end < 0 ? text : `${withoutEnding(text.slice(0, end))}...`;
}

function countQuotes(word: string): number {
  return word.split(/["']/).length - 1;
}

/** Text in coloured lines, for the light editor and for what is read before the lab is there. */
import { firstLine, highlightLine, type Span } from "../../lab/language/highlight.ts";

/** Enough to read by, not a grammar. */
const RULES: readonly { readonly files: RegExp; readonly rule: RegExp }[] = [
  {
    files: /\.py$/,
    rule: /(?<comment>#.*)|(?<string>"[^"]*"?|'[^']*'?)|\b(?<keyword>from|import|def|return|if|else|for|in|class|as|with|not|and|or|None|True|False)\b/g,
  },
  { files: /^requirements\.txt$/, rule: /(?<comment>#.*)|(?<keyword>[=<>~!]=+)/g },
  { files: /ignore$/, rule: /^(?<comment>#.*)|^(?<keyword>!)/g },
];

/** The lines of a file in pieces. The pieces of a line, put together, are the line. */
export function paintLines(text: string, file: string): Span[][] {
  const lines = text.replace(/\n$/, "").split("\n");
  if (/^Dockerfile|\.Dockerfile$/.test(file)) {
    let state = firstLine;
    return lines.map((line) => {
      const { spans, next } = highlightLine(line, state);
      state = next;
      return spans;
    });
  }
  const rule = RULES.find(({ files }) => files.test(file))?.rule;
  return lines.map((line) => (rule ? paintLine(line, rule) : [{ text: line }]));
}

function paintLine(line: string, rule: RegExp): Span[] {
  const pieces: Span[] = [];
  let at = 0;
  for (const match of line.matchAll(rule)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value) ?? [];
    if (!kind || !text) continue;
    if (match.index > at) pieces.push({ text: line.slice(at, match.index) });
    pieces.push({ text, kind: kind as NonNullable<Span["kind"]> });
    at = match.index + text.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at) });
  return pieces;
}

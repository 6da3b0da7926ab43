/** Colours for the light editor: enough to read by, not a grammar. */
import type { DemoFile } from "./demo-files.ts";

export interface Paint {
  readonly text: string;
  readonly as?: "keyword" | "string" | "comment";
}

const RULES: Readonly<Record<DemoFile, RegExp>> = {
  Dockerfile: /^(?<comment>\s*#.*)|^\s*(?<keyword>[A-Za-z]+)(?=\s|$)|\s(?<keyword2>AS)(?=\s)|(?<string>"[^"]*"?)/gi,
  "app.py":
    /(?<comment>#.*)|(?<string>"[^"]*"?|'[^']*'?)|\b(?<keyword>from|import|def|return|if|else|for|in|class|as|with|not|and|or|None|True|False)\b/g,
  "requirements.txt": /(?<comment>#.*)|(?<keyword>[=<>~!]=+)/g,
  ".dockerignore": /^(?<comment>#.*)|^(?<keyword>!)/g,
};

/** One line in pieces. */
export function paintLine(line: string, file: DemoFile): Paint[] {
  const pieces: Paint[] = [];
  let at = 0;
  for (const match of line.matchAll(RULES[file])) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value) ?? [];
    if (!kind || !text) continue;
    const start = match.index + match[0].indexOf(text);
    if (start > at) pieces.push({ text: line.slice(at, start) });
    pieces.push({ text, as: kind.replace(/\d$/, "") as NonNullable<Paint["as"]> });
    at = start + text.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at) });
  return pieces;
}

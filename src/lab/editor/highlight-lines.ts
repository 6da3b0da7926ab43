import { highlight, type Span } from "../language/highlight.ts";

/** Text in lines of coloured pieces: Dockerfiles as the real editor has them, other files by strings and comments. */
export function highlightLines(text: string, language: string): readonly (readonly Span[])[] {
  if (language === "dockerfile") return highlight(text);
  return text.split("\n").map((line): Span[] => {
    if (/^\s*#/.test(line)) return [{ text: line, kind: "comment" }];
    return line
      .split(/("(?:[^"\\]|\\.)*"|'[^']*')/)
      .filter((part) => part !== "")
      .map((part) => (/^["']/.test(part) ? { text: part, kind: "string" } : { text: part }));
  });
}

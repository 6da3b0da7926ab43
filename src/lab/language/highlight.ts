/**
 * Colours for Dockerfiles, line by line and without Monaco: for the placeholder before the editor has come, for the
 * home page, and for the editor itself. Small, since reading pages load it.
 */

export type SpanKind = "keyword" | "flag" | "string" | "variable" | "comment" | "mark";

export interface Span {
  readonly text: string;
  /** Absent for plain text. */
  readonly kind?: SpanKind;
}

/** What a line needs to know of those above it. */
export interface LineState {
  /** The instruction that goes on in this line, in upper case; empty at the beginning of one. */
  readonly instruction: string;
  /** Words that end the here-documents still open, the next one first; a leading tab says that tabs may precede it. */
  readonly heredocs: readonly string[];
  readonly escape: string;
  /** Directives may still come. */
  readonly top: boolean;
}

export const firstLine: LineState = { instruction: "", heredocs: [], escape: "\\", top: true };

const names = "ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR";
const keyword = new RegExp(`^\\s*((?:ONBUILD\\s+)?(?:${names}))(?=\\s|$)`, "i");
const inner: Readonly<Record<string, RegExp>> = { FROM: /\s(AS)(?=\s|$)/i, HEALTHCHECK: /\s(CMD|NONE)(?=\s|$)/i };
const pieces =
  /(?<=^|\s)(?<flag>--[\w-]*)|(?<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<variable>\$(?:\w+|\{[^}]*\}?))|(?<mark>\d?<<-?\s*(?:"[\w.-]+"|'[\w.-]+'|[\w.-]+))/g;
const variables = /(\$(?:\w+|\{[^}]*\}?))/;

/** One line in spans, and the state for the line below. The spans put together are the line. */
export function highlightLine(line: string, state: LineState): { spans: Span[]; next: LineState } {
  const bare = line.replace(/\r$/, "");
  const [terminator] = state.heredocs;
  if (terminator !== undefined) {
    const ends = terminator === (terminator.startsWith("\t") ? `\t${bare.replace(/^\t+/, "")}` : bare);
    return {
      spans: [{ text: line, kind: ends ? "mark" : "string" }],
      next: ends ? { ...state, heredocs: state.heredocs.slice(1) } : state,
    };
  }
  if (/^\s*#/.test(line)) {
    const directive = state.top ? /^#\s*(syntax|check|escape)\s*=\s*(\S)/i.exec(line) : null;
    const mark = directive?.[1]?.toLowerCase() === "escape" ? (directive[2] as string) : state.escape;
    return { spans: [{ text: line, kind: "comment" }], next: { ...state, escape: mark, top: directive !== null } };
  }
  const start = state.instruction ? null : keyword.exec(line);
  const instruction = (start?.[1] ?? state.instruction).toUpperCase().replace(/^ONBUILD\s+/, "");
  const head = start?.[0] ?? "";
  const spans: Span[] = [];
  if (start) {
    const word = start[1] as string;
    if (head.length > word.length) spans.push({ text: head.slice(0, -word.length) });
    spans.push({ text: word, kind: "keyword" });
  }
  const heredocs = paint(line.slice(head.length), instruction, spans);
  const end = bare.trimEnd();
  const goesOn = end.endsWith(state.escape) && !end.endsWith(state.escape + state.escape);
  // A blank line in the middle does not end the instruction.
  const continued = goesOn || (state.instruction !== "" && end === "");
  const takes = instruction === "RUN" || instruction === "COPY" || instruction === "ADD";
  return {
    spans,
    next: { instruction: continued ? instruction || "?" : "", heredocs: takes ? heredocs : [], escape: state.escape, top: false },
  };
}

/** A whole text, line by line. */
export function highlight(text: string): Span[][] {
  let state = firstLine;
  return text.split("\n").map((line) => {
    const { spans, next } = highlightLine(line, state);
    state = next;
    return spans;
  });
}

/** Adds the spans of what follows the keyword; returns the words that end its here-documents. */
function paint(rest: string, instruction: string, spans: Span[]): string[] {
  const plain = (text: string) => {
    const match = inner[instruction]?.exec(text);
    const word = match?.[1];
    if (!match || !word) return void (text && spans.push({ text }));
    const at = match.index + match[0].length - word.length;
    spans.push({ text: text.slice(0, at) }, { text: word, kind: "keyword" });
    if (at + word.length < text.length) spans.push({ text: text.slice(at + word.length) });
  };
  const heredocs: string[] = [];
  let at = 0;
  for (const match of rest.matchAll(pieces)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) as [SpanKind, string];
    plain(rest.slice(at, match.index));
    at = match.index + text.length;
    if (kind === "string" && text.startsWith('"')) {
      for (const part of text.split(variables)) if (part) spans.push({ text: part, kind: variables.test(part) ? "variable" : "string" });
    } else {
      spans.push({ text, kind });
    }
    if (kind === "mark") heredocs.push(text.replace(/^\d?<<(-?)\s*["']?([^"']*)["']?$/, (_, dash, word) => (dash ? "\t" : "") + word));
  }
  plain(rest.slice(at));
  return heredocs;
}

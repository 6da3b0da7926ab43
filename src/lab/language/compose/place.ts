/** Where the caret is in a Compose file, read from indentation alone: it also works while the text is no YAML yet. */
import type { Path } from "../../../cli/compose/model/tree.ts";

export interface ComposePlace {
  /** The keys that the caret stands below; 0 for any item of a list. */
  readonly path: Path;
  /** Whether a key could be written, or a value. */
  readonly at: "key" | "value";
  /** What stands before the caret of the word it is in. */
  readonly word: string;
  /** Keys beside it. */
  readonly siblings: readonly string[];
}

/** A key or a dash, and the column it begins in. */
interface Mark {
  readonly column: number;
  /** `undefined` for a dash. */
  readonly key: string | undefined;
  readonly hasValue: boolean;
}

const keyForm = /^("[^"]*"|'[^']*'|[^\s#"'[\]{},:][^#:[\]{}]*):(?=\s|$)/;

/** `line` counts from 0, `column` in characters. `undefined` in comments. */
export function composePlaceAt(lines: readonly string[], line: number, column: number): ComposePlace | undefined {
  const before = (lines[line] ?? "").slice(0, column);
  if (/^\s*#|\s#/.test(before)) return undefined;
  const own = marksOf(before);
  const rest = before.slice(own.end);
  const last = own.marks.at(-1);
  const isValue = last?.key !== undefined;
  const flow = isValue ? /^\s*([[{])(?:.*[,\s[{])?([^,[\]{}]*)$/.exec(rest) : null;
  const word = (flow ? (flow[2] as string) : rest).trimStart();
  const inner: Path = flow?.[1] === "[" ? [0] : [];
  const column0 = own.end;
  const outer = parents(lines, line, own.marks[0]?.column ?? column0, own.marks[0]?.key === undefined && own.marks.length > 0);
  const path = [...outer, ...own.marks.map(({ key }) => key ?? 0), ...inner];
  const isKey = !isValue || flow?.[1] === "{";
  return { path, at: isKey ? "key" : "value", word: word.replace(/^["']/, ""), siblings: isKey ? siblings(lines, line, column0) : [] };
}

/** The path of the key that a column lies in; `undefined` where there is none. */
export function keyAt(
  lines: readonly string[],
  line: number,
  column: number,
): { readonly path: Path; readonly start: number; readonly end: number } | undefined {
  const text = lines[line] ?? "";
  const { marks } = marksOf(text);
  const key = marks.find((mark) => mark.key !== undefined);
  if (key?.key === undefined || column < key.column || column >= key.column + key.key.length) return undefined;
  const first = marks[0] as Mark;
  const outer = parents(lines, line, first.column, first.key === undefined);
  return { path: [...outer, ...marks.map((mark) => mark.key ?? 0)], start: key.column, end: key.column + key.key.length };
}

/** Dashes at the beginning of a line, and the key behind them. `end` is where what follows begins. */
function marksOf(text: string): { readonly marks: readonly Mark[]; readonly end: number } {
  const marks: Mark[] = [];
  let at = text.length - text.trimStart().length;
  for (;;) {
    const dash = /^-(\s+|$)/.exec(text.slice(at));
    if (!dash) break;
    marks.push({ column: at, key: undefined, hasValue: false });
    at += dash[0].length;
  }
  const key = keyForm.exec(text.slice(at));
  if (!key) return { marks, end: at };
  const name = (key[1] as string).trim().replace(/^(["'])(.*)\1$/, "$2");
  marks.push({ column: at, key: name, hasValue: /\S/.test(text.slice(at + key[0].length)) });
  return { marks, end: at + key[0].length };
}

/** What a line that begins in a column stands below. A list may begin in the column of its key. */
function parents(lines: readonly string[], line: number, column: number, isDash: boolean): Path {
  const path: (string | number)[] = [];
  let limit = column;
  let dash = isDash;
  for (let index = line - 1; index >= 0 && (limit > 0 || dash); index--) {
    const text = lines[index] ?? "";
    if (/^\s*(#|$)/.test(text)) continue;
    for (const mark of marksOf(text).marks.toReversed()) {
      const isBelow = mark.column < limit || (dash && mark.column === limit && mark.key !== undefined);
      if (!isBelow || mark.hasValue) continue;
      path.unshift(mark.key ?? 0);
      limit = mark.column;
      dash = mark.key === undefined;
    }
  }
  return path;
}

/** Keys of the block that a line belongs to. */
function siblings(lines: readonly string[], line: number, column: number): string[] {
  const found: string[] = [];
  for (const step of [-1, 1])
    for (let index = line + step; index >= 0 && index < lines.length; index += step) {
      const text = lines[index] ?? "";
      if (/^\s*(#|$)/.test(text)) continue;
      const { marks } = marksOf(text);
      const key = marks.find((mark) => mark.key !== undefined);
      if (key?.key !== undefined && key.column === column) found.push(key.key);
      if ((marks[0]?.column ?? text.length - text.trimStart().length) < column) break;
    }
  return found;
}

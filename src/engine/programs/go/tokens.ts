/** Go's text as tokens, the semicolons that line ends stand for among them. */
import { NotInTheLab } from "./ast.ts";

export interface Token {
  readonly kind: "name" | "int" | "float" | "string" | "op" | "end";
  readonly text: string;
  readonly value?: number | string;
  readonly line: number;
}

const operators =
  "<<= >>= &^= ... && || <- ++ -- == != <= >= := += -= *= /= %= &= |= ^= << >> &^ + - * / % & | ^ < > = ! ( ) [ ] { } , ; . : ~".split(" ");
export const words = new Set(
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var".split(
    " ",
  ),
);

/** Throws `NotInTheLab` for a character that Go does not have. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  /** Whether a line's end is a semicolon. */
  const ends = (): boolean => {
    const last = tokens.at(-1);
    if (!last) return false;
    if (last.kind === "name") return !words.has(last.text) || /^(break|continue|fallthrough|return)$/.test(last.text);
    return last.kind !== "op" || /^(\+\+|--|\)|\]|\})$/.test(last.text);
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const skip = /^(?:[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0];
    if (skip) {
      line += skip.split("\n").length - 1;
      at += skip.length;
    } else if (rest[0] === "\n") {
      if (ends()) tokens.push({ kind: "op", text: ";", line });
      line++;
      at++;
    } else {
      const text =
        /^(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\])+'|0[xX][0-9a-fA-F]+|\d[\d_]*\.\d*(?:[eE][-+]?\d+)?|\d[\d_]*(?:[eE][-+]?\d+)?|[\p{L}_][\p{L}\p{N}_]*)/u.exec(
          rest,
        )?.[0];
      if (text === undefined) {
        const operator = operators.find((each) => rest.startsWith(each));
        if (operator === undefined) throw new NotInTheLab(`the character ${rest[0]}`, line);
        tokens.push({ kind: "op", text: operator, line });
        at += operator.length;
        continue;
      }
      if (text[0] === '"') tokens.push({ kind: "string", text, value: unquote(text), line });
      else if (text[0] === "`") tokens.push({ kind: "string", text, value: text.slice(1, -1), line });
      else if (text[0] === "'") tokens.push({ kind: "int", text, value: unquote(`"${text.slice(1, -1)}"`).codePointAt(0) ?? 0, line });
      else if (/^\d/.test(text))
        tokens.push({
          kind: /[.eE]/.test(text) && !text.startsWith("0x") ? "float" : "int",
          text,
          value: Number(text.replaceAll("_", "")),
          line,
        });
      else tokens.push({ kind: "name", text, line });
      line += text[0] === "`" ? text.split("\n").length - 1 : 0;
      at += text.length;
    }
  }
  if (ends()) tokens.push({ kind: "op", text: ";", line });
  tokens.push({ kind: "end", text: "", line });
  return tokens;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|.)/g, (_, e: string) => {
    if (e.length > 1 && (e[0] === "x" || e[0] === "u")) return String.fromCharCode(Number.parseInt(e.slice(1), 16));
    if (e.length === 3) return String.fromCharCode(Number.parseInt(e, 8));
    return { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" }[e] ?? e;
  });
}

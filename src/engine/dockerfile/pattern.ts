/**
 * The patterns of `${V#p}`, `${V%p}` and `${V/p/r}`: `*` is any run, `?` one character, neither a newline. Matched by
 * keeping the set of open positions, never by a regular expression: a pattern must not be able to stall the editor.
 */
import { DockerfileError } from "./ast.ts";

type Token = "*" | "?" | { readonly literal: string };

/** Throws `invalid pattern (…) in substitution: …` for an escape that is none. */
function compile(pattern: string): Token[] {
  const tokens: Token[] = [];
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    if (char === "*") {
      if (tokens.at(-1) !== "*") tokens.push("*");
    } else if (char === "?") tokens.push("?");
    else if (char !== "\\") tokens.push({ literal: char });
    else {
      const next = chars[i + 1] ?? "\ufffd";
      // `\/` and `\}` only protected the character from ending the substitution.
      if (next === "/" || next === "}") continue;
      if (!"*?\\".includes(next)) throw new DockerfileError(`invalid pattern (${pattern}) in substitution: invalid escape '\\${next}'`);
      tokens.push({ literal: next });
      i++;
    }
  }
  return tokens;
}

/** End of the shortest or longest match that begins at `start`, or -1; `reached` is how far a `*` could look. */
function match(tokens: readonly Token[], value: readonly string[], start: number, longest: boolean): { end: number; reached: number } {
  let open = new Set<number>();
  let end = -1;
  let reached = -1;
  const add = (set: Set<number>, state: number) => {
    set.add(state);
    if (tokens[state] === "*") add(set, state + 1);
  };
  add(open, 0);
  for (let i = start; ; i++) {
    if (open.has(tokens.length)) {
      end = i;
      if (!longest) break;
    }
    const char = value[i];
    if (char === undefined) break;
    const next = new Set<number>();
    for (const state of open) {
      const token = tokens[state];
      if (token === "*") {
        reached = i;
        if (char !== "\n") add(next, state);
      } else if (token === "?" ? char !== "\n" : token?.literal === char) add(next, state + 1);
    }
    if (next.size === 0) break;
    open = next;
  }
  return { end, reached };
}

/** `value` without the shortest or longest match of `pattern` at one of its ends. */
export function trimPattern(value: string, pattern: string, side: "start" | "end", longest: boolean): string {
  const tokens = compile(pattern);
  const chars = [...value];
  if (side === "end") {
    tokens.reverse();
    chars.reverse();
  }
  const { end } = match(tokens, chars, 0, longest);
  if (end < 0) return value;
  const rest = chars.slice(end);
  return (side === "end" ? rest.reverse() : rest).join("");
}

/** `value` with the first match of `pattern`, or every one, replaced. A match is as long as it can be. */
export function replacePattern(value: string, pattern: string, replacement: string, all: boolean): string {
  const tokens = compile(pattern);
  const chars = [...value];
  let result = "";
  let at = 0;
  let lastEnd = -1; // an empty match may not touch the one before it
  while (at <= chars.length) {
    const { end, reached } = match(tokens, chars, at, true);
    if (end > at || (end === at && at !== lastEnd)) {
      result += replacement;
      if (!all) return result + chars.slice(end).join("");
      lastEnd = end;
      if (end > at) {
        at = end;
        continue;
      }
    } else if (end < 0 && reached >= at && chars[reached] !== "\n") {
      // A `*` looked as far as it could and found nothing: no later start in this stretch can do better.
      return result + chars.slice(at).join("");
    }
    result += chars[at] ?? "";
    at++;
  }
  return result;
}

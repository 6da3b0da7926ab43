/** Shell patterns as regular expressions. A backslash makes the next character plain. */

const compiled = new Map<string, RegExp>();

/** Matches the whole of a text. `extended` also knows bash's `@(a|b)` forms. */
export function patternToRegExp(pattern: string, options: { extended?: boolean; ignoreCase?: boolean } = {}): RegExp {
  const key = `${options.extended ? "x" : ""}${options.ignoreCase ? "i" : ""}:${pattern}`;
  let regexp = compiled.get(key);
  if (!regexp) {
    regexp = new RegExp(`^(?:${patternSource(pattern, options.extended ?? true)})$`, options.ignoreCase ? "isu" : "su");
    if (compiled.size > 500) compiled.clear();
    compiled.set(key, regexp);
  }
  return regexp;
}

/** True when the pattern has something to expand. */
export function isPattern(pattern: string): boolean {
  return /(^|[^\\])(\\\\)*([*?]|\[.*\]|[@+!]\()/s.test(pattern);
}

/** Makes every character of a text plain. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]@+!()|]/g, "\\$&");
}

export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\(.)/gs, "$1");
}

/** The body of a regular expression; `greedy: false` makes `*` take as little as it can. */
export function patternSource(pattern: string, extended = true, greedy = true): string {
  let source = "";
  const star = greedy ? ".*" : ".*?";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === "\\") {
      index++;
      source += literal(pattern.slice(index, index + 1) || "\\");
    } else if (extended && "@+?*!".includes(character) && pattern[index + 1] === "(") {
      const end = closingParenthesis(pattern, index + 1);
      if (end < 0) {
        source += literal(character);
        continue;
      }
      const alternatives = splitAlternatives(pattern.slice(index + 2, end)).map((part) => patternSource(part, true, greedy));
      const group = `(?:${alternatives.join("|")})`;
      source += character === "!" ? `(?:(?!${group}$).*)` : character === "@" ? group : `${group}${character}`;
      index = end;
    } else if (character === "*") source += star;
    else if (character === "?") source += ".";
    else if (character === "[") {
      const set = bracket(pattern, index);
      if (set) {
        source += set.source;
        index = set.end;
      } else source += "\\[";
    } else source += literal(character);
  }
  return source;
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function bracket(pattern: string, start: number): { source: string; end: number } | undefined {
  let index = start + 1;
  const negated = pattern[index] === "!" || pattern[index] === "^";
  if (negated) index++;
  let body = "";
  for (let first = true; index < pattern.length; first = false, index++) {
    const character = pattern[index] as string;
    if (character === "]" && !first) return { source: validSet(`[${negated ? "^" : ""}${body}]`), end: index };
    if (character === "[" && pattern[index + 1] === ":") {
      const end = pattern.indexOf(":]", index);
      const members = end < 0 ? undefined : characterClasses[pattern.slice(index + 2, end)];
      if (members !== undefined) {
        body += members;
        index = end + 1;
        continue;
      }
    }
    if (character === "\\") {
      index++;
      body += classLiteral(pattern[index] ?? "\\");
    } else body += character === "-" ? "-" : classLiteral(character);
  }
  return undefined;
}

/** A set that is none (`[z-a]`) matches nothing. */
function validSet(source: string): string {
  try {
    new RegExp(source, "u");
    return source;
  } catch {
    return "(?!)";
  }
}

function classLiteral(character: string): string {
  return /[\\\]^[&~|{}()/-]/.test(character) ? `\\${character}` : character;
}

const characterClasses: Readonly<Record<string, string>> = {
  alpha: "a-zA-Z",
  digit: "0-9",
  alnum: "a-zA-Z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`\\{-~",
  xdigit: "0-9A-Fa-f",
  word: "\\w",
  cntrl: "\\x00-\\x1f\\x7f",
  print: "\\x20-\\x7e",
  graph: "\\x21-\\x7e",
};

function closingParenthesis(pattern: string, open: number): number {
  let depth = 0;
  for (let index = open; index < pattern.length; index++) {
    if (pattern[index] === "\\") index++;
    else if (pattern[index] === "(") depth++;
    else if (pattern[index] === ")" && --depth === 0) return index;
  }
  return -1;
}

function splitAlternatives(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === "\\") part += character + (text[++index] ?? "");
    else if (character === "|" && depth === 0) {
      parts.push(part);
      part = "";
    } else {
      if (character === "(") depth++;
      if (character === ")") depth--;
      part += character;
    }
  }
  return [...parts, part];
}

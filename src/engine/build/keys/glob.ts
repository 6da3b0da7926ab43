/** Patterns in COPY sources: Go's `filepath.Match` on one name (spec §4). */

type Token =
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "any" | "star" }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** Returns a test for names; a malformed pattern matches nothing. */
export function compileGlob(pattern: string): (name: string) => boolean {
  const tokens = tokenize([...pattern]);
  return tokens ? (name) => matches(tokens, [...name]) : () => false;
}

/** False for what Go calls a syntax error in a pattern. */
export function isPattern(pattern: string): boolean {
  return tokenize([...pattern]) !== undefined;
}

function tokenize(letters: readonly string[]): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter === "*") tokens.push({ kind: "star" });
    else if (letter === "?") tokens.push({ kind: "any" });
    else if (letter === "\\") {
      if (++at >= letters.length) return undefined;
      tokens.push({ kind: "letter", letter: letters[at] as string });
    } else if (letter === "[") {
      const read = readClass(letters, at + 1);
      if (!read) return undefined;
      tokens.push(read.token);
      at = read.end;
    } else tokens.push({ kind: "letter", letter });
  }
  return tokens;
}

function readClass(letters: readonly string[], start: number): { token: Token; end: number } | undefined {
  let at = start;
  const negated = letters[at] === "^";
  if (negated) at++;
  const ranges: [string, string][] = [];
  const letter = (): string | undefined => (letters[at] === "\\" ? letters[++at] : letters[at]);
  while (at < letters.length && (letters[at] !== "]" || ranges.length === 0)) {
    const low = letter();
    if (low === undefined || low === "]") return undefined;
    at++;
    let high: string | undefined = low;
    if (letters[at] === "-") {
      at++;
      high = letter();
      if (high === undefined || high === "]") return undefined;
      at++;
    }
    ranges.push([low, high]);
  }
  return at < letters.length ? { token: { kind: "class", negated, ranges }, end: at } : undefined;
}

/** On a mismatch only the last star takes one letter more, so the work is at most name × pattern. */
function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let taken = 0;
  while (at < name.length) {
    const current = tokens[token];
    if (current?.kind === "star") {
      star = token++;
      taken = at;
    } else if (current && accepts(current, name[at] as string)) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++taken;
    } else return false;
  }
  while (tokens[token]?.kind === "star") token++;
  return token === tokens.length;
}

function accepts(token: Token, letter: string): boolean {
  if (token.kind === "letter") return token.letter === letter;
  if (token.kind !== "class") return true;
  return token.ranges.some(([low, high]) => low <= letter && letter <= high) !== token.negated;
}

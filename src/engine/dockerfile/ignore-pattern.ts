/**
 * One pattern of a .dockerignore as a small automaton. It is fed a path piece by piece, so that walking a tree reads
 * every name once; and it keeps a set of states instead of backtracking, so that no pattern can be slow (spec §8.4).
 */
import { DockerfileError } from "./ast.ts";

/** States are positions in the list of tokens; the position behind the last one accepts. Ascending, without repeats. */
export type States = readonly number[];

type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "one" } // `?`
  | { readonly kind: "run" } // `*`
  | { readonly kind: "all" } // `**` at an end: anything, slashes too
  | { readonly kind: "deep" } // `**` before more: nothing, or anything up to a slash
  | { readonly kind: "below" } // inside `deep`
  | { readonly kind: "class"; readonly test: (char: string) => boolean };

export class IgnorePattern {
  /** Begins with `!`: brings back what earlier patterns excluded. */
  readonly negated: boolean;
  readonly #tokens: readonly Token[];
  /** States before the first character. */
  readonly start: States;

  /** Throws `syntax error in pattern`, `illegal exclusion pattern: "!"`. `pattern` is clean already. */
  constructor(pattern: string) {
    this.negated = pattern.startsWith("!");
    if (pattern === "!") throw new DockerfileError('illegal exclusion pattern: "!"');
    this.#tokens = compile(this.negated ? pattern.slice(1) : pattern);
    this.start = this.#close(new Set([0]));
  }

  /** The states after some more characters. */
  step(states: States, text: string): States {
    let open = states;
    for (const char of text) {
      if (open.length === 0) return open;
      const next = new Set<number>();
      for (const state of open) this.#advance(state, char, next);
      open = this.#close(next);
    }
    return open;
  }

  /** True when what was fed so far is a match. */
  accepts(states: States): boolean {
    return states.at(-1) === this.#tokens.length;
  }

  /** True when more characters could still make a match. */
  isOpen(states: States): boolean {
    return (states[0] ?? Number.POSITIVE_INFINITY) < this.#tokens.length;
  }

  #advance(state: number, char: string, next: Set<number>): void {
    const token = this.#tokens[state];
    switch (token?.kind) {
      case "char":
        if (char === token.char) next.add(state + 1);
        break;
      case "one":
        if (char !== "/") next.add(state + 1);
        break;
      case "class":
        if (token.test(char)) next.add(state + 1);
        break;
      case "run":
        if (char !== "/") next.add(state);
        break;
      case "all":
        next.add(state);
        break;
      case "below":
        next.add(state);
        if (char === "/") next.add(state + 1);
        break;
    }
  }

  /** Adds the states that are reached without a character. A set is read on while it grows. */
  #close(states: Set<number>): States {
    for (const state of states) {
      const kind = this.#tokens[state]?.kind;
      if (kind === "run" || kind === "all" || kind === "deep") states.add(state + 1);
      if (kind === "deep") states.add(state + 2);
    }
    return [...states].sort((a, b) => a - b);
  }
}

function compile(pattern: string): Token[] {
  const tokens: Token[] = [];
  const chars = [...pattern];
  // `**name` without a slash and without further wildcards means "ends in name".
  const suffix = /^\*\*[^/*?[\]\\]+$/.test(pattern);
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    if (char === "*") {
      if (chars[i + 1] !== "*") {
        tokens.push({ kind: "run" });
        continue;
      }
      i++;
      if (chars[i + 1] === "/") i++;
      if (i + 1 === chars.length || suffix) tokens.push({ kind: "all" });
      else tokens.push({ kind: "deep" }, { kind: "below" });
    } else if (char === "?") {
      tokens.push({ kind: "one" });
    } else if (char === "[") {
      const { test, end } = compileClass(chars, i + 1);
      tokens.push({ kind: "class", test });
      i = end;
    } else if (char === "\\") {
      const escaped = chars[++i];
      if (escaped === undefined) throw syntaxError();
      tokens.push({ kind: "char", char: escaped });
    } else {
      tokens.push({ kind: "char", char });
    }
  }
  return tokens;
}

/** `[a-c]`, `[^x]`: characters and ranges up to the bracket. `end` is the bracket's place. */
function compileClass(chars: readonly string[], start: number): { test: (char: string) => boolean; end: number } {
  let i = start;
  const inverted = chars[i] === "^";
  if (inverted) i++;
  const ranges: (readonly [number, number])[] = [];
  const bound = (): number => {
    let char = chars[i];
    if (char === undefined || char === "-" || char === "]") throw syntaxError();
    if (char === "\\") char = chars[++i];
    i++;
    // The class has to be closed, too.
    if (char === undefined || i >= chars.length) throw syntaxError();
    return char.codePointAt(0) as number;
  };
  do {
    const low = bound();
    let high = low;
    if (chars[i] === "-") {
      i++;
      high = bound();
    }
    ranges.push([low, high]);
  } while (chars[i] !== "]");
  const test = (char: string) => {
    const code = char.codePointAt(0) as number;
    return ranges.some(([low, high]) => code >= low && code <= high) !== inverted;
  };
  return { test, end: i };
}

function syntaxError(): DockerfileError {
  return new DockerfileError("syntax error in pattern");
}

/** POSIX regular expressions, basic and extended with GNU's additions, as JavaScript's. */

/** How a pattern is written: as the letters of `grep -G`, `-E`, `-F` and `-P` choose. */
export type Syntax = "basic" | "extended" | "fixed" | "perl";

/** A pattern that can't be read; the message is GNU's. */
export class PatternError extends Error {}

/**
 * The source of a JavaScript regular expression (with the flag `u`) that matches what the pattern does.
 * @throws PatternError
 */
export function javascriptPattern(pattern: string, syntax: Syntax): string {
  if (syntax === "fixed") return literal(pattern);
  if (syntax === "perl") return perl(pattern);
  const reader = new Reader(pattern, syntax === "extended");
  return reader.all();
}

/** JavaScript's own expressions are close to Perl's; what the flag `u` refuses to see escaped needs no escape. */
function perl(pattern: string): string {
  const source = pattern.replace(/\\([^\w\s])/g, (written, character: string) =>
    literal(character) === written ? written : `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
  try {
    new RegExp(source, "u");
  } catch {
    throw new PatternError("Invalid regular expression");
  }
  return source;
}

export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

const word = String.raw`[\p{L}\p{N}_]`;
/** Letters behind a backslash that stand for a set or a place in the text. */
const escapes: Readonly<Record<string, string>> = {
  "<": `(?<!${word})(?=${word})`,
  ">": `(?<=${word})(?!${word})`,
  b: `(?:(?<!${word})(?=${word})|(?<=${word})(?!${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  w: word,
  W: String.raw`[^\p{L}\p{N}_]`,
  s: String.raw`\s`,
  S: String.raw`\S`,
  "`": "^",
  "'": "$",
};

/** What `[:name:]` stands for within brackets. */
const classes: Readonly<Record<string, string>> = {
  alpha: String.raw`\p{L}`,
  digit: "0-9",
  alnum: String.raw`\p{L}\p{N}`,
  upper: String.raw`\p{Lu}`,
  lower: String.raw`\p{Ll}`,
  space: String.raw`\s`,
  blank: String.raw` \t`,
  punct: "!-\\/:-@\\[-`\\{-~",
  cntrl: String.raw`\x00-\x1f\x7f`,
  xdigit: "0-9A-Fa-f",
  print: String.raw`\x20-\x7e\u{a0}-\u{10ffff}`,
  graph: String.raw`\x21-\x7e\u{a1}-\u{10ffff}`,
};

/** A part of an expression that matches one text only. */
const plainText = /^(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|/])*$/;

class Reader {
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;
  #groups = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  all(): string {
    const source = this.#alternatives(0);
    if (this.#at < this.#text.length) throw new PatternError("Unmatched ) or \\)");
    return source;
  }

  /** Whether an operator stands here: bare in an extended expression, behind a backslash in a basic one. */
  #operator(sign: string): boolean {
    return this.#text.startsWith(this.#extended ? sign : `\\${sign}`, this.#at);
  }

  #take(sign: string): boolean {
    if (!this.#operator(sign)) return false;
    this.#at += this.#extended ? 1 : 2;
    return true;
  }

  #alternatives(depth: number): string {
    const branches = [this.#branch(depth)];
    while (this.#take("|")) branches.push(this.#branch(depth));
    // POSIX wants the longest match, JavaScript takes the first branch that fits: among plain words the longest goes first.
    if (branches.every((branch) => plainText.test(branch))) branches.sort((one, other) => other.length - one.length);
    return branches.join("|");
  }

  #branch(depth: number): string {
    let source = "";
    let first = true;
    while (this.#at < this.#text.length && !this.#operator("|") && !(this.#operator(")") && (depth > 0 || !this.#extended))) {
      const atom = this.#atom(first, depth);
      first = atom === "^";
      source += first ? atom : this.#repeated(atom);
    }
    return source;
  }

  #atom(first: boolean, depth: number): string {
    if (this.#take("(")) {
      this.#groups++;
      const inside = this.#alternatives(depth + 1);
      if (!this.#take(")")) throw new PatternError("Unmatched ( or \\(");
      return `(${inside})`;
    }
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) as number);
    this.#at += character.length;
    switch (character) {
      case ".":
        return ".";
      case "[":
        return this.#brackets();
      case "^":
        return this.#extended || first ? "^" : "\\^";
      case "$":
        return this.#extended || this.#ends() ? "$" : "\\$";
      case "\\":
        return this.#escaped();
      case "*":
        // It has nothing to repeat: an extended expression overlooks it, to a basic one it is a character like any other.
        return this.#extended ? "(?:)" : "\\*";
      default:
        return literal(character);
    }
  }

  #ends(): boolean {
    return this.#at === this.#text.length || this.#operator(")") || this.#operator("|");
  }

  #escaped(): string {
    const next = this.#text[this.#at];
    if (next === undefined) throw new PatternError("Trailing backslash");
    this.#at++;
    if (/[1-9]/.test(next)) {
      if (Number(next) > this.#groups) throw new PatternError("Invalid back reference");
      return `(?:\\${next})`;
    }
    return escapes[next] ?? literal(next);
  }

  /** An atom with every sign of repetition that follows it. */
  #repeated(atom: string): string {
    let source = atom;
    for (;;) {
      const times = this.#repetition();
      if (times === undefined) return source;
      // Two signs on one atom are one more group to JavaScript; an end of line can't be repeated, but its emptiness can.
      source = source === atom && !/^[$^]$|^\(\?[<!=]/.test(atom) ? atom + times : `(?:${source})${times}`;
    }
  }

  #repetition(): string | undefined {
    if (this.#text[this.#at] === "*") {
      this.#at++;
      return "*";
    }
    for (const sign of ["+", "?"]) if (this.#take(sign)) return sign;
    if (!this.#operator("{")) return undefined;
    const close = this.#extended ? "}" : "\\}";
    const rest = this.#text.slice(this.#at + (this.#extended ? 1 : 2));
    const end = rest.indexOf(close);
    const written = /^(\d*)(,?)(\d*)$/.exec(end < 0 ? "-" : rest.slice(0, end));
    if (!written || rest.startsWith(close)) {
      if (this.#extended) return undefined;
      throw new PatternError(end < 0 ? "Unmatched \\{" : "Invalid content of \\{\\}");
    }
    const [, from = "", comma = "", to = ""] = written;
    if (to !== "" && Number(to) < Number(from || 0)) throw new PatternError("Invalid content of \\{\\}");
    this.#at += (this.#extended ? 1 : 2) + end + close.length;
    return `{${from || "0"}${comma}${to}}`;
  }

  #brackets(): string {
    const text = this.#text;
    const negated = text[this.#at] === "^";
    if (negated) this.#at++;
    let source = "";
    for (let first = true; ; first = false) {
      const character = text[this.#at];
      if (character === undefined) throw new PatternError("Invalid regular expression");
      if (character === "]" && !first) break;
      const named = /^\[([:.=])(.*?)\1\]/.exec(text.slice(this.#at));
      if (named?.[1] === ":") {
        const members = classes[named[2] as string];
        if (members === undefined) throw new PatternError("Invalid character class name");
        this.#at += named[0].length;
        source += members;
        continue;
      }
      const from = this.#member();
      if (text[this.#at] !== "-" || text[this.#at + 1] === "]" || text[this.#at + 1] === undefined) {
        source += inBrackets(from);
        continue;
      }
      this.#at++;
      const to = this.#member();
      if ((to.codePointAt(0) as number) < (from.codePointAt(0) as number)) throw new PatternError("Invalid range end");
      source += `${inBrackets(from)}-${inBrackets(to)}`;
    }
    this.#at++;
    return `[${negated ? "^" : ""}${source}]`;
  }

  /** One character of a set, spelled plainly or as `[.x.]`. */
  #member(): string {
    const named = /^\[([.=])(.*?)\1\]/.exec(this.#text.slice(this.#at));
    if (named) {
      this.#at += named[0].length;
      return named[2] as string;
    }
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) as number);
    this.#at += character.length;
    return character;
  }
}

function inBrackets(character: string): string {
  return character.replace(/[\\\]^[-]/g, "\\$&");
}

/** `.env` and `env_file` (spec compose §1.2). */
import { ComposeProblem } from "./problem.ts";
import { substitute, type Variables } from "./template.ts";

export interface DotenvReader {
  /** As Compose calls the file in its errors. */
  readonly name: string;
  /** What stands before the file's own keys: the environment. */
  lookup(name: string): string | undefined;
  unset(name: string): void;
}

/**
 * Keys and values in the file's order; a key alone takes the value that `lookup` has, and is left out without one.
 * Throws `ComposeProblem` with the line.
 */
export function parseDotenv(text: string, reader: DotenvReader): Map<string, string> {
  return new Parser(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"), reader).run();
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

class Parser {
  readonly #text: string;
  readonly #reader: DotenvReader;
  readonly #found = new Map<string, string>();
  #at = 0;

  constructor(text: string, reader: DotenvReader) {
    this.#text = text;
    this.#reader = reader;
  }

  run(): Map<string, string> {
    for (;;) {
      const skipped = /(?:\s+|#[^\n]*)*/y;
      skipped.lastIndex = this.#at;
      this.#at += skipped.exec(this.#text)?.[0].length ?? 0;
      if (this.#at >= this.#text.length) return this.#found;
      this.#entry();
    }
  }

  #entry(): void {
    this.#take(/export\s+/y);
    const key = this.#key();
    if (key.alone) {
      const inherited = this.#reader.lookup(key.name);
      if (inherited !== undefined) this.#found.set(key.name, inherited);
      return;
    }
    this.#take(/[ \t]*/y);
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") this.#found.set(key.name, this.#quoted(quote));
    else {
      const line = this.#take(/[^\n]*/y);
      const value = line.replace(/(^|\s)#.*$/, "").trim();
      this.#found.set(key.name, this.#expand(value));
    }
  }

  #key(): { readonly name: string; readonly alone: boolean } {
    const begin = this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] as string;
      if (character === "=" || character === ":") {
        const name = this.#text.slice(begin, this.#at++).trim();
        if (/\s/.test(name)) throw this.#mistake("key cannot contain a space");
        return { name, alone: false };
      }
      if (character === "\n") return this.#keyAlone(begin);
      if (!/[\w.\-[\] \t]/.test(character)) {
        const line = /^[^\n]*/.exec(this.#text.slice(begin))?.[0] ?? "";
        throw this.#mistake(`unexpected character ${JSON.stringify(character)} in variable name ${JSON.stringify(line)}`);
      }
    }
    return this.#keyAlone(begin);
  }

  #keyAlone(begin: number): { readonly name: string; readonly alone: true } {
    const name = this.#text.slice(begin, this.#at).trim();
    if (/\s/.test(name)) throw this.#mistake("key cannot contain a space");
    return { name, alone: true };
  }

  #quoted(quote: string): string {
    const begin = this.#at + 1;
    for (let index = begin; index < this.#text.length; index++) {
      if (this.#text[index] === "\\" && quote === '"') index++;
      else if (this.#text[index] === quote) {
        this.#at = index + 1;
        this.#take(/[^\n]*/y);
        const inside = this.#text.slice(begin, index);
        return quote === "'" ? inside : this.#expand(unescaped(inside));
      }
    }
    const shown = /^[^\n]*/.exec(this.#text.slice(begin - 1))?.[0] ?? "";
    // It has been looked for to the end.
    this.#at = this.#text.length;
    throw this.#mistake(`unterminated quoted value ${shown}`);
  }

  #expand(value: string): string {
    const variables: Variables = {
      get: (name) => this.#reader.lookup(name) ?? this.#found.get(name),
      unset: (name) => this.#reader.unset(name),
    };
    return substitute(value, variables);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #mistake(what: string): ComposeProblem {
    const line = this.#text.slice(0, this.#at).split("\n").length;
    return new ComposeProblem(`failed to read ${this.#reader.name}: line ${line}: ${what}`);
  }
}

/** `\$` stays a dollar that is not expanded. */
function unescaped(text: string): string {
  return text.replace(/\\(0[0-7]{1,3}|.)/gs, (whole, code: string) => {
    if (code === "$") return "$$";
    if (/^0/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return escapes[code] ?? (code === '"' || code === "\\" ? code : whole);
  });
}

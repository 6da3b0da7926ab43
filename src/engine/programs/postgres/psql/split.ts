/** Cuts what is typed into statements: at `;` outside quotes, comments and parentheses, and at backslash commands. */

export type Piece =
  | { readonly kind: "statement"; readonly text: string }
  /** `\d users`: the command and the rest of its line. */
  | { readonly kind: "command"; readonly name: string; readonly rest: string };

/** What an unfinished statement waits for, as the prompt shows it: `-` more, `(` a parenthesis, `'` a quote… */
export type Waiting = "=" | "-" | "(" | "'" | '"' | "$" | "*";

export class Splitter {
  #buffer = "";
  /** Line on which the statement begins that is being typed, from 1. */
  line = 1;

  get waiting(): Waiting {
    return this.#buffer.trim() === "" ? "=" : scan(this.#buffer).state;
  }

  /** The statement that is being typed. */
  get buffer(): string {
    return this.#buffer;
  }

  clear(): void {
    this.#buffer = "";
  }

  /** Takes a line without its end, and gives what it completes. */
  *take(line: string): Generator<Piece> {
    let rest = line;
    for (;;) {
      const text = this.#buffer === "" ? rest : `${this.#buffer}\n${rest}`;
      const { end, backslash } = scan(text);
      if (end !== undefined) {
        this.#buffer = "";
        const statement = text.slice(0, end + 1).trim();
        if (statement !== ";") yield { kind: "statement", text: statement };
        rest = text.slice(end + 1);
        if (rest.trim() === "") return;
        continue;
      }
      if (backslash !== undefined) {
        this.#buffer = text.slice(0, backslash).trimEnd();
        const command = text.slice(backslash + 1).split("\n")[0] ?? "";
        const match = /^(\?|!|[A-Za-z0-9_]+\+?S?\+?|\S)\s*([\s\S]*)$/.exec(command);
        yield { kind: "command", name: match?.[1] ?? "", rest: (match?.[2] ?? "").trim() };
        return;
      }
      this.#buffer = text.trim() === "" ? "" : text;
      return;
    }
  }
}

interface Scan {
  /** Where the first `;` is that ends a statement. */
  readonly end?: number | undefined;
  /** Where a backslash command begins. */
  readonly backslash?: number | undefined;
  readonly state: Waiting;
}

function scan(text: string): Scan {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const rest = text.slice(at);
    if (character === "'" || character === '"') {
      const escapes = character === "'" && /(^|[^\w])[eE]$/.test(text.slice(Math.max(0, at - 2), at));
      const end = closing(text, at, character, escapes);
      if (end < 0) return { state: character };
      at = end;
    } else if (rest.startsWith("--")) {
      const end = text.indexOf("\n", at);
      if (end < 0) return { state: depth > 0 ? "(" : "-" };
      at = end;
    } else if (rest.startsWith("/*")) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return { state: "*" };
      at = end + 1;
    } else if (character === "$") {
      const tag = /^\$([A-Za-z_]\w*)?\$/.exec(rest)?.[0];
      if (tag === undefined) continue;
      const end = text.indexOf(tag, at + tag.length);
      if (end < 0) return { state: "$" };
      at = end + tag.length - 1;
    } else if (character === "(") depth++;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (character === ";" && depth === 0) return { end: at, state: "=" };
    else if (character === "\\") return { backslash: at, state: "=" };
  }
  return { state: depth > 0 ? "(" : "-" };
}

function closing(text: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from + 1; at < text.length; at++) {
    if (escapes && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

/** The statements in a text, for `-c`: without a `;` the last one counts too. */
export function pieces(text: string): Piece[] {
  const splitter = new Splitter();
  const found = text.split("\n").flatMap((line) => [...splitter.take(line)]);
  return splitter.buffer.trim() === "" ? found : [...found, { kind: "statement", text: splitter.buffer.trim() }];
}

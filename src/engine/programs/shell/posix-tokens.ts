/** The words and operators of a script as ash and dash read them, and what they say of a quotation that is never closed. */
import { ShellSyntaxError } from "./syntax.ts";

export interface Token {
  readonly kind: "word" | "operator" | "redirection" | "newline" | "end";
  readonly text: string;
}

const operators = ["&&", "||", ";;", "&", "|", ";", "(", ")"];
const redirections = /^\d*(?:<<-?|>>|<&|>&|<>|>\||<|>)/;

/** A complaint that is said as it is, naming no word. */
export function wholeComplaint(complaint: string, line: number): ShellSyntaxError {
  return new ShellSyntaxError(complaint, line, undefined, undefined, true);
}

export class Scanner {
  line = 1;
  readonly #text: string;
  #at = 0;
  #ahead: Token | undefined;
  /** Here-documents whose bodies begin at the next line. */
  #pending: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** A here-document's body comes with the next line; a tab before the mark when tabs are stripped from it. */
  awaitBody(mark: string): void {
    this.#pending.push(mark);
  }

  peek(): Token {
    this.#ahead ??= this.#read();
    return this.#ahead;
  }

  next(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    return token;
  }

  #read(): Token {
    const skipped = /^(?:[ \t]|\\\n)*(?:#[^\n]*)?/.exec(this.#text.slice(this.#at))?.[0] ?? "";
    this.#at += skipped.length;
    const rest = this.#text.slice(this.#at);
    if (rest === "") return { kind: "end", text: "" };
    if (rest.startsWith("\n")) {
      this.#at++;
      this.line++;
      this.#bodies();
      return { kind: "newline", text: "\n" };
    }
    const redirection = redirections.exec(rest)?.[0];
    if (redirection) {
      this.#at += redirection.length;
      return { kind: "redirection", text: redirection };
    }
    const operator = operators.find((one) => rest.startsWith(one));
    if (operator) {
      this.#at += operator.length;
      return { kind: "operator", text: operator };
    }
    return { kind: "word", text: this.#word() };
  }

  /** Skips the bodies of here-documents. One that is never closed ends with the text. */
  #bodies(): void {
    for (const mark of this.#pending) {
      const strip = mark.startsWith("\t");
      const name = strip ? mark.slice(1) : mark;
      while (this.#at < this.#text.length) {
        const end = this.#text.indexOf("\n", this.#at);
        const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.#text.length : end + 1;
        this.line++;
        if ((strip ? line.replace(/^\t+/, "") : line) === name) break;
      }
    }
    this.#pending = [];
  }

  #word(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s&|;()<>]/.test(this.#text[this.#at] as string)) this.#piece();
    return this.#text.slice(start, this.#at);
  }

  /** One character, quotation or substitution of a word. */
  #piece(quoted = false): void {
    const character = this.#text[this.#at] as string;
    const next = this.#text[this.#at + 1];
    if (character === "\\") this.#at += 2;
    else if (character === "'") this.#until("'");
    else if (character === '"') this.#quoted();
    else if (character === "`") this.#until("`", "EOF in backquote substitution");
    else if (this.#text.startsWith("$((", this.#at)) this.#arithmetic();
    else if (character === "$" && next === "(") this.#parentheses();
    else if (character === "$" && next === "{") this.#parameter(quoted);
    else this.#at++;
  }

  #until(mark: string, complaint?: string): void {
    for (this.#at++; this.#text[this.#at] !== mark; this.#at++) {
      if (this.#at >= this.#text.length)
        throw complaint ? wholeComplaint(complaint, this.line) : new ShellSyntaxError("quote", this.line, undefined, mark);
      if (mark === "`" && this.#text[this.#at] === "\\") this.#at++;
    }
    this.#at++;
  }

  #quoted(): void {
    for (this.#at++; this.#text[this.#at] !== '"'; ) {
      if (this.#at >= this.#text.length) throw new ShellSyntaxError("quote", this.line, undefined, '"');
      if (this.#text[this.#at] === "'") this.#at++;
      else this.#piece(true);
    }
    this.#at++;
  }

  #parentheses(): void {
    for (this.#at += 2; this.#text[this.#at] !== ")"; ) {
      if (this.#at >= this.#text.length) throw new ShellSyntaxError("substitution", this.line, undefined, ")");
      if (this.#text[this.#at] !== "(") this.#piece();
      else {
        this.#at -= 1;
        this.#parentheses();
      }
    }
    this.#at++;
  }

  #arithmetic(): void {
    this.#at += 3;
    for (let depth = 2; depth > 0; ) {
      if (this.#at >= this.#text.length) throw wholeComplaint("missing '))'", this.line);
      if (this.#text[this.#at] === "(") depth++;
      else if (this.#text[this.#at] === ")") depth--;
      this.#at++;
    }
  }

  #parameter(quoted: boolean): void {
    this.#at += 2;
    const name = /^#?(?:[A-Za-z_]\w*|\d+|[@*#?$!-])?/.exec(this.#text.slice(this.#at))?.[0] ?? "";
    this.#at += name.length;
    const operator = this.#text[this.#at];
    if (operator !== undefined && (name === "" || !/[}:\-+=?%#/]/.test(operator))) throw wholeComplaint("bad substitution", this.line);
    while (this.#text[this.#at] !== "}") {
      if (this.#at >= this.#text.length)
        throw quoted ? new ShellSyntaxError("quote", this.line, undefined, '"') : wholeComplaint("missing '}'", this.line);
      this.#piece();
    }
    this.#at++;
  }
}

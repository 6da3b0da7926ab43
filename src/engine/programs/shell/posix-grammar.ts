/**
 * Reads a script the way ash and dash do, only to find what stops them: they name the word in the way and the one they
 * waited for, where bash's parser names other ones. Nothing is built; what it accepts is no promise that a shell runs it.
 */
import { Scanner, type Token, wholeComplaint } from "./posix-tokens.ts";
import { ShellSyntaxError } from "./syntax.ts";

const keywords = new Set(["if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "{", "}", "!"]);
const enders = new Set(["then", "elif", "else", "fi", "do", "done", "esac", "}", ")", ";;"]);

/** What the two shells call a word that is no keyword. */
export const someWord = "\0word";

/** The complaint of ash and dash about a script. Undefined when they have none that this knows of. */
export function posixComplaint(text: string): ShellSyntaxError | undefined {
  try {
    new Reader(text).script();
    return undefined;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error;
    throw error;
  }
}

class Reader {
  readonly #tokens: Scanner;

  constructor(text: string) {
    this.#tokens = new Scanner(text);
  }

  script(): void {
    this.#list(false);
    if (this.#tokens.peek().kind !== "end") throw this.#unexpected(this.#tokens.peek());
  }

  /** Commands up to whatever may end any list; at least one where `filled`, unless the text ends. */
  #list(filled: boolean): void {
    for (let first = true; ; first = false) {
      this.#newlines();
      const token = this.#tokens.peek();
      if (token.kind === "end") return;
      if (enders.has(this.#named(token))) {
        if (filled && first) throw this.#unexpected(token);
        return;
      }
      this.#andOr();
      const next = this.#tokens.peek();
      if (next.kind === "operator" && (next.text === ";" || next.text === "&")) this.#tokens.next();
      else if (next.kind !== "newline") {
        if (next.kind === "end" || enders.has(this.#named(next))) return;
        throw this.#unexpected(next);
      }
    }
  }

  #andOr(): void {
    this.#pipeline();
    for (;;) {
      const token = this.#tokens.peek();
      if (token.kind !== "operator" || (token.text !== "&&" && token.text !== "||")) return;
      this.#tokens.next();
      this.#newlines();
      this.#pipeline();
    }
  }

  #pipeline(): void {
    if (this.#named(this.#tokens.peek()) === "!") this.#tokens.next();
    for (;;) {
      this.#command();
      const token = this.#tokens.peek();
      if (token.kind !== "operator" || token.text !== "|") return;
      this.#tokens.next();
      this.#newlines();
    }
  }

  #command(): void {
    const token = this.#tokens.peek();
    switch (this.#named(token)) {
      case "if":
        this.#tokens.next();
        this.#if();
        return;
      case "while":
      case "until":
        this.#tokens.next();
        this.#list(true);
        this.#expect("do");
        this.#list(true);
        this.#expect("done");
        this.#redirections();
        return;
      case "for":
        this.#tokens.next();
        this.#for();
        return;
      case "case":
        this.#tokens.next();
        this.#case();
        return;
      case "{":
        this.#tokens.next();
        this.#list(true);
        this.#expect("}");
        this.#redirections();
        return;
      case "(":
        this.#tokens.next();
        this.#list(true);
        this.#expect(")");
        this.#redirections();
        return;
      default:
        this.#simple();
        return;
    }
  }

  #if(): void {
    this.#list(true);
    this.#expect("then");
    this.#list(true);
    const token = this.#tokens.peek();
    if (this.#named(token) === "elif") {
      this.#tokens.next();
      this.#if();
      return;
    }
    if (this.#named(token) === "else") {
      this.#tokens.next();
      this.#list(true);
    }
    this.#expect("fi");
    this.#redirections();
  }

  #for(): void {
    const name = this.#tokens.next();
    if (name.kind !== "word" || !/^[A-Za-z_]\w*$/.test(name.text)) throw wholeComplaint("bad for loop variable", this.#tokens.line);
    this.#newlines();
    if (this.#tokens.peek().text === "in") {
      this.#tokens.next();
      while (this.#tokens.peek().kind === "word") this.#tokens.next();
      const end = this.#tokens.peek();
      if (end.kind === "newline" || end.text === ";") this.#tokens.next();
      else throw this.#unexpected(end);
    } else if (this.#tokens.peek().text === ";") this.#tokens.next();
    this.#newlines();
    this.#expect("do");
    this.#list(true);
    this.#expect("done");
    this.#redirections();
  }

  #case(): void {
    const word = this.#tokens.next();
    if (word.kind !== "word") throw this.#unexpected(word, someWord);
    this.#newlines();
    this.#expect("in");
    for (;;) {
      this.#newlines();
      if (this.#named(this.#tokens.peek()) === "esac") break;
      if (this.#tokens.peek().text === "(") this.#tokens.next();
      for (;;) {
        this.#tokens.next();
        if (this.#tokens.peek().text !== "|") break;
        this.#tokens.next();
      }
      this.#expect(")");
      this.#list(false);
      if (this.#named(this.#tokens.peek()) === "esac") break;
      this.#expect(";;");
    }
    this.#expect("esac");
    this.#redirections();
  }

  #simple(): void {
    let words = 0;
    /** Words that are no assignments. */
    let named = 0;
    let plain = false;
    for (;;) {
      const token = this.#tokens.peek();
      if (token.kind === "word") {
        if (words === 0 && keywords.has(token.text)) throw this.#unexpected(token);
        this.#tokens.next();
        const assignment = named === 0 && /^[A-Za-z_]\w*=/.test(token.text);
        if (!assignment) named++;
        plain = words++ === 0 && /^[A-Za-z_]\w*$/.test(token.text);
      } else if (token.kind === "redirection") {
        this.#redirection();
        words++;
      } else if (token.kind === "operator" && token.text === "(" && words === 1 && named === 1) {
        this.#tokens.next();
        this.#expect(")");
        if (!plain) throw wholeComplaint("bad function name", this.#tokens.line);
        this.#newlines();
        this.#command();
        return;
      } else {
        if (words === 0) throw this.#unexpected(token);
        return;
      }
    }
  }

  #redirections(): void {
    while (this.#tokens.peek().kind === "redirection") this.#redirection();
  }

  #redirection(): void {
    const { text } = this.#tokens.next();
    const target = this.#tokens.peek();
    if (target.kind !== "word") throw this.#unexpected(target);
    this.#tokens.next();
    if (/<<-?$/.test(text)) this.#tokens.awaitBody(`${text.endsWith("-") ? "\t" : ""}${target.text.replace(/["'\\]/g, "")}`);
  }

  #newlines(): void {
    while (this.#tokens.peek().kind === "newline") this.#tokens.next();
  }

  #expect(name: string): void {
    const token = this.#tokens.next();
    if (token.text !== name || token.kind === "end") throw this.#unexpected(token, name);
  }

  /** The text of a keyword or operator, empty for anything else. */
  #named({ kind, text }: Token): string {
    return kind === "operator" || (kind === "word" && keywords.has(text)) ? text : "";
  }

  #unexpected({ kind, text }: Token, expected?: string): ShellSyntaxError {
    const token = {
      word: keywords.has(text) ? text : someWord,
      operator: text,
      redirection: "redirection",
      newline: "newline",
      end: undefined,
    }[kind];
    return new ShellSyntaxError("unexpected token", this.#tokens.line, token, expected);
  }
}

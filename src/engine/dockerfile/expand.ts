/**
 * Variables and quotes in a word (spec §8.3): `$A`, `${A:-default}`, `'literal'`, `\$`. Which instruction expands what
 * is the builder's business (spec §8.2).
 */
import { DockerfileError } from "./ast.ts";
import { LabLimitError, type WordBudget } from "./limits.ts";
import { replacePattern, trimPattern } from "./pattern.ts";
import { isSpace, quote } from "./text.ts";

/** What a word may read. A `Map<string, string>` is one. */
export interface Environment {
  get(name: string): string | undefined;
}

export interface ExpandOptions {
  /** The Dockerfile's escape character; a backslash when absent. */
  readonly escape?: "\\" | "`";
  /** Quotes stay in the result. */
  readonly keepQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly keepEscapes?: boolean;
  /** Quotes are letters like any other (heredoc bodies). */
  readonly ignoreQuotes?: boolean;
  /** References to variables that are not set stay as they are (the text of a RUN in the progress). */
  readonly keepUnset?: boolean;
  /** Pays for the values that are filled in. */
  readonly budget?: WordBudget | undefined;
  /** Told of every variable that is read. */
  readonly onRead?: (name: string, isSet: boolean) => void;
}

/** The word with its variables replaced and its quotes removed. Throws `failed to process "…": …`. */
export function expandWord(word: string, env: Environment, options: ExpandOptions = {}): string {
  // Most words have nothing to expand.
  if (!/["'$\\`]/.test(word)) return word;
  return new Expansion(word, env, options, false).run().text;
}

/** As expandWord, and then split at blanks that are neither quoted nor escaped (EXPOSE). */
export function expandWords(word: string, env: Environment, options: ExpandOptions = {}): string[] {
  return new Expansion(word, env, options, true).run().words;
}

/** Names of the variables that a word reads, without those inside single quotes. */
export function variablesIn(word: string, escapeChar: "\\" | "`" = "\\"): Set<string> {
  const names = new Set<string>();
  try {
    expandWord(word, { get: () => undefined }, { escape: escapeChar, onRead: (name) => names.add(name) });
  } catch {
    // what was read before the mistake counts
  }
  return names;
}

interface Result {
  text: string;
  words: string[];
}

/** BuildKit recurses without limit; nobody writes this deep but a fuzzer. */
const deepest = 400;
const special = "@*#?-$!";
const plainRun = /[^$<'"\\`]+/y;
/** The same where quotes are letters. */
const plainBody = /[^$<\\`]+/y;

class Expansion {
  readonly #source: string;
  readonly #env: Environment;
  readonly #options: ExpandOptions;
  readonly #escape: string;
  /** The words are asked for, not only the text. */
  readonly #split: boolean;
  #at = 0;
  #depth = 0;
  // One buffer serves nested substitutions too: `a${U:-b}` loses the `a` from its words, as in BuildKit.
  #word = "";

  constructor(source: string, env: Environment, options: ExpandOptions, split: boolean) {
    this.#split = split;
    this.#source = source;
    this.#env = env;
    this.#options = options;
    this.#escape = options.escape ?? "\\";
  }

  run(): Result {
    try {
      return this.#until("", this.#options.keepEscapes ?? false);
    } catch (error) {
      if (error instanceof LabLimitError) throw error;
      throw error instanceof DockerfileError ? new DockerfileError(`failed to process ${quote(this.#source)}: ${error.message}`) : error;
    }
  }

  get #ended(): boolean {
    return this.#at >= this.#source.length;
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }

  #next(): string {
    return this.#source[this.#at++] ?? "";
  }

  /** Reads up to `stop`, or to the end when it is empty. */
  #until(stop: string, keepEscapes: boolean): Result {
    if (++this.#depth > deepest) throw new DockerfileError("syntax error: substitutions are nested too deeply");
    const words: string[] = [];
    let text = "";
    this.#word = "";
    const flush = () => {
      if (this.#word !== "") words.push(this.#word);
      this.#word = "";
    };
    const split = (part: string) => {
      if (!this.#split) return;
      for (const char of part) {
        if (isSpace(char.charCodeAt(0))) flush();
        else this.#word += char;
      }
    };
    while (!this.#ended) {
      const char = this.#peek();
      if (stop && char === stop) {
        this.#at++;
        flush();
        this.#depth--;
        return { text, words };
      }
      if (char === "$") {
        const value = this.#dollar();
        text += value;
        split(value);
      } else if (char === "<") {
        const value = this.#arrows();
        text += value;
        this.#word += value;
      } else if (!this.#options.ignoreQuotes && (char === "'" || char === '"')) {
        const value = char === "'" ? this.#singleQuoted() : this.#doubleQuoted(keepEscapes);
        text += value;
        this.#word += value;
      } else if (char === this.#escape) {
        this.#at++;
        const escaped = this.#ended ? "" : this.#next();
        const value = (keepEscapes ? char : "") + escaped;
        text += value;
        this.#word += value;
      } else if (!this.#split && !stop) {
        // The plain letters up to the next that may mean something, all at once.
        const plain = this.#options.ignoreQuotes ? plainBody : plainRun;
        plain.lastIndex = this.#at;
        const run = plain.exec(this.#source)?.[0] || char;
        this.#at += run.length;
        text += run;
      } else {
        this.#at++;
        text += char;
        if (isSpace(char.charCodeAt(0))) flush();
        else this.#word += char;
      }
    }
    if (stop) throw new DockerfileError(`unexpected end of statement while looking for matching ${stop}`);
    flush();
    this.#depth--;
    return { text, words };
  }

  #singleQuoted(): string {
    const end = this.#source.indexOf("'", this.#at + 1);
    if (end < 0) {
      this.#at = this.#source.length;
      throw new DockerfileError("unexpected end of statement while looking for matching single-quote");
    }
    const keep = this.#options.keepQuotes ? 0 : 1;
    const value = this.#source.slice(this.#at + keep, end + 1 - keep);
    this.#at = end + 1;
    return value;
  }

  #doubleQuoted(keepEscapes: boolean): string {
    const mark = this.#options.keepQuotes ? '"' : "";
    let value = mark;
    this.#at++;
    while (!this.#ended) {
      const char = this.#peek();
      if (char === "$") {
        value += this.#dollar();
        continue;
      }
      this.#at++;
      if (char === '"') return value + mark;
      if (char !== this.#escape) {
        value += char;
        continue;
      }
      if (keepEscapes) value += char;
      const escaped = this.#peek();
      if (escaped === "") break;
      // Before anything else the escape character is a plain letter.
      value += escaped === '"' || escaped === "$" || escaped === this.#escape ? this.#next() : char;
    }
    throw new DockerfileError("unexpected end of statement while looking for matching double-quote");
  }

  /** `<<` swallows the blanks behind it, so that `<< EOF` is one word. */
  #arrows(): string {
    this.#at++;
    if (this.#peek() !== "<") return "<";
    const start = this.#at++;
    while (" \t\r".includes(this.#peek()) && !this.#ended) this.#at++;
    return `<${this.#source.slice(start, this.#at)}`;
  }

  /** A run of letters, digits and underscores; a number; or one special parameter, which is never set. */
  #name(): string {
    const first = this.#peek();
    if (first !== "" && special.includes(first)) return this.#next();
    const pattern = /\p{Nd}/u.test(first) ? /\p{Nd}+/uy : /[\p{L}\p{Nd}_]*/uy;
    pattern.lastIndex = this.#at;
    const name = pattern.exec(this.#source)?.[0] ?? "";
    this.#at += name.length;
    return name;
  }

  #read(name: string): string | undefined {
    const value = this.#env.get(name);
    this.#options.onRead?.(name, value !== undefined);
    if (value !== undefined) this.#options.budget?.spend(value.length);
    return value;
  }

  #dollar(): string {
    this.#at++;
    if (this.#peek() !== "{") {
      const name = this.#name();
      if (name === "") return "$";
      return this.#read(name) ?? (this.#options.keepUnset ? `$${name}` : "");
    }
    this.#at++;
    if (this.#ended) throw new DockerfileError("syntax error: missing '}'");
    if ("{}:".includes(this.#peek())) throw new DockerfileError("syntax error: bad substitution");
    const name = this.#name();
    const operator = this.#next();
    if (operator === "}") return this.#read(name) ?? (this.#options.keepUnset ? `\${${name}}` : "");
    if (operator === "/") return this.#replace(name);
    if (operator === ":") return this.#modified(name, this.#codePoint(), true);
    if (operator !== "" && "+-?#%".includes(operator)) return this.#modified(name, operator, false);
    throw new DockerfileError(`unsupported modifier (${operator || "\ufffd"}) in substitution`);
  }

  #codePoint(): string {
    const code = this.#source.codePointAt(this.#at);
    const char = code === undefined ? "" : String.fromCodePoint(code);
    this.#at += char.length;
    return char;
  }

  #modified(name: string, operator: string, colon: boolean): string {
    const cuts = operator === "#" || operator === "%";
    const modifier = (colon ? ":" : "") + (operator || "\ufffd");
    if (colon && cuts) throw new DockerfileError(`unsupported modifier (${modifier}) in substitution`);
    const word = this.#part("}", cuts, "syntax error: missing '}'");
    const value = this.#read(name);
    if (this.#options.keepUnset && value === undefined) return `\${${name}${modifier}${word}}`;
    const missing = value === undefined || (colon && value === "");
    switch (operator) {
      case "-":
        return missing ? word : value;
      case "+":
        return missing ? "" : word;
      case "?":
        if (missing) throw new DockerfileError(`${name}: ${word || `is not allowed to be ${value === undefined ? "unset" : "empty"}`}`);
        return value;
      case "#":
      case "%": {
        const longest = word.startsWith(operator);
        return trimPattern(value ?? "", longest ? word.slice(1) : word, operator === "#" ? "start" : "end", longest);
      }
      default:
        throw new DockerfileError(`unsupported modifier (${modifier}) in substitution`);
    }
  }

  #replace(name: string): string {
    const all = this.#peek() === "/";
    if (all) this.#at++;
    const pattern = this.#part("/", true, "syntax error: missing '/' in $" + "{}");
    const replacement = this.#part("}", true, "syntax error: missing '}'");
    const value = this.#read(name);
    if (this.#options.keepUnset && value === undefined) return `\${${name}/${pattern}/${replacement}}`;
    return replacePattern(value ?? "", pattern, replacement, all);
  }

  /** The text up to `stop`; a missing `stop` is said in the given words. */
  #part(stop: string, keepEscapes: boolean, missing: string): string {
    try {
      return this.#until(stop, keepEscapes).text;
    } catch (error) {
      if (error instanceof LabLimitError) throw error;
      if (this.#ended) throw new DockerfileError(missing);
      throw error;
    }
  }
}

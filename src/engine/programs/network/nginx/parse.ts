/** nginx's configuration language: directives with words, some with a block. `include` is followed. */
import { FsError } from "../../../filesystem/errors.ts";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { patternToRegExp } from "./patterns.ts";

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly file: string;
  /** Where it ends, at its semicolon or before its block: that is where nginx says it stands. */
  readonly line: number;
}

/** A mistake in the configuration, in nginx's words. */
export class ConfigError extends Error {}

/** Throws `ConfigError`. `include` is looked for beside `folder`. */
export function parseConfig(fs: WorkingTree, path: string, folder: string, from?: Directive): Directive[] {
  let text: string;
  try {
    text = fs.readText(path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const code = error.code === "EACCES" ? 13 : error.code === "EISDIR" ? 21 : 2;
    throw new ConfigError(`open() "${path}" failed (${code}: ${error.reason})${from ? ` in ${from.file}:${from.line}` : ""}`);
  }
  // A big file of the catalogue is kept only as far as it matters: what was open there is closed by the rest.
  const node = fs.lookup(path);
  if (node?.kind === "file" && node.content.size > node.content.bytes.length) {
    const head = text.replace(/\0+$/, "");
    text = head.split("{").length > head.split("}").length ? `${head}\n}` : head;
  }
  return new Reader(fs, path, text, folder).all();
}

/** Directives of text given with `-g`. Throws `ConfigError`. */
export function parseText(fs: WorkingTree, text: string): Directive[] {
  return new Reader(fs, "command line", text, "/").all();
}

class Reader {
  readonly #fs: WorkingTree;
  readonly #path: string;
  readonly #text: string;
  readonly #folder: string;
  #at = 0;
  #line = 1;

  constructor(fs: WorkingTree, path: string, text: string, folder: string) {
    this.#fs = fs;
    this.#path = path;
    this.#text = text;
    this.#folder = folder;
  }

  all(): Directive[] {
    return this.#block(false);
  }

  #fail(words: string): ConfigError {
    return new ConfigError(`${words} in ${this.#path}:${this.#line}`);
  }

  #block(inner: boolean): Directive[] {
    const found: Directive[] = [];
    let words: string[] = [];
    for (;;) {
      const token = this.#next();
      if (token === undefined) {
        if (words.length > 0) throw this.#fail('unexpected end of file, expecting ";" or "}"');
        if (inner) throw this.#fail('unexpected end of file, expecting "}"');
        return found;
      }
      if (typeof token === "string") {
        words.push(token);
        continue;
      }
      if (token.mark === "}") {
        if (words.length > 0 || !inner) throw this.#fail('unexpected "}"');
        return found;
      }
      if (words.length === 0) throw this.#fail(`unexpected "${token.mark}"`);
      const [name = "", ...args] = words;
      words = [];
      const here = { name, args, file: this.#path, line: this.#line };
      if (token.mark === "{") found.push({ ...here, block: this.#block(true) });
      else if (name === "include" && args.length === 1) found.push(...this.#include({ ...here, block: undefined }));
      else found.push({ ...here, block: undefined });
    }
  }

  #include(directive: Directive): Directive[] {
    const given = directive.args[0] as string;
    const path = given.startsWith("/") ? given : `${this.#folder}/${given}`;
    if (!/[*?[]/.test(path)) return parseConfig(this.#fs, path, this.#folder, directive);
    const slash = path.lastIndexOf("/");
    const folder = path.slice(0, slash) || "/";
    if (this.#fs.lookup(folder)?.kind !== "directory") return [];
    const pattern = patternToRegExp(path.slice(slash + 1));
    const names = this.#fs.readdir(folder).filter((name) => pattern.test(name) && !name.startsWith("."));
    return names.sort().flatMap((name) => parseConfig(this.#fs, `${folder}/${name}`, this.#folder, directive));
  }

  #next(): string | { readonly mark: ";" | "{" | "}" } | undefined {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const character = text[this.#at] as string;
      if (character === "\n") this.#line++;
      else if (character === "#") {
        while (this.#at + 1 < text.length && text[this.#at + 1] !== "\n") this.#at++;
      } else if (character.trim() !== "") break;
    }
    const first = text[this.#at];
    if (first === undefined) return undefined;
    if (first === ";" || first === "{" || first === "}") {
      this.#at++;
      return { mark: first };
    }
    return first === '"' || first === "'" ? this.#quoted(first) : this.#word();
  }

  #quoted(quote: string): string | undefined {
    let word = "";
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] as string;
      if (character === "\n") this.#line++;
      if (character === "\\") {
        const next = this.#text[++this.#at] ?? "";
        word += ({ n: "\n", r: "\r", t: "\t", '"': '"', "'": "'", "\\": "\\" } as Record<string, string>)[next] ?? `\\${next}`;
      } else if (character === quote) {
        const after = this.#text[++this.#at] ?? "";
        if (after !== "" && !/[\s;{})]/.test(after)) throw this.#fail(`unexpected "${after}"`);
        return word;
      } else word += character;
    }
    throw this.#fail('unexpected end of file, expecting ";" or "}"');
  }

  #word(): string {
    let word = "";
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] as string;
      if (/\s|;/.test(character)) break;
      if (character === "{" && !word.endsWith("$")) break;
      if (character === "\\" && this.#at + 1 < this.#text.length) {
        const next = this.#text[++this.#at] as string;
        word += /["' ;{}]/.test(next) ? next : `\\${next}`;
        continue;
      }
      word += character;
      if (character === "{") {
        const end = this.#text.indexOf("}", this.#at);
        word += this.#text.slice(this.#at + 1, end + 1);
        this.#at = end;
      }
    }
    return word;
  }
}

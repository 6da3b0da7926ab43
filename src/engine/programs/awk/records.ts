/** Input cut into records, as it comes. */

/** Where text comes from; `""` at its end. */
export type ReadPiece = () => Promise<string>;

/** What stands between records: a newline, empty lines, a character, an expression. */
export type Separator =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "paragraph" }
  | { readonly kind: "pattern"; readonly pattern: RegExp };

export interface InputRecord {
  readonly text: string;
  /** What ended it. */
  readonly terminator: string;
}

/** One file, command or stream. */
export class RecordReader {
  readonly #read: ReadPiece;
  #text = "";
  #at = 0;
  #ended = false;

  constructor(read: ReadPiece) {
    this.#read = read;
  }

  /** The next record if it can be had without waiting. */
  ready(separator: Separator): InputRecord | undefined {
    if (separator.kind === "character") {
      const end = this.#text.indexOf(separator.character, this.#at);
      return end < 0 ? undefined : this.#take(end, separator.character.length);
    }
    if (separator.kind === "paragraph") {
      this.#skipNewlines();
      return this.#matched(/\n\n+/g, true);
    }
    return this.#matched(separator.pattern, false);
  }

  /** The next record; `undefined` at the end. */
  async next(separator: Separator): Promise<InputRecord | undefined> {
    for (;;) {
      const record = this.ready(separator);
      if (record) return record;
      if (this.#ended) return this.#last(separator);
      const piece = await this.#read();
      this.#text = this.#text.slice(this.#at) + piece;
      this.#at = 0;
      if (piece === "") this.#ended = true;
    }
  }

  /** A match at the very end of what has come may yet grow: only at the end of everything it counts. */
  #matched(pattern: RegExp, newlines: boolean): InputRecord | undefined {
    pattern.lastIndex = this.#at;
    let match = pattern.exec(this.#text);
    while (match && match[0] === "" && match.index < this.#text.length) {
      pattern.lastIndex = match.index + 1;
      match = pattern.exec(this.#text);
    }
    pattern.lastIndex = 0;
    if (!match || match[0] === "") return undefined;
    if (match.index + match[0].length === this.#text.length && !this.#ended) return undefined;
    if (newlines && this.#text.length === match.index + match[0].length) return undefined;
    return this.#take(match.index, match[0].length);
  }

  #skipNewlines(): void {
    while (this.#text[this.#at] === "\n") this.#at++;
  }

  #take(end: number, length: number): InputRecord {
    const record = { text: this.#text.slice(this.#at, end), terminator: this.#text.slice(end, end + length) };
    this.#at = end + length;
    return record;
  }

  /** What has nothing behind it. */
  #last(separator: Separator): InputRecord | undefined {
    if (separator.kind === "paragraph") this.#skipNewlines();
    if (this.#at >= this.#text.length) return undefined;
    const text = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    const end = separator.kind === "paragraph" ? text.replace(/\n+$/, "") : text;
    return { text: end, terminator: text.slice(end.length) };
  }
}

/** A script's characters, one at a time, over all the parts it was given in. */
import { ScriptMistake, type ScriptSource } from "./mistakes.ts";

export class ScriptReader {
  readonly #text: string;
  readonly #sources: readonly ScriptSource[];
  #at = 0;

  constructor(sources: readonly ScriptSource[]) {
    this.#sources = sources;
    this.#text = sources.map(({ text }) => text).join("\n");
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** What comes next, without taking it; `""` at the end. */
  get next(): string {
    return this.#text[this.#at] ?? "";
  }

  get place(): number {
    return this.#at;
  }

  take(): string {
    const character = this.next;
    this.#at++;
    return character;
  }

  /** Takes what an expression matches here; `""` when it does not. */
  takeMatch(pattern: RegExp): string {
    const sticky = new RegExp(pattern, "y");
    sticky.lastIndex = this.#at;
    const text = sticky.exec(this.#text)?.[0] ?? "";
    this.#at += text.length;
    return text;
  }

  /** Over blanks. */
  skipBlanks(): void {
    this.takeMatch(/[ \t]+/);
  }

  number(): number | undefined {
    const digits = this.takeMatch(/\d+/);
    return digits === "" ? undefined : Number(digits);
  }

  /** Up to the end of the line, which is taken too. */
  restOfLine(): string {
    const text = this.takeMatch(/[^\n]*/);
    this.#at++;
    return text;
  }

  /** @param place how far the script was read: so many characters are counted. 0 for what concerns all of it */
  fail(gnu: string, busybox: string, place = this.#at): never {
    throw new ScriptMistake(`${this.#where(place)}${gnu}`, busybox);
  }

  #where(place: number): string {
    let begin = 0;
    let expressions = 0;
    for (const [index, { text, file }] of this.#sources.entries()) {
      if (file === undefined) expressions++;
      const last = index === this.#sources.length - 1;
      if (place > begin + text.length && !last) {
        begin += text.length + 1;
        continue;
      }
      const within = Math.max(0, Math.min(place - begin, text.length));
      if (file === undefined) return `-e expression #${expressions}, char ${within}: `;
      return `file ${file} line ${text.slice(0, within).split("\n").length}: `;
    }
    return "";
  }
}

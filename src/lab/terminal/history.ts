/** Past lines, oldest first, and the place one has walked to in them. Edits made while walking are kept until Enter. */
export class History {
  readonly #limit: number;
  #lines: string[];
  /** `#lines.length` means the new line at the bottom. */
  #at: number;
  #draft = "";

  constructor(lines: readonly string[] = [], limit = 1000) {
    this.#limit = limit;
    this.#lines = lines.slice(-limit);
    this.#at = this.#lines.length;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Remembers a line that was run; blank lines and repetitions of the last one are not kept. Goes back to the bottom. */
  add(line: string): void {
    if (line.trim() && line !== this.#lines.at(-1)) this.#lines = [...this.#lines, line].slice(-this.#limit);
    this.#at = this.#lines.length;
    this.#draft = "";
  }

  /** The line above (-1) or below (1) the present one; `undefined` at either end. */
  step(direction: -1 | 1, current: string): string | undefined {
    const next = this.#at + direction;
    if (next < 0 || next > this.#lines.length) return undefined;
    if (this.#at === this.#lines.length) this.#draft = current;
    this.#at = next;
    return next === this.#lines.length ? this.#draft : this.#lines[next];
  }

  /** Index of the newest line above `before` that holds `text`; -1 when there is none. */
  find(text: string, before = this.#lines.length): number {
    for (let index = Math.min(before, this.#lines.length) - 1; index >= 0; index--) if (this.#lines[index]?.includes(text)) return index;
    return -1;
  }
}

import type { Terminal } from "../../kernel/terminal.ts";

/** A prompt and a line on a terminal, which may take several rows of it, and the cursor in the line. */
export class LineView {
  readonly #terminal: Terminal;
  #prompt: string;
  #text = "";
  #cursor = 0;

  /** Shows the prompt. */
  constructor(terminal: Terminal, prompt: string) {
    this.#terminal = terminal;
    this.#prompt = prompt;
    terminal.write(prompt);
  }

  get text(): string {
    return this.#text;
  }
  get cursor(): number {
    return this.#cursor;
  }

  /** Columns that the prompt's last line takes. */
  get #indent(): number {
    const last = this.#prompt.slice(this.#prompt.lastIndexOf("\n") + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours take no room
    return [...last.replace(/\x1b\[[\d;]*[A-Za-z]/g, "")].length;
  }

  /** Moves the cursor; beyond the ends it stays there. */
  moveTo(index: number): void {
    const to = Math.max(0, Math.min(index, this.#text.length));
    this.#terminal.write(this.#way(this.#cursor, to));
    this.#cursor = to;
  }

  /** What moves the terminal's cursor from one place in the line to another. */
  #way(from: number, to: number): string {
    const { columns } = this.#terminal;
    const row = (index: number): number => Math.floor((this.#indent + index) / columns);
    if (row(from) === row(to)) return to < from ? "\b".repeat(from - to) : this.#text.slice(from, to);
    const rows = row(to) - row(from);
    const column = (this.#indent + to) % columns;
    return `${rows < 0 ? `\x1b[${-rows}A` : `\x1b[${rows}B`}\r${column > 0 ? `\x1b[${column}C` : ""}`;
  }

  /** Puts text in place of [from, to), with the cursor behind it. */
  replace(from: number, to: number, text: string): void {
    const end = Math.min(to, this.#text.length);
    if (from === end && text === "") return;
    const before = this.#text.length;
    this.moveTo(from);
    this.#text = this.#text.slice(0, from) + text + this.#text.slice(end);
    const rest = this.#text.slice(from);
    const gone = " ".repeat(Math.max(0, before - this.#text.length));
    this.#terminal.write(rest + gone + this.#wrap(from + rest.length + gone.length));
    this.#terminal.write(this.#way(from + rest.length + gone.length, from + text.length));
    this.#cursor = from + text.length;
  }

  /** A terminal goes to the next row only with the next character: this makes it. */
  #wrap(index: number): string {
    const { columns } = this.#terminal;
    return index > 0 && (this.#indent + index) % columns === 0 ? " \r" : "";
  }

  /** Another line instead. */
  set(text: string): void {
    this.replace(0, this.#text.length, text);
  }

  /** All of it again, where the terminal's cursor stands now. */
  show(): void {
    this.#terminal.write(this.#prompt + this.#text);
    this.#terminal.write(this.#way(this.#text.length, this.#cursor));
  }

  /** Below the line, in columns, down first; then the line again. */
  list(words: readonly string[]): void {
    this.moveTo(this.#text.length);
    const { columns } = this.#terminal;
    const width = Math.max(...words.map((word) => word.length)) + 2;
    const across = Math.max(1, Math.floor(columns / width));
    const rows = Math.ceil(words.length / across);
    const lines = Array.from({ length: rows }, (_, row) =>
      words
        .filter((_word, index) => index % rows === row)
        .map((word) => word.padEnd(width))
        .join("")
        .trimEnd(),
    );
    this.#terminal.write(`\n${lines.join("\n")}\n`);
    this.show();
  }

  /** The line was entered. */
  finish(): void {
    this.moveTo(this.#text.length);
    this.#terminal.write("\n");
  }

  readonly #asked: { prompt: string }[] = [];

  /** Another prompt in front of another line, for a while. */
  ask(prompt: string, text: string): void {
    this.moveTo(0);
    if (this.#asked.length === 0) this.#asked.push({ prompt: this.#prompt });
    this.#erase();
    this.#prompt = prompt;
    this.#text = text;
    this.#cursor = text.length;
    this.show();
  }

  /** The prompt of before, and a line. */
  answer(text: string): void {
    this.moveTo(0);
    this.#erase();
    this.#prompt = this.#asked.pop()?.prompt ?? this.#prompt;
    this.#text = text;
    this.#cursor = text.length;
    this.show();
  }

  /** From the prompt on; the cursor must stand at the beginning of the line. */
  #erase(): void {
    this.#terminal.write("\r\x1b[J");
  }
}

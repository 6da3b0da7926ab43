/** How `grep` shows the lines of one file. */
import { textToBytes } from "../shell/bytes.ts";
import type { Process } from "../program.ts";
import type { Tool } from "./applet.ts";
import type { Options } from "./options.ts";

const colours = { name: "35", number: "32", mark: "36", found: "01;31" };

export class LinePrinter {
  readonly #process: Process;
  readonly #tool: Tool;
  readonly #options: Options;
  readonly #title: string | undefined;
  readonly #name: string | undefined;
  readonly #most: number;
  readonly #before: number;
  readonly #after: number;
  readonly #coloured: boolean;
  readonly #silent: boolean;
  #number = 0;
  #offset = 0;
  #found = 0;
  /** Lines that may yet become context, with their numbers and offsets. */
  #waiting: { readonly text: string; readonly number: number; readonly offset: number }[] = [];
  #trailing = 0;
  #lastShown = 0;
  #binary = false;

  /** `title` is what stands before each line, `name` what `-l` tells. */
  constructor(process: Process, tool: Tool, options: Options, title: string | undefined, name: string | undefined) {
    this.#process = process;
    this.#tool = tool;
    this.#options = options;
    this.#title = title;
    this.#name = name;
    this.#most = options.has("m") ? Number(options.value("m")) : Number.POSITIVE_INFINITY;
    const context = Number(options.value("C") ?? 0);
    this.#before = Number(options.value("B") ?? context);
    this.#after = Number(options.value("A") ?? context);
    this.#coloured =
      tool.gnu && (options.value("color") === "always" || (options.value("color") === "" && process.terminal?.stdout === true));
    this.#silent = ["q", "c", "l", "L"].some((letter) => options.has(letter));
  }

  /** Nothing that follows can change the answer. */
  get enough(): boolean {
    if (this.#found === 0) return this.#most <= 0;
    if (this.#options.has("q") || this.#options.has("l") || this.#options.has("L")) return true;
    return this.#binary || (this.#found >= this.#most && this.#trailing === 0);
  }

  line(text: string, wanted: RegExp | undefined): void {
    this.#number++;
    const offset = this.#offset;
    if (this.#options.has("b")) this.#offset += textToBytes(text).length + 1;
    const matches = this.#found < this.#most && (wanted ? text.search(wanted) >= 0 : false) !== this.#options.has("v");
    if (matches) this.#match(text, wanted, offset);
    else if (this.#trailing > 0) {
      this.#trailing--;
      this.#show(text, "-", this.#number, offset);
    } else if (this.#before > 0 && !this.#silent) {
      this.#waiting.push({ text, number: this.#number, offset });
      if (this.#waiting.length > this.#before) this.#waiting.shift();
    }
  }

  #match(text: string, wanted: RegExp | undefined, offset: number): void {
    this.#found++;
    if (this.#silent) return;
    // What has a zero byte, or bytes that are no text, is not for the eye.
    if (this.#tool.gnu && !this.#options.has("a") && !this.#options.has("z") && /[\0\uDC80-\uDCFF]/u.test(text)) {
      this.#binary = true;
      return;
    }
    if (this.#options.has("o")) {
      if (this.#options.has("v") || !wanted) return;
      for (const match of text.matchAll(wanted)) {
        if (match[0] !== "") this.#show(match[0], ":", this.#number, offset + textToBytes(text.slice(0, match.index)).length, wanted);
      }
      return;
    }
    const first = this.#waiting[0]?.number ?? this.#number;
    if ((this.#before > 0 || this.#after > 0) && this.#lastShown > 0 && first > this.#lastShown + 1) this.#print(this.#paint("--", "mark"));
    for (const line of this.#waiting) this.#show(line.text, "-", line.number, line.offset);
    this.#waiting = [];
    this.#show(text, ":", this.#number, offset, this.#options.has("v") ? undefined : wanted);
    this.#trailing = this.#after;
  }

  #show(text: string, mark: string, number: number, offset: number, wanted?: RegExp): void {
    this.#lastShown = number;
    const separator = this.#paint(mark, "mark");
    const head = [
      this.#title === undefined ? "" : this.#paint(this.#title, "name") + (this.#options.has("Z") ? "\0" : separator),
      this.#options.has("n") ? this.#paint(String(number), "number") + separator : "",
      this.#options.has("b") ? this.#paint(String(offset), "number") + separator : "",
    ].join("");
    const tab = this.#options.has("T") && head !== "" ? "\t" : "";
    const painted = this.#coloured && wanted ? text.replace(wanted, (found) => (found === "" ? "" : this.#paint(found, "found"))) : text;
    this.#print(head + tab + painted);
  }

  #paint(text: string, what: keyof typeof colours): string {
    return this.#coloured ? `\x1b[${colours[what]}m\x1b[K${text}\x1b[m\x1b[K` : text;
  }

  #print(line: string): void {
    this.#process.stdout(`${line}${this.#options.has("z") ? "\0" : "\n"}`);
  }

  /** Says what is only known at the end. Gives whether there was what was looked for. */
  end(): boolean {
    const name = `${this.#paint(this.#name ?? "(standard input)", "name")}${this.#options.has("Z") ? "\0" : "\n"}`;
    const without = this.#options.has("L");
    if (this.#options.has("q")) return this.#found > 0;
    const mark = this.#paint(":", "mark");
    if (this.#options.has("c") && !this.#options.has("l") && !without)
      this.#process.stdout(`${this.#title === undefined ? "" : `${this.#paint(this.#title, "name")}${mark}`}${this.#found}\n`);
    if (this.#binary) this.#process.stdout(`${this.#tool.name}: ${this.#name ?? "(standard input)"}: binary file matches\n`);
    if (without && this.#found === 0) this.#process.stdout(name);
    else if (this.#options.has("l") && this.#found > 0) this.#process.stdout(name);
    return without && !this.#tool.gnu ? this.#found === 0 : this.#found > 0;
  }
}

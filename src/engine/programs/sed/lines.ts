/** Lines of input, one file after another, as they come. */
import { pipePieces } from "../coreutils/named-pipes.ts";
import { isStandardInput } from "../coreutils/read-operand.ts";
import { at } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";

export interface Line {
  readonly text: string;
  /** What it ended with; nothing where the file ended. */
  readonly terminator: string;
}

/** Where text comes from; `""` at its end. */
export type ReadPiece = () => Promise<string>;

/** The lines of one file. */
export class LineSource {
  readonly #read: ReadPiece;
  readonly #end: RegExp;
  #text = "";
  #at = 0;
  #ended = false;

  /** @param end what ends a line, a global expression */
  constructor(read: ReadPiece, end: RegExp) {
    this.#read = read;
    this.#end = end;
  }

  /** The next line, when it is there; nothing at the end, or when it has to be waited for. */
  ready(): Line | undefined {
    this.#end.lastIndex = this.#at;
    const match = this.#end.exec(this.#text);
    if (!match) return undefined;
    const text = this.#text.slice(this.#at, match.index);
    this.#at = match.index + match[0].length;
    return { text, terminator: match[0] };
  }

  async next(): Promise<Line | undefined> {
    for (;;) {
      const line = this.ready();
      if (line) return line;
      if (this.#ended) break;
      await this.#more();
    }
    if (this.#at >= this.#text.length) return undefined;
    const text = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return { text, terminator: "" };
  }

  /** Whether there is no further line; waits until that is known. */
  async isAtEnd(): Promise<boolean> {
    while (this.#at >= this.#text.length && !this.#ended) await this.#more();
    return this.#at >= this.#text.length;
  }

  async #more(): Promise<void> {
    const piece = await this.#read();
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    this.#ended = piece === "";
  }
}

/** How files are opened. */
export interface Opening {
  readonly process: Process;
  /** What ends a line, a global expression. */
  readonly end: RegExp;
  readonly decode: (text: string) => string;
  /** What has to happen before input is waited for. */
  readonly beforeWaiting: () => Promise<void>;
}

/** A file, or standard input. @throws FsError */
export function openLines(name: string, { process, end, decode, beforeWaiting }: Opening): LineSource {
  if (isStandardInput(process, name))
    return new LineSource(async () => {
      await beforeWaiting();
      return decode(await process.input.read());
    }, end);
  const pieces = pipePieces(process, name);
  if (pieces)
    return new LineSource(async () => {
      await beforeWaiting();
      return decode(await pieces());
    }, end);
  let text = decode(bytesToText(process.fs.readFile(at(process, name))));
  return new LineSource(async () => {
    const all = text;
    text = "";
    return all;
  }, end);
}

/** The files sed goes through: all as one, or each for itself. */
import { FsError } from "../../filesystem/errors.ts";
import { type Line, type LineSource, type Opening, openLines } from "./lines.ts";

/** What happens as files begin and end. */
export interface FileEvents {
  /** Whether the file is to be read; may say why not. */
  begins(name: string): boolean;
  ends(name: string): void;
  /** Says that a file can't be read. */
  unreadable(name: string, error: FsError): void;
}

export class Input {
  readonly #names: readonly string[];
  readonly #separate: boolean;
  readonly #opening: Opening;
  readonly #events: FileEvents;
  #index = 0;
  #source: LineSource | undefined;
  /** The number of the line that was read last. */
  line = 0;

  /** @param separate whether line numbers and `$` are each file's own */
  constructor(names: readonly string[], separate: boolean, opening: Opening, events: FileEvents) {
    this.#names = names;
    this.#separate = separate;
    this.#opening = opening;
    this.#events = events;
  }

  /** The file that is read. */
  get name(): string {
    return this.#names[this.#index] ?? "-";
  }

  /** The next line of whichever file has one. */
  async next(): Promise<Line | undefined> {
    for (;;) {
      const source = this.#source ?? this.#open();
      if (!source) return undefined;
      const line = source.ready() ?? (await source.next());
      if (line) {
        this.line++;
        return line;
      }
      this.#leave();
    }
  }

  /** Whether the line that was read last is the last one. */
  async isLast(): Promise<boolean> {
    if (this.#source && !(await this.#source.isAtEnd())) return false;
    if (this.#separate) return true;
    // Files that have nothing, or are not there, do not count.
    while (this.#index < this.#names.length) {
      if (this.#source && !(await this.#source.isAtEnd())) return false;
      if (this.#index + 1 >= this.#names.length) return true;
      this.#leave();
      this.#open();
    }
    return true;
  }

  /** Whether nothing follows in any file. */
  async isAtEnd(): Promise<boolean> {
    if (!this.#separate) return this.isLast();
    return this.#index + 1 >= this.#names.length && (await this.isLast());
  }

  /** Ends the file that is read, without its other lines. */
  close(): void {
    if (this.#source) this.#leave();
  }

  #leave(): void {
    if (this.#source) this.#events.ends(this.name);
    this.#source = undefined;
    this.#index++;
  }

  #open(): LineSource | undefined {
    for (; this.#index < this.#names.length; this.#index++) {
      const { name } = this;
      try {
        if (!this.#events.begins(name)) continue;
        this.#source = openLines(name, this.#opening);
        if (this.#separate) this.line = 0;
        return this.#source;
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        this.#events.unreadable(name, error);
      }
    }
    return undefined;
  }
}

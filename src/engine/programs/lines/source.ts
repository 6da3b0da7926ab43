/** The lines of a tool's operands, as they come. */
import { FsError } from "../../filesystem/errors.ts";
import { work } from "../../kernel/processor-time.ts";
import type { Process } from "../program.ts";
import { at, type Tool } from "../coreutils/applet.ts";
import { openIncoming } from "../coreutils/read-operand.ts";
import { bytesToText } from "../shell/bytes.ts";

export interface SourceOptions {
  /** What ends a line; a newline unless given. */
  readonly separator?: string;
  /** What stands before the reason when a file can't be read; its name alone unless given. */
  readonly unreadable?: (operand: string) => string;
}

/**
 * Reads files, and standard input where a name is `-` or none is given, whole lines at a time. Says what can't be read, goes on
 * with the next one, and remembers that it did.
 */
export class LineSource {
  readonly #process: Process;
  readonly #tool: Tool;
  readonly #operands: readonly string[];
  readonly #options: SourceOptions;
  /** 1 once something could not be read. */
  status = 0;
  /** Whether the last line was without its end. */
  unended = false;

  constructor(process: Process, tool: Tool, operands: readonly string[], options: SourceOptions = {}) {
    this.#process = process;
    this.#tool = tool;
    this.#operands = operands.length > 0 ? operands : ["-"];
    this.#options = options;
  }

  /** As many lines as are there at once. Whoever prints about them need not wait: what reads the output is waited for. */
  async *groups(): AsyncGenerator<readonly string[]> {
    const { separator = "\n" } = this.#options;
    for (const operand of this.#operands) {
      let rest = "";
      for await (const piece of this.#pieces(operand)) {
        const pause = work(this.#process, 1 + piece.length / 1024);
        if (pause) await pause;
        const end = piece.lastIndexOf(separator) + 1;
        if (end === 0) rest += piece;
        else {
          yield (rest + piece.slice(0, end - 1)).split(separator);
          rest = piece.slice(end);
        }
        await this.#process.drained();
      }
      this.unended = rest !== "";
      if (this.unended) yield [rest];
    }
  }

  /** All of them. */
  async all(): Promise<string[]> {
    const lines: string[] = [];
    for await (const group of this.groups()) for (const line of group) lines.push(line);
    return lines;
  }

  async *#pieces(operand: string): AsyncGenerator<string> {
    const { fs } = this.#process;
    const incoming = await openIncoming(this.#process, operand);
    if (incoming) {
      for (let piece = await incoming.read(); piece !== ""; piece = await incoming.read()) yield piece;
      incoming.close();
      return;
    }
    try {
      const bytes = fs.readFile(at(this.#process, operand));
      if (bytes.length > 0) yield bytesToText(bytes);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const name = this.#options.unreadable?.(operand) ?? operand;
      this.status = this.#tool.fail(`${error.code === "EISDIR" ? operand : name}: ${error.reason}`);
    }
  }
}

/** What sed prints and where to. A last line without a newline stays so, unless something follows it. */
import { FsError } from "../../filesystem/errors.ts";
import { deviceOf } from "../../kernel/devices.ts";
import { FileOutput } from "../../kernel/file-output.ts";
import { fromByteText } from "../byte-text.ts";
import { at } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { SedFailure } from "./failure.ts";

const bufferSize = 8192;

export class Output {
  readonly #write: (text: string) => void;
  readonly #terminator: string;
  #pending: string[] = [];
  #size = 0;
  #unended = false;

  /** @param terminator what ends a line where something follows one that has no end */
  constructor(write: (text: string) => void, terminator: string) {
    this.#write = write;
    this.#terminator = terminator;
  }

  /** A line with what it ends with, which may be nothing. */
  line(text: string, terminator: string): void {
    this.#put(text + terminator);
    this.#unended = terminator === "";
  }

  /** Text that has its newlines, or lacks the last one for a reason. */
  text(text: string): void {
    if (text === "") return;
    this.#put(text);
    this.#unended = false;
  }

  #put(text: string): void {
    this.#pending.push(this.#unended ? this.#terminator + text : text);
    this.#size += text.length + 1;
    if (this.#size > bufferSize) this.flush();
  }

  flush(): void {
    if (this.#pending.length === 0) return;
    const text = this.#pending.join("");
    this.#pending = [];
    this.#size = 0;
    this.#write(fromByteText(text));
  }
}

/** Files that `w` writes to: emptied when the script is read, each open till the end. */
export class WrittenFiles {
  readonly #process: Process;
  readonly #terminator: string;
  readonly #standard: () => Output;
  readonly #files = new Map<string, Output>();

  /** @param standard where standard output goes now */
  constructor(process: Process, terminator: string, standard: () => Output) {
    this.#process = process;
    this.#terminator = terminator;
    this.#standard = standard;
  }

  /** @throws SedFailure when it can't be made */
  open(name: string): void {
    if (this.#files.has(name)) return;
    const process = this.#process;
    const path = at(process, name);
    const device = deviceOf(process.fs, path);
    if (device === "/dev/stdout") return;
    if (device === "/dev/stderr") {
      this.#files.set(name, new Output((text) => process.stderr(text), this.#terminator));
      return;
    }
    try {
      if (device !== "/dev/null") process.fs.writeFile(path, "");
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new SedFailure(`couldn't open file ${name}: ${error.reason}`, `can't open '${name}': ${error.reason}`);
    }
    const file = new FileOutput(process.fs, path);
    const write = device === "/dev/null" ? () => {} : (text: string) => file.write(text, process.task.limits.fsize.soft);
    this.#files.set(name, new Output(write, this.#terminator));
  }

  to(name: string): Output {
    return this.#files.get(name) ?? this.#standard();
  }

  flush(): void {
    for (const file of this.#files.values()) file.flush();
  }
}

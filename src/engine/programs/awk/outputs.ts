/** Where awk prints to: standard output, files and commands, each open until it is closed. */
import { FsError } from "../../filesystem/errors.ts";
import { deviceOf } from "../../kernel/devices.ts";
import { FileOutput } from "../../kernel/file-output.ts";
import { BrokenPipe, type OpenFile } from "../../kernel/open-file.ts";
import { pipe } from "../../kernel/pipe.ts";
import { fromByteText } from "../byte-text.ts";
import { at } from "../coreutils/applet.ts";
import type { Child, Process } from "../program.ts";
import { RunFailure } from "./mistakes.ts";
import type { Redirection } from "./syntax.ts";

/** How much is gathered before it is written, in characters. */
const bufferSize = 8192;

/** Gathers what is printed, so that a line is no write of its own. */
export class Output {
  readonly #write: (text: string) => void;
  readonly #close: () => Promise<number>;
  #pending: string[] = [];
  #size = 0;

  constructor(write: (text: string) => void, close: () => Promise<number> = () => Promise.resolve(0)) {
    this.#write = write;
    this.#close = close;
  }

  print(text: string): void {
    this.#pending.push(text);
    this.#size += text.length;
    if (this.#size >= bufferSize) this.flush();
  }

  flush(): void {
    if (this.#size === 0) return;
    const text = this.#pending.join("");
    this.#pending = [];
    this.#size = 0;
    this.#write(fromByteText(text));
  }

  /** Gives what the command behind it exited with, 0 for a file. */
  close(): Promise<number> {
    this.flush();
    return this.#close();
  }
}

export class Outputs {
  readonly #process: Process;
  readonly #shell: string;
  readonly #open = new Map<string, Output>();
  readonly standard: Output;

  constructor(process: Process, shell: string) {
    this.#process = process;
    this.#shell = shell;
    this.standard = new Output((text) => process.stdout(text));
  }

  /** @throws RunFailure when a file can't be opened */
  to(kind: Redirection["kind"], name: string): Output {
    const known = this.#open.get(name);
    if (known) return known;
    const output = kind === "|" ? this.#command(name) : this.#file(name, kind === ">>");
    this.#open.set(name, output);
    return output;
  }

  has(name: string): boolean {
    return this.#open.has(name);
  }

  /** Writes everything that waits, before others write or someone is waited for. */
  flush(): void {
    this.standard.flush();
    for (const output of this.#open.values()) output.flush();
  }

  async close(name: string): Promise<number> {
    const output = this.#open.get(name);
    this.#open.delete(name);
    this.standard.flush();
    return (await output?.close()) ?? -1;
  }

  async closeAll(): Promise<void> {
    this.flush();
    for (const name of [...this.#open.keys()]) await this.close(name);
  }

  #file(name: string, append: boolean): Output {
    const process = this.#process;
    const path = at(process, name);
    const device = name === "-" ? "/dev/stdout" : deviceOf(process.fs, path);
    if (device === "/dev/stdout") return this.standard;
    if (device === "/dev/stderr") {
      return new Output((text) => {
        this.standard.flush();
        process.stderr(text);
      });
    }
    if (device === "/dev/null") return new Output(() => {});
    try {
      if (!append || !process.fs.exists(path)) process.fs.writeFile(path, "");
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new RunFailure({ kind: "open-output", path: name, reason: error.reason });
    }
    const file = new FileOutput(process.fs, path);
    return new Output((text) => file.write(text, process.task.limits.fsize.soft));
  }

  #command(command: string): Output {
    this.flush();
    const { child, file } = startWriting(this.#process, [this.#shell, "-c", command]);
    const write = (text: string): void => {
      try {
        file.write(text);
      } catch (error) {
        if (!(error instanceof BrokenPipe)) throw error;
      }
    };
    return new Output(write, async () => {
      file.release();
      return (await child.wait()).code;
    });
  }
}

function startWriting(process: Process, argv: readonly string[]): { readonly child: Child; readonly file: OpenFile } {
  const { reader, writer } = pipe();
  writer.retain();
  return { child: process.start(argv, { stdin: reader }), file: writer };
}

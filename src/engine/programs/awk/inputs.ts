/** What `getline` reads from: files and commands, each open until it is closed. */
import { FsError } from "../../filesystem/errors.ts";
import { pipe } from "../../kernel/pipe.ts";
import { toByteText } from "../byte-text.ts";
import { at } from "../coreutils/applet.ts";
import { pipePieces } from "../coreutils/named-pipes.ts";
import { endlessDevice, isStandardInput } from "../coreutils/read-operand.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { RecordReader } from "./records.ts";

interface Input {
  readonly reader: RecordReader;
  close(): Promise<number>;
}

export class Inputs {
  readonly #process: Process;
  readonly #shell: string;
  readonly #bytes: boolean;
  readonly #beforeWaiting: () => Promise<void>;
  readonly #open = new Map<string, Input>();
  #standard: RecordReader | undefined;

  /**
   * @param shell what runs commands
   * @param bytes whether a byte is a character
   * @param beforeWaiting what has to happen before input is waited for
   */
  constructor(process: Process, shell: string, bytes: boolean, beforeWaiting: () => Promise<void>) {
    this.#process = process;
    this.#shell = shell;
    this.#bytes = bytes;
    this.#beforeWaiting = beforeWaiting;
  }

  has(name: string): boolean {
    return this.#open.has(name);
  }

  /** @throws FsError when there is no such file */
  file(name: string): RecordReader {
    const known = this.#open.get(name);
    if (known) return known.reader;
    const reader = this.opened(name);
    this.#open.set(name, { reader, close: () => Promise.resolve(0) });
    return reader;
  }

  command(command: string): RecordReader {
    const known = this.#open.get(command);
    if (known) return known.reader;
    const { reader, writer } = pipe();
    reader.retain();
    const child = this.#process.start([this.#shell, "-c", command], { stdout: writer });
    const records = new RecordReader(() => this.#piece(() => reader.read(this.#process.signal)));
    this.#open.set(command, {
      reader: records,
      close: async () => {
        reader.release();
        return (await child.wait()).code;
      },
    });
    return records;
  }

  async close(name: string): Promise<number> {
    const input = this.#open.get(name);
    this.#open.delete(name);
    return (await input?.close()) ?? -1;
  }

  async closeAll(): Promise<void> {
    for (const name of [...this.#open.keys()]) await this.close(name);
  }

  /** A file from its beginning, or standard input from where it is. @throws FsError */
  opened(name: string): RecordReader {
    const process = this.#process;
    if (isStandardInput(process, name)) {
      this.#standard ??= new RecordReader(() => this.#piece(() => process.input.read()));
      return this.#standard;
    }
    const endless = endlessDevice(process, name);
    if (endless) return new RecordReader(() => this.#piece(async () => endless()));
    const pieces = pipePieces(process, name);
    if (pieces) return new RecordReader(() => this.#piece(pieces));
    let text: string | undefined = this.#decoded(bytesToText(process.fs.readFile(at(process, name))));
    return new RecordReader(async () => {
      const all = text ?? "";
      text = undefined;
      return all;
    });
  }

  async #piece(read: () => Promise<string>): Promise<string> {
    await this.#beforeWaiting();
    return this.#decoded(await read());
  }

  #decoded(text: string): string {
    return this.#bytes ? toByteText(text) : text;
  }
}

/** Why a file can't be read, or nothing when the mistake is another. */
export function fileReason(error: unknown): string | undefined {
  return error instanceof FsError ? error.reason : undefined;
}

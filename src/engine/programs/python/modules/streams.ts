/** Standard output and error: by lines to a terminal, in one go at the end otherwise. */
import { bytesToText } from "../../shell/bytes.ts";
import type { Process } from "../../program.ts";
import { PyBytes, type PyInstance, PyNative, type Value } from "../runtime/values.ts";
import { methods, nativeClass } from "../builtins/define.ts";
import { raise } from "../runtime/errors.ts";
import { classOf, plain } from "../runtime/values.ts";

const bufferSize = 8192;

/** One of the standard streams. */
export class TextStream {
  readonly #process: Process;
  readonly fd: 1 | 2;
  /** Keeps what is written until there is much of it. */
  readonly buffered: boolean;
  #kept = "";
  /** Something was written since somebody last waited for its reader. */
  waiting = false;
  readonly value: PyInstance;

  constructor(process: Process, fd: 1 | 2, buffered: boolean) {
    this.#process = process;
    this.fd = fd;
    this.buffered = buffered;
    this.value = new PyNative(streamClass, this);
    this.value.attributes.set("name", fd === 1 ? "<stdout>" : "<stderr>");
    this.value.attributes.set("encoding", "utf-8");
    this.value.attributes.set("errors", fd === 1 ? "strict" : "backslashreplace");
    this.value.attributes.set("buffer", this.value);
    this.value.attributes.set("closed", false);
    this.value.attributes.set("mode", "w");
  }

  get isTerminal(): boolean {
    const { terminal } = this.#process;
    return (this.fd === 1 ? terminal?.stdout : terminal?.stderr) ?? false;
  }

  write(text: string): void {
    this.#kept += text;
    if (!this.buffered || this.#kept.length >= bufferSize) this.flush();
  }

  flush(): void {
    const text = this.#kept;
    this.#kept = "";
    if (text === "") return;
    this.waiting = true;
    if (this.fd === 1) this.#process.stdout(text);
    else this.#process.stderr(text);
  }
}

const streamClass = nativeClass("_io", "TextIOWrapper", undefined);
const stream = (self: Value): TextStream => (self as PyNative<TextStream>).state;

methods(streamClass, {
  write(self, args) {
    const given = plain(args.get(0, "text"));
    if (given instanceof PyBytes) {
      stream(self).write(bytesToText(given.bytes));
      return BigInt(given.bytes.length);
    }
    if (typeof given !== "string") raise("TypeError", `write() argument must be str, not ${classOf(given).name}`);
    stream(self).write(given);
    return BigInt(given.length);
  },
  flush(self) {
    stream(self).flush();
    return null;
  },
  isatty: (self) => stream(self).isTerminal,
  fileno: (self) => BigInt(stream(self).fd),
  writable: () => true,
  readable: () => false,
  reconfigure: () => null,
  close: () => null,
});

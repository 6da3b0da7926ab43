/** A container's or an exec's standard streams, and those who listen to them. */
import { type Attachment, EngineError, type StreamChunk, type StreamName } from "../api.ts";
import { OpenFile, TextFile } from "../kernel/open-file.ts";
import { pipe } from "../kernel/pipe.ts";
import type { Terminal } from "../kernel/terminal.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";

/** What a listener may be behind before writers wait, in characters. */
const patience = 65_536;
/** What the daemon takes in at a stretch, in characters: about ten megabytes a second. */
const stretch = 1_048_576;
export const stretchTime = 100;

export interface StreamOptions {
  /** Standard input stays open for whoever attaches. */
  readonly openInput: boolean;
  /** It closes with the first who leaves. */
  readonly inputOnce: boolean;
  readonly terminal: Terminal | undefined;
  /** Time for the daemon to take in what was written; absent where it takes none. */
  readonly pace?: () => Promise<void>;
}

export interface Attaching {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Control characters that leave; only with a terminal. */
  readonly detachKeys: string;
  /** Comes first. */
  readonly before?: AsyncIterable<StreamChunk>;
}

export class StandardStreams {
  readonly terminal: Terminal | undefined;
  /** Hears everything, besides those who attach. */
  record: ((stream: StreamName, text: string) => void) | undefined;
  readonly #options: StreamOptions;
  readonly #listeners = new Set<Listener>();
  readonly #input: { readonly reader: OpenFile; readonly writer: OpenFile } | undefined;
  readonly #output: Record<StreamName, OutputFile>;
  #open = true;
  readonly #ended: Promise<void>;
  #end: () => void = () => {};

  constructor(options: StreamOptions) {
    this.#options = options;
    this.terminal = options.terminal;
    this.#output = { stdout: new OutputFile("stdout", this), stderr: new OutputFile("stderr", this) };
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    if (options.terminal) options.terminal.output = (text) => this.emit("stdout", text);
    else if (options.openInput) {
      this.#input = pipe();
      this.#input.writer.retain();
    }
  }

  /** Descriptors 0, 1 and 2 for the process. */
  descriptors(): Map<number, OpenFile> {
    if (this.terminal) {
      const { file } = this.terminal;
      return new Map([
        [0, file],
        [1, file],
        [2, file],
      ]);
    }
    return new Map<number, OpenFile>([
      [0, this.#input?.reader ?? new TextFile("")],
      [1, this.#output.stdout],
      [2, this.#output.stderr],
    ]);
  }

  emit(stream: StreamName, text: string): void {
    if (text === "") return;
    this.#taken += text.length;
    this.record?.(stream, text);
    for (const listener of this.#listeners) listener.offer({ stream, text });
  }

  #taken = 0;
  #pacing: Promise<void> | undefined;

  /** Somebody is behind: writers wait. */
  get full(): boolean {
    if (this.#taken > stretch && this.#options.pace) return true;
    for (const listener of this.#listeners) if (listener.behind > patience) return true;
    return false;
  }
  /** Resolves when nobody is behind any more. */
  async drained(signal?: AbortSignal): Promise<void> {
    while (this.full && this.#open) {
      signal?.throwIfAborted();
      if (this.#taken > stretch && this.#options.pace) {
        this.#pacing ??= this.#options.pace().finally(() => {
          this.#taken = 0;
          this.#pacing = undefined;
        });
        await Promise.race([this.#pacing, this.#ended, aborted(signal)]);
        continue;
      }
      const behind = [...this.#listeners].filter((listener) => listener.behind > patience);
      await Promise.race([...behind.map((listener) => listener.caughtUp()), this.#ended, aborted(signal)]);
    }
    signal?.throwIfAborted();
  }

  attach({ stdin, stdout, stderr, detachKeys, before }: Attaching): Attachment {
    const listener = new Listener({ stdout, stderr: stderr && !this.terminal });
    if (this.#open) this.#listeners.add(listener);
    else listener.close();
    let settle: (detached: boolean) => void = () => {};
    const ended = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    void this.#ended.then(() => settle(false));
    const leave = (): void => {
      this.#listeners.delete(listener);
      listener.close();
      settle(true);
    };
    const keys = this.terminal ? detachKeys : "";
    let typed = "";
    const write = async (text: string): Promise<void> => {
      if (!stdin || !this.#open) return;
      if (keys === "") return this.#feed(text);
      let pass = "";
      for (const key of text) {
        typed += key;
        if (typed === keys) {
          await this.#feed(pass);
          return leave();
        }
        while (typed !== "" && !keys.startsWith(typed)) {
          pass += typed[0];
          typed = typed.slice(1);
        }
      }
      await this.#feed(pass);
    };
    return {
      output: joined(before, listener),
      write,
      closeInput: () => {
        if (stdin && !this.terminal && this.#options.inputOnce) this.closeInput();
      },
      detach: leave,
      ended,
    };
  }

  async #feed(text: string): Promise<void> {
    if (text === "") return;
    if (this.terminal) return this.terminal.type(text);
    const writer = this.#input?.writer;
    if (!writer || !this.#inputOpen) return;
    try {
      writer.write(text);
      await writer.drained();
    } catch {
      // Nobody reads any more.
    }
  }

  #inputOpen = true;
  closeInput(): void {
    if (!this.#inputOpen) return;
    this.#inputOpen = false;
    this.#input?.writer.release();
  }

  /** The process has ended: all who listen hear the end. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.closeInput();
    for (const listener of this.#listeners) listener.close();
    this.#listeners.clear();
    this.#end();
  }
}

class OutputFile extends OpenFile {
  override readonly writable = true;
  readonly #stream: StreamName;
  readonly #streams: StandardStreams;
  constructor(stream: StreamName, streams: StandardStreams) {
    super(`pipe:[${stream === "stdout" ? 1 : 2}]`);
    this.#stream = stream;
    this.#streams = streams;
  }
  override write(text: string): void {
    this.#streams.emit(this.#stream, text);
  }
  override get full(): boolean {
    return this.#streams.full;
  }
  override drained(signal?: AbortSignal): Promise<void> {
    return this.#streams.drained(signal);
  }
}

class Listener {
  readonly #wanted: Record<StreamName, boolean>;
  #queue: StreamChunk[] = [];
  #behind = 0;
  #open = true;
  readonly #offers = new WaitQueue();
  readonly #caughtUp = new WaitQueue();

  constructor(wanted: Record<StreamName, boolean>) {
    this.#wanted = wanted;
  }
  get behind(): number {
    return this.#behind;
  }
  caughtUp(): Promise<void> {
    return this.#caughtUp.wait();
  }
  offer(chunk: StreamChunk): void {
    if (!this.#wanted[chunk.stream] || !this.#open) return;
    this.#queue.push(chunk);
    this.#behind += chunk.text.length;
    this.#offers.wakeAll();
  }
  close(): void {
    this.#open = false;
    this.#offers.wakeAll();
    this.#caughtUp.wakeAll();
  }
  async *read(): AsyncGenerator<StreamChunk> {
    for (;;) {
      const ready = this.#queue;
      this.#queue = [];
      this.#behind = 0;
      this.#caughtUp.wakeAll();
      yield* ready;
      if (this.#queue.length > 0) continue;
      if (!this.#open) return;
      await this.#offers.wait();
    }
  }
}

async function* joined(before: AsyncIterable<StreamChunk> | undefined, listener: Listener): AsyncGenerator<StreamChunk> {
  if (before) yield* before;
  yield* listener.read();
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
}

/**
 * `ctrl-p,ctrl-q`, `ctrl-@,a`: the characters that are typed.
 * @param what the daemon calls them `escape` keys where it makes an exec
 * @throws EngineError 400
 */
export function parseDetachKeys(text: string | undefined, what = "detach"): string {
  if (text === "") return "";
  return (text ?? "ctrl-p,ctrl-q")
    .split(",")
    .map((key) => {
      const match = /^ctrl-([a-zA-Z@[\\\]^_])$/.exec(key);
      if (match) return String.fromCharCode((match[1] as string).toUpperCase().charCodeAt(0) & 31);
      if (key.length === 1) return key;
      throw new EngineError(400, `Invalid ${what} keys (${text}) provided`);
    })
    .join("");
}

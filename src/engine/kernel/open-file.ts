/**
 * What a file descriptor points to. Several descriptors, of several processes, can share one: they then share the place in
 * it, so that what `read` leaves is there for the `cat` after it.
 *
 * Text carries any bytes: one that is not UTF-8 travels as a lone surrogate U+DC80–U+DCFF (`programs/shell/bytes.ts`).
 */

/** Someone wrote to a pipe that nobody can read any more. A task that has no handler for SIGPIPE ends by it. */
export class BrokenPipe extends Error {
  constructor() {
    super("Broken pipe");
    this.name = "BrokenPipe";
  }
}

/** The descriptor is not open for what was asked of it. */
class BadDescriptor extends Error {
  constructor() {
    super("Bad file descriptor");
    this.name = "BadDescriptor";
  }
}

/** A terminal's size in characters. */
export interface Window {
  readonly columns: number;
  readonly rows: number;
}

export class OpenFile {
  /** As `readlink /proc/<pid>/fd/<n>` shows it: a path, `pipe:[81231]`. */
  readonly name: string;
  readonly readable: boolean = false;
  readonly writable: boolean = false;
  /** Its size, when it is a terminal. */
  get window(): Window | undefined {
    return undefined;
  }
  /** `isatty` */
  get terminal(): boolean {
    return this.window !== undefined;
  }
  /** Whatever is written goes to its end. */
  readonly appends: boolean = false;
  #references = 0;
  #text = "";
  #at = 0;
  #ended = false;

  constructor(name: string) {
    this.name = name;
  }

  /** How far it has been read, in characters; 0 for what has no places, as a pipe. */
  get position(): number {
    return 0;
  }

  // ── descriptors that point here

  /** One more descriptor points here. */
  retain(): this {
    this.#references++;
    return this;
  }
  /** One less; the last one closes it. */
  release(): void {
    if (--this.#references === 0) this.closed();
  }
  get references(): number {
    return this.#references;
  }
  protected closed(): void {}

  // ── reading

  /** The next piece, as soon as there is one; `""` at the end. A terminal can end and go on. */
  protected pull(_signal?: AbortSignal): Promise<string> {
    throw new BadDescriptor();
  }
  /** Whether `pull` at its end may have more later. */
  protected get resumes(): boolean {
    return false;
  }

  /** What is there, or what comes next; `""` at the end. Rejects with the signal's reason. */
  async read(signal?: AbortSignal): Promise<string> {
    if (this.#at < this.#text.length) return this.#rest();
    if (this.#ended && !this.resumes) return "";
    const text = await this.pull(signal);
    this.#ended = text === "";
    return text;
  }

  /** Up to and without `delimiter`; `ended` says whether the delimiter was there. */
  async readUntil(delimiter: string, signal?: AbortSignal): Promise<{ text: string; ended: boolean }> {
    let from = this.#at;
    for (;;) {
      const end = this.#text.indexOf(delimiter, from);
      if (end >= 0) {
        const text = this.#text.slice(this.#at, end);
        this.#at = end + delimiter.length;
        return { text, ended: true };
      }
      from = Math.max(0, this.#text.length - this.#at - delimiter.length + 1);
      if (!(await this.#more(signal))) return { text: this.#rest(), ended: false };
    }
  }

  /** So many characters, or fewer at the end. */
  async readCharacters(count: number, signal?: AbortSignal): Promise<string> {
    while (this.#text.length - this.#at < count && (await this.#more(signal)));
    const text = this.#text.slice(this.#at, this.#at + count);
    this.#at += text.length;
    return text;
  }

  /** To the end. */
  async readAll(signal?: AbortSignal): Promise<string> {
    const pieces: string[] = [];
    for (let piece = await this.read(signal); piece !== ""; piece = await this.read(signal)) pieces.push(piece);
    return pieces.join("");
  }

  /** What can be had without waiting. */
  available(): string {
    return this.#rest();
  }

  /** Puts text back, to be read next. */
  unread(text: string): void {
    if (text === "") return;
    this.#text = text + this.#text.slice(this.#at);
    this.#at = 0;
  }

  /** How many characters are there and were not read yet. */
  protected get waiting(): number {
    return this.#text.length - this.#at;
  }

  /** Everything buffered is gone (`tcflush`). */
  protected discard(): void {
    this.#text = "";
    this.#at = 0;
  }

  async #more(signal?: AbortSignal): Promise<boolean> {
    if (this.#ended && !this.resumes) return false;
    const piece = await this.pull(signal);
    this.#ended = piece === "";
    if (piece === "") return false;
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    return true;
  }

  #rest(): string {
    const text = this.#at === 0 ? this.#text : this.#text.slice(this.#at);
    this.discard();
    return text;
  }

  // ── writing

  /**
   * Never waits; see `drained`. Throws `BrokenPipe` when nobody can read it, `BadDescriptor` when it is not open for writing.
   * @param _most how many bytes a file may have of the one who writes (`RLIMIT_FSIZE`)
   */
  write(_text: string, _most?: number): void {
    throw new BadDescriptor();
  }
  /** Its writers can wait for its readers: see `drained`. What does not hold back takes all it is given. */
  get holdsBack(): boolean {
    return false;
  }
  /** More is waiting to be read than the pipe holds: a writer would wait now. */
  get full(): boolean {
    return false;
  }
  /** Resolves when there is room again, or nobody is left to make it. Rejects with the signal's reason. */
  drained(_signal?: AbortSignal): Promise<void> {
    return Promise.resolve();
  }
}

/** Text that is all there from the start: a file, a here-document. */
export class TextFile extends OpenFile {
  override readonly readable = true;
  readonly #window: Window | undefined;
  readonly #length: number;
  constructor(text: string, options: { name?: string; window?: Window } = {}) {
    super(options.name ?? "/dev/null");
    this.#window = options.window;
    this.#length = text.length;
    this.unread(text);
  }
  override get position(): number {
    return Math.max(0, this.#length - this.waiting);
  }
  override get window(): Window | undefined {
    return this.#window;
  }
  protected override pull(): Promise<string> {
    return Promise.resolve("");
  }
}

/** What comes without end (`/dev/zero`) or on demand. */
export class GeneratedFile extends OpenFile {
  override readonly readable = true;
  readonly #next: () => string;
  constructor(name: string, next: () => string) {
    super(name);
    this.#next = next;
  }
  protected override pull(signal?: AbortSignal): Promise<string> {
    return signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve(this.#next());
  }
}

/** Hands what is written to a function, at once and in order. */
export class SinkFile extends OpenFile {
  override readonly writable = true;
  readonly #write: (text: string) => void;
  readonly #window: Window | undefined;
  readonly #closed: (() => void) | undefined;

  /** @param closed called when the last descriptor is closed */
  constructor(write: (text: string) => void, options: { name?: string; window?: Window; closed?: () => void } = {}) {
    super(options.name ?? "pipe:[1]");
    this.#write = write;
    this.#window = options.window;
    this.#closed = options.closed;
  }
  override get window(): Window | undefined {
    return this.#window;
  }
  override write(text: string): void {
    this.#write(text);
  }
  protected override closed(): void {
    this.#closed?.();
  }
}

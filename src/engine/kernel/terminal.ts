import { OpenFile, type Window } from "./open-file.ts";
import type { ProcessTable } from "./process-table.ts";
import type { SignalName } from "./signals.ts";
import { WaitQueue } from "./wait-queue.ts";

/** What the line discipline does, as `stty` names it. */
export interface TerminalModes {
  /** Lines are gathered and can be corrected before anyone reads them. */
  icanon: boolean;
  /** What is typed is shown. */
  echo: boolean;
  /** ^C, ^\ and ^Z send signals. */
  isig: boolean;
  /** Return gives a newline. */
  icrnl: boolean;
  /** A newline goes out as carriage return and newline. */
  onlcr: boolean;
}

export const cookedModes: Readonly<TerminalModes> = { icanon: true, echo: true, isig: true, icrnl: true, onlcr: true };
export const rawModes: Readonly<TerminalModes> = { icanon: false, echo: false, isig: false, icrnl: false, onlcr: true };

const signalKeys: Readonly<Record<string, SignalName>> = { "\x03": "INT", "\x1c": "QUIT", "\x1a": "TSTP" };

/**
 * A pseudo-terminal. Someone types into it and sees what comes out (`type`, `output`); processes have its other side as a file
 * (`file`). Between the two lies the line discipline.
 */
export class Terminal {
  /** Of its file in /dev/pts. */
  readonly number: number;
  columns: number;
  rows: number;
  modes: TerminalModes = { ...cookedModes };
  /** Its session, by the leader's host-wide pid; 0 for none. */
  session = 0;
  /** The process group that may read and that ^C goes to; 0 for none. */
  foreground = 0;
  readonly file: OpenFile;
  /** Where what is written goes. Text from before there is a listener is kept. */
  #output: ((text: string) => void) | undefined;
  #early: string[] = [];
  readonly #table: ProcessTable;
  #line = "";
  readonly #ready: string[] = [];
  #hungUp = false;
  readonly #readers = new WaitQueue();

  constructor(table: ProcessTable, number: number, size: { readonly columns: number; readonly rows: number } = { columns: 80, rows: 24 }) {
    this.#table = table;
    this.number = number;
    this.columns = size.columns;
    this.rows = size.rows;
    this.file = new TerminalFile(this);
  }

  get name(): string {
    return `/dev/pts/${this.number}`;
  }

  // ── the person's side

  set output(listener: ((text: string) => void) | undefined) {
    this.#output = listener;
    if (!listener || this.#early.length === 0) return;
    const early = this.#early.join("");
    this.#early = [];
    listener(early);
  }

  /** What is typed or pasted, as a keyboard sends it: `\r` for Return, `\x7f` for Backspace, `\x03` for ^C. */
  type(text: string): void {
    for (const character of text) this.#key(character);
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.#signal("WINCH");
  }

  /**
   * Other modes from now on; what was typed and not read goes through them.
   * @returns puts back the modes of before
   */
  change(modes: Readonly<TerminalModes>): () => void {
    const before = this.modes;
    const typed = this.takeUnread();
    this.modes = { ...modes, echo: false };
    this.type(typed);
    this.modes = { ...modes };
    return () => {
      this.modes = before;
    };
  }

  /** Takes away what was typed and nobody has read. */
  takeUnread(): string {
    const typed = [this.file.available(), ...this.#ready.splice(0), this.#line].join("");
    this.#line = "";
    return typed;
  }

  /** The line is gone: the session is told, readers get an end. */
  hangUp(): void {
    if (this.#hungUp) return;
    this.#hungUp = true;
    this.#readers.wakeAll();
    const { session, foreground } = this;
    if (session !== 0) {
      const leader = this.#table.get(session);
      if (leader) this.#table.kill(leader, "HUP");
    }
    if (foreground !== 0 && foreground !== session) this.#table.killGroup(foreground, "HUP");
  }

  #key(key: string): void {
    const { modes } = this;
    const character = key === "\r" && modes.icrnl ? "\n" : key;
    const signal = modes.isig ? signalKeys[character] : undefined;
    if (signal) {
      if (modes.echo) this.write(`^${String.fromCharCode(character.charCodeAt(0) + 64)}`);
      this.#line = "";
      this.#ready.length = 0;
      this.#signal(signal);
      return;
    }
    if (!modes.icanon) {
      if (modes.echo) this.write(shown(character));
      this.#ready.push(character);
      this.#readers.wakeAll();
      return;
    }
    this.#edit(character);
  }

  #edit(character: string): void {
    switch (character) {
      case "\x04":
        // End of input on an empty line; otherwise what is there, without a newline.
        this.#ready.push(this.#line);
        this.#line = "";
        this.#readers.wakeAll();
        return;
      case "\x7f":
      case "\b":
        this.#erase(1);
        return;
      case "\x15":
        this.#erase([...this.#line].length);
        return;
      case "\x17":
        this.#erase([...(/\S*\s*$/.exec(this.#line)?.[0] ?? "")].length);
        return;
    }
    this.#line += character;
    if (this.modes.echo) this.write(shown(character));
    if (character !== "\n") return;
    this.#ready.push(this.#line);
    this.#line = "";
    this.#readers.wakeAll();
  }

  #erase(count: number): void {
    const characters = [...this.#line];
    const gone = characters.splice(Math.max(0, characters.length - count));
    this.#line = characters.join("");
    const width = gone.map(shown).join("").length;
    if (this.modes.echo && width > 0) this.write("\b \b".repeat(width));
  }

  #signal(signal: SignalName): void {
    if (this.foreground !== 0) this.#table.killGroup(this.foreground, signal);
  }

  // ── the processes' side

  write(text: string): void {
    if (text === "") return;
    const out = this.modes.onlcr ? text.replace(/\r?\n/g, "\r\n") : text;
    if (this.#output) this.#output(out);
    else this.#early.push(out);
  }

  /** The next line, or key; `""` for ^D, or when nobody is at the other side. */
  async read(signal?: AbortSignal): Promise<string> {
    while (this.#ready.length === 0) {
      if (this.#hungUp) return "";
      await this.#readers.wait(signal);
    }
    if (this.modes.icanon) return this.#ready.shift() as string;
    return this.#ready.splice(0).join("");
  }
}

/** Control characters as a terminal echoes them. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (character === "\n" || character === "\t") return character;
  return code < 32 ? `^${String.fromCharCode(code + 64)}` : code === 127 ? "^?" : character;
}

class TerminalFile extends OpenFile {
  override readonly readable = true;
  override readonly writable = true;
  override get window(): Window {
    return this.device;
  }
  readonly device: Terminal;
  constructor(device: Terminal) {
    super(device.name);
    this.device = device;
  }
  protected override get resumes(): boolean {
    return true;
  }
  protected override pull(signal?: AbortSignal): Promise<string> {
    return this.device.read(signal);
  }
  override write(text: string): void {
    this.device.write(text);
  }
}

/** The terminal that a file leads to. */
export function terminalBehind(file: OpenFile | undefined): Terminal | undefined {
  return file instanceof TerminalFile ? file.device : undefined;
}

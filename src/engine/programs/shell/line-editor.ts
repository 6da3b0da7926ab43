/** Editing a line at a terminal in raw mode, as readline and busybox's `lineedit` do. */
import type { Terminal } from "../../kernel/terminal.ts";
import { rawModes } from "../../kernel/terminal.ts";
import type { Candidate } from "./completion.ts";
import { LineView } from "./line-view.ts";

export interface EditorOptions {
  readonly terminal: Terminal;
  /** Lines typed before, oldest first; `add` is for whoever runs them. */
  readonly history: readonly string[];
  readonly complete: (line: string) => { readonly from: number; readonly candidates: readonly Candidate[] };
}

/** How the editing of a line ends: with a line, with ^C, or with ^D where nothing stands. */
export type Edited = { readonly line: string } | "interrupted" | "end";

/** One key: a character, or a sequence that begins with escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters
const keyPattern = /\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Z]|[\x20-\x7e])|[\s\S]/gu;

const names: Readonly<Record<string, string>> = {
  "\x1b[D": "left",
  "\x1bOD": "left",
  "\x02": "left",
  "\x1b[C": "right",
  "\x1bOC": "right",
  "\x06": "right",
  "\x1b[A": "up",
  "\x1bOA": "up",
  "\x10": "up",
  "\x1b[B": "down",
  "\x1bOB": "down",
  "\x0e": "down",
  "\x1b[H": "home",
  "\x1bOH": "home",
  "\x1b[1~": "home",
  "\x01": "home",
  "\x1b[F": "end",
  "\x1bOF": "end",
  "\x1b[4~": "end",
  "\x05": "end",
  "\x1b[3~": "delete",
  "\x7f": "erase",
  "\b": "erase",
  "\x1bb": "word left",
  "\x1b[1;5D": "word left",
  "\x1bf": "word right",
  "\x1b[1;5C": "word right",
  "\x0b": "kill",
  "\x15": "kill back",
  "\x17": "kill word",
  "\x19": "yank",
  "\x0c": "clear",
  "\x12": "search",
  "\t": "complete",
  "\r": "enter",
  "\n": "enter",
  "\x03": "interrupt",
  "\x04": "eof",
};

export class LineEditor {
  readonly #options: EditorOptions;
  /** Keys of a paste that stand behind the line. */
  #ahead: string[] = [];
  #killed = "";

  constructor(options: EditorOptions) {
    this.#options = options;
  }

  /** Shows the prompt and edits a line. Rejects with the signal's reason. */
  async read(prompt: string, signal: AbortSignal): Promise<Edited> {
    const { terminal } = this.#options;
    const restore = terminal.change(rawModes);
    try {
      return await this.#edit(prompt, signal);
    } finally {
      // What was typed already is for what runs next, and shown as the terminal shows it.
      const ahead = this.#ahead.splice(0).join("") + terminal.takeUnread();
      restore();
      if (ahead !== "") terminal.type(ahead);
    }
  }

  async #key(signal: AbortSignal): Promise<string | undefined> {
    if (this.#ahead.length === 0) this.#ahead = (await this.#options.terminal.file.read(signal)).match(keyPattern) ?? [];
    return this.#ahead.shift();
  }

  async #edit(prompt: string, signal: AbortSignal): Promise<Edited> {
    const { terminal, history } = this.#options;
    const view = new LineView(terminal, prompt);
    /** The lines of the past as they are edited now, this one last. */
    const lines = [...history, ""];
    let at = lines.length - 1;
    let completing = false;
    const recall = (to: number): void => {
      if (to < 0 || to >= lines.length) {
        terminal.write("\x07");
        return;
      }
      lines[at] = view.text;
      at = to;
      view.set(lines[at] as string);
    };
    for (;;) {
      const key = await this.#key(signal);
      if (key === undefined) return "end";
      const again = completing;
      completing = false;
      const { text, cursor } = view;
      switch (names[key]) {
        case "enter":
          view.finish();
          return { line: text };
        case "interrupt":
          view.moveTo(text.length);
          terminal.write("^C\n");
          return "interrupted";
        case "eof":
          if (text === "") return "end";
          view.replace(cursor, cursor + 1, "");
          break;
        case "left":
          view.moveTo(cursor - 1);
          break;
        case "right":
          view.moveTo(cursor + 1);
          break;
        case "home":
          view.moveTo(0);
          break;
        case "end":
          view.moveTo(text.length);
          break;
        case "word left":
          view.moveTo(wordBefore(text, cursor, /\w/));
          break;
        case "word right":
          view.moveTo(cursor + (/^\W*\w*/.exec(text.slice(cursor))?.[0].length ?? 0));
          break;
        case "up":
          recall(at - 1);
          break;
        case "down":
          recall(at + 1);
          break;
        case "erase":
          if (cursor > 0) view.replace(cursor - 1, cursor, "");
          break;
        case "delete":
          view.replace(cursor, cursor + 1, "");
          break;
        case "kill":
          this.#kill(view, cursor, text.length);
          break;
        case "kill back":
          this.#kill(view, 0, cursor);
          break;
        case "kill word":
          this.#kill(view, wordBefore(text, cursor, /\S/), cursor);
          break;
        case "yank":
          view.replace(cursor, cursor, this.#killed);
          break;
        case "clear":
          terminal.write("\x1b[H\x1b[2J");
          view.show();
          break;
        case "search":
          await this.#search(view, signal);
          break;
        case "complete":
          completing = true;
          this.#complete(view, again);
          break;
        default:
          if (!/^\p{Cc}/u.test(key)) view.replace(cursor, cursor, key);
      }
    }
  }

  #kill(view: LineView, from: number, to: number): void {
    this.#killed = view.text.slice(from, to) || this.#killed;
    view.replace(from, to, "");
  }

  /** As much as all candidates have in common; what they are the second time. */
  #complete(view: LineView, again: boolean): void {
    const { terminal, complete } = this.#options;
    const { text, cursor } = view;
    const { from, candidates } = complete(text.slice(0, cursor));
    const [first] = candidates;
    if (!first) {
      terminal.write("\x07");
      return;
    }
    if (candidates.length === 1) {
      view.replace(from, cursor, `${first.text}${first.kind === "directory" ? "" : " "}`);
      return;
    }
    const common = candidates.reduce((shared, { text: other }) => sharedStart(shared, other), first.text);
    if (common.length > cursor - from) view.replace(from, cursor, common);
    else if (!again) terminal.write("\x07");
    else view.list(candidates.map((candidate) => candidate.text.replace(/^.*\/(?=.)/, "")));
  }

  /** ^R: the newest line that has what is typed; ^R again goes further back, any other key takes it. */
  async #search(view: LineView, signal: AbortSignal): Promise<void> {
    const { history } = this.#options;
    const before = view.text;
    let wanted = "";
    let at = history.length;
    const find = (from: number): number => history.findLastIndex((line, index) => index < from && line.includes(wanted));
    for (;;) {
      const found = history[at] ?? before;
      view.ask(`(reverse-i-search)\`${wanted}': `, found);
      const key = await this.#key(signal);
      if (key === undefined) return;
      const name = names[key];
      if (name === "search") {
        const older = find(at);
        if (older >= 0) at = older;
      } else if (name === "erase") {
        wanted = wanted.slice(0, -1);
        at = wanted === "" ? history.length : Math.max(find(history.length), 0);
      } else if (!/^\p{Cc}/u.test(key)) {
        wanted += key;
        const newest = find(history.length);
        if (newest >= 0) at = newest;
      } else {
        view.answer(name === "interrupt" ? before : found);
        if (name !== undefined && name !== "interrupt") this.#ahead.unshift(key);
        return;
      }
    }
  }
}

function wordBefore(text: string, cursor: number, part: RegExp): number {
  let at = cursor;
  while (at > 0 && !part.test(text[at - 1] as string)) at--;
  while (at > 0 && part.test(text[at - 1] as string)) at--;
  return at;
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

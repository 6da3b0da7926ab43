import { History } from "./history.ts";
import { decodeKeys, type EditCommand } from "./keys.ts";
import { graphemes } from "./width.ts";

/** What the editor asks of its surroundings after a key. */
export type Effect =
  | { readonly kind: "submit"; readonly line: string }
  | { readonly kind: "complete"; readonly again: boolean }
  | { readonly kind: "interrupt" }
  | { readonly kind: "eof" }
  | { readonly kind: "clear" }
  | { readonly kind: "bell" };

interface Search {
  readonly query: string;
  /** Index in the history of the line that is shown, -1 when nothing matches. */
  readonly index: number;
  readonly original: string;
}

/**
 * A line of input as it is being edited, in the manner of bash's emacs mode. Pure: it is fed what the terminal sends and
 * tells what to do; drawing is `screen.ts`'s business. Positions count graphemes, so that one press of an arrow passes
 * one character whatever its bytes.
 */
export class LineEditor {
  readonly history: History;
  #cells: string[] = [];
  #cursor = 0;
  #killed = "";
  #search: Search | undefined;
  #lastWasComplete = false;
  /** Consecutive kills gather in one buffer. */
  #lastWasKill = false;

  constructor(history: readonly string[] = []) {
    this.history = new History(history);
  }

  get text(): string {
    return this.#cells.join("");
  }
  /** Position in `text`, in UTF-16 units, as the shell's completion counts. */
  get cursor(): number {
    return this.#cells.slice(0, this.#cursor).join("").length;
  }
  /** What stands instead of the prompt while searching: ``(reverse-i-search)`bu': ``. */
  get searchPrompt(): string | undefined {
    if (!this.#search) return undefined;
    return `(${this.#search.index < 0 && this.#search.query ? "failed " : ""}reverse-i-search)\`${this.#search.query}': `;
  }

  /** Replaces the whole line; the cursor goes to `cursor` (UTF-16 units), at the end by default. */
  set(text: string, cursor = text.length): void {
    this.#cells = graphemes(text);
    this.#cursor = graphemes(text.slice(0, cursor)).length;
  }

  /** Replaces [from, to) (UTF-16 units) and puts the cursor after it. For completion. */
  replace(from: number, to: number, insert: string): void {
    const text = this.text;
    this.set(text.slice(0, from) + insert + text.slice(to), from + insert.length);
  }

  /** Enter was pressed on an unfinished line: go on below. */
  continueLine(): void {
    this.#cursor = this.#cells.length;
    this.#insert("\n");
  }

  /** The line has been run: remember it and start a new one. */
  accept(): void {
    this.history.add(this.text);
    this.set("");
  }

  /** Takes what the terminal sent. Stops at a submit and hands back what follows it as `rest`, to be fed again later. */
  feed(data: string | readonly EditCommand[]): { effects: Effect[]; rest: EditCommand[] } {
    const commands = typeof data === "string" ? decodeKeys(data) : [...data];
    const effects: Effect[] = [];
    for (let index = 0; index < commands.length; index++) {
      const effect = this.#apply(commands[index] as EditCommand);
      if (effect) effects.push(effect);
      if (effect?.kind === "submit" || effect?.kind === "complete") return { effects, rest: commands.slice(index + 1) };
    }
    return { effects, rest: [] };
  }

  #apply(command: EditCommand): Effect | undefined {
    const again = this.#lastWasComplete && command.kind === "complete";
    const killing = this.#lastWasKill;
    this.#lastWasComplete = command.kind === "complete";
    this.#lastWasKill = command.kind.startsWith("kill") || command.kind.startsWith("delete-word");
    if (this.#search) {
      const done = this.#searchStep(command);
      if (done !== "leave") return done;
    }
    switch (command.kind) {
      case "insert":
      case "paste":
        return this.#insert(command.text);
      case "enter":
        return { kind: "submit", line: this.text };
      case "left":
        return this.#moveTo(this.#cursor - 1);
      case "right":
        return this.#moveTo(this.#cursor + 1);
      case "word-left":
        return this.#moveTo(this.#wordLeft());
      case "word-right":
        return this.#moveTo(this.#wordRight());
      case "home":
        return this.#moveTo(0);
      case "end":
        return this.#moveTo(this.#cells.length);
      case "up":
        return this.#walk(-1);
      case "down":
        return this.#walk(1);
      case "backspace":
        return this.#cursor === 0 ? { kind: "bell" } : this.#delete(this.#cursor - 1, this.#cursor);
      case "delete":
        return this.#cursor === this.#cells.length ? { kind: "bell" } : this.#delete(this.#cursor, this.#cursor + 1);
      case "delete-word-left":
        return this.#kill(this.#wordLeft(), this.#cursor, killing);
      case "delete-word-right":
        return this.#kill(this.#cursor, this.#wordRight(), killing);
      case "kill-word":
        return this.#kill(this.#blankLeft(), this.#cursor, killing);
      case "kill-to-end":
        return this.#kill(this.#cursor, this.#cells.length, killing);
      case "kill-to-start":
        return this.#kill(0, this.#cursor, killing);
      case "yank":
        return this.#insert(this.#killed);
      case "transpose":
        return this.#transpose();
      case "search":
        this.#search = { query: "", index: this.history.lines.length, original: this.text };
        return undefined;
      case "complete":
        return { kind: "complete", again };
      case "interrupt":
        return { kind: "interrupt" };
      case "eof-or-delete":
        return this.#cells.length === 0 ? { kind: "eof" } : this.#delete(this.#cursor, this.#cursor + 1);
      case "clear":
        return { kind: "clear" };
      case "cancel":
        return undefined;
    }
  }

  #insert(text: string): undefined {
    const before = this.#cells.slice(0, this.#cursor).join("") + text;
    const after = this.#cells.slice(this.#cursor).join("");
    // Cut anew: what was typed may join with its neighbours (a combining accent, half of a flag).
    this.#cells = graphemes(before + after);
    this.#cursor = graphemes(before).length;
  }

  #moveTo(position: number): Effect | undefined {
    const clamped = Math.max(0, Math.min(this.#cells.length, position));
    if (clamped === this.#cursor && position !== clamped) return { kind: "bell" };
    this.#cursor = clamped;
    return undefined;
  }

  #delete(from: number, to: number): undefined {
    this.#cells.splice(from, to - from);
    this.#cursor = from;
  }

  #kill(from: number, to: number, gather: boolean): undefined {
    const cut = this.#cells.slice(from, to).join("");
    if (!cut) return;
    const forward = from === this.#cursor;
    this.#killed = gather ? (forward ? this.#killed + cut : cut + this.#killed) : cut;
    this.#delete(from, to);
  }

  #transpose(): Effect | undefined {
    if (this.#cursor === 0 || this.#cells.length < 2) return { kind: "bell" };
    const at = Math.min(this.#cursor, this.#cells.length - 1);
    const [left, right] = [this.#cells[at - 1] as string, this.#cells[at] as string];
    this.#cells.splice(at - 1, 2, right, left);
    this.#cursor = at + 1;
    return undefined;
  }

  #walk(direction: -1 | 1): Effect | undefined {
    const line = this.history.step(direction, this.text);
    if (line === undefined) return { kind: "bell" };
    this.set(line);
    return undefined;
  }

  #isWord(index: number): boolean {
    return /[\p{L}\p{N}_]/u.test(this.#cells[index] ?? "");
  }
  #wordLeft(): number {
    let at = this.#cursor;
    while (at > 0 && !this.#isWord(at - 1)) at--;
    while (at > 0 && this.#isWord(at - 1)) at--;
    return at;
  }
  #wordRight(): number {
    let at = this.#cursor;
    while (at < this.#cells.length && !this.#isWord(at)) at++;
    while (at < this.#cells.length && this.#isWord(at)) at++;
    return at;
  }
  /** As Ctrl-W has it: words end at blanks only. */
  #blankLeft(): number {
    let at = this.#cursor;
    while (at > 0 && /\s/.test(this.#cells[at - 1] ?? "")) at--;
    while (at > 0 && !/\s/.test(this.#cells[at - 1] ?? "")) at--;
    return at;
  }

  /** One key while searching. `"leave"` means: the search is over, and the key means what it always does. */
  #searchStep(command: EditCommand): Effect | undefined | "leave" {
    const search = this.#search as Search;
    const look = (query: string, before: number): undefined => {
      const index = this.history.find(query, before);
      this.#search = { ...search, query, index };
      const line = index < 0 ? undefined : this.history.lines[index];
      if (line !== undefined) this.set(line, Math.max(0, line.indexOf(query)));
    };
    if (command.kind === "insert") return look(search.query + command.text, Math.max(search.index, 0) + 1);
    if (command.kind === "search") return look(search.query, Math.max(search.index, 0));
    if (command.kind === "backspace") return look(search.query.slice(0, -1), this.history.lines.length);
    this.#search = undefined;
    if (command.kind === "cancel") {
      this.set(search.original);
      return undefined;
    }
    return "leave";
  }
}

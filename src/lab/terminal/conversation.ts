import type { Terminal } from "@xterm/xterm";
import { wordsOf } from "../../backends/error-words.ts";
import { screenText } from "../../engine/programs/shell/bytes.ts";
import type { Lab } from "../state/lab.ts";
import { columnsOf, commonPrefix } from "./candidates.ts";
import { decodeKeys, type EditCommand, encodeKeys, withoutBrackets } from "./keys.ts";
import { type Effect, LineEditor } from "./line-editor.ts";
import { rerunLine } from "./rerun-line.ts";
import { InputScreen } from "./screen.ts";

/** Between a terminal and a shell: prompts, runs what is entered, shows what comes back, completes. */
export class Conversation {
  readonly #terminal: Terminal;
  readonly #lab: Lab;
  readonly #editor: LineEditor;
  readonly #screen = new InputScreen();
  #prompt = "";
  /** Input waits here while a question is out to the worker. */
  #ahead: EditCommand[] = [];
  #state: "reading" | "asking" | "running" = "asking";

  constructor(terminal: Terminal, lab: Lab) {
    this.#terminal = terminal;
    this.#lab = lab;
    this.#editor = new LineEditor(lab.history);
    terminal.onData((data) => {
      // While a command runs, what is typed is for it.
      if (this.#state === "running") this.#lab.backend.type(withoutBrackets(data));
      else this.#receive(decodeKeys(data));
    });
  }

  /** Draws what was there before, and the first prompt. */
  async start(): Promise<void> {
    const { screen } = this.#lab;
    if (screen) await this.#write(`${screen}\r\n`);
    await this.#write("\x1b[?2004h");
    this.#prompt = this.#lab.engine.prompt.value;
    await this.#begin();
  }

  /** Types a line for the learner, in sight, and runs it. */
  type(line: string): void {
    this.#terminal.focus();
    this.#receive([{ kind: "kill-to-start" }, { kind: "kill-to-end" }, { kind: "insert", text: line }, { kind: "enter" }]);
  }

  /** The window has another size: what is being edited wraps anew, what runs is told. */
  redraw(): void {
    if (this.#state === "running") this.#lab.backend.resize(this.#terminal.cols, this.#terminal.rows);
    if (this.#state === "reading") this.#draw();
  }

  /** The last row of the buffer above the line that is being edited; `undefined` while a command runs. */
  get lastRowAbove(): number | undefined {
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return this.#state === "running" ? undefined : baseY + cursorY - this.#screen.row - 1;
  }

  #receive(commands: readonly EditCommand[]): void {
    if (this.#state === "reading") {
      void this.#feed(commands);
      return;
    }
    for (const command of commands) {
      if (command.kind === "interrupt") this.#ahead = [];
      else this.#ahead.push(command);
    }
  }

  async #feed(commands: readonly EditCommand[]): Promise<void> {
    const { effects, rest } = this.#editor.feed(commands);
    for (const effect of effects) {
      if (effect.kind === "submit" || effect.kind === "complete") {
        this.#state = "asking";
        this.#draw();
        this.#ahead = [...rest, ...this.#ahead];
        await (effect.kind === "submit" ? this.#submit(effect.line) : this.#complete(effect.again));
        return this.#goOn();
      }
      await this.#act(effect);
    }
    this.#draw();
  }

  /** Takes up what was typed meanwhile. */
  async #goOn(): Promise<void> {
    this.#state = "reading";
    const ahead = this.#ahead;
    this.#ahead = [];
    if (ahead.length > 0) await this.#feed(ahead);
    else this.#draw();
  }

  async #act(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case "interrupt":
        await this.#leave("^C");
        this.#editor.set("");
        return this.#begin();
      case "eof":
        this.#lab.notices.say("exit would end the shell; the lab's shell stays open as long as the page.");
        return;
      case "clear":
        await this.#write("\x1b[H\x1b[2J");
        this.#screen.begin();
        return;
      case "bell":
        return;
    }
  }

  async #submit(line: string): Promise<void> {
    if (this.#lab.readOnly.value) {
      await this.#leave();
      await this.#write("This lesson is open in another tab; this one only looks. “Work here instead” is above the editor.\r\n");
      this.#editor.set("");
      return this.#begin();
    }
    try {
      if (await this.#lab.backend.isIncomplete(line)) {
        this.#editor.continueLine();
        return;
      }
      await this.#leave();
      this.#editor.accept();
      this.#lab.history = this.#editor.history.lines;
      if (line.trim()) await this.#run(line);
    } catch (error) {
      await this.#write(`\r\n\x1b[31mlab: ${wordsOf(error)}\x1b[0m\r\n`);
    }
    await this.#begin();
  }

  async #run(line: string): Promise<void> {
    this.#state = "running";
    const { columns, rows } = { columns: this.#terminal.cols, rows: this.#terminal.rows };
    const builds = this.#lab.builds.peek().length;
    const shown = screenText();
    const running = this.#lab.exec({ line, columns, rows, output: (text) => this.#write(shown(text)) });
    this.#lab.backend.type(encodeKeys(this.#ahead.splice(0)));
    const { prompt, exitCode, typedAhead } = await running;
    this.#state = "asking";
    this.#ahead.unshift(...decodeKeys(typedAhead));
    if (exitCode === 130 && this.#terminal.buffer.active.cursorX > 0) await this.#write("\r\n");
    await this.#explain(builds);
    this.#prompt = prompt;
    this.#lab.engine.prompt.value = prompt;
    this.#lab.keeper.touch("terminal");
  }

  /** A line of the lab's own below what docker printed. */
  async #explain(before: number): Promise<void> {
    const view = this.#lab.builds.peek().length > before ? this.#lab.builds.peek().at(-1) : undefined;
    const line = view && rerunLine(view);
    if (line) await this.#write(`${this.#terminal.buffer.active.cursorX > 0 ? "\r\n" : ""}\x1b[90m${line}\x1b[39m\r\n`);
  }

  async #complete(again: boolean): Promise<void> {
    const { from, to, candidates } = await this.#lab.backend
      .complete(this.#editor.text, this.#editor.cursor)
      .catch(() => ({ from: 0, to: 0, candidates: [] }));
    const [only] = candidates;
    if (!only) return;
    if (candidates.length === 1) {
      const closed = only.kind === "directory" || only.text.endsWith("=") || only.text.endsWith("/");
      this.#editor.replace(from, to, closed ? only.text : `${only.text} `);
      return;
    }
    const common = commonPrefix(candidates.map(({ text }) => text));
    if (common.length > to - from) {
      this.#editor.replace(from, to, common);
      return;
    }
    if (!again) return;
    const drawing = this.#drawing();
    await this.#write(this.#screen.leave(drawing, this.#terminal.cols));
    await this.#write(columnsOf(candidates, this.#terminal.cols));
    this.#screen.begin();
  }

  async #begin(): Promise<void> {
    // Output without a line end at its end leaves the cursor where it is; the prompt follows it, as in any shell.
    this.#screen.begin(this.#terminal.buffer.active.cursorX % this.#terminal.cols);
    this.#state = "reading";
    this.#draw();
  }

  #drawing() {
    return { prompt: this.#editor.searchPrompt ?? coloured(this.#prompt), text: this.#editor.text, cursor: this.#editor.cursor };
  }

  #draw(): void {
    this.#terminal.write(this.#screen.draw(this.#drawing(), this.#terminal.cols));
  }

  #leave(mark = ""): Promise<void> {
    const drawing = this.#drawing();
    return this.#write(this.#screen.leave({ ...drawing, text: drawing.text + mark }, this.#terminal.cols));
  }

  /** Resolves when the terminal has drawn it. */
  #write(text: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(text, resolve));
  }
}

/** The prompt in the quiet colour of the terminal. */
function coloured(prompt: string): string {
  return `\x1b[90m${prompt.trimEnd()}\x1b[39m${prompt.endsWith(" ") ? " " : ""}`;
}

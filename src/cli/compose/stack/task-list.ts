/** Progress on a terminal: one line a task, drawn again over itself ten times a second (spec compose §6.2). */
import type { DockerContext } from "../../context.ts";
import { type EventKind, dryRunPrefix, kindOf, type Progress, type ProgressOptions } from "./progress.ts";

interface Task {
  status: string;
  text: string;
  kind: EventKind;
  readonly parent: string;
  readonly begun: number;
  ended: number | undefined;
}

/** Milliseconds: simulated ones between drawings that events cause, real ones between those that show time pass. */
const interval = 100;
const blue = "\u001b[34m";
const cyan = "\u001b[36m";
const reset = "\u001b[0m";
const colours: Readonly<Record<EventKind, string>> = { working: "", done: "\u001b[32m", warning: "\u001b[33;1m", error: "\u001b[31;1m" };
const marks: Readonly<Record<EventKind, string>> = {
  working: "",
  done: "\u001b[32m✔\u001b[0m",
  warning: "\u001b[33;1m!\u001b[0m",
  error: "\u001b[31;1m✘\u001b[0m",
};
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

export class TaskList implements Progress {
  readonly #context: DockerContext;
  readonly #options: ProgressOptions;
  readonly #tasks = new Map<string, Task>();
  readonly #tails: string[] = [];
  #lines = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #frames = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(context: DockerContext, options: ProgressOptions) {
    this.#context = context;
    this.#options = options;
  }

  event(id: string, status: string, kind: EventKind = kindOf(status), text = "", parent = ""): void {
    const now = this.#context.clock.now();
    const before = this.#tasks.get(id);
    // What is over at once is drawn once.
    if (this.#tasks.size === 0) this.#drawnAt = now;
    const ended = kind === "working" ? undefined : now;
    this.#tasks.set(id, { status, text, kind, parent, begun: before?.begun ?? now, ended });
    this.#timer ??= setInterval(() => this.#draw(), interval);
    if (now - this.#drawnAt >= interval) this.#draw();
  }

  tail(message: string): void {
    this.#tails.push(`${this.#options.dryRun ? `${dryRunPrefix}${message}`.trim() : message}\n`);
  }

  part(): Progress {
    return new TaskList(this.#context, this.#options);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#tasks.size > 0) this.#draw();
    this.#context.stderr(this.#tails.splice(0).join(""));
    this.#tasks.clear();
    this.#lines = 0;
  }

  #draw(): void {
    this.#drawnAt = this.#context.clock.now();
    const { columns = 80, rows = 24 } = this.#context.terminal ?? {};
    const tasks = this.#ordered();
    const done = tasks.filter(([, { kind }]) => kind !== "working").length;
    const head = `[+] ${this.#options.title} ${done}/${tasks.length}`;
    const width = Math.max(...tasks.map(([id, { text, parent }]) => id.length + 1 + text.length - (parent ? 2 : 0)));
    const up = "\u001b[1A".repeat(this.#lines + 1) + (this.#frames === 0 ? "\u001b[1B" : "");
    // Where not all have room, parts are left out.
    const chosen = tasks.length > rows - 2 ? tasks.filter(([, { parent }]) => parent === "") : tasks;
    const shown = chosen.map(([id, task]) => `${this.#row(id, task, width, columns)}\n`);
    const blank = `${" ".repeat(columns)}\n`.repeat(Math.max(0, this.#lines - shown.length));
    const title = this.#lines > 0 && done === this.#lines ? `${blue}${head}${reset}` : head;
    this.#context.stderr(`${up}\u001b[0G\u001b[?25l${title}\n${shown.join("")}${blank}\u001b[?25h`);
    this.#lines = Math.max(this.#lines, shown.length);
    this.#frames++;
  }

  /** Parts below what they are parts of. */
  #ordered(): [string, Task][] {
    const all = [...this.#tasks];
    return all.filter(([, { parent }]) => parent === "").flatMap((task) => [task, ...all.filter(([, { parent }]) => parent === task[0])]);
  }

  #row(id: string, { text, status, kind, parent, begun, ended }: Task, width: number, columns: number): string {
    const seconds = `${(((ended ?? this.#context.clock.now()) - begun) / 1000).toFixed(1)}s `;
    const what = `${id} ${text}`;
    const room = columns - what.length - width - 15;
    const word = room > 0 && status.length > room ? `${status.slice(0, room)}...` : status;
    const prefix = this.#options.dryRun ? dryRunPrefix : "";
    const mark = kind === "working" ? `\u001b[33m${spinner[this.#frames % spinner.length]}${reset}` : marks[kind];
    const pad = parent === "" ? "" : "  ";
    const gap = columns - `${pad} x${prefix} ${what.padEnd(width)} ${word}`.length - seconds.length;
    const coloured = colours[kind] === "" ? word : `${colours[kind]}${word}${reset}`;
    const said = prefix === "" ? "" : `${cyan}${prefix}${reset}`;
    return `${pad} ${mark}${said} ${what.padEnd(width)} ${coloured}${" ".repeat(Math.max(0, gap))}${blue}${seconds}${reset}`;
  }
}

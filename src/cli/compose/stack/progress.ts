/** What Compose tells while it works: one line an event, or a list that is kept up to date (spec compose §6). */
import type { DockerContext } from "../../context.ts";

export type EventKind = "working" | "done" | "warning" | "error";

export interface Progress {
  /** `id` is `Container shop-web-1`; `text` a word such as `Creating`. */
  event(id: string, text: string, kind?: EventKind, details?: string): void;
  /** What was shown last stays. */
  end(): void;
}

/** Tells nothing. */
export const silentProgress: Progress = { event: () => {}, end: () => {} };

/** For standard error: a list that is redrawn where it is a terminal, plain lines elsewhere. */
export function openProgress(context: DockerContext, mode: string): Progress {
  if (mode === "quiet") return silentProgress;
  if (mode === "json") return json(context);
  return context.terminal && mode !== "plain" ? new TaskList(context) : plain(context);
}

function plain(context: DockerContext): Progress {
  return {
    event: (id, text, _kind, details) => context.stderr(` ${id}  ${text}${details ? `  ${details}` : ""}\n`),
    end: () => {},
  };
}

function json(context: DockerContext): Progress {
  const words = { working: "Working", done: "Done", warning: "Warning", error: "Error" };
  return {
    event: (id, text, kind = kindOf(text), details) =>
      context.stderr(`${JSON.stringify({ id, status: words[kind], text, ...(details ? { details } : {}) })}\n`),
    end: () => {},
  };
}

interface Task {
  text: string;
  kind: EventKind;
  details: string;
  readonly begun: number;
  ended: number | undefined;
}

const colours: Readonly<Record<EventKind, string>> = { working: "", done: "\u001b[32m", warning: "\u001b[33;1m", error: "\u001b[31;1m" };
const marks: Readonly<Record<EventKind, string>> = {
  working: "\u001b[33m⠿\u001b[0m",
  done: "\u001b[32m✔\u001b[0m",
  warning: "\u001b[33;1m!\u001b[0m",
  error: "\u001b[31;1m✘\u001b[0m",
};

class TaskList implements Progress {
  readonly #context: DockerContext;
  readonly #tasks = new Map<string, Task>();
  #drawn = 0;

  constructor(context: DockerContext) {
    this.#context = context;
  }

  event(id: string, text: string, kind: EventKind = kindOf(text), details = ""): void {
    const now = this.#context.clock.now();
    const before = this.#tasks.get(id);
    const ended = kind === "working" ? undefined : now;
    this.#tasks.set(id, { text, kind, details, begun: before?.begun ?? now, ended });
    this.#draw();
  }

  end(): void {
    this.#drawn = 0;
    this.#tasks.clear();
  }

  #draw(): void {
    const { columns = 80 } = this.#context.terminal ?? {};
    const tasks = [...this.#tasks];
    const done = tasks.filter(([, { kind }]) => kind !== "working").length;
    const head = `[+] Running ${done}/${tasks.length}`;
    const width = Math.max(...tasks.map(([id]) => id.length));
    const rows = tasks.map(([id, task]) => this.#row(id.padEnd(width), task, columns));
    const up = this.#drawn > 0 ? `\u001b[${this.#drawn}A` : "";
    const colour = done === tasks.length ? `\u001b[34m${head}\u001b[0m` : head;
    this.#context.stderr(`\u001b[?25l${up}\u001b[0G${[colour, ...rows].map((row) => `${row}\u001b[K\n`).join("")}\u001b[?25h`);
    this.#drawn = rows.length + 1;
  }

  #row(id: string, { text, kind, details, begun, ended }: Task, columns: number): string {
    const seconds = `${(((ended ?? this.#context.clock.now()) - begun) / 1000).toFixed(1)}s`;
    const plainText = ` x ${id}  ${text}${details ? ` ${details}` : ""}`;
    const gap = " ".repeat(Math.max(1, columns - plainText.length - seconds.length - 1));
    const word = colours[kind] === "" ? text : `${colours[kind]}${text}\u001b[0m`;
    return ` ${marks[kind]} ${id}  ${word}${details ? ` ${details}` : ""}${gap}\u001b[34m${seconds}\u001b[0m `;
  }
}

/** Words that end in "ing" are still going on. */
function kindOf(text: string): EventKind {
  if (text === "Running") return "done";
  if (text.startsWith("Error")) return "error";
  return text.endsWith("ing") || text === "Recreate" ? "working" : "done";
}

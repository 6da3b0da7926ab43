/** The server's log: what it writes itself, and what PostgreSQL's code wrote about a statement, each line with time and pid. */
import type { Process } from "../../program.ts";

/** `2025-06-10 12:00:00.123 UTC` */
function stamp(now: number): string {
  return `${new Date(now).toISOString().replace("T", " ").slice(0, 23)} UTC`;
}

/** A line, as `log_line_prefix = '%m [%p] '` has it. Lines after the first begin with a tab. */
export function logLine(process: Pick<Process, "clock" | "pid" | "stderr">, level: string, text: string): void {
  process.stderr(`${stamp(process.clock.now())} [${process.pid}] ${level}:  ${text.replaceAll("\n", "\n\t")}\n`);
}

const kept = new Set(["LOG", "WARNING", "ERROR", "FATAL", "PANIC"]);
const about = new Set(["DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY"]);

/** Whether a warning is PGlite's own, about itself. */
export function isOwn(text: string): boolean {
  return text.startsWith("# ") || text.includes("OpenPipeStream");
}

/** Takes the lines that PGlite writes, and passes on those that a server at its usual settings would write. */
export class LogFilter {
  readonly #write: (level: string, text: string) => void;
  #showing = false;

  constructor(write: (level: string, text: string) => void) {
    this.#write = write;
  }

  take(line: string): void {
    const match = /^\S+ \S+ \S+ \[\d+\] ([A-Z]+): {2}(.*)$/.exec(line);
    if (!match) {
      if (this.#showing && line.startsWith("\t")) this.#write("", line);
      return;
    }
    const [, level = "", text = ""] = match;
    if (about.has(level)) {
      if (this.#showing) this.#write(level, text);
    } else {
      // A single-user server tells whoever sits there how the last one ended; a server writes it to its log.
      const ended = level === "NOTICE" && text.startsWith("database system was ");
      this.#showing = (kept.has(level) || ended) && !isOwn(text);
      // Before it knows its time zone it says GMT.
      if (this.#showing) this.#write(ended ? "LOG" : level, text.replace(/ GMT$/, " UTC"));
    }
  }
}

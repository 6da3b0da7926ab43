/** What Compose tells while it works: one line an event, or a list that is kept up to date (spec compose §6). */
import { CliError } from "../../errors.ts";

export type EventKind = "working" | "done" | "warning" | "error";

export interface Progress {
  /**
   * `id` is `Container shop-web-1`; `status` a word such as `Creating`. Commands that are about other things than containers
   * tell what they do in `text`, which stands before the status. `parent` is the id that this is a part of.
   */
  event(id: string, status: string, kind?: EventKind, text?: string, parent?: string): void;
  /** A line below everything else, at the end. */
  tail(message: string): void;
  /** A list of its own for a part of the work, to be ended before this one goes on. */
  part(): Progress;
  /** What was shown last stays. */
  end(): void;
}

export interface ProgressOptions {
  /** `--progress`, COMPOSE_PROGRESS. */
  readonly mode: string;
  /** What is going on, for the head of the list: `Running`. */
  readonly title: string;
  /** Nothing is really done, and every line says so. */
  readonly dryRun: boolean;
}

/** Tells nothing. */
export const silentProgress: Progress = { event: () => {}, tail: () => {}, part: () => silentProgress, end: () => {} };

export const dryRunPrefix = " DRY-RUN MODE - ";

/** How progress is shown, from the flags and variables of `docker compose`. Throws `CliError` for a mode that is none. */
export function progressMode(asked: string, ansi: string): string {
  if (asked === "" || asked === "auto") return ansi === "never" ? "plain" : ansi === "always" ? "tty" : "auto";
  if (asked === "tty" && ansi === "never") throw new CliError("can't use --progress tty while ANSI support is disabled");
  if (asked === "plain" && ansi === "always") throw new CliError("can't use --progress plain while ANSI support is forced");
  if (asked === "none") return "quiet";
  if (!["tty", "plain", "quiet", "json"].includes(asked)) throw new CliError(`unsupported --progress value ${JSON.stringify(asked)}`);
  return asked;
}

/** Words that end in "ing" are still going on. */
export function kindOf(status: string): EventKind {
  if (status === "Running") return "done";
  if (status.startsWith("Error")) return "error";
  return status.endsWith("ing") || status === "Recreate" ? "working" : "done";
}

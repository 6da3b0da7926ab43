/** Where progress goes, and in which of its forms. */
import type { DockerContext } from "../../context.ts";
import { dryRunPrefix, type Progress, type ProgressOptions, silentProgress } from "./progress.ts";
import { TaskList } from "./task-list.ts";

/** Progress on standard error: a list that is redrawn where it is a terminal, plain lines elsewhere. */
export function openProgress(context: DockerContext, options: ProgressOptions): Progress {
  const { mode, dryRun } = options;
  if (mode === "quiet") return silentProgress;
  if (mode === "json") return json(context, dryRun);
  if (mode === "tty" || (mode === "auto" && context.terminal)) return new TaskList(context, options);
  return plainProgress(context, dryRun);
}

/** One line an event. */
export function plainProgress(context: DockerContext, dryRun: boolean): Progress {
  const prefix = dryRun ? dryRunPrefix : "";
  const own: Progress = {
    event: (id, status, _kind, text = "") => context.stderr(`${prefix} ${id} ${text} ${status}\n`),
    tail: (message) => context.stderr(`${prefix}${message}\n`),
    part: () => own,
    end: () => {},
  };
  return own;
}

function json(context: DockerContext, dryRun: boolean): Progress {
  const print = (message: Readonly<Record<string, unknown>>): void =>
    context.stderr(`${JSON.stringify({ ...(dryRun ? { "dry-run": true } : {}), ...message })}\n`);
  const own: Progress = {
    event: (id, status, _kind, text = "", parent = "") =>
      print({ id, ...(parent && { parent_id: parent }), ...(text && { text }), ...(status && { status }) }),
    tail: (message) => print({ tail: true, text: message }),
    part: () => own,
    end: () => {},
  };
  return own;
}

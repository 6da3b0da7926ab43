/**
 * `--progress=plain` (spec §2.3): one block per vertex, finished blocks first, others held back while one is open.
 * Events are gathered for a tenth of a second of simulated time and then printed together, as BuildKit does.
 */
import type { BuildEvent } from "../../engine/api.ts";
import { goFixed, progressSize } from "../format/units.ts";
import type { Display } from "./display.ts";
import type { Status, Traced } from "./trace.ts";
import { errorFrames, isCompleted, isStarted, Trace, warningText } from "./trace.ts";

const batch = 100;
/** A block stays open at least this long before a busier one may take over, ms. */
const antiFlicker = 5_000;
/** Nothing stays hidden longer, ms. */
const maxHidden = 10_000;

export class PlainDisplay implements Display {
  readonly #print: (text: string) => void;
  readonly #trace = new Trace();
  readonly #news = new Set<Traced>();
  #nextIndex = 1;
  #open: Traced | undefined;
  #printedBefore = true;
  #due = 0;

  /** Starts with the line that names the builder, unless `head` is another. */
  constructor(print: (text: string) => void, head = '#0 building with "default" instance using docker driver\n') {
    this.#print = print;
    print(head);
    this.#printedBefore = head !== "";
  }

  event(event: BuildEvent, now: number): void {
    if (this.#news.size > 0 && now > this.#due) this.#flush(this.#due);
    const traced = this.#trace.update(event, now);
    if (!traced || !isStarted(traced)) return;
    if (this.#news.size === 0) this.#due = now + batch;
    this.#news.add(traced);
  }

  tick(now: number): void {
    if (this.#news.size > 0 && now > this.#due) this.#flush(this.#due);
  }

  finish(now: number): void {
    this.#flush(now);
    this.#print(errorFrames(this.#trace));
  }

  #flush(now: number): void {
    const news = [...this.#news].sort((a, b) => this.#rank(a) - this.#rank(b));
    this.#news.clear();
    const completed = news.filter(isCompleted);
    const rest = new Set(news.filter((traced) => !isCompleted(traced)));
    const open = this.#open;

    if (open && completed.includes(open)) this.#block(open, now);
    for (const traced of completed) if (traced !== open) this.#block(traced, now);

    if (rest.size === 0) {
      if (open && !isCompleted(open)) return;
      const running = this.#trace.started.find((traced) => !isCompleted(traced));
      if (running && !this.#open) this.#block(running, now);
      return;
    }
    if (open && rest.has(open)) this.#block(open, now);
    if (open && !isCompleted(open)) rest.add(open);
    this.#choose(rest, open, now);
  }

  /** Which of the running vertices gets the open block. */
  #choose(running: ReadonlySet<Traced>, open: Traced | undefined, now: number): void {
    const hidden = (traced: Traced): number => now - traced.blockStart;
    const speed = (traced: Traced): number => traced.count / Math.max(1, hidden(traced));
    const overdue = [...running].find((traced) => traced !== open && hidden(traced) > maxHidden);
    const busiest = overdue ?? [...running].reduce((best, traced) => (speed(traced) > speed(best) ? traced : best));
    if (!open || isCompleted(open)) {
      this.#block(busiest, now);
      return;
    }
    if (overdue) {
      this.#block(overdue, now);
      return;
    }
    const total = [...running].reduce((sum, traced) => sum + speed(traced), 0);
    const share = total === 0 ? 1 : speed(open) / total;
    if (share < 1 && antiFlicker / (1 - share) < hidden(open)) this.#block(busiest, now);
  }

  #rank(traced: Traced): number {
    return this.#trace.started.indexOf(traced);
  }

  /** Prints what is new about a vertex, under its own header when it was not the open one. */
  #block(traced: Traced, now: number): void {
    const { vertex } = traced;
    if (traced.index === 0) traced.index = this.#nextIndex++;
    const number = `#${traced.index}`;
    let text = "";
    if (traced !== this.#open) {
      if (this.#open) {
        text += `#${this.#open.index} ...\n`;
        this.#open.blockStart = now;
        this.#open.count = 0;
      }
      text += `${this.#printedBefore ? "\n" : ""}${number} ${vertex.name}\n`;
      this.#printedBefore = true;
    }
    let hasOpenStatus = false;
    for (const id of traced.freshStatuses) {
      const status = traced.statuses.get(id) as Status;
      if (status.completed === undefined) hasOpenStatus = true;
      text += `${number} ${statusText(status, now)}\n`;
    }
    for (const warning of traced.freshWarnings) text += `${number} WARN: ${warningText(warning)}\n`;
    for (const line of traced.freshLines) text += `${number} ${line}\n`;
    traced.freshStatuses.clear();
    traced.freshWarnings.length = 0;
    traced.freshLines.length = 0;
    this.#open = traced;
    if (isCompleted(traced) && !hasOpenStatus) {
      this.#open = undefined;
      text += `${number} ${ending(traced)}\n`;
    }
    this.#print(text);
  }
}

function ending({ vertex }: Traced): string {
  if (vertex.canceled) return "CANCELED";
  if (vertex.error !== undefined) return `ERROR: ${vertex.error}`;
  if (vertex.cached) return "CACHED";
  return `DONE ${goFixed(((vertex.completed ?? 0) - (vertex.started ?? 0)) / 1000, 1)}s`;
}

/** `transferring context: 26B 0.1s done`. */
function statusText(status: Status, now: number): string {
  const size = status.total
    ? ` ${progressSize(status.current)} / ${progressSize(status.total)}`
    : status.current
      ? ` ${progressSize(status.current)}`
      : "";
  const seconds = ((status.completed ?? now) - status.started) / 1000;
  return `${status.id}${size}${seconds > 0.01 ? ` ${goFixed(seconds, 1)}s` : ""}${status.completed === undefined ? "" : " done"}`;
}

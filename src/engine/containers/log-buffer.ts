import { Backlog } from "../events/backlog.ts";
import type { LogOptions, StreamChunk, StreamName } from "../api.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";

/** Characters a container's log holds in the lab; the oldest lines go first. */
export const logLimit = 1024 * 1024;

interface LogLine {
  readonly stream: StreamName;
  /** Nanoseconds since the epoch. */
  readonly time: number;
  /** With its newline, but for a last one that has none. */
  readonly text: string;
}

/** What a container has printed, line by line, with the time of each; bounded, and it says so. */
export class LogBuffer {
  readonly #now: () => number;
  readonly #limit: number;
  #lines: LogLine[] = [];
  /** Where the first line that is kept stands in `#lines`. */
  #first = 0;
  #held = 0;
  #lost = 0;
  readonly #partial: Record<StreamName, string> = { stdout: "", stderr: "" };
  readonly #listeners = new Set<(line: LogLine) => void>();
  #lastTime = 0;

  constructor(now: () => number, limit = logLimit) {
    this.#now = now;
    this.#limit = limit;
  }

  write(stream: StreamName, text: string): void {
    const whole = this.#partial[stream] + text;
    const end = whole.lastIndexOf("\n") + 1;
    this.#partial[stream] = whole.slice(end);
    for (const line of whole.slice(0, end).match(/[^\n]*\n/g) ?? []) this.#add(stream, line);
    // As the json-file driver: what is longer than its buffer is written without waiting for the newline.
    if (this.#partial[stream].length > 16_384) this.flush();
  }

  /** The container ended: what has no newline yet is a line all the same. */
  flush(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      const rest = this.#partial[stream];
      this.#partial[stream] = "";
      if (rest !== "") this.#add(stream, rest);
    }
  }

  #add(stream: StreamName, text: string): void {
    const time = Math.max(Math.round(this.#now() * 1e6), this.#lastTime + 1);
    this.#lastTime = time;
    const line: LogLine = { stream, time, text };
    this.#lines.push(line);
    this.#held += text.length;
    while (this.#held > this.#limit && this.#first < this.#lines.length - 1) {
      this.#held -= (this.#lines[this.#first++] as LogLine).text.length;
      this.#lost++;
    }
    if (this.#first > 4096 && this.#first > this.#lines.length / 2) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
    for (const listener of [...this.#listeners]) listener(line);
  }

  /** How many lines are gone. */
  get lost(): number {
    return this.#lost;
  }

  #kept(): LogLine[] {
    return this.#lines.slice(this.#first);
  }

  /**
   * The lines that are asked for, then, when followed, those to come until `ended` resolves or the signal aborts.
   */
  async *read(options: LogOptions, ended: Promise<unknown>): AsyncGenerator<StreamChunk> {
    const { stdout = true, stderr = true, timestamps, details, since, until, tail, follow, signal } = options;
    /** The first line that comes after `until` ends it, followed or not. */
    const tooLate = ({ time }: LogLine): boolean => until !== undefined && time > until * 1e6;
    const wanted = (line: LogLine): boolean =>
      (line.stream === "stdout" ? stdout : stderr) && (since === undefined || line.time >= since * 1e6) && !tooLate(line);
    const show = ({ stream, time, text }: LogLine): StreamChunk => ({
      stream,
      text: `${timestamps ? `${stamp(time)} ` : ""}${details ? " " : ""}${text}`,
    });
    const before = this.#kept().filter(wanted);
    if (tail !== undefined) before.splice(0, before.length - Math.min(tail, before.length));
    const gone = (lines: number): StreamChunk => ({
      stream: "stderr",
      text: `drydock: the lab keeps the last ${this.#limit / 1024 / 1024} MB of a container's log; ${lines} earlier lines are gone\n`,
    });
    const waiting = new Backlog<LogLine>(this.#limit, ({ text }) => text.length);
    for (const line of before) waiting.push(line);
    if (this.#lost > 0 && stderr && (tail === undefined || tail > this.#lines.length - this.#first)) yield gone(this.#lost);
    let open = follow === true && !this.#kept().some(tooLate);
    const news = new WaitQueue();
    const stop = (): void => {
      open = false;
      news.wakeAll();
    };
    const listener = (line: LogLine): void => {
      if (wanted(line)) waiting.push(line);
      if (tooLate(line)) stop();
      else news.wakeAll();
    };
    if (open) {
      this.#listeners.add(listener);
      void ended.then(stop);
      signal?.addEventListener("abort", stop, { once: true });
      if (signal?.aborted) stop();
    }
    try {
      for (;;) {
        const missed = waiting.takeLost();
        if (missed > 0 && stderr) yield gone(missed);
        const line = waiting.next();
        if (line) yield show(line);
        else if (!open) return;
        else await news.wait();
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener("abort", stop);
    }
  }

  save(): { readonly lines: readonly LogLine[]; readonly lost: number } {
    return { lines: this.#kept(), lost: this.#lost };
  }
  restore(saved: { readonly lines: readonly LogLine[]; readonly lost: number }): void {
    this.#lines = [...saved.lines];
    this.#first = 0;
    this.#held = saved.lines.reduce((sum, { text }) => sum + text.length, 0);
    this.#lost = saved.lost;
    this.#lastTime = saved.lines.at(-1)?.time ?? 0;
  }
}

/** RFC 3339 with nine decimals. */
export function stamp(nanos: number): string {
  const seconds = Math.floor(nanos / 1e9);
  const rest = String(Math.floor(nanos - seconds * 1e9)).padStart(9, "0");
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

import { Backlog } from "../events/backlog.ts";
import type { LogOptions, StreamChunk, StreamName } from "../api.ts";
import { WaitQueue } from "../kernel/wait-queue.ts";
import { type LogSettings, plainLog } from "./log-settings.ts";

/** Characters a container's log holds in the lab; the oldest lines go first. */
export const logLimit = 1024 * 1024;

export interface LogLine {
  readonly stream: StreamName;
  /** Nanoseconds since the epoch. */
  readonly time: number;
  /** With its newline, but for a last one that has none. */
  readonly text: string;
}

const encoder = new TextEncoder();

/** What a container has printed, line by line, with the time of each; bounded, and it says so. */
export class LogBuffer {
  readonly #now: () => number;
  readonly #limit: number;
  #lines: LogLine[] = [];
  /** Where the first line that is kept stands in `#lines`. */
  #first = 0;
  #held = 0;
  #lost = 0;
  readonly #settings: LogSettings;
  /** How many of the kept lines are in each of the driver's files, the oldest first. */
  #files = [0];
  /** Bytes in the newest file. */
  #filled = 0;
  readonly #partial: Record<StreamName, string> = { stdout: "", stderr: "" };
  readonly #listeners = new Set<(line: LogLine) => void>();
  #lastTime = 0;

  constructor(now: () => number, { limit = logLimit, settings = plainLog }: { limit?: number; settings?: LogSettings } = {}) {
    this.#now = now;
    this.#limit = limit;
    this.#settings = settings;
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
    this.#keep(line);
    while (this.#held > this.#limit && this.#first < this.#lines.length - 1) {
      this.#drop(1);
      this.#lost++;
    }
    for (const listener of [...this.#listeners]) listener(line);
  }

  /** As the driver's files take it: one that is full is closed, and the oldest goes when there are too many. */
  #keep(line: LogLine): void {
    const { fileSize = Number.POSITIVE_INFINITY, files } = this.#settings;
    if (this.#filled >= fileSize) {
      this.#filled = 0;
      this.#files.push(0);
      if (this.#files.length > files) this.#drop(this.#files[0] as number, true);
    }
    this.#lines.push(line);
    this.#held += line.text.length;
    this.#files[this.#files.length - 1] = (this.#files.at(-1) as number) + 1;
    if (Number.isFinite(fileSize)) this.#filled += recordSize(line, this.#settings);
  }

  /** Forgets the oldest lines, with the file they were in when that is gone. */
  #drop(count: number, file = false): void {
    for (const { text } of this.#lines.slice(this.#first, this.#first + count)) this.#held -= text.length;
    this.#first += count;
    if (file || this.#files[0] === count) this.#files.shift();
    else this.#files[0] = (this.#files[0] as number) - count;
    if (this.#files.length === 0) this.#files.push(0);
    if (this.#first > 4096 && this.#first > this.#lines.length / 2) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
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
    const beside = details ? `${this.#attributeText()} ` : "";
    const show = ({ stream, time, text }: LogLine): StreamChunk => ({
      stream,
      text: `${timestamps ? `${stamp(time)} ` : ""}${beside}${text}`,
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

  #attributeText(): string {
    return Object.entries(this.#settings.attributes)
      .map((pair) => pair.map((word) => encodeURIComponent(word).replaceAll("%20", "+")).join("="))
      .join(",");
  }

  /** The log as the json-file driver writes it. */
  jsonText(): string {
    return this.#kept()
      .map((line) => jsonRecord(line, this.#settings.attributes))
      .join("");
  }

  save(): { readonly lines: readonly LogLine[]; readonly lost: number } {
    return { lines: this.#kept(), lost: this.#lost };
  }
  restore(saved: { readonly lines: readonly LogLine[]; readonly lost: number }): void {
    this.#lines = [];
    this.#first = 0;
    this.#held = 0;
    this.#files = [0];
    this.#filled = 0;
    for (const line of saved.lines) this.#keep(line);
    this.#lost = saved.lost;
    this.#lastTime = saved.lines.at(-1)?.time ?? 0;
  }
}

function jsonRecord({ stream, time, text }: LogLine, attrs: LogSettings["attributes"]): string {
  return `${JSON.stringify({ log: text, stream, ...(Object.keys(attrs).length > 0 && { attrs }), time: stamp(time) })}\n`;
}

/** Bytes a line takes in the driver's file. */
function recordSize(line: LogLine, { driver, attributes }: LogSettings): number {
  // The local driver's records have a length before and after them, and name the stream, the time and the line.
  const bytes = driver === "local" ? line.text.replace(/\n$/, "") : jsonRecord(line, attributes);
  return encoder.encode(bytes).length + (driver === "local" ? 28 : 0);
}

/** RFC 3339 with nine decimals. */
export function stamp(nanos: number): string {
  const seconds = Math.floor(nanos / 1e9);
  const rest = String(Math.floor(nanos - seconds * 1e9)).padStart(9, "0");
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

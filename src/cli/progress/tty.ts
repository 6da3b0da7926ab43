/**
 * `--progress=tty` (spec §2.5): all steps as one block of lines, drawn again over itself about ten times a second.
 * The bytes are those of BuildKit: cursor up, blue for done, red for failed, yellow for canceled, faint for output.
 */
import type { BuildEvent } from "../../engine/api.ts";
import { goFixed } from "../format/units.ts";
import type { Display } from "./display.ts";
import type { Job } from "./jobs.ts";
import { fitHeight, isOpen, jobsOf } from "./jobs.ts";
import { lastRows, screenRows } from "./screen.ts";

import { errorFrames, isCompleted, Trace } from "./trace.ts";

/** Simulated milliseconds between drawings that events cause. */
const interval = 100;
/** Columns beside a step's output. */
const outputMargin = 10;
const mode = "docker:default";

const colors: Readonly<Partial<Record<Job["state"], string>>> = { done: "\x1b[34m", failed: "\x1b[31m", canceled: "\x1b[33m" };
const reset = "\x1b[0m";
const faint = "\x1b[2m";

export class TtyDisplay implements Display {
  readonly #print: (text: string) => void;
  readonly #columns: number;
  readonly #rows: number;
  readonly #trace = new Trace();
  #start: number | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #lines = 0;
  #repeated = false;

  constructor(print: (text: string) => void, size: { readonly columns: number; readonly rows: number }) {
    this.#print = print;
    this.#columns = size.columns;
    this.#rows = size.rows;
  }

  event(event: BuildEvent, now: number): void {
    this.#start ??= now;
    this.#trace.update(event, now);
    if (now - this.#drawn >= interval) this.#draw(now, false);
  }

  tick(now: number): void {
    if (this.#start !== undefined) this.#draw(now, false);
  }

  finish(now: number): void {
    if (this.#start !== undefined) this.#draw(now, true);
    this.#print(errorFrames(this.#trace, true));
  }

  #draw(now: number, last: boolean): void {
    this.#drawn = now;
    const width = this.#columns;
    const lines = [this.#header(now, last), ...this.#body(now, last)];
    let out = "\x1b[1A".repeat(this.#lines + 1) + (this.#repeated ? "" : "\x1b[1B");
    out += `\x1b[0G\x1b[?25l${lines.join("")}`;
    const count = lines.length - 1;
    const left = this.#lines - count;
    if (left > 0) out += `${`${" ".repeat(width)}\n`.repeat(left)}\x1b[${left}A\x1b[0G`;
    this.#print(`${out}\x1b[?25h`);
    this.#lines = count;
    this.#repeated = true;
  }

  #header(now: number, last: boolean): string {
    const all = [...this.#trace.byId.values()];
    const completed = all.filter(isCompleted).length;
    const finished = last && completed > 0 && completed === all.length ? "FINISHED" : "";
    const seconds = goFixed((now - (this.#start ?? now)) / 1000, 1);
    const left = `[+] Building ${seconds}s (${completed}/${all.length}) ${finished}`;
    return `${align(left, mode, this.#columns - 1).slice(0, this.#columns)}\n`;
  }

  #body(now: number, last: boolean): string[] {
    const all = jobsOf(this.#trace, now);
    const { outputs, hidden } = this.#chooseOutputs(all);
    const jobs = last ? all : fitHeight(all, this.#rows - 2 - hidden);
    return jobs.flatMap((job) => {
      const line = this.#line(job);
      return line === undefined ? [] : [line, ...(outputs.get(job) ?? [])];
    });
  }

  /** Which running steps show their output, the loudest first, as far as the screen has room. */
  #chooseOutputs(jobs: readonly Job[]): { outputs: Map<Job, string[]>; hidden: number } {
    const outputs = new Map<Job, string[]>();
    const loud = jobs
      .filter(({ traced, state }) => traced && traced.output !== "" && state === "running")
      .sort((a, b) => loudness(b) - loudness(a));
    let free = this.#rows - 2 - jobs.filter(isOpen).length;
    let hidden = 0;
    for (const job of loud) {
      if (free <= screenRows + 3) break;
      const width = Math.max(1, this.#columns - outputMargin);
      const rows = lastRows(job.traced?.output ?? "", width);
      outputs.set(
        job,
        rows.map((row) => `${faint} => => # ${row.padEnd(width)}\n${reset}`),
      );
      hidden += rows.length;
      if (job.traced) job.traced.shown++;
      free -= screenRows + 3;
    }
    return { outputs, hidden };
  }

  #line(job: Job): string | undefined {
    const seconds = job.duration / 1000;
    const timer = ` ${goFixed(seconds < 0.05 ? 0 : seconds, 1)}s\n`;
    const width = this.#columns;
    let room = width - " => ".length - timer.length - 1;
    const showsStatus = job.status !== "" && room + job.status.length > 20;
    if (showsStatus) room -= job.status.length + 1;
    if (room < 12) return undefined;
    const line = align(` => ${job.name.slice(0, room)}${showsStatus ? ` ${job.status}` : ""}`, timer, width);
    const color = colors[job.state];
    return color ? `${color}${line}${reset}` : line;
  }
}

/** Much output gets a step shown, and having been shown keeps it there. */
function loudness({ traced }: Job): number {
  return traced ? traced.bytes + 50 * traced.shown : 0;
}

/** `left` and `right` at the two edges. `right` may bring a newline. */
function align(left: string, right: string, width: number): string {
  return `${left.padEnd(width - right.length - 1)} ${right}`;
}

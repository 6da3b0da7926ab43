import type { BuildEvent } from "../../engine/api.ts";
import type { Clock } from "../../engine/clock.ts";
import type { BuildNews } from "../backend.ts";

/** Between two messages, in milliseconds: what happens within one frame is told together. */
const FRAME = 16;
/** Between two tellings of the time, when nothing else happens. */
const TICK = 100;

/** Tells the page what happens in a build, gathered frame by frame, and how its time goes on. */
export class Reporter {
  readonly #clock: Pick<Clock, "now">;
  readonly #tell: (news: BuildNews) => void;
  #events: BuildEvent[] = [];
  #last = 0;
  #frame: ReturnType<typeof setTimeout> | undefined;
  #ticks: ReturnType<typeof setInterval> | undefined;
  #builds = 0;

  constructor(clock: Pick<Clock, "now">, tell: (news: BuildNews) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  begin(): void {
    this.#builds++;
    this.#ticks ??= setInterval(() => this.#flush(), TICK);
  }

  take(event: BuildEvent): void {
    if (event.type !== "vertex") return;
    this.#events.push(event);
    // The first is told at once: a step that never lets go of the worker is still seen to run.
    if (performance.now() - this.#last >= FRAME) this.#flush();
    else this.#frame ??= setTimeout(() => this.#flush(), FRAME);
  }

  end(): void {
    if (this.#events.length > 0) this.#flush();
    if (--this.#builds > 0) return;
    clearInterval(this.#ticks);
    this.#ticks = undefined;
  }

  #flush(): void {
    clearTimeout(this.#frame);
    this.#frame = undefined;
    this.#last = performance.now();
    const events = this.#events;
    this.#events = [];
    this.#tell({ events, now: this.#clock.now() });
  }
}

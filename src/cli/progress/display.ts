/** What shows a build's progress while it runs. */
import type { BuildEvent } from "../../engine/api.ts";

export interface Display {
  /** One event, at the simulated time it happened. */
  event(event: BuildEvent, now: number): void;
  /** Called about ten times a second while the build runs. */
  tick(now: number): void;
  /** The build is over: prints what is left, and the frames of what failed. */
  finish(now: number): void;
}

/** Prints nothing (`--quiet`, `--progress=none`). */
export const silent: Display = { event() {}, tick() {}, finish() {} };

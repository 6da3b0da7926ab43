import type { ComponentChild } from "preact";

/** One picture at its largest, in states that follow one another. */
export interface BenchCase {
  /** `layers: 200 steps`: the picture, and how much of what. */
  readonly name: string;
  /** Pixels of room the picture has. 900 when left out. */
  readonly width?: number;
  /** Drawn in turn, again and again. Views are made beforehand: only the picture is measured. */
  readonly frames: readonly (() => ComponentChild)[];
}

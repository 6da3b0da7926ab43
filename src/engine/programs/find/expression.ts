/** What `find` makes of its command line: an expression over the files it comes by. */
import type { Node } from "../../filesystem/node.ts";

/** One file that find stands before. */
export interface Visit {
  /** As it is printed: the starting point as given, and the names below it. */
  readonly name: string;
  /** The starting point as given. */
  readonly start: string;
  /** Absolute. */
  readonly path: string;
  readonly node: Node;
  /** 0 for a starting point. */
  readonly depth: number;
  /** Set by `-prune`: nothing below it is looked at. */
  pruned: boolean;
}

/** Whether it holds of a file; actions do something and say whether that went well. */
export type Predicate = (visit: Visit) => boolean | Promise<boolean>;

/** Where find looks, how far, and in which order. */
export interface Settings {
  /** `-L` follows every link, `-H` those given as starting points. */
  follow: "never" | "given" | "always";
  minDepth: number;
  maxDepth: number;
  /** What a directory holds comes before the directory: `-depth`, `-delete`. */
  contentsFirst: boolean;
  /** `-xdev`: stays on the file system of the starting point. */
  oneFileSystem: boolean;
}

export interface Command {
  readonly starts: readonly string[];
  readonly settings: Settings;
  readonly expression: Predicate;
}

/** A command line that can't be read; the message is the flavour's. `usage`: busybox shows its usage below. */
export class FindError extends Error {
  readonly usage: boolean;
  constructor(message: string, usage = false) {
    super(message);
    this.usage = usage;
  }
}

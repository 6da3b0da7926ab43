/** What the `node` command hands on once it knows what to run. */
import type { Process } from "../program.ts";

export type NodeStart =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "eval"; readonly text: string; readonly print: boolean; readonly module: boolean };

export interface NodeOptions {
  readonly version: string;
  /** `process.argv`: the executable, the script with its full path, and its words. */
  readonly argv: readonly string[];
  /** `-r`: modules to load first. */
  readonly preload: readonly string[];
}

/** Who runs JavaScript: the lab's own node, or a real one somewhere else (`Machine.node`). */
export interface NodeRuntime {
  /** Runs a program to its end, and gives its exit code. What it prints, writes and listens at are the process's. */
  run(process: Process, options: NodeOptions, start: NodeStart): Promise<number>;
}

/** What one run of `find` keeps while it looks around. */
import type { Process } from "../program.ts";
import { at, type Tool } from "../coreutils/applet.ts";
import type { Settings } from "./expression.ts";

export class Search {
  readonly process: Process;
  readonly tool: Tool;
  readonly settings: Settings = {
    follow: "never",
    minDepth: 0,
    maxDepth: Number.POSITIVE_INFINITY,
    contentsFirst: false,
    oneFileSystem: false,
  };
  /** Begun at: what `-mtime` counts from, in milliseconds. */
  readonly now: number;
  /** How `-regex` is written from here on: GNU's own, `posix-extended`… */
  regexType = "findutils-default";
  status = 0;
  /** Set by `-quit`. */
  over = false;
  /** Commands of `-exec … +` that still hold files. */
  readonly flushes: (() => Promise<void>)[] = [];

  constructor(process: Process, tool: Tool) {
    this.process = process;
    this.tool = tool;
    this.now = process.clock.now();
  }

  /** Says what is wrong with a file and goes on; the exit code will be 1. */
  complain(name: string, reason: string): void {
    this.status = this.tool.fail(`${this.tool.gnu ? `‘${name}’` : name}: ${reason}`);
  }

  /** An absolute path. */
  at(name: string): string {
    return at(this.process, name);
  }
}

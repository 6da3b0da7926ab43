/**
 * One learner's lab: a host (`drydock`, user `dev`), its disk with the workspace, an engine, and a shell in which `docker`
 * is a command. The worker and the headless lab both drive this. (Being built: this declaration is the contract.)
 */
import type { Engine } from "../engine/api.ts";
import type { Clock } from "../engine/clock.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import type { WorkingTree } from "../engine/filesystem/working-tree.ts";

export const workspacePath = "/home/dev/workspace";

export interface SessionOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  /** What the workspace starts with. */
  readonly workspace: DirectoryNode;
}

export interface ExecOptions {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly signal?: AbortSignal;
  /** Present when output goes to a terminal: `docker build` then draws its rich progress. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

export interface Completion {
  /** The part of the line that is replaced: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly { readonly text: string; readonly kind: "command" | "flag" | "file" | "directory" | "image" | "value"; readonly help?: string }[];
}

export declare class LabSession {
  constructor(options: SessionOptions);
  readonly engine: Engine;
  /** The host's whole disk; the workspace is at `workspacePath`. */
  readonly disk: WorkingTree;
  /** The workspace as it stands. */
  get workspace(): DirectoryNode;
  /** Working directory of the shell. */
  get cwd(): string;
  /** `dev@drydock:~/workspace$ ` */
  get prompt(): string;
  /** Past lines, oldest first. */
  get history(): readonly string[];
  /** Runs one line (it may hold newlines and here-documents). Shell state (cwd, variables, functions) lasts between lines. */
  exec(line: string, options: ExecOptions): Promise<{ exitCode: number }>;
  /** True when the line is unfinished (open quote, here-document, `\`), so that the terminal shows `> `. */
  isIncomplete(line: string): boolean;
  complete(line: string, cursor: number): Promise<Completion>;
  /** Called after a command or an edit changed the disk. Returns a function that stops it. */
  onChange(listener: () => void): () => void;
  /** A copy that shares everything immutable; what happens in it stays in it. For the grader. */
  fork(): LabSession;
}

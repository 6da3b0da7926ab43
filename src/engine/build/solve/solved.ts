/** What a solve is made of: what it needs of the world around it, and what comes of each vertex. */
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { CacheRecord } from "../keys/cache.ts";
import type { Selection } from "../keys/select.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Execution } from "./execute.ts";
import type { Progress, RunningVertex } from "./progress.ts";

/** The first step that failed. */
export class SolveError extends Error {
  readonly vertex: GraphVertex;
  /** What failed was made for the step and is no line of the file. */
  readonly isUnplaced: boolean;
  constructor(message: string, vertex: GraphVertex, isUnplaced = false) {
    super(message);
    this.name = "SolveError";
    this.vertex = vertex;
    this.isUnplaced = isUnplaced;
  }
}

export interface ContextFiles {
  /** As keys see it. */
  readonly tree: DirectoryNode;
  /** As steps see it. */
  readonly files: DirectoryNode;
}

export interface SolverWorld extends Execution {
  readonly progress: Progress;
  /**
   * The build context, or that of `--build-context name`; announces the transfer when first asked.
   */
  context(name?: string): Promise<ContextFiles>;
  /** Files of a base image; announces nothing but the pull under `progress`. */
  loadImage(reference: string, platform: string, progress: RunningVertex): Promise<DirectoryNode>;
  /** Stops all that is under way. */
  abort(reason: unknown): void;
  /** Two ids for the message about what is missing in a source: the context, a named one, or what a step made. */
  checksumRef(source: string): string;
}

/** What a vertex came to. */
export interface Solved {
  key?: string;
  /** Key by the identity of the stages it reads, when it reads any. */
  identity?: string;
  record?: CacheRecord;
  /** What `--cache-from` brought the record with, in this build. */
  imported?: string;
  selections: (Selection | undefined)[];
  state: "cached" | "reran" | "failed" | "canceled" | "pending";
  pruned: boolean;
  /** A path it names that is not there. */
  missing?: string;
  duration?: number;
  /** When it began, by the clock. */
  started?: number;
}

export type SolvedVertices = ReadonlyMap<GraphVertex, Solved>;

/** Fails the vertex before the eyes of whoever watches; the error is for the build. */
export function failVertex(vertex: GraphVertex, solved: Solved, running: RunningVertex, shown: string, message = shown): SolveError {
  solved.state = "failed";
  solved.duration = running.elapsed;
  began(solved, running);
  running.fail(shown);
  return new SolveError(message, vertex);
}

/** Remembers when it began. */
export function began(solved: Solved, { vertex: { started } }: RunningVertex): void {
  if (started !== undefined) solved.started = started;
}

/** The vertices whose files a vertex needs to run: its root, and the stages and images it reads. */
export function inputsOf({ root, sources }: GraphVertex): (GraphVertex | undefined)[] {
  return [root, ...sources.map((source) => (source.kind === "vertex" ? source.vertex : undefined))];
}

/** What can be wrong with a build, and where in the Dockerfile. */

/** 1-based lines, inclusive; columns 0-based, end exclusive. */
export interface SourceRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type VertexId = string;

/** Everything the client prints below the progress when a build fails (spec §10). */
export interface BuildFailure {
  /** What follows `ERROR: failed to build: failed to solve: `. */
  readonly message: string;
  /** The vertex that failed, when one did, and its last log lines. */
  readonly vertex?: VertexId;
  /** The lines to print with `>>>`; absent for errors without an excerpt. */
  readonly source?: SourceRange;
  /** Further places, each with an excerpt below the first: the way round a circle of stages. */
  readonly moreSources?: readonly SourceRange[];
  /** The frontend that `# syntax=` names did not answer at all: `--check` says so as a build does. */
  readonly noFrontend?: boolean;
  /** Marks an answer that is the lab's own, for what the simulator does not model. */
  readonly lab?: boolean;
}

export interface BuildWarning {
  /** `JSONArgsRecommended` (spec §11). */
  readonly rule: string;
  readonly message: string;
  readonly range: SourceRange;
}

/** A mistake in the source that keeps it from being compiled, with the place CPython points to. */
export class PythonSyntaxError extends Error {
  /** `SyntaxError`, `IndentationError`, `TabError`. */
  readonly kind: "SyntaxError" | "IndentationError" | "TabError";
  /** From 1. */
  readonly line: number;
  /** From 1; 0 when CPython shows no place in the line. */
  readonly column: number;
  /** From 1, behind the last character marked. */
  readonly endColumn: number;

  constructor(
    message: string,
    at: { line: number; column: number; endColumn?: number },
    kind: "SyntaxError" | "IndentationError" | "TabError" = "SyntaxError",
  ) {
    super(message);
    this.name = "PythonSyntaxError";
    this.kind = kind;
    this.line = at.line;
    this.column = at.column;
    this.endColumn = at.endColumn ?? at.column;
  }
}

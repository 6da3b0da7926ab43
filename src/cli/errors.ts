/** Mistakes the client finds by itself, before or instead of asking the engine. */

/** Printed on standard error as it is (with buildx's `ERROR: ` before it there); ends the command with `code`. */
export class CliError extends Error {
  readonly code: number;
  /** True when even buildx prints it bare, as it does for flag mistakes. */
  readonly bare: boolean;
  constructor(message: string, code = 1, bare = false) {
    super(message);
    this.name = "CliError";
    this.code = code;
    this.bare = bare;
  }
}

/**
 * Something real Docker does and the lab does not. Said in the lab's own voice, so that nobody takes it for Docker's.
 */
export class NotInLab extends CliError {
  constructor(sentence: string) {
    super(labLine(sentence), 1, true);
    this.name = "NotInLab";
  }
}

/** A line that the lab adds to what Docker prints; marked, so that it can be told apart. */
export function labLine(sentence: string): string {
  return `drydock: ${sentence}`;
}

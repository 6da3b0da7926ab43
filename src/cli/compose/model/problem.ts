import { CliError } from "../../errors.ts";
import type { Path } from "./tree.ts";

/** A Compose file, or what surrounds it, that Compose refuses: the text is Compose's own. */
export class ComposeProblem extends CliError {
  /** Where in the merged file it is, as far as that is known. */
  place: Path | undefined;

  constructor(message: string, place?: Path) {
    super(message);
    this.name = "ComposeProblem";
    this.place = place;
  }
}

/** Does what may find fault with a part of a file: a problem that names no place is there. */
export function within<Result>(place: Path, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ComposeProblem) error.place ??= place;
    throw error;
  }
}

/** Names that refer to nothing, and what goes for no project at all. */
export function invalidProject(message: string): ComposeProblem {
  return new ComposeProblem(`${message}: invalid compose project`);
}

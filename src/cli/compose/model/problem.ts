import { CliError } from "../../errors.ts";

/** A Compose file, or what surrounds it, that Compose refuses: the text is Compose's own. */
export class ComposeProblem extends CliError {
  constructor(message: string) {
    super(message);
    this.name = "ComposeProblem";
  }
}

/** Names that refer to nothing, and what goes for no project at all. */
export function invalidProject(message: string): ComposeProblem {
  return new ComposeProblem(`${message}: invalid compose project`);
}

import { StepError } from "../solve/copy.ts";

/** A command in a RUN that ended with another code than zero. */
export class CommandFailed extends StepError {
  readonly code: number;
  constructor(command: string, code: number) {
    super(`The command '${command}' returned a non-zero code: ${code}`);
    this.name = "CommandFailed";
    this.code = code;
  }
}

/**
 * What the lab refuses in its own words although a real builder might not: sizes that nobody writes by hand, beyond which
 * the answer could no longer be there while one types.
 */
import { DockerfileError, type Dockerfile, type Instruction } from "./ast.ts";

/** A refusal of the lab's own. */
export class LabLimitError extends DockerfileError {}

export const mostInstructions = 3000;
const mostStages = 400;
/** Names, values, paths and mounts of all instructions together. */
const mostWords = 20_000;
/** Characters of all words once their variables are filled in: each variable may be twice as long as the one before. */
const longestWords = 20_000_000;

/** How much text the variables of one Dockerfile may still become. */
export class WordBudget {
  #left = longestWords;

  /** Throws `LabLimitError` when it is used up. */
  spend(characters: number): void {
    this.#left -= characters;
    if (this.#left < 0)
      throw new LabLimitError(`the lab fills in variables up to ${longestWords / 1e6} MB of text; this Dockerfile's become more than that`);
  }
}

/** Throws `LabLimitError` for a Dockerfile that is too long to be built here. */
export function checkSize({ stages, globalArgs }: Dockerfile): void {
  const instructions = [...globalArgs, ...stages.flatMap((stage) => stage.instructions)];
  refuse(stages.length + instructions.length, mostInstructions, "instructions");
  refuse(stages.length, mostStages, "stages");
  refuse(
    instructions.reduce((sum, instruction) => sum + wordsOf(instruction), 0),
    mostWords,
    "names, values and paths in its instructions",
  );
}

/** For text that is so long that it is not even read to its end. */
export function tooLong(count: number): LabLimitError {
  return new LabLimitError(`the lab builds Dockerfiles of up to ${mostInstructions} instructions; this one has more than ${count - 1}`);
}

function refuse(count: number, most: number, what: string): void {
  if (count > most) throw new LabLimitError(`the lab builds Dockerfiles of up to ${most} ${what}; this one has ${count}`);
}

function wordsOf(instruction: Instruction): number {
  switch (instruction.kind) {
    case "ENV":
    case "LABEL":
      return instruction.pairs.length;
    case "ARG":
      return instruction.args.length;
    case "EXPOSE":
    case "VOLUME":
    case "SHELL":
      return instruction.values.length;
    case "COPY":
    case "ADD":
      return instruction.sources.length + instruction.heredocs.length;
    case "RUN":
      return (
        instruction.mounts.length +
        instruction.heredocs.length +
        (instruction.command.form === "exec" ? instruction.command.words.length : 0)
      );
    case "CMD":
    case "ENTRYPOINT":
      return instruction.command.form === "exec" ? instruction.command.words.length : 1;
    default:
      return 1;
  }
}

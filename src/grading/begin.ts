import type { LabSession } from "../shell/session.ts";
import type { Exercise } from "./exercise.ts";
import { ExerciseError } from "./validate.ts";

/**
 * Runs the lines with which an exercise begins; the learner's history does not show them. Throws `ExerciseError` for the
 * first that fails.
 */
export async function beginLab({ begin = [], task }: Exercise, session: LabSession): Promise<void> {
  for (const line of begin) {
    let said = "";
    const hear = (text: string): void => {
      said += text;
    };
    // A space in front keeps a line out of the history.
    const { exitCode } = await session.exec(` ${line}`, { stdout: () => {}, stderr: hear });
    if (exitCode !== 0)
      throw new ExerciseError(`the exercise “${task}”`, `\`${line}\` of \`begin\` ended with ${exitCode}: ${said.trim()}`);
  }
}

import { lessonOfPath } from "../../backends/worker/lesson-path.ts";
import type { Exercise } from "../../grading/exercise.ts";

/** One good way to solve an exercise. */
export interface Way {
  readonly title: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines to run; none where building the files is all. */
  readonly commands?: string;
}

const files = import.meta.glob<string>("../../../lessons/*/*/solution/**/*", { query: "?raw", import: "default", exhaustive: true });
const exercises = import.meta.glob<{ default: Exercise }>("../../../lessons/*/*/exercise.ts");

/** The solution of a lesson's exercise and, once it is solved, other good ways. Throws when it can't be loaded. */
export async function solutionOf(lesson: string, withOthers: boolean): Promise<Way[]> {
  const own: Record<string, string> = {};
  let commands: string | undefined;
  for (const [path, load] of Object.entries(files)) {
    const inside = path.split("/solution/")[1] ?? "";
    if (lessonOfPath(path) !== lesson) continue;
    if (inside === "commands.sh") commands = await load();
    else own[inside] = await load();
  }
  const ways: Way[] = [{ title: "A solution", text: "", files: own, ...(commands && { commands }) }];
  if (!withOthers) return ways;
  const found = Object.entries(exercises).find(([path]) => lessonOfPath(path) === lesson);
  const exercise = await found?.[1]();
  return [...ways, ...(exercise?.default.alternatives ?? [])];
}

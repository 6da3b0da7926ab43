import { readArguments, UsageError } from "./arguments.ts";
import { type Lesson, loadExercise, readModules } from "./lessons.ts";

/** `lessons`: modules, lessons, exercises and their checks, as JSON or to read. */
export async function listLessons(words: readonly string[]): Promise<number> {
  const args = readArguments(words, { switches: ["json"] });
  if (args.words.length > 0) throw new UsageError(`lessons takes no arguments: ${args.words.join(" ")}`);
  const modules = await Promise.all(
    readModules().map(async (module) => ({ ...module, lessons: await Promise.all(module.lessons.map(describe)) })),
  );
  if (args.has("json")) {
    process.stdout.write(`${JSON.stringify({ modules })}\n`);
    return 0;
  }
  for (const { title, lessons } of modules) {
    process.stdout.write(`${title}\n`);
    for (const lesson of lessons) {
      process.stdout.write(`  ${lesson.slug}: ${lesson.title}\n`);
      for (const check of lesson.exercise?.checks ?? []) process.stdout.write(`    ${check.id}: ${check.title}\n`);
    }
  }
  return 0;
}

async function describe(lesson: Lesson) {
  const { path: _, hasExercise, ...known } = lesson;
  if (!hasExercise) return { ...known, exercise: null };
  const { task, checks, hints } = await loadExercise(lesson);
  return {
    ...known,
    exercise: {
      task,
      checks: checks.map(({ id, title, after = [], part }) => ({ id, title, after, ...(part && { part }) })),
      hints: hints.length,
    },
  };
}
